"""Making contacts of many rows at once: a handful of statements for a thousand people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contacts.importing.lookups import Named, Places, organizations, tags
from contacts.importing.stored import (
    StoredPerson,
    addresses,
    has_work,
    name_key,
    organization_key,
    tag_key,
)
from contacts.models import Channel, Contact, ContactPrivate, ContactTag, Position
from contacts.searching import search_text
from contacts.states import Stage
from networkapp.db.bulk import allocate_ids, insert_rows

# Whoever is picked out of a file is somebody the student means to write to.
STAGE = Stage.TO_CONTACT


@dataclass(frozen=True, slots=True)
class Making:
    """What all contacts of one import have in common."""

    owner_id: int
    import_id: int
    source_id: int
    places: Places
    now: datetime


def add_people(people: Sequence[StoredPerson], making: Making) -> list[int]:
    """Make a contact of each of ``people`` and return their ids, in the same order."""
    ids = allocate_ids(Contact, len(people))
    employers = organizations(making.owner_id, (p.get("organization", "") for p in people))
    newcomers = [
        _Newcomer(
            pk,
            person,
            employers.get(organization_key(person.get("organization", ""))),
            making.places.area(person.get("location", "")),
            addresses(person),
        )
        for pk, person in zip(ids, people, strict=True)
    ]
    insert_rows(Contact, _CONTACT, (_contact_row(one, making) for one in newcomers))
    insert_rows(ContactPrivate, _PRIVATE, (_private_row(one, making) for one in newcomers))
    insert_rows(
        Position,
        _POSITION,
        (_position_row(one, making) for one in newcomers if has_work(one.person)),
    )
    insert_rows(
        Channel,
        _CHANNEL,
        (
            (making.owner_id, one.pk, kind, value, key, making.import_id)
            for one in newcomers
            for kind, value, key in one.addresses
        ),
    )
    add_tags([(one.pk, one.person.get("tags", [])) for one in newcomers], making.owner_id)
    return ids


def add_tags(tagged: Sequence[tuple[int, Sequence[str]]], owner_id: int) -> None:
    """Put tags on contacts, given as (id of the contact, names of tags)."""
    known = tags(owner_id, (name for _pk, names in tagged for name in names))
    rows = {
        (owner_id, pk, known[key].pk)
        for pk, names in tagged
        for name in names
        if (key := tag_key(name))
    }
    insert_rows(ContactTag, ["owner", "contact", "tag"], sorted(rows), ignore_conflicts=True)


_CONTACT = (
    "id",
    "owner",
    "full_name",
    "sort_key",
    "pronouns",
    "source",
    "stage",
    "area",
    "title",
    "organization_name",
    "made_by_import",
    "created_at",
    "updated_at",
)
_PRIVATE = ("owner", "contact", "how_met", "note", "search_text")
_POSITION = ("owner", "contact", "organization", "title", "department", "made_by_import")
_CHANNEL = ("owner", "contact", "kind", "value", "normalized", "made_by_import")


@dataclass(frozen=True, slots=True)
class _Newcomer:
    pk: int
    person: StoredPerson
    employer: Named | None
    area: Named | None
    addresses: list[tuple[str, str, str]]


def _contact_row(one: _Newcomer, making: Making) -> tuple[object, ...]:
    person = one.person
    return (
        one.pk,
        making.owner_id,
        person["name"],
        name_key(person["name"]),
        person.get("pronouns", ""),
        making.source_id,
        STAGE.value,
        one.area.pk if one.area else None,
        person.get("title", ""),
        one.employer.name if one.employer else "",
        making.import_id,
        making.now,
        making.now,
    )


def _private_row(one: _Newcomer, making: Making) -> tuple[object, ...]:
    person = one.person
    how_met, note = person.get("how_met", ""), person.get("note", "")
    # The same words that searching.refresh() gathers of a contact who is new.
    words = [
        person["name"],
        one.area.name if one.area else "",
        one.employer.name if one.employer else "",
        person.get("title", ""),
        person.get("department", "") if has_work(person) else "",
        *person.get("tags", ()),
        *(value for _kind, value, _key in one.addresses),
        how_met,
        note,
    ]
    return making.owner_id, one.pk, how_met, note, search_text(words)


def _position_row(one: _Newcomer, making: Making) -> tuple[object, ...]:
    person = one.person
    return (
        making.owner_id,
        one.pk,
        one.employer.pk if one.employer else None,
        person.get("title", ""),
        person.get("department", ""),
        making.import_id,
    )
