"""What pages cost: at most so many queries, and the same for ten rows as for a thousand."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from contacts.catalogues import source_by_key
from contacts.models import (
    Channel,
    Contact,
    ContactImport,
    ContactPrivate,
    ContactTag,
    Event,
    FollowUp,
    ImportRow,
    Meeting,
    MeetingContact,
    Position,
    Tag,
)
from contacts.states import ImportStatus, RowChoice
from networkapp.db.acting import acting_as
from networkapp.db.bulk import allocate_ids, insert_rows
from networkapp.time import days_after
from tests.access.world import World, make_world
from tests.conftest import signed_in
from tests.cost import MOST_QUERIES, assert_same_cost

MANY = 1000


@pytest.fixture
def world(maya: User) -> World:
    return make_world(maya, "Quokka")


def say(capsys: Any, counts: dict[str, int]) -> None:
    with capsys.disabled():
        print()
        for url, count in counts.items():
            print(f"{count:>4} queries  {url}")


def fill(world: World, count: int) -> None:
    """Add ``count`` of everything that a list could show."""
    owner, today = world.owner, world.today
    with acting_as(owner):
        source = source_by_key("friend").pk
        ids = allocate_ids(Contact, count)
        insert_rows(
            Contact,
            ["id", "owner", "full_name", "sort_key", "source", "stage", "area", "met_at",
             "referred_by", "last_contact_on", "next_due_on", "next_step", "deleted_at"],
            [
                (pk, owner.pk, f"Person {pk}", f"person {pk}", source, "met", world["area"],
                 world["event"], world["contact"], days_after(today, -200 - n % 50),
                 days_after(today, n % 20 - 10), "Write", _trashed(world, n))
                for n, pk in enumerate(ids)
            ],
        )  # fmt: skip
        insert_rows(
            ContactPrivate, ["owner", "contact", "search_text"], [(owner.pk, pk, "x") for pk in ids]
        )
        insert_rows(
            FollowUp,
            ["owner", "contact", "kind", "side", "due_on", "done_at"],
            [
                (owner.pk, pk, "thank", ("me", "them")[n % 2], days_after(today, n % 20 - 10),
                 _trashed(world, n + 1))
                for n, pk in enumerate(ids)
            ],
        )  # fmt: skip
        _at_one_contact(world, count)
        _lists(world, count)


def _trashed(world: World, n: int) -> Any:
    return world.owner.joined_at if n % 4 == 0 else None


def _at_one_contact(world: World, count: int) -> None:
    """Add meetings, positions, addresses and tags to the contact whose page is asked for."""
    owner, today, contact = world.owner, world.today, world["contact"]
    meetings, tags = allocate_ids(Meeting, count), allocate_ids(Tag, count)
    insert_rows(
        Meeting,
        ["id", "owner", "kind", "direction", "met_on", "event"],
        [
            (pk, owner.pk, "call", "by_me", days_after(today, -n), world["event"])
            for n, pk in enumerate(meetings)
        ],
    )
    who = [(owner.pk, pk, each) for pk in meetings for each in (contact, world["other"])]
    insert_rows(MeetingContact, ["owner", "meeting", "contact"], who)
    insert_rows(
        FollowUp, ["owner", "contact", "kind", "side"], [(owner.pk, contact, "thank", "me")] * count
    )
    insert_rows(
        Position,
        ["owner", "contact", "organization", "title", "industry", "area"],
        [
            (owner.pk, contact, world["organization"], f"t{n}", world["industry"], world["area"])
            for n in range(count)
        ],
    )
    insert_rows(
        Channel,
        ["owner", "contact", "kind", "value", "normalized"],
        [(owner.pk, contact, "other", f"v{pk}", f"v{pk}") for pk in tags],
    )
    insert_rows(
        Tag, ["id", "owner", "name", "folded"], [(pk, owner.pk, f"t{pk}", f"t{pk}") for pk in tags]
    )
    insert_rows(ContactTag, ["owner", "contact", "tag"], [(owner.pk, contact, pk) for pk in tags])


def _lists(world: World, count: int) -> None:
    """Add events, imports, and rows to an import."""
    owner, today = world.owner, world.today
    insert_rows(
        Event,
        ["owner", "name", "starts_on"],
        [(owner.pk, f"Event {n}", days_after(today, n % 60 - 30)) for n in range(count)],
    )
    source = source_by_key("friend").pk
    insert_rows(
        ContactImport,
        ["owner", "file_name", "status", "source"],
        [(owner.pk, f"{n}.csv", ImportStatus.DONE, source) for n in range(count // 10)],
    )
    for kind in ("import", "import_done"):
        numbers = allocate_ids(ImportRow, count)
        insert_rows(
            ImportRow,
            ["owner", "contact_import", "number", "person", "suggestion", "choice", "match"],
            [
                (owner.pk, world[kind], 10 + n, {"name": f"Row {n}"}, RowChoice.UPDATE,
                 RowChoice.UPDATE, world["contact"])
                for n in numbers
            ],
        )  # fmt: skip


@pytest.mark.django_db
def test_the_pages_of_every_day_ask_at_most_eight_questions(world: World, capsys: Any, maya: User):
    browser = signed_in(maya)
    urls = ["/contacts/", f"/contacts/{world['contact']}/", "/"]
    fill(world, 10)
    counts = assert_same_cost(browser, urls, lambda: fill(world, MANY))
    say(capsys, counts)
    assert {url: n for url, n in counts.items() if n > MOST_QUERIES} == {}


@pytest.mark.django_db
def test_other_pages_cost_the_same_for_many_rows(world: World, capsys: Any, maya: User):
    browser = signed_in(maya)
    urls = [
        "/contacts/?q=person",
        "/contacts/?family=personal&sort=quiet&todo=1&cold=1",
        f"/contacts/?tag={world['tag']}&area={world['area']}&industry={world['industry']}",
        "/contacts/filters/",
        "/contacts/trash/",
        "/contacts/quick/",
        f"/contacts/{world['contact']}/edit/",
        "/follow-ups/",
        "/follow-ups/?show=theirs",
        "/follow-ups/?show=done",
        "/events/",
        "/events/?when=past",
        f"/events/{world['event']}/",
        "/contacts/imports/",
        f"/contacts/imports/{world['import']}/",
        f"/contacts/imports/{world['import_done']}/",
    ]
    # More than a page full from the start: a filter that fits on one page is not counted.
    fill(world, 60)
    say(capsys, assert_same_cost(browser, urls, lambda: fill(world, MANY)))


@pytest.mark.django_db
def test_the_people_list_costs_the_same_for_many_people(ada: User, capsys: Any):
    def more(first: int, count: int) -> None:
        made = User.objects.bulk_create(
            User(email=f"p{n}@example.edu", full_name=f"P {n}") for n in range(first, first + count)
        )
        for user in made:
            user.role_grants.create(role="student")

    more(0, 10)
    browser = signed_in(ada)
    urls = ["/people/", "/people/?q=p&role=student"]
    say(capsys, assert_same_cost(browser, urls, lambda: more(100, 200)))
