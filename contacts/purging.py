"""Removing for good, in the order of the keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from contacts.models import (
    Channel,
    Contact,
    ContactPrivate,
    ContactTag,
    Event,
    FollowUp,
    ImportRow,
    Meeting,
    MeetingContact,
    Position,
)

BATCH = 500


@transaction.atomic
def purge_contacts(ids: Sequence[int], *, owner_id: int) -> None:
    """Remove contacts of one owner with everything that hangs on them; safe to repeat.

    Meetings that nobody else took part in go too. People they referred stay, without the link.
    """
    mine = {"owner": owner_id, "contact__in": ids}
    Contact.objects.filter(owner=owner_id, referred_by__in=ids).update(referred_by=None)
    ImportRow.objects.filter(owner=owner_id, match__in=ids).update(match=None)
    # A row of an import holds the person as the file had them.
    ImportRow.objects.filter(**mine).update(contact=None, person={}, before={})
    meetings = list(MeetingContact.objects.filter(**mine).values_list("meeting", flat=True))
    FollowUp.objects.filter(**mine).delete()
    MeetingContact.objects.filter(**mine).delete()
    others = MeetingContact.objects.filter(meeting=OuterRef("pk"))
    alone = Meeting.objects.filter(owner=owner_id, pk__in=meetings).exclude(Exists(others))
    FollowUp.objects.filter(owner=owner_id, meeting__in=alone).update(meeting=None)
    alone.delete()
    for model in (ContactTag, Channel, Position, ContactPrivate):
        model._default_manager.filter(**mine).delete()
    Contact.objects.filter(owner=owner_id, pk__in=ids)._raw_delete(using="default")


def purge_trash(*, before: datetime) -> int:
    """Remove what went to the trash before the moment given, for all owners; say how many
    contacts. Runs as app_system, owner by owner in small transactions."""
    count = 0
    old = Contact.objects.filter(deleted_at__lt=before).order_by("owner", "id")
    while batch := list(old.values_list("owner_id", "pk")[:BATCH]):
        for owner_id in {owner for owner, _pk in batch}:
            purge_contacts([pk for owner, pk in batch if owner == owner_id], owner_id=owner_id)
        count += len(batch)
    meetings = Meeting.objects.filter(deleted_at__lt=before)
    FollowUp.objects.filter(meeting__in=meetings).update(meeting=None)
    MeetingContact.objects.filter(meeting__in=meetings).delete()
    meetings.delete()
    FollowUp.objects.filter(deleted_at__lt=before).delete()
    events = Event.objects.filter(deleted_at__lt=before)
    Contact.objects.filter(met_at__in=events).update(met_at=None)
    Meeting.objects.filter(event__in=events).update(event=None)
    events.delete()
    return count
