"""Making things in tests, through the domain's own verbs, as the owner."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from contacts.adding import add_contact
from contacts.catalogues import source_by_key
from contacts.follow_ups import plan_follow_up
from contacts.meetings import log_meeting
from contacts.models import Contact, Event, FollowUp, Meeting
from networkapp.db.acting import acting_as


def contact(
    owner: User, name: str = "Dana Okafor", *, source: str = "friend", **more: Any
) -> Contact:
    """Add a contact of ``owner``'s."""
    with acting_as(owner):
        return add_contact(
            owner=owner,
            full_name=name,
            source=source_by_key(source),
            now=more.pop("now", timezone.now()),
            **more,
        )


def contacts(owner: User, count: int, **more: Any) -> list[Contact]:
    """Add ``count`` contacts with different names."""
    return [contact(owner, f"Person {number:04}", **more) for number in range(count)]


def meeting(*people: Contact, met_on: date | None = None, **more: Any) -> Meeting:
    """Log a meeting with ``people``, today unless said otherwise."""
    owner, now = people[0].owner, timezone.now()
    today = owner.today(now)
    with acting_as(owner):
        return log_meeting(
            owner=owner, contacts=people, met_on=met_on or today, on=today, now=now, **more
        )


def follow_up(about: Contact, *, due_on: date | None = None, **more: Any) -> FollowUp:
    """Plan a follow-up."""
    with acting_as(about.owner_id):
        return plan_follow_up(contact=about, due_on=due_on, now=timezone.now(), **more)


def event(
    owner: User, name: str = "Career fair", *, starts_on: date | None = None, **more: Any
) -> Event:
    """Make an event."""
    day: date = starts_on or owner.today(timezone.now())
    with acting_as(owner):
        return Event.objects.create(owner=owner, name=name, starts_on=day, **more)


def aware(year: int, month: int, day: int, hour: int = 12) -> datetime:
    """Return a moment in UTC."""
    return datetime(year, month, day, hour, tzinfo=timezone.get_default_timezone())
