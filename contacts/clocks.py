"""The dates a list of people shows: last in touch, and the next step.

They repeat what meetings and follow-ups say, so that a list is one table. ``refresh`` is the
only writer; every verb that changes a meeting or a follow-up ends with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Max, OuterRef, Subquery

from contacts.models import Contact, FollowUp, MeetingContact


def refresh(contact_ids: Iterable[int]) -> None:
    """Write ``last_contact_on``, ``next_due_on`` and ``next_step`` anew for these contacts."""
    ids = sorted(set(contact_ids))
    last = (
        MeetingContact.objects.filter(
            contact=OuterRef("pk"), owner=OuterRef("owner"), meeting__deleted_at__isnull=True
        )
        .order_by()
        .values("contact")
        .annotate(day=Max("meeting__met_on"))
        .values("day")
    )
    Contact.objects.filter(pk__in=ids).update(last_contact_on=Subquery(last))
    steps = _first_steps(ids)
    changed = []
    for contact in Contact.objects.filter(pk__in=ids).only("next_due_on", "next_step", "owner_id"):
        due_on, step = steps.get(contact.pk, (None, ""))
        if (contact.next_due_on, contact.next_step) != (due_on, step):
            contact.next_due_on, contact.next_step = due_on, step
            changed.append(contact)
    Contact.objects.bulk_update(changed, ["next_due_on", "next_step"], batch_size=500)


def _first_steps(ids: list[int]) -> dict[int, tuple[date | None, str]]:
    """Return each contact's first open follow-up: by its day, those without a day last."""
    steps: dict[int, tuple[date | None, str]] = {}
    follow_ups: Any = FollowUp.objects.filter(contact__in=ids).open()
    for follow_up in follow_ups.order_by(F("due_on").asc(nulls_last=True), "id"):
        steps.setdefault(follow_up.contact_id, (follow_up.due_on, follow_up.label))
    return steps
