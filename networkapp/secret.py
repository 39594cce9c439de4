"""The secret key of a machine that was given none."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def local_secret_key(var_dir: Path, *, production: bool) -> str:
    """Return the key kept in ``var_dir``, made at first use and readable by its owner only.

    Raises ImproperlyConfigured in production, where the operator chooses the key: a key made
    on the fly would differ from machine to machine and sign everybody out.
    """
    if production:
        raise ImproperlyConfigured("Set SECRET_KEY: DATABASE_URL is given, so this is production.")
    path = var_dir / "secret-key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        # Written apart and then linked: of two processes that start at once both read one key.
        handle, fresh = tempfile.mkstemp(dir=var_dir)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        os.unlink(fresh)
    return path.read_text()
