"""The system user that the embedded PostgreSQL runs as, since it refuses to run as root.

Started by anyone else, the server runs as that user and nothing here has an effect. Started
by root, it runs as ``pgserver``, a system user made when first needed, and the folders above
its files are opened for search (not for reading).
"""

import contextlib
import os
import pwd
import stat
import subprocess
from pathlib import Path
from typing import Any

SERVER_USER = "pgserver"


def run_as() -> dict[str, Any]:
    """Return the arguments that make subprocess run a program as the server's user."""
    if os.geteuid() != 0:
        return {}
    return {"user": SERVER_USER, "group": _entry().pw_gid, "extra_groups": []}


def make_private_dir(path: Path) -> None:
    """Make ``path`` a folder that only the server's user may enter.

    Raises PermissionError when somebody else made it first.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = _entry().pw_uid if os.geteuid() == 0 else os.geteuid()
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
        raise PermissionError(f"{path} belongs to another user, who started the database there")
    if found.st_uid != owner:
        os.chown(path, owner, _entry().pw_gid)
    path.chmod(0o700)
    let_in(path)


def let_in(path: Path) -> None:
    """As root, let the server's user pass through the folders above ``path``."""
    if os.geteuid() != 0:
        return
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH and folder.stat().st_uid != _entry().pw_uid:
            folder.chmod(mode | stat.S_IXGRP | stat.S_IXOTH)


def is_postgres(pid: int) -> bool:
    """Whether process ``pid`` is a PostgreSQL server, and not the zombie of a killed one."""
    # Comes with the embedded server; slow to import and rarely needed.
    import psutil  # type: ignore[import-untyped]

    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        return bool(process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE)
    return False


def _entry() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/bin/sh", SERVER_USER],  # noqa: S607
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(SERVER_USER)
