"""Events: making and finding them, being there, and adding the people one meets in a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from contacts.adding import add_contact, read_line
from contacts.catalogues import source_by_key
from contacts.duplicates import Resemblance, find_twins
from contacts.meetings import log_meeting
from contacts.models import Contact, Event, Meeting, MeetingContact
from contacts.querysets import EventQuerySet, words_of
from contacts.states import MeetingKind, Stage
from networkapp.text import clean_line, fold
from networkapp.time import day_bounds

# Of the people met at one event, so many stand on its page; the list of contacts has them all.
MOST_SHOWN = 100


class NotTheDay(ValueError):
    """The event is on other days than this one."""


# --- Reading ---


def find_events(owner: Any, *, on: date, words: str = "", past: bool = False) -> EventQuerySet:
    """Return the owner's events, those to come or those over, by name, place or host."""
    events = Event.objects.visible_to(owner).kept().for_list()
    events = events.past(on=on) if past else events.upcoming(on=on)
    for word in words_of(words):
        events = events.filter(
            Q(name__icontains=word)
            | Q(place__icontains=word)
            | Q(organization_name__icontains=word)
        )
    return events


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to look for, and whether they are among those met."""

    line: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class People:
    """Who was at an event, newest first: met there, and known from before and seen again."""

    met: list[Contact]
    seen_again: list[Contact]
    has_more: bool

    def look_for(self, event: Event) -> list[Wanted]:
        """Return the lines of "people to look for", ticked when somebody by that name was met."""
        names = [fold(contact.full_name) for contact in (*self.met, *self.seen_again)]
        lines = [line for raw in event.look_for.splitlines() if (line := clean_line(raw))]
        return [Wanted(line, is_met=_is_among(line, names)) for line in lines]


def people_at(event: Event) -> People:
    """Return the people met or seen at the event, in one query."""
    seen = MeetingContact.objects.filter(
        owner=event.owner_id, meeting__event=event, meeting__deleted_at__isnull=True
    )
    found = (
        Contact.objects.visible_to(event.owner_id)
        .kept()
        .filter(Q(met_at=event) | Q(pk__in=seen.values("contact")))
        .for_list()
        .annotate(first_met_at=F("met_at_id"))
        .order_by("-id")[: MOST_SHOWN + 1]
    )
    contacts: list[Any] = list(found)
    shown = contacts[:MOST_SHOWN]
    return People(
        met=[contact for contact in shown if contact.first_met_at == event.pk],
        seen_again=[contact for contact in shown if contact.first_met_at != event.pk],
        has_more=len(contacts) > MOST_SHOWN,
    )


def _is_among(line: str, names: list[str]) -> bool:
    name = fold(read_line(line).name)
    return bool(name) and any(name == other or f" {name} " in f" {other} " for other in names)


# --- Verbs ---


def plan_event(*, owner: Any, now: datetime, **fields: Any) -> Event:
    """Make an event; ``fields`` are those of the model."""
    return Event.objects.create(owner=owner, created_at=now, **fields)


def edit_event(event: Event, *, expected: int, **fields: Any) -> None:
    """Save changed fields. Raises StaleEdit when somebody saved the event meanwhile."""
    for name, value in fields.items():
        setattr(event, name, value)
    event.save_version(expected=expected, update_fields=list(fields))


def put_in_trash(event: Event, *, now: datetime) -> None:
    """Delete softly; people met there stay as they are. Safe to repeat."""
    event.deleted_at = event.deleted_at or now
    event.here_until_at = None
    event.save(update_fields=["deleted_at", "here_until_at"])


def restore(event: Event) -> None:
    """Take out of the trash; safe to repeat."""
    event.deleted_at = None
    event.save(update_fields=["deleted_at"])


@transaction.atomic
def start_being_here(event: Event, *, now: datetime) -> None:
    """Say "I am here now", until the owner's day ends; one is at one event at a time.

    Raises NotTheDay when the event is on other days.
    """
    on = event.owner.today(now)
    if event.starts_on > on or event.is_past(on=on):
        raise NotTheDay
    elsewhere = Event.objects.visible_to(event.owner_id).here(now=now).exclude(pk=event.pk)
    elsewhere.update(here_until_at=now)
    event.here_until_at = day_bounds(on, event.owner.zone)[1]
    event.save(update_fields=["here_until_at"])


def stop_being_here(event: Event, *, now: datetime) -> None:
    """Say one has left; safe to repeat."""
    if event.is_here(now=now):
        event.here_until_at = now
        event.save(update_fields=["here_until_at"])


def twin_of(owner: Any, line: str) -> Contact | None:
    """Return the contact that a typed line seems to name again, or None."""
    read = read_line(line)
    for twin in find_twins(owner, full_name=read.name, organization=read.organization):
        is_sure = twin.resemblance != Resemblance.WEAK
        same_name = fold(twin.contact.full_name) == fold(read.name)
        if is_sure or (same_name and not read.organization):
            return twin.contact
    return None


@transaction.atomic
def add_person_met(event: Event, *, line: str, now: datetime) -> Contact:
    """Add somebody met at the event, by one line "Name, role, organisation"; logs the meeting.

    Raises NotTheDay when the event has not begun.
    """
    met_on = day_met(event, on=event.owner.today(now))
    read = read_line(line)
    contact = add_contact(
        owner=event.owner,
        full_name=read.name,
        title=read.title,
        organization=read.organization,
        source=source_by_key("event"),
        stage=Stage.MET,
        met_at=event,
        met_on=met_on,
        now=now,
    )
    _log(event, contact, met_on=met_on, now=now)
    return contact


@transaction.atomic
def see_again(event: Event, contact: Contact, *, now: datetime) -> None:
    """Log that somebody known was met at the event; once, however often it is said."""
    met_on = day_met(event, on=event.owner.today(now))
    meetings = Meeting.objects.visible_to(event.owner_id).kept().with_contact(contact.pk)
    if not meetings.filter(event=event, met_on=met_on).exists():
        _log(event, contact, met_on=met_on, now=now)


def day_met(event: Event, *, on: date) -> date:
    """Return the day of a meeting at the event: today, or its last day when it is over.

    Raises NotTheDay when it has not begun.
    """
    if event.starts_on > on:
        raise NotTheDay
    return min(on, event.ends_on or event.starts_on)


def _log(event: Event, contact: Contact, *, met_on: date, now: datetime) -> None:
    log_meeting(
        owner=event.owner,
        contacts=[contact],
        kind=MeetingKind.EVENT,
        event=event,
        met_on=met_on,
        on=event.owner.today(now),
        now=now,
    )
