"""The whole product in one command: database, web and worker. ``bin/run`` ends here.

The supervisor is one thread that prepares the database, starts two children and watches them.
It holds the listening socket itself, so that a taken port is known before anything is started,
and a web process that had to be started again answers at the same address.
"""

import fcntl
import hashlib
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from types import FrameType
from typing import IO, Any

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, SystemCheckError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from networkapp.web.process import Child, Failed, ask_readiness, claim_address, shown_address

# All in seconds.
TIME_TO_ANSWER = 60
TIME_TO_BE_READY = 15
TIME_TO_STOP = 6
LOOK_EVERY = 0.2

DEMO_SIGN_INS = {
    "student@example.edu": "a student with about sixty contacts",
    "newcomer@example.edu": "a student on the first day",
    "staff@example.edu": "a member of staff",
    "admin@example.edu": "an administrator",
}


class Command(BaseCommand):
    help = "Starts the database, the web server and the worker; Ctrl-C stops all three."
    # The checks look at the database, which is prepared first.
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        self.children: list[Child] = []
        self.stopping = False
        try:
            self.check(tags=["demo"])  # before anybody could come in
            listener = claim_address(
                os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
            )
            self.listen_to_signals()
            with _database_in_use():
                try:
                    self.prepare()
                    self.supervise(listener)
                finally:
                    self.stop_children()
        except KeyboardInterrupt:
            pass
        except OperationalError as failure:
            self.stderr.write(f"The database cannot be reached: {str(failure).strip()}")
            sys.exit(1)
        except (Failed, SystemCheckError) as failure:
            self.stderr.write(str(failure).strip())
            sys.exit(1)
        self.say("Stopped.")

    def say(self, text: str) -> None:
        """Print at once; a terminal that has gone away must not keep us from stopping."""
        with suppress(OSError):
            self.stdout.write(text)
            self.stdout.flush()

    def listen_to_signals(self) -> None:
        """Let Ctrl-C, SIGTERM and a closed terminal all mean: stop."""

        def stop(signum: int, frame: FrameType | None) -> None:
            # Before the children exist an exception takes back what is half done; later
            # the loop looks at the flag, so that no start or stop is cut in two.
            was_preparing = not self.children and not self.stopping
            self.stopping = True
            if was_preparing:
                raise KeyboardInterrupt

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup sets it
            signal.signal(signal.SIGHUP, stop)

    # --- Before the children --------------------------------------------------

    def prepare(self) -> None:
        """Bring database, demo data and static files up to date, doing only what is missing."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Bringing the database up to date ...")
            call_command("migrate", verbosity=0, interactive=False)
        self.check(databases=["default"])
        if settings.DEMO:
            self.seed_when_empty()
        self.collect_static_when_changed()
        connections.close_all()

    def seed_when_empty(self) -> None:
        # The mark outlives a run that was broken off in the middle of it.
        mark = settings.VAR_DIR / "demo-data-unfinished"
        if mark.exists() or not get_user_model()._default_manager.exists():
            self.say("Loading the demo data ...")
            mark.touch()
            call_command("seed_demo", verbosity=0)
            mark.unlink()

    def collect_static_when_changed(self) -> None:
        stamp = settings.VAR_DIR / "static.stamp"
        now = _static_fingerprint()
        if not stamp.exists() or stamp.read_text() != now or not settings.STATIC_ROOT.exists():
            self.say("Collecting the static files ...")
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(now)

    # --- While they run -------------------------------------------------------

    def supervise(self, listener: socket.socket) -> None:
        self.say("Starting the web server and the worker ...")
        self.children.append(
            Child(
                "web",
                _web_words(listener),
                env={"WEB_CONCURRENCY": _workers()},
                fd=listener.fileno(),
            )
        )
        self.children.append(
            Child(
                "worker",
                _worker_words(),
                env={"DATABASE_ROLE": "app_system"},
            )
        )
        self.wait_for_answer(listener)
        while not self.stopping:
            self.echo_logs()
            for child in self.children:
                if child.has_died() and not self.stopping:
                    self.say(f"{child.name} stopped ({child.ending()}); starting it again.")
                    child.start_again()
            time.sleep(LOOK_EVERY)

    def wait_for_answer(self, listener: socket.socket) -> None:
        """Wait until the product says it is ready, then say where it is."""
        answer = ""
        begun = time.monotonic()
        while not self.stopping and answer != "200":
            self.echo_logs()
            for child in self.children:
                if child.has_died():
                    raise Failed(f"{child.name} could not start ({child.ending()}).")
            waited = time.monotonic() - begun
            # A queue that was left alone for a week takes a while, and the site works meanwhile.
            if answer and waited > TIME_TO_BE_READY:
                break
            if waited > TIME_TO_ANSWER:
                raise Failed(f"The web server did not answer within {TIME_TO_ANSWER} seconds.")
            answer = ask_readiness(listener)
            if answer != "200":
                time.sleep(LOOK_EVERY)
        if not self.stopping:
            self.welcome(listener, answer)

    def welcome(self, listener: socket.socket, answer: str) -> None:
        self.say(f"\nReady at {shown_address(listener)}")
        if answer != "200":
            self.say(f"It answers, but /readyz says {answer}; see docs/operating.md, Health.")
        if settings.DEMO:
            self.say("Demo mode: the sign-in page signs you in with one click as")
            for email, description in DEMO_SIGN_INS.items():
                self.say(f"  {email:22} {description}")
        self.say(f"Logs: {settings.VAR_DIR / 'log'}. Ctrl-C stops everything.\n")

    def echo_logs(self) -> None:
        for child in self.children:
            for line in child.new_lines():
                self.say(line)

    def stop_children(self) -> None:
        self.stopping = True
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + TIME_TO_STOP
        while time.monotonic() < deadline and not all(c.has_died() for c in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.kill()
        self.echo_logs()


@contextmanager
def _database_in_use() -> Iterator[None]:
    """Keep the embedded database for as long as any ``serve`` of this folder wants it.

    Each holds the same file lock, shared; who can have it alone at the end is the last one
    and stops the database. The lock goes with its process, however that ends.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR_DIR / "serve.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            yield
        finally:
            connections.close_all()
            if not settings.DATABASE_URL:
                _stop_database_unless_wanted(lock)


def _stop_database_unless_wanted(lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        call_command("db", "stop", stdout=StringIO())
    except BlockingIOError:
        pass
    except psycopg.OperationalError as failure:
        raise Failed(str(failure)) from failure


def _static_fingerprint() -> str:
    """Return a digest of names, sizes and times of all static files and of how they are kept."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = os.stat(storage.path(path))
            digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _workers() -> str:
    return os.environ.get("WEB_CONCURRENCY") or str(min(2, os.cpu_count() or 1))


def _worker_words() -> list[str]:
    # Four at once: one long import keeps neither the mails waiting nor the other students.
    words = ["manage.py", "procrastinate", "worker", "--concurrency", "4"]
    return [*words, "--shutdown-graceful-timeout", "4"]


def _web_words(listener: socket.socket) -> list[str]:
    words = ["-m", "gunicorn", "networkapp.wsgi:application", "--preload"]
    words += ["--bind", f"fd://{listener.fileno()}", "--worker-class", "gthread", "--threads", "4"]
    words += ["--graceful-timeout", "3", "--log-level", "warning", "--no-control-socket"]
    if os.path.isdir("/dev/shm"):  # noqa: S108 - the heartbeat file needs memory, not a disk
        words += ["--worker-tmp-dir", "/dev/shm"]  # noqa: S108
    return words
