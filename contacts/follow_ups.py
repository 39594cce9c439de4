"""The verbs of a follow-up: plan, finish, snooze, move, drop. All are safe to repeat."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from contacts import clocks
from contacts.models import Contact, FollowUp, Meeting
from contacts.states import FollowUpKind
from networkapp.time import days_after

# Days of the snooze buttons (product S9).
SNOOZE_DAYS = (1, 3, 7)


@transaction.atomic
def plan_follow_up(
    *,
    contact: Contact,
    now: datetime,
    due_on: date | None = None,
    kind: str = FollowUpKind.CHECK_IN,
    side: str = FollowUp.Side.ME,
    what: str = "",
    meeting: Meeting | None = None,
    link: str = "",
) -> FollowUp:
    """Plan something about ``contact``; without ``due_on`` it waits until it is looked for."""
    follow_up = FollowUp.objects.create(
        owner_id=contact.owner_id,
        contact=contact,
        meeting=meeting,
        kind=kind,
        side=side,
        what=what,
        due_on=due_on,
        link=link,
        created_at=now,
    )
    clocks.refresh([contact.pk])
    return follow_up


@transaction.atomic
def finish(follow_up: FollowUp, *, now: datetime) -> None:
    """Mark it done."""
    _change(follow_up, done_at=follow_up.done_at or now)


@transaction.atomic
def reopen(follow_up: FollowUp) -> None:
    """Take "done" back."""
    _change(follow_up, done_at=None)


@transaction.atomic
def snooze(follow_up: FollowUp, *, days: int, on: date) -> None:
    """Put it off by ``days`` from today or from its own day, whichever is later."""
    start = max(on, follow_up.due_on or on)
    _change(follow_up, due_on=days_after(start, days))


@transaction.atomic
def move(follow_up: FollowUp, *, due_on: date | None) -> None:
    """Give it another day, or none."""
    _change(follow_up, due_on=due_on)


@transaction.atomic
def drop(follow_up: FollowUp, *, now: datetime) -> None:
    """Put it in the trash."""
    _change(follow_up, deleted_at=now)


@transaction.atomic
def restore(follow_up: FollowUp) -> None:
    """Take it out of the trash."""
    _change(follow_up, deleted_at=None)


def _change(follow_up: FollowUp, **fields: date | datetime | None) -> None:
    for name, value in fields.items():
        setattr(follow_up, name, value)
    follow_up.save(update_fields=list(fields))
    clocks.refresh([follow_up.contact_id])
