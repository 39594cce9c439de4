"""How the list answers, and how big the web processes grow, while the worker imports a file.

``python -m benchmarks.under_import`` starts the whole product, as bin/run does, with an
embedded database in a folder of its own that is removed at the end. A student with 10,000
contacts imports 50,000 more and reads the list all the while. Ends with status 1 when a goal
is missed.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from typing import Any

REQUESTS = 200
P95_MS, WEB_MB = 500, 300
PATIENCE = 600  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--contacts", type=int, default=10_000)
    options = parser.parse_args()
    os.environ.pop("DATABASE_URL", None)
    # Its name is short, for the socket's path must be.
    with tempfile.TemporaryDirectory(prefix="under") as folder:
        os.environ["NETWORKAPP_VAR"] = folder
        os.environ |= {"DEMO": "0", "PORT": "0", "HOST": "127.0.0.1"}
        from benchmarks.__main__ import prepare

        prepare()
        return measured(Path(folder), rows=options.rows, contacts=options.contacts)


def measured(folder: Path, *, rows: int, contacts: int) -> int:
    """Fill the database, start the product, import and ask; print what came of it."""
    from django.core.management import call_command
    from django.db import connections
    from django.utils import timezone

    from benchmarks.data import build, settle
    from benchmarks.pages import signed_in

    serving = None
    try:
        call_command("migrate", verbosity=0, interactive=False)
        owner = build(contacts=contacts, others=20, each=1_000, now=timezone.now()).owner
        settle()
        cookie = signed_in(owner, "accounts.backends.RolesBackend")
        printed = folder / "printed"
        with printed.open("w") as output:
            serving = subprocess.Popen(
                [sys.executable, "manage.py", "serve"], stdout=output, stderr=subprocess.STDOUT
            )
        port = _port(serving, printed)
        print(f"Importing {rows:,} rows beside {contacts:,} contacts ...", flush=True)
        return _judged(_import_and_ask(owner, rows, port, cookie, serving.pid))
    finally:
        connections.close_all()
        if serving:
            serving.terminate()
            serving.wait(timeout=30)
        call_command("db", "stop", stdout=StringIO())


def _import_and_ask(owner: Any, rows: int, port: int, cookie: str, pid: int) -> dict[str, Any]:
    from django.utils import timezone

    from benchmarks.importing import linkedin_file
    from contacts.importing import steps
    from contacts.models import ContactImport, Source
    from contacts.states import ImportStatus
    from networkapp.db.acting import acting_as

    content = linkedin_file(rows)
    begun = time.monotonic()
    with acting_as(owner):
        made = steps.upload(
            owner=owner,
            file_name="Connections.csv",
            content=content,
            source=Source.objects.get(owner=None, key="alumni-linkedin"),
            now=timezone.now(),
        )
    times: list[float] = []
    sizes: dict[str, float] = {"web": 0, "worker": 0}
    while True:
        with acting_as(owner):
            now = ContactImport.objects.get(pk=made.pk)
            if now.status == ImportStatus.READY:
                steps.choose_all(now)
                steps.run(now)
        if now.status == ImportStatus.DONE:
            break
        if now.status == ImportStatus.FAILED or time.monotonic() - begun > PATIENCE:
            raise RuntimeError(f"the import stands at {now.status}: {now.message}")
        for _ in range(5):
            times.append(_ask(port, cookie))
            time.sleep(0.02)
        for name, size in _sizes(pid):
            sizes[name] = max(sizes[name], size)
    return {
        "rows": now.added_count,
        "seconds": time.monotonic() - begun,
        "times": times,
        "web_mb": sizes["web"],
        "worker_mb": sizes["worker"],
    }


def _ask(port: int, cookie: str) -> float:
    """Ask for the list and return the milliseconds until its last byte."""
    begun = time.perf_counter()
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asking.request("GET", "/contacts/", headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = asking.getresponse()
    answer.read()
    asking.close()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"the list answered {answer.status}")
    return 1000 * (time.perf_counter() - begun)


def _sizes(pid: int) -> list[tuple[str, float]]:
    """Return the resident megabytes of each process of the product."""
    import psutil  # type: ignore[import-untyped]

    found = []
    for child in psutil.Process(pid).children(recursive=True):
        words = " ".join(child.cmdline())
        name = "web" if "gunicorn" in words else "worker" if "procrastinate" in words else ""
        if name:
            found.append((name, child.memory_info().rss / 1e6))
    return found


def _port(serving: subprocess.Popen[bytes], printed: Path) -> int:
    """Wait until the product is up, and return where it listens."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE and serving.poll() is None:
        if found := re.search(r"Ready at http://[^:/]+:(\d+)", printed.read_text()):
            return int(found[1])
        time.sleep(0.2)
    raise RuntimeError(printed.read_text())


def _judged(found: dict[str, Any]) -> int:
    times = sorted(found["times"])
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{found['rows']:,} rows in {found['seconds']:.1f} s "
        f"({found['rows'] / found['seconds']:,.0f} a second), {len(times)} requests meanwhile\n"
        f"list: median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, slowest "
        f"{times[-1]:.0f} ms\nlargest web process {found['web_mb']:.0f} MB, worker "
        f"{found['worker_mb']:.0f} MB"
    )
    goals = {
        f"at least {REQUESTS} requests": len(times) >= REQUESTS,
        f"p95 under {P95_MS} ms": p95 < P95_MS,
        f"web processes under {WEB_MB} MB": found["web_mb"] < WEB_MB,
    }
    print("\n".join(f"{'met' if is_met else 'MISSED':7} {name}" for name, is_met in goals.items()))
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
