"""What happened with a contact, newest first. Apps above add what they know of.

An app calls ``add_source`` once, in its ``AppConfig.ready()``, with a function that returns
the entries of one contact older than a day, at most so many, in a fixed number of queries.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from contacts.models import Contact, FollowUp, Meeting
from contacts.querysets import FollowUpQuerySet
from contacts.states import MeetingKind

PAGE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline: drawn by ``template`` with ``entry`` in its context."""

    on: date
    template: str
    thing: Any
    key: int = 0  # breaks ties on one day: larger is newer
    kind: str = field(default="")


class Source(Protocol):
    """A function that gives a contact's entries, newest first."""

    def __call__(self, contact: Contact, *, before: date | None, limit: int) -> Iterable[Entry]: ...


_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let ``source`` speak on every contact's page."""
    if source not in _sources:
        _sources.append(source)


def entries_of(
    contact: Contact, *, before: date | None = None, limit: int = PAGE
) -> tuple[list[Entry], date | None]:
    """Return the newest entries before a day, and the day from which to ask for older ones.

    Days are never cut in two, so the list may be a little longer than ``limit``.
    """
    everything: Callable[[], Iterable[Entry]] = lambda: heapq.merge(  # noqa: E731
        *(source(contact, before=before, limit=limit + 1) for source in _sources),
        key=lambda entry: (entry.on, entry.key),
        reverse=True,
    )
    shown: list[Entry] = []
    for entry in everything():
        if len(shown) >= limit and entry.on != shown[-1].on:
            return shown, shown[-1].on
        shown.append(entry)
    return shown, None


# Begun once: naming all these columns takes longer than reading them.
_MEETINGS: Any = Meeting.objects.all().kept().for_timeline().order_by("-met_on", "-id")


def meetings(contact: Contact, *, before: date | None, limit: int) -> Iterable[Entry]:
    """The contact's meetings."""
    found = _MEETINGS.visible_to(contact.owner_id).with_contact(contact.pk)
    if before:
        found = found.filter(met_on__lt=before)
    for meeting in found[:limit]:
        kind = str(MeetingKind(meeting.kind).label)
        yield Entry(meeting.met_on, "contacts/_timeline_meeting.html", meeting, meeting.pk, kind)


def finished_follow_ups(contact: Contact, *, before: date | None, limit: int) -> Iterable[Entry]:
    """What was done about the contact."""
    found: FollowUpQuerySet = FollowUp.objects.visible_to(contact.owner_id).kept()
    found = found.filter(contact=contact.pk, done_at__isnull=False)
    if before:
        found = found.filter(done_at__date__lt=before)
    for follow_up in found.order_by("-done_at", "-id")[:limit]:
        if follow_up.done_at:
            on = contact.owner.today(follow_up.done_at)
            yield Entry(on, "contacts/_timeline_follow_up.html", follow_up, follow_up.pk)
