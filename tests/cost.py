"""What a page costs: its queries, with session, user and acting user; transaction control not."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# The most that a list, a contact's page and Today may cost.
MOST_QUERIES = 8
# The last one ends the acting user inside a test's own transaction; elsewhere COMMIT does.
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT set_config('role'")


def queries_of(client: Client, url: str) -> list[str]:
    """Return the SQL of each query of the page, the second time it is asked for.

    The first time asks also for what a process asks only once.
    """
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return [q["sql"] for q in captured if not q["sql"].startswith(CONTROL)]


def assert_same_cost(client: Client, urls: list[str], grow: Callable[[], None]) -> dict[str, int]:
    """Assert that ``grow``, which adds rows, makes no page of ``urls`` ask more questions.

    Returns the number of queries of each page.
    """
    few = {url: queries_of(client, url) for url in urls}
    grow()
    many = {url: queries_of(client, url) for url in urls}
    for url in urls:
        asked = "\n".join(many[url])
        assert len(many[url]) <= len(few[url]), f"{url}: {len(few[url])} became\n{asked}"
    return {url: len(many[url]) for url in urls}
