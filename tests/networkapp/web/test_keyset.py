"""Keyset paging: every row once, both ways, whatever the cursor."""

import base64
import json

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Coalesce, Left, Length, NullIf
from django.test.utils import CaptureQueriesContext

from networkapp.web.keyset import Keyset, Slice

pytestmark = pytest.mark.django_db

NAMES = [f"{letter}{number:02}" for letter in "abc" for number in range(20)] + ["😀", "é' \"--", ""]


@pytest.fixture
def groups() -> None:
    Group.objects.bulk_create([Group(name=name) for name in NAMES])


BY_NAME = Keyset(order=["name"], size=10)
BY_NAME_DOWN = Keyset(order=["name"], descending=True, size=10)
BY_LETTER = Keyset(order=[Left("name", 1)], size=7)
BY_LETTER_DOWN = Keyset(order=[Left("name", 1)], descending=True, size=7)
BY_TWO = Keyset(order=[Length("name"), "name"], size=9)
NULLS_LAST = Keyset(
    order=[Coalesce(NullIf("name", Value("a01")), Value(""))], descending=True, size=8
)
KEYSETS = [BY_NAME, BY_NAME_DOWN, BY_LETTER, BY_LETTER_DOWN, BY_TWO, NULLS_LAST]


def walk(keyset: Keyset) -> list[Slice[Group]]:
    pages = [keyset.slice(Group.objects.all())]
    while pages[-1].next:
        pages.append(keyset.slice(Group.objects.all(), pages[-1].next))
    return pages


@pytest.mark.parametrize("keyset", KEYSETS)
@pytest.mark.usefixtures("groups")
def test_every_row_comes_once(keyset: Keyset) -> None:
    pages = walk(keyset)
    assert [len(page) for page in pages[:-1]] == [keyset.size] * (len(pages) - 1)
    assert sorted(row.name for page in pages for row in page) == sorted(NAMES)


@pytest.mark.parametrize("keyset", KEYSETS)
@pytest.mark.usefixtures("groups")
def test_the_way_back_shows_the_same_pages(keyset: Keyset) -> None:
    pages = walk(keyset)
    assert pages[0].previous == ""
    page = pages[-1]
    for expected in reversed(pages[:-1]):
        page = keyset.slice(Group.objects.all(), page.previous)
        assert page.rows == expected.rows
    assert page.previous == ""


@pytest.mark.usefixtures("groups")
def test_the_database_is_asked_by_row_comparison() -> None:
    cursor = BY_NAME.slice(Group.objects.all()).next
    with CaptureQueriesContext(connection) as asked:
        BY_NAME.slice(Group.objects.all(), cursor)
    assert len(asked) == 1
    assert '("auth_group"."name", "auth_group"."id") > (' in asked[0]["sql"]
    assert "OFFSET" not in asked[0]["sql"]


@pytest.mark.usefixtures("groups")
def test_rows_may_be_plain_dicts() -> None:
    rows = Group.objects.values("id", "name")
    first = BY_LETTER.slice(rows)
    assert len(BY_LETTER.slice(rows, first.next)) == 7


def packed(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        None,
        "",
        "nonsense",
        "é",
        "a" * 9000,
        "////",
        packed(),
        packed("n"),
        packed("n", BY_NAME.fingerprint),
        packed("x", BY_NAME.fingerprint, "b", 1),
        packed("n", "other", "b", 1),
        packed("n", BY_NAME.fingerprint, "b", 1, 2),
        packed("n", BY_NAME.fingerprint, "b", "one"),
        packed("n", BY_NAME.fingerprint, "b", 10**30),
        packed("n", BY_NAME.fingerprint, "b", True),
        packed("n", BY_NAME.fingerprint, "b", float("inf")),
        packed("n", BY_NAME.fingerprint, None, 1),
        packed("n", BY_NAME.fingerprint, ["b"], 1),
        packed("n", BY_NAME.fingerprint, {"b": 1}, 1),
        packed(["n"], BY_NAME.fingerprint, "b", 1),
        packed("n", BY_NAME.fingerprint, "b\x00", 1),
        packed("n", BY_NAME.fingerprint, "\ud800", 1),
        base64.urlsafe_b64encode(b"[" * 5000).decode(),
    ],
)
@pytest.mark.usefixtures("groups")
def test_a_cursor_without_sense_is_the_first_page(cursor: str | None) -> None:
    first = BY_NAME.slice(Group.objects.all())
    assert BY_NAME.slice(Group.objects.all(), cursor) == first


@pytest.mark.usefixtures("groups")
def test_a_cursor_of_another_order_is_the_first_page() -> None:
    cursor = walk(BY_NAME)[1].next
    assert BY_NAME_DOWN.slice(Group.objects.all(), cursor).previous == ""


@pytest.mark.usefixtures("groups")
def test_scrolling_past_what_was_deleted_ends() -> None:
    first = BY_NAME.slice(Group.objects.all())
    Group.objects.exclude(pk__in=[row.pk for row in first]).delete()
    after = BY_NAME.slice(Group.objects.all(), first.next)
    assert (after.rows, after.next) == ([], "")
    # The last row seen is the one the cursor stands on: before it stand the nine others.
    assert BY_NAME.slice(Group.objects.all(), after.previous).rows == first.rows


@pytest.mark.usefixtures("groups")
def test_new_rows_at_the_start_do_not_leave_a_short_first_page() -> None:
    second = walk(BY_NAME)[1]
    Group.objects.create(name=" new")
    back = BY_NAME.slice(Group.objects.all(), second.previous)
    start = BY_NAME.slice(Group.objects.all(), back.previous)
    assert len(start) == 10
    assert " new" in [row.name for row in start]


def test_a_null_key_is_refused() -> None:
    Group.objects.bulk_create([Group(name=name) for name in "abc"])
    keyset = Keyset(order=[NullIf("name", Value("a"))], size=1)
    with pytest.raises(TypeError):
        walk(Keyset(order=keyset.order, descending=True, size=1))
