"""Everything that a contact's page, or a meeting's line, shows of its rows, in one query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.db.models.query import ModelIterable

from contacts.models import Channel, Contact, ContactTag, FollowUp, MeetingContact, Position
from networkapp.db.nested import keep, nested, revive

if TYPE_CHECKING:
    from accounts.models import User

_POSITION = (
    "id", "owner_id", "contact_id", "title", "department", "starts_on", "ends_on", "is_current",
    "organization_id", "organization__id", "organization__name",
    "industry_id", "industry__id", "industry__name",
    "area_id", "area__id", "area__name", "area__kind",
    "area__parent_id", "area__parent__id", "area__parent__code", "area__parent__name",
)  # fmt: skip
_CHANNEL = (
    "id", "owner_id", "contact_id", "kind", "label", "value", "normalized", "is_preferred",
)  # fmt: skip
_TAG = ("id", "owner_id", "contact_id", "tag_id", "tag__id", "tag__name")
_FOLLOW_UP = (
    "id", "owner_id", "version", "contact_id", "kind", "side", "what", "due_on", "link",
    "done_at", "deleted_at",
)  # fmt: skip
_PARTICIPANT = ("id", "owner_id", "meeting_id", "contact_id", "contact__id", "contact__full_name")


class DetailedContacts(ModelIterable):
    """Contacts with their positions, channels, tags and ``open_follow_ups`` already there."""

    def __iter__(self) -> Iterator[Any]:
        for contact in super().__iter__():
            keep(contact, "positions", contact.position_rows)
            keep(contact, "channels", contact.channel_rows)
            keep(contact, "contact_tags", contact.tag_rows)
            contact.open_follow_ups = [revive(FollowUp, row) for row in contact.follow_up_rows]
            yield contact


class AttendedMeetings(ModelIterable):
    """Meetings with those who were there."""

    def __iter__(self) -> Iterator[Any]:
        for meeting in super().__iter__():
            keep(meeting, "participants", meeting.participant_rows)
            yield meeting


def with_details(contacts: Any) -> Any:
    """Bring the rows of ``DetailedContacts`` with each of ``contacts``."""
    work = Position.objects.order_by("-is_current", F("starts_on").desc(nulls_last=True), "id")
    found = contacts.annotate(
        position_rows=nested(work, "contact", *_POSITION),
        channel_rows=nested(Channel.objects.order_by("id"), "contact", *_CHANNEL),
        tag_rows=nested(ContactTag.objects.order_by("tag__folded"), "contact", *_TAG),
        follow_up_rows=nested(
            FollowUp.objects.all().open().order_by("due_on", "id"), "contact", *_FOLLOW_UP
        ),
    )
    found._iterable_class = DetailedContacts
    return found


def contact_for_page(owner: User, pk: int) -> Contact | None:
    """Return one of the owner's contacts with all that its page shows, or None."""
    return next(iter(_DETAILED.visible_to(owner).filter(pk=pk)), None)


# Begun once: naming all these columns takes longer than reading them.
_DETAILED = Contact.objects.all().for_page()


def with_participants(meetings: Any) -> Any:
    """Bring those who were there with each of ``meetings``."""
    people = MeetingContact.objects.order_by("id")
    found = meetings.annotate(participant_rows=nested(people, "meeting", *_PARTICIPANT))
    found._iterable_class = AttendedMeetings
    return found
