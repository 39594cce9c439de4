"""The real product under test: ``manage.py serve`` in demo mode, in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from django.conf import settings

from networkapp.web.process import _end_with_parent

# Seconds; the machine may be busy with other things.
TIME_TO_START = 180
TIME_TO_STOP = 30

# What the shell may have set for another run.
CLEARED = {
    *("ALLOWED_HOSTS", "DATABASE_ROLE", "DATABASE_URL", "DEBUG", "EMAIL_URL", "HOST", "HTTPS"),
    *("NETWORKAPP_TEST_RUN", "SECRET_KEY"),
}


class Site:
    """Web, worker and database as ``bin/run`` starts them, and a stage hand to set scenes."""

    def __init__(self, var: Path) -> None:
        """Start everything and wait until it answers. Raises AssertionError with what it said."""
        self.var = var
        self.printed = var / "printed"
        self.env = {key: value for key, value in os.environ.items() if key not in CLEARED}
        self.env |= {"NETWORKAPP_VAR": str(var), "DEMO": "1", "PORT": "0"}
        with self.printed.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=settings.BASE_DIR,
                env=self.env,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_end_with_parent,  # a run that is killed leaves nothing behind either
            )
        try:
            self.address = self._wait_for_address()
            self.stage = Stage(self.env, var / "stage")
        except BaseException:
            self.stop()
            raise

    def _wait_for_address(self) -> str:
        deadline = time.monotonic() + TIME_TO_START
        while True:
            said = self.printed.read_text()
            found = re.search(r"Ready at (http://\S+)/", said)
            if found:
                return found[1]
            assert self.process.poll() is None, f"serve ended:\n{said}"
            assert time.monotonic() < deadline, f"serve did not answer:\n{said}"
            time.sleep(0.1)

    def logs(self) -> str:
        """Return the ends of the logs of web and worker."""
        parts = [
            f"--- {path.name}\n{path.read_text(errors='replace')[-3000:]}"
            for path in sorted((self.var / "log").glob("*.log"))
        ]
        return "\n".join(parts)

    def stop(self) -> list[str]:
        """Stop everything as Ctrl-C does; return the processes that are left all the same."""
        if hasattr(self, "stage"):
            self.stage.stop()
        family = self._family()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=TIME_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
        _gone, alive = psutil.wait_procs(family, timeout=5)
        left = [f"{process.pid} {' '.join(process.cmdline())[:100]}" for process in alive]
        for process in alive:
            process.kill()
        return left

    def _family(self) -> list[psutil.Process]:
        """Return the processes of this site: its children, and the database of its folder."""
        family = []
        if self.process.poll() is None:
            family += psutil.Process(self.process.pid).children(recursive=True)
        pid_file = self.var / "postgres" / "data" / "postmaster.pid"
        if pid_file.exists():
            pid = int(pid_file.read_text().split()[0])
            if psutil.pid_exists(pid):
                database = psutil.Process(pid)
                family += [database, *database.children(recursive=True)]
        return family


class Stage:
    """A process beside the site that makes people and things in its database on request.

    Starting Django for each request would cost two seconds; this one is asked line by line.
    """

    def __init__(self, env: dict[str, str], log: Path) -> None:
        self.log = log
        self.errors = log.open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.stage"],
            cwd=settings.BASE_DIR,
            env=env | {"DJANGO_SETTINGS_MODULE": "networkapp.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )

    def ask(self, do: str, **words: Any) -> Any:
        """Have the stage hand do something and return its answer."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.log.read_text()
        said = json.loads(answer)
        assert "failed" not in said, said["failed"]
        return said["done"]

    def stop(self) -> None:
        """End the process, which ends with its input."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.errors.close()
