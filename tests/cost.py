"""What a page costs: its queries, with session, user and acting user; transaction control not."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def queries_of(client: Client, url: str) -> int:
    """Return how many queries the page takes, the second time it is asked for."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200
    counted = [q["sql"] for q in captured if not q["sql"].startswith(CONTROL)]
    return len(counted)
