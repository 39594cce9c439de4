"""Logging a meeting: the touch itself, what it means for stage and clocks, and promises."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from contacts import clocks, searching
from contacts.follow_ups import plan_follow_up
from contacts.models import Contact, Event, FollowUp, Meeting, MeetingContact
from contacts.states import SPOKEN, Direction, FollowUpKind, MeetingKind, stage_after


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody said they would do, noted with the meeting."""

    what: str
    side: str = FollowUp.Side.ME
    kind: str = FollowUpKind.OTHER
    due_on: date | None = None


class InTheFuture(ValueError):
    """A meeting is something that happened; what is to come is a follow-up."""


@transaction.atomic
def log_meeting(
    *,
    owner: Any,
    contacts: Sequence[Contact],
    met_on: date,
    on: date,
    now: datetime,
    kind: str = MeetingKind.IN_PERSON,
    direction: str = Direction.BY_ME,
    summary: str = "",
    event: Event | None = None,
    promises: Iterable[Promise] = (),
) -> Meeting:
    """Log a touch with ``contacts`` on ``met_on`` (``on`` is the owner's today).

    Moves each contact's stage forward and resets its clock. Raises InTheFuture when the day
    has not come.
    """
    if met_on > on:
        raise InTheFuture
    meeting = Meeting.objects.create(
        owner=owner,
        kind=kind,
        direction=direction,
        met_on=met_on,
        summary=summary,
        event=event,
        created_at=now,
    )
    MeetingContact.objects.bulk_create(
        MeetingContact(owner=owner, meeting=meeting, contact=contact) for contact in contacts
    )
    # Read again and held: a stage set by hand a moment ago must not be overwritten.
    present = Contact.objects.select_for_update().filter(pk__in=[who.pk for who in contacts])
    for contact in present:
        contact.suggest_stage(stage_after(kind, direction), now=now)
        if kind in SPOKEN and (contact.met_on is None or met_on < contact.met_on):
            contact.met_on = met_on
            contact.save(update_fields=["met_on"])
    for promise in promises:
        for contact in contacts:
            plan_follow_up(
                contact=contact,
                what=promise.what,
                side=promise.side,
                kind=promise.kind,
                due_on=promise.due_on,
                meeting=meeting,
                now=now,
            )
    refresh_after(meeting)
    return meeting


@transaction.atomic
def edit_meeting(meeting: Meeting, *, expected: int, **fields: Any) -> None:
    """Save changed fields of a meeting. Raises StaleEdit when somebody saved it meanwhile."""
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save_version(expected=expected, update_fields=list(fields))
    refresh_after(meeting)


@transaction.atomic
def delete_meeting(meeting: Meeting, *, now: datetime) -> None:
    """Put a meeting in the trash; the contacts' clocks go back to the one before."""
    Meeting.objects.filter(pk=meeting.pk).update(deleted_at=now)
    refresh_after(meeting)


@transaction.atomic
def restore_meeting(meeting: Meeting) -> None:
    """Take a meeting out of the trash."""
    Meeting.objects.filter(pk=meeting.pk).update(deleted_at=None)
    refresh_after(meeting)


def refresh_after(meeting: Meeting) -> None:
    """Bring clocks and search words of everybody in the meeting up to date."""
    ids = list(MeetingContact.objects.filter(meeting=meeting).values_list("contact_id", flat=True))
    clocks.refresh(ids)
    searching.refresh(ids)
