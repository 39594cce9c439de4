"""What is worth doing today, in order: at most five things, from two queries.

First promises of one's own that are late, then what is due today or overdue by others, in each
of these the thank-yous first; then people who are going cold; and when little of that is left, a
person or two to begin with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from contacts.models import Contact, FollowUp
from contacts.querysets import ContactQuerySet
from contacts.states import FollowUpKind, Stage
from insights import wording
from networkapp.time import days_after

MOST_TASKS = 5
# Fewer tasks than this, and somebody to begin with is suggested.
FEW_TASKS = 3
COMING_DAYS = 14
MOST_COMING = 8
MOST_COUNTED = 99  # the navigation says no more than that


class Why(StrEnum):
    """Why something stands on the list."""

    PROMISE = "promise"
    COLD = "cold"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about one person, with the words that say it."""

    why: Why
    contact_id: int
    name: str
    family: str
    heading: str
    sense: str
    when: str  # "since yesterday", "quiet for 5 months"
    hue: str = ""
    follow_up_id: int | None = None
    due_on: date | None = None
    link: str = ""

    @property
    def is_promise(self) -> bool:
        """It is a follow-up, to be finished, snoozed or moved."""
        return self.why == Why.PROMISE

    @property
    def is_suggestion(self) -> bool:
        """Nobody waits for it."""
        return self.why == Why.BEGIN


@dataclass(frozen=True)
class Queue:
    """What is to be done, and what comes in the next two weeks."""

    tasks: list[Task] = field(default_factory=list)
    coming: list[Task] = field(default_factory=list)
    due_count: int = 0

    @property
    def task_count(self) -> int:
        """How many wait, suggestions left out."""
        return sum(not task.is_suggestion for task in self.tasks)

    @property
    def has_suggestions(self) -> bool:
        return len(self.tasks) > self.task_count

    @property
    def left_over(self) -> int:
        """How many more follow-ups are due than are shown."""
        return max(0, self.due_count - MOST_TASKS)


def due_count(owner: Any, *, on: date) -> int:
    """Return how many follow-ups are due on ``on`` or late, 99 at most."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [owner.pk, on, Stage.DO_NOT_CONTACT.value, MOST_COUNTED])
        (count,) = cursor.fetchone()
    return int(count)


def queue_for(owner: Any, *, on: date, cold_days: int) -> Queue:
    """Return what is worth doing on ``on``, in two queries (one when five things are due)."""
    rows = list(_due_and_coming(owner, on=on))
    due = [row for row in rows if row.is_due]
    tasks = [wording.promise(row, on=on) for row in due[:MOST_TASKS]]
    if len(tasks) < MOST_TASKS:
        tasks += _people(owner, on=on, cold_days=cold_days, room=MOST_TASKS - len(tasks))
    return Queue(
        tasks=tasks,
        coming=[wording.promise(row, on=on) for row in rows if not row.is_due],
        due_count=due[0].total if due else 0,
    )


def _open(owner: Any) -> Any:
    """Follow-ups of people who are not in the trash and may be contacted (product C2)."""
    follow_ups: Any = FollowUp.objects.visible_to(owner).open().of_kept_contacts()
    return follow_ups.exclude(contact__stage=Stage.DO_NOT_CONTACT)


# The same, written out: every page counts them, beside Today in the navigation, and Django
# takes five times as long to write this query as PostgreSQL to answer it.
_DUE = """
    SELECT count(*) FROM (
        SELECT FROM contacts_followup f JOIN contacts_contact c ON c.id = f.contact_id
        WHERE f.owner_id = %s AND f.done_at IS NULL AND f.deleted_at IS NULL AND f.due_on <= %s
        AND c.owner_id = f.owner_id AND c.deleted_at IS NULL AND c.stage <> %s LIMIT %s
    ) AS due
"""


def _due_and_coming(owner: Any, *, on: date) -> Any:
    """The first of what is due and of what is coming, each with how many there are."""
    is_due = Case(When(due_on__lte=on, then=True), default=False, output_field=BooleanField())
    rank = Case(When(Q(due_on__lt=on, side=FollowUp.Side.ME), then=0), default=1)
    thanks = Case(When(Q(due_on__lte=on, kind=FollowUpKind.THANK), then=0), default=1)
    side = Case(When(Q(due_on__lte=on, side=FollowUp.Side.THEM), then=1), default=0)
    order = [rank, thanks, side, F("due_on").asc(), F("pk").asc()]
    rows = _open(owner).filter(due_on__lte=days_after(on, COMING_DAYS))
    rows = rows.annotate(
        is_due=is_due,
        place=Window(RowNumber(), partition_by=[F("is_due")], order_by=order),
        total=Window(Count("pk"), partition_by=[F("is_due")]),
    )
    return (
        rows.filter(place__lte=MOST_COMING)
        .select_related("contact__source", "meeting")
        .order_by("-is_due", "place")
    )


def _people(owner: Any, *, on: date, cold_days: int, room: int) -> list[Task]:
    """People going cold with nothing planned, then people to begin with, in one query."""
    kept = Contact.objects.visible_to(owner).kept()
    cold = kept.going_cold(on=on, after_days=cold_days).filter(next_due_on__isnull=True)
    begin = kept.filter(
        stage__in=[Stage.TO_CONTACT, Stage.HEARD_OF],
        next_due_on__isnull=True,
        next_step="",
        last_contact_on__isnull=True,
    )
    first = Case(When(stage=Stage.TO_CONTACT, then=0), default=1)
    rows = _lean(cold, why=Why.COLD).order_by("last_contact_on", "id")[:room]
    rows = rows.union(
        _lean(begin, why=Why.BEGIN).order_by(first, "-created_at", "id")[:FEW_TASKS], all=True
    )
    everybody = list(rows)
    tasks = [wording.cold(row, on=on) for row in everybody if row.why == Why.COLD]
    wanted = max(0, FEW_TASKS - (MOST_TASKS - room) - len(tasks))
    beginners = [row for row in everybody if row.why == Why.BEGIN]
    return tasks + [wording.begin(row) for row in beginners[:wanted]]


def _lean(contacts: ContactQuerySet, *, why: Why) -> Any:
    return contacts.annotate(why=Value(why.value), family=F("source__family")).only(
        "full_name", "title", "organization_name", "last_contact_on", "stage", "created_at"
    )
