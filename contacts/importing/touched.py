"""Whether anybody has touched a contact since a file brought them, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from contacts.importing.known import Known, known_people
from contacts.importing.stored import (
    StoredPerson,
    addresses,
    has_work,
    organization_key,
    tag_key,
)
from contacts.models import Contact, ContactPrivate, FollowUp, ImportRow, MeetingContact
from contacts.states import RowResult

Pairs = Sequence[tuple[ImportRow, Contact]]


def ties(ids: Iterable[int], *, owner_id: int) -> dict[int, str]:
    """Return why contacts must stay: meetings, follow-ups, or people they referred."""
    wanted = list(ids)
    met = MeetingContact.objects.filter(
        owner=owner_id, contact__in=wanted, meeting__deleted_at__isnull=True
    )
    planned = FollowUp.objects.filter(owner=owner_id, contact__in=wanted, deleted_at__isnull=True)
    referred = Contact.objects.filter(
        owner=owner_id, referred_by__in=wanted, deleted_at__isnull=True
    )
    reasons: dict[int, str] = {}
    for pk in referred.values_list("referred_by_id", flat=True):
        reasons[pk] = _("Somebody was referred by them.")
    for pk in planned.values_list("contact_id", flat=True):
        reasons[pk] = _("Has a follow-up.")
    for pk in met.values_list("contact_id", flat=True):
        reasons[pk] = _("You were in touch since.")
    return reasons


def reasons_to_keep(pairs: Pairs, *, owner_id: int) -> dict[int, str]:
    """Return, for contacts that the import made, why they stay; those missing may go."""
    ids = [contact.pk for _row, contact in pairs]
    reasons = ties(ids, owner_id=owner_id)
    known = known_people(owner_id, ids)
    taken_back, updated = _by_other_imports(pairs, owner_id=owner_id)
    close = set(
        ContactPrivate.objects.filter(owner=owner_id, contact__in=ids)
        .exclude(closeness=None)
        .values_list("contact_id", flat=True)
    )
    for row, contact in pairs:
        if contact.pk in reasons or contact.deleted_at:
            continue
        # Each update by an import that was taken back has counted the version up twice.
        version = 1 + 2 * taken_back.get(contact.pk, 0)
        is_as_made = (
            contact.updated_at == contact.created_at
            and contact.version == version
            and contact.pk not in close
            and _is_as_read(row.person, known[contact.pk])
        )
        if contact.pk in updated:
            reasons[contact.pk] = _("A later import added to them.")
        elif not is_as_made:
            reasons[contact.pk] = _("You edited them since.")
    return reasons


def _by_other_imports(pairs: Pairs, *, owner_id: int) -> tuple[dict[int, int], set[int]]:
    """Count updates by other imports: those taken back by contact, and who has one still."""
    rows = ImportRow.objects.filter(
        owner=owner_id, contact__in=[contact.pk for _row, contact in pairs]
    ).exclude(pk__in=[row.pk for row, _contact in pairs])
    taken_back: dict[int, int] = defaultdict(int)
    updated = set()
    for pk, result, before in rows.values_list("contact_id", "result", "before"):
        if result == RowResult.TAKEN_BACK and before:
            taken_back[pk] += 1
        elif result in (RowResult.UPDATED, RowResult.KEPT) and before:
            updated.add(pk)
    return taken_back, updated


def _is_as_read(person: dict[str, Any] | StoredPerson, known: Known) -> bool:
    """Say whether addresses, work, words and tags are still what the file said."""
    said: StoredPerson = person  # type: ignore[assignment]
    work = []
    if has_work(said):
        work = [
            (
                organization_key(said.get("organization", "")),
                said.get("title", ""),
                said.get("department", ""),
            )
        ]
    return (
        known.addresses == {(kind, key) for kind, _value, key in addresses(said)}
        and work == [(at.organization_key, at.title, at.department) for at in known.positions]
        and all(at.is_current and at.starts_on is None for at in known.positions)
        and known.how_met == said.get("how_met", "")
        and known.note == said.get("note", "")
        and known.tags == {key for name in said.get("tags", ()) if (key := tag_key(name))}
    )
