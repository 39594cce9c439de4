"""What ``manage.py serve`` starts and where it listens: child processes and the socket."""

import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from django.conf import settings

# A child that lived for fewer seconds died at once.
QUICK_DEATH = 10
QUICK_DEATHS_ALLOWED = 3

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Failed(Exception):
    """What the person at the terminal is told before the command ends with status 1."""


class Child:
    """One process of the product, in a session of its own: Ctrl-C reaches only the supervisor."""

    def __init__(
        self, name: str, words: list[str], *, env: dict[str, str], fd: int | None = None
    ) -> None:
        """Start Python with ``words``, the settings ``env`` and the open file ``fd``."""
        self.name = name
        self.words = [sys.executable, *words]
        self.env = os.environ | env
        self.fds = [] if fd is None else [fd]
        log = settings.VAR_DIR / "log" / f"{name}.log"
        log.parent.mkdir(exist_ok=True)
        if log.exists():
            log.replace(log.with_suffix(".old.log"))
        self.writing = log.open("ab")
        self.reading = log.open("rb")
        self.quick_deaths = 0
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.words,
            cwd=settings.BASE_DIR,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=self.writing,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=self.fds,
            preexec_fn=_end_with_parent,
        )

    def has_died(self) -> bool:
        return self.process.poll() is not None

    def start_again(self) -> None:
        """Start anew a second after a death. Raises Failed when it keeps dying at once."""
        lived = time.monotonic() - self.started
        self.quick_deaths = self.quick_deaths + 1 if lived < QUICK_DEATH else 0
        if self.quick_deaths >= QUICK_DEATHS_ALLOWED:
            raise Failed(f"{self.name} keeps stopping ({self.ending()}).")
        self.kill()
        time.sleep(1)
        self.start()

    def ask_to_stop(self) -> None:
        with suppress(ProcessLookupError):
            self.process.terminate()

    def kill(self) -> None:
        """End it and the processes that it made."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ending(self) -> str:
        """Return in words how it ended."""
        code = self.process.returncode
        return f"signal {-code}" if code < 0 else f"exit status {code}"

    def new_lines(self) -> list[str]:
        """Return what it wrote to its log since the last call, each line with its name."""
        text = self.reading.read().decode(errors="replace")
        return [f"{self.name:6} | {line}" for line in text.splitlines()]


def _end_with_parent() -> None:
    """Ask Linux for a SIGTERM when the supervisor is gone, be it by kill -9."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def claim_address(host: str, port: str) -> socket.socket:
    """Return a socket that listens there. Raises Failed, saying what to do instead."""
    if not port.isdecimal() or int(port) > 65535:
        raise Failed(f"PORT is {port!r} and must be a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, int(port)), family=family, backlog=256)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            say = f"Port {port} is in use. Choose another: PORT={int(port) + 1} bin/run"
        elif error.errno == errno.EACCES:
            say = f"Port {port} is kept for the administrator. Choose another: PORT=8000 bin/run"
        else:
            say = f"Cannot listen at {host}, port {port}: {error.strerror}."
        raise Failed(say) from None


def shown_address(listener: socket.socket) -> str:
    """Return the address to type into a browser on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def ask_readiness(listener: socket.socket) -> str:
    """Return what /readyz answers: "200", another status with its text, or "" for no answer."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    name = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else "localhost"
    headers = {"Host": "localhost" if name == "*" else name, "X-Forwarded-Proto": "https"}
    asking = http.client.HTTPConnection(host, port, timeout=2)
    try:
        asking.request("GET", "/readyz", headers=headers)
        answer = asking.getresponse()
        text = answer.read(300).decode(errors="replace").strip()
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        asking.close()
    return "200" if answer.status == http.HTTPStatus.OK else f"{answer.status} {text}"
