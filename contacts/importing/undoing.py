"""Taking an import back where nobody has touched what it brought.

New contacts that nobody touched go to the trash; updated fields return unless edited later.
Whoever was met, planned for or edited since stays, and the row says why. Each batch is a
transaction of its own, and a row done is not taken again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils import translation

from accounts.models import User
from contacts.importing import results
from contacts.importing.locking import only_one
from contacts.importing.results import Outcome
from contacts.importing.returning import take_back_updates
from contacts.importing.touched import reasons_to_keep
from contacts.models import Contact, ContactImport, ImportRow
from contacts.states import ImportStatus, RowResult
from networkapp.db.acting import acting_as

BATCH = 500


def undo_import(import_id: int, *, owner_id: int, now: datetime) -> bool:
    """Take the import back. Return False when another worker is at it."""
    with only_one(owner_id) as is_mine:
        if is_mine:
            owner = User.objects.get(pk=owner_id)
            with translation.override(owner.locale):
                _undo(import_id, owner, now)
        return is_mine


def _undo(import_id: int, owner: User, now: datetime) -> None:
    with acting_as(owner):
        contact_import = ContactImport.objects.light().filter(pk=import_id).first()
    if contact_import is None or contact_import.status != ImportStatus.UNDOING:
        return
    last = 0
    while True:
        with acting_as(owner):
            batch = list(
                ImportRow.objects.filter(
                    owner=owner,
                    contact_import=contact_import,
                    number__gt=last,
                    result__in=[RowResult.ADDED, RowResult.UPDATED],
                ).order_by("number")[:BATCH]
            )
            if not batch:
                break
            results.write(_take_back(batch, owner_id=owner.pk, now=now), owner_id=owner.pk)
            ContactImport.objects.filter(pk=import_id).update(
                done_count=F("done_count") + len(batch)
            )
            last = batch[-1].number
    with acting_as(owner):
        counts = results.count(contact_import)
        ContactImport.objects.filter(pk=import_id, status=ImportStatus.UNDOING).update(
            status=ImportStatus.UNDONE,
            taken_back_count=counts[RowResult.TAKEN_BACK],
            kept_count=counts[RowResult.KEPT],
            undone_at=now,
        )


def _take_back(rows: Sequence[ImportRow], *, owner_id: int, now: datetime) -> list[Outcome]:
    contacts = Contact.objects.filter(
        owner=owner_id, pk__in=[row.contact_id for row in rows if row.contact_id]
    ).order_by("pk")
    # Nobody edits them between the look and the deed.
    known = {contact.pk: contact for contact in contacts.select_for_update(no_key=True)}
    added = [row for row in rows if row.result == RowResult.ADDED and row.contact_id in known]
    updated = [row for row in rows if row.result == RowResult.UPDATED and row.contact_id in known]
    done = {row.pk for row in (*added, *updated)}
    # Whose contact was purged from the trash: there is nothing left to take back.
    outcomes = [Outcome(row.pk, RowResult.TAKEN_BACK) for row in rows if row.pk not in done]
    pairs = [(row, known[row.contact_id]) for row in added if row.contact_id]
    reasons = reasons_to_keep(pairs, owner_id=owner_id)
    for row, contact in pairs:
        reason = reasons.get(contact.pk, "")
        result = RowResult.KEPT if reason else RowResult.TAKEN_BACK
        outcomes.append(Outcome(row.pk, result, contact.pk, row.before, reason))
    going = [contact.pk for _row, contact in pairs if contact.pk not in reasons]
    Contact.objects.filter(owner=owner_id, pk__in=going).put_in_trash(now=now)
    pairs = [(row, known[row.contact_id]) for row in updated if row.contact_id]
    return outcomes + take_back_updates(pairs, owner_id=owner_id, now=now)
