"""Made-up students and their contacts; the same call makes the same people."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from accounts.models import User
from accounts.roles import Role
from benchmarks.words import BRANCHES, EMPLOYERS, FIRST, LAST, NOTE, STEPS, TITLES
from contacts import follow_ups, meetings
from contacts.models import (
    Area,
    Channel,
    Contact,
    ContactPrivate,
    Organization,
    Position,
    Source,
)
from contacts.models.contact import sort_key_for
from contacts.searching import search_text
from contacts.states import ChannelKind, MeetingKind, Stage
from networkapp.db.acting import acting_as
from networkapp.db.bulk import allocate_ids, insert_rows
from networkapp.db.connection import connection as app_connection
from networkapp.db.roles import OWNER
from networkapp.text import fold
from networkapp.time import days_after

# A word that stands in the notes of three contacts.
RARE_WORD = "zeppelin"
# What is copied for the other owners, parents first: table -> columns that hold an id.
COPIED = {
    "contacts_contact": ("id",),
    "contacts_contactprivate": ("contact_id",),
    "contacts_organization": ("id",),
    "contacts_position": ("id", "contact_id", "organization_id"),
    "contacts_channel": ("id", "contact_id"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """The student who is measured, somebody with a history, and words to look for."""

    owner: User
    contact_id: int
    common: str
    rare: str
    three: str


def build(*, contacts: int, others: int, each: int, now: datetime) -> Scene:
    """Make a student with ``contacts`` contacts, and ``others`` students with ``each``.

    The other students are copies of one another. Runs outside of a transaction.
    """
    owner = _student(0)
    with acting_as(owner):
        _fill(owner, contacts, now)
        contact = _with_history(owner, now)
    if others:
        first = _student(1)
        with acting_as(first):
            _fill(first, each, now)
        _copy(first, [_student(number).pk for number in range(2, others + 1)])
    name = contact.full_name.split()[0]
    words = (name, contact.title.split()[0], contact.organization_name.split()[0])
    return Scene(owner, contact.pk, "engineer", RARE_WORD, " ".join(words))


def _student(number: int) -> User:
    return User.objects.create_user(
        f"bench{number}@example.edu", full_name=f"Student {number}", roles=(Role.STUDENT,)
    )


def _fill(owner: User, count: int, now: datetime) -> None:
    chance = random.Random(owner.email)
    today = owner.today(now)
    employers = [f"{name} {branch}" for name in EMPLOYERS for branch in BRANCHES]
    organizations = allocate_ids(Organization, len(employers))
    insert_rows(
        Organization,
        ["id", "owner", "name", "normalized"],
        [
            (pk, owner.pk, name, fold(name))
            for pk, name in zip(organizations, employers, strict=True)
        ],
    )
    sources = list(Source.objects.filter(owner=None).values_list("pk", flat=True))
    areas = list(Area.objects.filter(owner=None, kind="state").values_list("pk", "name"))
    people = [
        _Person(owner.pk, number, chance, employers, sources, areas, today)
        for number in range(count)
    ]
    ids = allocate_ids(Contact, count)
    pairs = list(zip(ids, people, strict=True))
    insert_rows(Contact, _CONTACT, ((pk, *one.contact) for pk, one in pairs))
    insert_rows(
        ContactPrivate,
        ["owner", "contact", "how_met", "note", "search_text"],
        ((owner.pk, pk, one.how_met, one.note, one.search_text) for pk, one in pairs),
    )
    insert_rows(
        Position,
        ["owner", "contact", "organization", "title"],
        ((owner.pk, pk, organizations[one.employer], one.title) for pk, one in pairs),
    )
    insert_rows(
        Channel,
        ["owner", "contact", "kind", "value", "normalized"],
        (
            (owner.pk, pk, kind, value, value)
            for pk, one in pairs
            for kind, value in one.addresses()
        ),
    )


_CONTACT = (
    "id",
    "owner",
    "full_name",
    "sort_key",
    "source",
    "stage",
    "area",
    "title",
    "organization_name",
    "last_contact_on",
    "next_due_on",
    "next_step",
)


class _Person:
    """Four in ten have a note, six in ten an e-mail address, three in ten a next step."""

    def __init__(
        self,
        owner_id: int,
        number: int,
        chance: random.Random,
        employers: list[str],
        sources: list[int],
        areas: list[tuple[int, str]],
        today: date,
    ) -> None:
        self.name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        self.title = chance.choice(TITLES)
        self.employer = chance.randrange(len(employers))
        area, area_name = chance.choice(areas)
        self.address = f"{fold(self.name).replace(' ', '.')}.{number}"
        self.has_email = chance.random() < 0.6
        begin = chance.randrange(len(NOTE))
        length = chance.randrange(10, 90) if chance.random() < 0.4 else 0
        self.note = " ".join((NOTE + NOTE)[begin : begin + length])
        if number % 4000 == 7 and number < 12_000:
            self.note += f" Collects {RARE_WORD} models."
        self.how_met = "At the career fair" if chance.random() < 0.3 else ""
        has_met = chance.random() < 0.5
        has_step = chance.random() < 0.3
        self.contact = (
            owner_id,
            self.name,
            sort_key_for(self.name),
            chance.choice(sources),
            (Stage.MET if has_met else Stage.TO_CONTACT).value,
            area,
            self.title,
            employers[self.employer],
            days_after(today, -chance.randrange(400)) if has_met else None,
            days_after(today, chance.randrange(-9, 60)) if has_step else None,
            chance.choice(STEPS) if has_step else "",
        )
        words = [
            self.name,
            area_name,
            employers[self.employer],
            self.title,
            self.how_met,
            self.note,
        ]
        self.search_text = search_text([*words, *(value for _kind, value in self.addresses())])

    def addresses(self) -> Iterator[tuple[str, str]]:
        yield ChannelKind.LINKEDIN.value, f"https://www.linkedin.com/in/{self.address}"
        if self.has_email:
            yield ChannelKind.EMAIL.value, f"{self.address}@example.org"


def _with_history(owner: User, now: datetime) -> Contact:
    """Give the middle one of the list twelve meetings and three things to do."""
    people = Contact.objects.filter(owner=owner).order_by("sort_key", "id")
    contact = people[people.count() // 2]
    today = owner.today(now)
    for number in range(12):
        meetings.log_meeting(
            owner=owner,
            contacts=[contact],
            met_on=days_after(today, -20 * number),
            on=today,
            now=now,
            kind=list(MeetingKind)[number % 4],
            summary=" ".join(NOTE[number : number + 30]),
        )
    for number, what in enumerate(STEPS[:3]):
        due_on = days_after(today, 3 * number)
        follow_ups.plan_follow_up(contact=contact, now=now, due_on=due_on, what=what)
    return contact


def _copy(owner: User, copies: list[int]) -> None:
    """Give each of ``copies``, ids of students, what ``owner`` has, by shifting the ids."""
    if not copies:
        return
    with app_connection.as_role(OWNER), connection.cursor() as cursor:
        span = 1 + max(_scalar(cursor, f"SELECT coalesce(max(id), 0) FROM {t}") for t in _WITH_ID)
        for table, shifted in COPIED.items():
            columns = _columns(cursor, table)
            values = [
                f"s.{column} + n * {span}"
                if column in shifted
                else "o.id"
                if column == "owner_id"
                else f"s.{column}"
                for column in columns
            ]
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
                f" FROM {table} s, unnest(%s::bigint[]) WITH ORDINALITY AS o(id, n)"
                " WHERE s.owner_id = %s ORDER BY n",
                [copies, owner.pk],
            )
            if "id" in shifted:
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                cursor.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM {table}))")


_WITH_ID = [table for table, shifted in COPIED.items() if "id" in shifted]


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND is_generated = 'NEVER'",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _scalar(cursor: Any, statement: str) -> int:
    cursor.execute(statement)
    return int(cursor.fetchone()[0])


def settle() -> None:
    """Let PostgreSQL learn what there is, as autovacuum does in its own time."""
    with app_connection.as_role(OWNER), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
