"""Saving the contact's form: everything it says, in one transaction and one version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from contacts import positions, searching
from contacts.adding import add_contact, normalized_channel
from contacts.bulk import tag_for
from contacts.catalogues import area_for, industry_for
from contacts.models import Channel, Contact, ContactPrivate, ContactTag, Position
from contacts.states import ChannelKind
from networkapp.text import fold

OWN_FIELDS = (
    "full_name", "sort_name", "pronouns", "pronunciation", "source", "stage", "met_on", "met_at",
    "referred_by", "can_help_with", "disciplines", "research",
)  # fmt: skip
PRIVATE_FIELDS = ("how_met", "closeness", "note")


@transaction.atomic
def create_contact(
    *, owner: Any, said: dict[str, Any], work: list[Any], addresses: list[Any], now: datetime
) -> Contact:
    """Make a contact of everything the form says."""
    contact = add_contact(
        owner=owner,
        full_name=said["full_name"],
        source=said["source"],
        stage=said["stage"],
        now=now,
    )
    save_contact(
        contact, expected=contact.version, said=said, work=work, addresses=addresses, now=now
    )
    return contact


@transaction.atomic
def save_contact(
    contact: Contact,
    *,
    expected: int,
    said: dict[str, Any],
    work: list[Any],
    addresses: list[Any],
    now: datetime,
) -> None:
    """Save what the form says over version ``expected``. Raises StaleEdit when it is older.

    A stage that the student sets by hand stays until they set another (product C2).
    """
    if said["stage"] != contact.stage:
        contact.stage_is_pinned = True
    for name in OWN_FIELDS:
        setattr(contact, name, said[name])
    contact.area = area_for(contact.owner, said["area"])
    contact.updated_at = now
    contact.name_it()
    contact.save_version(
        expected=expected,
        update_fields=[*OWN_FIELDS, "area", "sort_key", "stage_is_pinned", "updated_at"],
    )
    ContactPrivate.objects.filter(contact=contact).update(
        **{name: said[name] for name in PRIVATE_FIELDS}
    )
    set_tags(contact, said["tags"])
    set_positions(contact, work)
    set_channels(contact, addresses)
    positions.refresh_headlines([contact.pk])
    searching.refresh([contact.pk])


def set_tags(contact: Contact, names: Iterable[str]) -> None:
    """Give the contact exactly these tags."""
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(fold(name), name)
    tags = [tag_for(contact.owner, name) for name in wanted.values()]
    ContactTag.objects.filter(contact=contact).exclude(tag__in=tags).delete()
    for tag in tags:
        ContactTag.objects.get_or_create(owner=contact.owner, contact=contact, tag=tag)


def set_positions(contact: Contact, rows: list[dict[str, Any]]) -> None:
    """Make the contact's work what the rows say; rows with another contact's id become new."""
    mine = {position.pk: position for position in Position.objects.filter(contact=contact)}
    for row in rows:
        position = mine.pop(row.get("id") or 0, None) or Position(
            owner=contact.owner, contact=contact
        )
        position.title = row["title"]
        position.organization = positions.organization_for(contact.owner, row["organization"])
        position.department = row["department"]
        position.industry = industry_for(contact.owner, row["industry"])
        position.area = area_for(contact.owner, row["area"])
        position.starts_on, position.ends_on = row["starts_on"], row["ends_on"]
        position.is_current = row["is_current"] and row["ends_on"] is None
        position.save()
    Position.objects.filter(pk__in=mine).delete()


def set_channels(contact: Contact, rows: list[dict[str, Any]]) -> None:
    """Make the ways to reach the contact what the rows say, each address once."""
    seen: set[tuple[str, str]] = set()
    keep: list[int] = []
    for row in rows:
        normalized = normalized_channel(row["kind"], row["value"])
        if (row["kind"], normalized) in seen:
            continue
        seen.add((row["kind"], normalized))
        value = normalized if row["kind"] == ChannelKind.LINKEDIN else row["value"]
        channel, _made = Channel.objects.update_or_create(
            owner=contact.owner,
            contact=contact,
            kind=row["kind"],
            normalized=normalized,
            defaults={
                "value": value,
                "label": row["label"],
                "is_preferred": row["is_preferred"],
            },
        )
        keep.append(channel.pk)
    Channel.objects.filter(contact=contact).exclude(pk__in=keep).delete()


def as_said(contact: Contact) -> dict[str, Any]:
    """Return the contact as the initial values of its form."""
    said: dict[str, Any] = {name: getattr(contact, name) for name in OWN_FIELDS}
    said |= {name: getattr(contact.private, name) for name in PRIVATE_FIELDS}
    said["source"] = contact.source_id
    said["met_at"] = contact.met_at_id
    said["referred_by"] = contact.referred_by.full_name if contact.referred_by else ""
    said["area"] = contact.area.label if contact.area else ""
    said["tags"] = ", ".join(link.tag.name for link in contact.contact_tags.all())
    said["version"] = contact.version
    return said


def work_as_said(contact: Contact) -> list[dict[str, Any]]:
    """Return the contact's work as the initial rows of its form."""
    return [
        {
            "id": position.pk,
            "title": position.title,
            "organization": position.organization.name if position.organization else "",
            "department": position.department,
            "industry": position.industry.name if position.industry else "",
            "area": position.area.label if position.area else "",
            "starts_on": position.starts_on,
            "ends_on": position.ends_on,
            "is_current": position.is_current,
        }
        for position in contact.positions.all()
    ]


def addresses_as_said(contact: Contact) -> list[dict[str, Any]]:
    """Return the ways to reach the contact as the initial rows of its form."""
    return [
        {
            "id": channel.pk,
            "kind": channel.kind,
            "value": channel.value,
            "label": channel.label,
            "is_preferred": channel.is_preferred,
        }
        for channel in contact.channels.all()
    ]


@transaction.atomic
def retag(contact: Contact, names: Iterable[str]) -> None:
    """Give the contact exactly these tags, apart from the rest of the form."""
    set_tags(contact, [name for name in names if fold(name)])
    searching.refresh([contact.pk])
