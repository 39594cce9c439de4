"""The secret key of a machine that was given none."""

import secrets
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
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()
