"""What has lain in the trash long enough, and files nobody came back to, are thrown away.

The daily purge runs as app_system, across all students, for it is nobody's request.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import Institution
from contacts.models import (
    Contact,
    ContactImport,
    Event,
    FollowUp,
    ImportRow,
    Meeting,
    MeetingContact,
)
from contacts.states import IMPORT_REMOVABLE, RowResult
from networkapp.time import moment_before

BATCH = 500
# A file that was not imported, and the people of it who were left out.
IMPORT_DAYS = 30


def purge_trash(*, now: datetime) -> int:
    """Delete for good what has been in the trash longer than the institution keeps it."""
    before = moment_before(now, days=Institution.current().trash_days)
    count = 0
    for model, delete in (
        (FollowUp, _delete),
        (Meeting, _delete),
        (Contact, _delete_contacts),
        (Event, _delete_events),
    ):
        objects: Any = model._default_manager
        old = objects.filter(deleted_at__lt=before).order_by("pk").values_list("pk", flat=True)
        while ids := list(old[:BATCH]):
            with transaction.atomic():
                delete(objects, ids)
            count += len(ids)
    return count


def _delete(objects: Any, ids: list[int]) -> None:
    objects.filter(pk__in=ids).delete()


def _delete_contacts(objects: Any, ids: list[int]) -> None:
    """Delete contacts for good, and meetings that nobody else took part in."""
    Contact.objects.filter(referred_by__in=ids).update(referred_by=None)
    # The row of the file they came from holds the person, too.
    ImportRow.objects.filter(contact__in=ids).update(contact=None, person={}, before={})
    participants = MeetingContact.objects.filter(meeting=OuterRef("pk"))
    Meeting.objects.filter(
        Exists(participants.filter(contact__in=ids)),
        ~Exists(participants.exclude(contact__in=ids)),
    ).delete()
    objects.filter(pk__in=ids).delete()


@transaction.atomic
def purge_contacts(ids: Sequence[int], *, owner_id: int) -> None:
    """Delete contacts of this owner for good, at their own request; safe to repeat."""
    own = Contact.objects.filter(owner=owner_id)
    _delete_contacts(own, list(own.filter(pk__in=ids).values_list("pk", flat=True)))


def _delete_events(objects: Any, ids: list[int]) -> None:
    Contact.objects.filter(met_at__in=ids).update(met_at=None)
    Meeting.objects.filter(event__in=ids).update(event=None)
    objects.filter(pk__in=ids).delete()


def purge_imports(*, now: datetime) -> None:
    """Delete files that were never imported, and from the others whoever was left out.

    Other people's addresses are not kept because somebody once uploaded them. What an import
    brought stays listed, so that it can still be undone.
    """
    before = moment_before(now, days=IMPORT_DAYS)
    unused = ContactImport.objects.filter(
        created_at__lt=before, status__in=IMPORT_REMOVABLE
    ).exclude(rows__result__in=[RowResult.ADDED, RowResult.UPDATED])
    for pk in unused.values_list("pk", flat=True):
        with transaction.atomic():
            ImportRow.objects.filter(contact_import=pk).delete()
            ContactImport.objects.filter(pk=pk).delete()
    finished = ContactImport.objects.filter(finished_at__lt=before)
    finished.exclude(content=b"").update(content=b"")
    ImportRow.objects.filter(
        contact_import__in=finished.values("pk"),
        result__in=[RowResult.SKIPPED, RowResult.UNCHANGED, RowResult.FAILED],
    ).delete()
