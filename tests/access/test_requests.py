"""A request that goes wrong leaves nothing; nobody's identity crosses to another request."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from contacts.models import Tag
from networkapp.db.acting import acting_as
from tests import make
from tests.conftest import signed_in

THREADS, REQUESTS = 8, 50
WRONG = ["raises", "breaks", "returns-500", "returns-503"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _urls(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.access.urls"


def tags_of(user: User) -> set[str]:
    with acting_as(user):
        return set(Tag.objects.values_list("name", flat=True))


def acting_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.uid', true), '')")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("outcome", WRONG)
def test_a_view_that_goes_wrong_after_a_write_leaves_nothing_written(maya: User, outcome: str):
    browser = signed_in(maya)
    browser.raise_request_exception = False
    assert browser.post(f"/write/{outcome}/").status_code >= 500
    assert tags_of(maya) == set()
    assert acting_now() == ""


def test_a_view_that_goes_well_keeps_what_it_wrote(maya: User):
    assert signed_in(maya).post("/write/well/").status_code == 200
    assert tags_of(maya) == {"well"}
    assert acting_now() == ""


def test_after_an_exception_the_next_request_of_the_connection_is_nobodys(maya: User):
    browser = signed_in(maya)
    browser.raise_request_exception = False
    for outcome in [*WRONG, "well"]:
        browser.post(f"/write/{outcome}/")
        assert Client().get("/accounts/acting/").content == b""


def test_two_students_at_once_never_see_each_others_rows(maya: User, omar: User):
    """Eight threads, each on a connection of its own, each asking for both in turn."""
    for user, mark in ((maya, "Quokka"), (omar, "Narwhal")):
        for number in range(3):
            make.contact(user, f"{mark} {number}")
    cookies = {user.pk: signed_in(user).cookies for user in (maya, omar)}
    together = Barrier(THREADS)
    paths = ["/contacts/", "/", "/contacts/?q=quokka", "/follow-ups/", "/write/raises/"]

    def ask(thread: int) -> list[str]:
        wrong = []
        browser = Client(raise_request_exception=False)
        together.wait()
        try:
            for number in range(REQUESTS):
                user, other = (maya, "Narwhal") if (thread + number) % 2 else (omar, "Quokka")
                browser.cookies = cookies[user.pk]
                path = paths[(thread + number // 2) % len(paths)]
                answer = browser.get(path)
                if answer.status_code != (500 if "raises" in path else 200):
                    wrong.append(f"{path}: {answer.status_code}")
                if other.encode() in answer.content:
                    wrong.append(f"{user.full_name} saw {other} at {path}")
                if acting_now():
                    wrong.append(f"{user.full_name} still acts after {path}")
        finally:
            connection.close()
        return wrong

    with ThreadPoolExecutor(THREADS) as threads:
        found = [wrong for each in threads.map(ask, range(THREADS)) for wrong in each]
    assert found == []
    assert tags_of(maya) == tags_of(omar) == set()
