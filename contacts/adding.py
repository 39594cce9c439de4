"""Adding a contact, whole: the person, the private part, work, and ways to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from contacts import positions, searching
from contacts.models import Area, Channel, Contact, ContactPrivate, Event, Source
from contacts.states import ChannelKind, Stage
from networkapp.text import (
    clean_text,
    normalise_email,
    normalise_linkedin,
    normalise_phone,
)


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What one typed line says: "Name, role, organisation" (product C4)."""

    name: str
    title: str = ""
    organization: str = ""


def read_line(text: str) -> QuickLine:
    """Read "Name, role, organisation"; with two parts the second is taken for the role
    unless it follows "at": "Dana Okafor, at 3M" and "Dana Okafor, brand manager at 3M"."""
    name, *rest = [part.strip() for part in clean_text(text).split(",", 2)]
    title, organization = [*rest, "", ""][:2]
    if not organization and title:
        before, at, after = f" {title}".rpartition(" at ")
        if at:
            title, organization = before.strip(), after.strip()
    return QuickLine(name=name, title=title, organization=organization)


@transaction.atomic
def add_contact(
    *,
    owner: Any,
    full_name: str,
    source: Source,
    now: datetime,
    organization: str = "",
    title: str = "",
    stage: str = Stage.HEARD_OF,
    area: Area | None = None,
    met_at: Event | None = None,
    met_on: date | None = None,
    referred_by: Contact | None = None,
    how_met: str = "",
    note: str = "",
    closeness: int | None = None,
    email: str = "",
    phone: str = "",
    linkedin: str = "",
    sort_name: str = "",
) -> Contact:
    """Add one person to ``owner``'s network and return the contact."""
    contact = Contact(
        owner=owner,
        full_name=clean_text(full_name),
        sort_name=clean_text(sort_name),
        source=source,
        stage=stage,
        area=area,
        met_at=met_at,
        met_on=met_on,
        referred_by=referred_by,
        created_at=now,
        updated_at=now,
    )
    contact.name_it()
    contact.save(force_insert=True)
    ContactPrivate.objects.create(
        owner=owner, contact=contact, how_met=how_met, note=note, closeness=closeness
    )
    for kind, value in (
        (ChannelKind.EMAIL, email),
        (ChannelKind.PHONE, phone),
        (ChannelKind.LINKEDIN, linkedin),
    ):
        add_channel(contact, kind=kind, value=value)
    positions.set_main_position(contact, organization=organization, title=title)
    searching.refresh([contact.pk])
    contact.refresh_from_db(fields=["title", "organization_name"])
    return contact


def normalized_channel(kind: str, value: str) -> str:
    """Return the form of an address by which duplicates are recognised."""
    if kind == ChannelKind.EMAIL:
        return normalise_email(value)
    if kind == ChannelKind.PHONE:
        return normalise_phone(value)
    if kind == ChannelKind.LINKEDIN:
        return normalise_linkedin(value)
    return value.strip().lower()


def add_channel(contact: Contact, *, kind: str, value: str, label: str = "") -> Channel | None:
    """Add a way to reach the contact unless it is empty or there already."""
    value = clean_text(value)[:500]
    normalized = normalized_channel(kind, value)
    if not value or not normalized:
        return None
    if kind == ChannelKind.LINKEDIN:
        value = normalized
    channel, _made = Channel.objects.get_or_create(
        owner=contact.owner,
        contact=contact,
        kind=kind,
        normalized=normalized,
        defaults={"value": value, "label": label},
    )
    return channel
