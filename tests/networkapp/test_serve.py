"""``manage.py serve``: real processes, on a database of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from django.conf import settings

from networkapp.web.management.commands.serve import _worker_words
from networkapp.web.process import Failed, claim_address


class Serving:
    """A running ``serve`` and what it has printed."""

    def __init__(self, var: Path, **env: str) -> None:
        self.var = var
        self.printed = var / "printed"
        clean = {key: value for key, value in os.environ.items() if key not in CLEARED}
        with self.printed.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=settings.BASE_DIR,
                env=clean | {"NETWORKAPP_VAR": str(var), "DEMO": "0", "PORT": "0"} | env,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def text(self) -> str:
        return self.printed.read_text()

    def wait_for(self, condition: Callable[[], bool], *, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.1)

    def wait_until_ready(self) -> None:
        self.wait_for(lambda: "Ready at" in self.text() or self.process.poll() is not None)
        assert "Ready at" in self.text(), self.text()

    def status(self) -> int:
        """Return the HTTP status of /readyz at the address that it printed."""
        address = re.search(r"http://\S+", self.text())
        assert address
        with urllib.request.urlopen(f"{address[0]}readyz", timeout=5) as answer:
            return int(answer.status)

    def child(self, word: str) -> psutil.Process:
        children = psutil.Process(self.process.pid).children()
        return next(child for child in children if word in " ".join(child.cmdline()))

    def database_pid(self) -> int | None:
        pid_file = self.var / "postgres" / "data" / "postmaster.pid"
        return int(pid_file.read_text().split()[0]) if pid_file.exists() else None

    def stop(self, signum: int = signal.SIGTERM) -> int:
        self.process.send_signal(signum)
        return self.process.wait(timeout=60)

    def close(self) -> None:
        if self.process.poll() is None:
            self.stop()


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that only waits to be buried does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


CLEARED = {"DATABASE_URL", "DATABASE_ROLE", "HOST", "ALLOWED_HOSTS", "NETWORKAPP_TEST_RUN"}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder of our own: pytest closes its own to the user that the database runs as."""
    with tempfile.TemporaryDirectory(prefix="serve-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def serving(folder: Path) -> Iterator[Serving]:
    with closing(Serving(folder)) as running:
        running.wait_until_ready()
        yield running


def test_a_taken_port_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Failed, match=rf"Port {port} is in use.*PORT={port + 1} bin/run"):
            claim_address("127.0.0.1", str(port))


@pytest.mark.parametrize("port", ["", "eighty", "-1", "70000"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(Failed, match="must be a number"):
        claim_address("127.0.0.1", port)


def test_nothing_is_started_when_the_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        running = Serving(tmp_path, PORT=str(taken.getsockname()[1]))
        assert running.process.wait(timeout=30) == 1
    assert "is in use" in running.text()
    assert not (tmp_path / "postgres").exists()


def test_a_demo_does_not_listen_to_the_whole_network(tmp_path: Path) -> None:
    running = Serving(tmp_path, HOST="0.0.0.0", DEMO="1")
    assert running.process.wait(timeout=30) == 1
    assert "networkapp.E010" in running.text()
    assert not (tmp_path / "postgres").exists()


@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_a_killed_worker_and_a_killed_web_server_come_back(serving: Serving) -> None:
    for word in ["procrastinate", "gunicorn"]:
        killed = serving.child(word)
        killed.kill()
        serving.wait_for(lambda pid=killed.pid: not psutil.pid_exists(pid))  # type: ignore[misc]
    serving.wait_for(lambda: serving.text().count("starting it again") == 2, seconds=10)
    serving.wait_for(lambda: len(psutil.Process(serving.process.pid).children()) == 2, seconds=10)
    assert serving.status() == 200


@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_a_second_one_finds_all_done_and_leaves_the_first_its_database(serving: Serving) -> None:
    database = serving.database_pid()
    folder = serving.var / "second"
    folder.mkdir()
    with closing(Serving(folder, NETWORKAPP_VAR=str(serving.var))) as second:
        second.wait_until_ready()
        assert "up to date" not in second.text()
        assert "static files" not in second.text()
        assert second.stop(signal.SIGINT) == 0, second.text()
    assert serving.database_pid() == database
    assert serving.status() == 200


def test_the_worker_does_several_jobs_at_once_as_the_manual_says() -> None:
    words = " ".join(_worker_words()[:5])
    assert words.endswith("--concurrency 4")
    assert words in (settings.BASE_DIR / "docs" / "operating.md").read_text()


@pytest.mark.slow
@pytest.mark.xdist_group("serve")
def test_stopping_leaves_no_process(serving: Serving) -> None:
    database = serving.database_pid()
    assert database
    pids = [child.pid for child in psutil.Process(serving.process.pid).children(recursive=True)]
    assert len(pids) >= 3
    assert serving.stop(signal.SIGINT) == 0, serving.text()
    assert "Stopped." in serving.text()
    assert [pid for pid in [*pids, database] if is_alive(pid)] == []
