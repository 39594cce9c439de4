"""How many rows of a LinkedIn export become contacts in a second."""

from __future__ import annotations

import csv
import io
import time
from datetime import datetime
from typing import Any

from accounts.models import User
from benchmarks.database import connection_as, using
from benchmarks.measuring import Backend
from benchmarks.words import BRANCHES, EMPLOYERS, FIRST, LAST, TITLES
from contacts.importing import running, staging, steps
from contacts.models import ContactImport, Source
from contacts.states import ImportStatus
from networkapp.db.acting import acting_as
from networkapp.db.roles import SYSTEM
from networkapp.text import fold

HEADER = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]


def linkedin_file(rows: int) -> bytes:
    """Return a Connections.csv of ``rows`` different people."""
    text = io.StringIO()
    text.write('Notes:\n"Some e-mail addresses may be missing."\n\n')
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for number in range(rows):
        first, last = FIRST[number % len(FIRST)], LAST[number // 7 % len(LAST)]
        address = f"{fold(first)}-{fold(last)}-{number}".replace("'", "").replace(" ", "")
        writer.writerow(
            [
                first,
                f"{last} {number}",
                f"https://www.linkedin.com/in/{address}",
                f"{address}@example.org" if number % 20 == 0 else "",
                f"{EMPLOYERS[number % 10]} {BRANCHES[number % 8]} {number % 900}",
                TITLES[number % len(TITLES)],
                f"{number % 28 + 1:02} Mar {2010 + number % 15}",
            ]
        )
    return text.getvalue().encode()


def measure_import(owner: User, *, rows: int, now: datetime) -> dict[str, Any]:
    """Import a file for ``owner``, who has nobody yet, as the worker does: from bytes to contacts.

    Every row is chosen. Raises RuntimeError when the import does not end well.
    """
    content = linkedin_file(rows)
    source = Source.objects.get(owner=None, key="alumni-linkedin")
    worker = connection_as(SYSTEM)
    with using(worker):
        backend = Backend(worker)
        wall, app, db = time.perf_counter(), time.process_time(), backend.seconds()
        with acting_as(owner):
            made = steps.upload(
                owner=owner, file_name="Connections.csv", content=content, source=source, now=now
            )
        staging.read_import(made.pk, owner_id=owner.pk, now=now)
        staged = time.perf_counter()
        with acting_as(owner):
            steps.choose_all(made)
            steps.run(made)
        running.run_import(made.pk, owner_id=owner.pk, now=now)
        seconds = time.perf_counter() - wall
        app, db = time.process_time() - app, backend.seconds() - db
        done = ContactImport.objects.get(pk=made.pk)
    worker.close()
    if done.status != ImportStatus.DONE or done.added_count != rows:
        raise RuntimeError(f"the import ended as {done.status} with {done.added_count} contacts")
    return {
        "rows": rows,
        "bytes": len(content),
        "seconds": round(seconds, 2),
        "reading_seconds": round(staged - wall, 2),
        "rows_per_second": round(rows / seconds),
        # By the clock where the database's processor time cannot be seen.
        "rows_per_cpu_second": round(rows / (app + db if db else seconds)),
        "app_ms_per_row": round(1000 * app / rows, 3),
        "db_ms_per_row": round(1000 * db / rows, 3),
    }
