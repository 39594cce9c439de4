"""With the filters of the code taken out, the database shows nobody another's row.

``visible_to`` returns everything here, so what keeps Omar's rows from Maya's pages is
row-level security alone. The last tests take that away too, and see the rows: which shows
that the ones before would notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.models import QuerySet

from accounts.models import User
from networkapp.db.connection import connection
from networkapp.db.models import CatalogueQuerySet, OwnedQuerySet
from tests.access.table import RULES, arguments
from tests.access.world import make_world, path_of
from tests.conftest import signed_in

MINE, THEIRS = "Quokka", "Narwhal"
PAGES = {
    "contacts:list": "contacts_contact",
    "contacts:trash": "contacts_contact",
    "contacts:follow-ups": "contacts_followup, contacts_contact",
    "contacts:event-list": "contacts_event",
    "contacts:filters": "contacts_tag",
    "contacts:import-list": "contacts_contactimport",
    "insights:today": "contacts_contact, contacts_followup",
}


@pytest.fixture
def without_first_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(self: QuerySet[Any], user: Any) -> QuerySet[Any]:
        return self.all()

    monkeypatch.setattr(OwnedQuerySet, "visible_to", everything)
    monkeypatch.setattr(CatalogueQuerySet, "visible_to", everything)


def role_in_use() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("without_first_wall")
def test_no_page_shows_anothers_row(maya: User, omar: User):
    mine = make_world(maya, MINE)
    make_world(omar, THEIRS)
    assert role_in_use() == "app_web"
    browser = signed_in(maya)
    wrong, shown = [], 0
    for name, rule in RULES.items():
        if rule.get[1] != "ok" or rule.get[3] == "ok":
            continue  # no page, or one of accounts: nothing there is a student's
        answer = browser.get(path_of(name, **arguments(rule, mine.ids)))
        shown += MINE.encode() in answer.content
        if answer.status_code != 200 or THEIRS.encode() in answer.content:
            wrong.append((name, answer.status_code))
    assert wrong == []
    assert shown > 10


@pytest.mark.django_db
@pytest.mark.usefixtures("without_first_wall")
def test_anothers_thing_is_not_found(maya: User, omar: User):
    make_world(maya, MINE)
    theirs = make_world(omar, THEIRS)
    browser = signed_in(maya)
    wrong = {}
    for name, rule in RULES.items():
        if rule.get[2] == "404" and rule.get[1] == "ok":
            answer = browser.get(path_of(name, **arguments(rule, theirs.ids)))
            if answer.status_code != 404:
                wrong[name] = answer.status_code
    assert wrong == {}


@contextmanager
def row_security_off(tables: str) -> Iterator[None]:
    def run(verb: str) -> None:
        with connection.as_role("app_owner"), connection.cursor() as cursor:
            for name in tables.split(", "):
                cursor.execute(f"ALTER TABLE {name} {verb} ROW LEVEL SECURITY")

    run("DISABLE")
    try:
        yield
    finally:
        run("ENABLE")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("without_first_wall")
@pytest.mark.parametrize(("name", "tables"), PAGES.items())
def test_with_both_walls_down_the_rows_would_be_seen(
    maya: User, omar: User, name: str, tables: str
):
    mine = make_world(maya, MINE)
    make_world(omar, THEIRS)
    browser = signed_in(maya)
    path = path_of(name, **arguments(RULES[name], mine.ids))
    assert THEIRS.encode() not in browser.get(path).content
    with row_security_off(tables):
        assert THEIRS.encode() in browser.get(path).content
    assert THEIRS.encode() not in browser.get(path).content
