"""Employers and positions: one row for each employer, history kept, the headline in step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from contacts.models import Contact, Organization, Position
from networkapp.text import clean_text, normalise_organisation


def organization_for(owner: Any, name: str) -> Organization | None:
    """Return the student's employer of that name, made when new; None for an empty name."""
    name = clean_text(name)[:200]
    normalized = normalise_organisation(name)[:200]
    if not normalized:
        return None
    found, _made = Organization.objects.get_or_create(
        owner=owner, normalized=normalized, defaults={"name": name}
    )
    return found


def set_main_position(contact: Contact, *, organization: str = "", title: str = "") -> None:
    """Make this the contact's main work; nothing is added when they have it already."""
    title = clean_text(title)[:200]
    employer = organization_for(contact.owner, organization)
    if employer is None and not title:
        return
    Position.objects.get_or_create(
        owner=contact.owner,
        contact=contact,
        organization=employer,
        title=title,
        defaults={"is_current": True},
    )
    refresh_headlines([contact.pk])


def refresh_headlines(contact_ids: Iterable[int]) -> None:
    """Repeat the main position of these contacts on the contact.

    Current before past, then the latest start; of those without dates the one noted first, so
    that a second post beside the job does not become the headline.
    """
    ids = list(contact_ids)
    main: dict[int, tuple[str, str]] = {}
    positions = Position.objects.filter(contact__in=ids).select_related("organization")
    for position in positions.order_by("-is_current", F("starts_on").desc(nulls_last=True), "id"):
        employer = position.organization.name if position.organization else ""
        main.setdefault(position.contact_id, (position.title, employer))
    contacts = list(Contact.objects.filter(pk__in=ids))
    for contact in contacts:
        contact.title, contact.organization_name = main.get(contact.pk, ("", ""))
    Contact.objects.bulk_update(contacts, ["title", "organization_name"], batch_size=500)
