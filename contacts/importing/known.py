"""What is known of the contacts that a file may speak of, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from contacts.importing.stored import name_key
from contacts.models import Channel, Contact, ContactPrivate, ContactTag, Position
from contacts.states import ChannelKind


@dataclass(slots=True)
class KnownPosition:
    """Work of a contact, as far as an import compares it."""

    pk: int
    organization_key: str
    title: str
    department: str
    is_current: bool
    starts_on: date | None
    made_by_import: int | None


@dataclass(slots=True)
class Known:
    """A contact with everything that an import may add to."""

    pk: int
    name: str
    name_key: str
    pronouns: str
    area_id: int | None
    deleted_at: datetime | None
    updated_at: datetime
    how_met: str = ""
    note: str = ""
    addresses: set[tuple[str, str]] = field(default_factory=set)  # (kind, normalised)
    positions: list[KnownPosition] = field(default_factory=list)  # the main one first
    tags: set[str] = field(default_factory=set)  # folded

    def normalised(self, kind: str) -> set[str]:
        """Return the contact's addresses of one kind, normalised."""
        return {address for its_kind, address in self.addresses if its_kind == kind}

    @property
    def linkedin(self) -> set[str]:
        return self.normalised(ChannelKind.LINKEDIN)

    @property
    def emails(self) -> set[str]:
        return self.normalised(ChannelKind.EMAIL)

    def works_at(self, key: str) -> bool:
        """Say whether one of the positions, now or before, is with the organisation."""
        if not key:
            return all(not position.organization_key for position in self.positions)
        return any(position.organization_key == key for position in self.positions)


def known_people(owner_id: int, ids: Iterable[int], *, lock: bool = False) -> dict[int, Known]:
    """Return the owner's contacts of these ids, those in the trash too.

    ``lock`` keeps them as they are until the transaction ends.
    """
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    contacts = Contact.objects.filter(owner=owner_id, pk__in=wanted).order_by("pk")
    if lock:
        contacts = contacts.select_for_update(no_key=True)
    people = {
        pk: Known(pk, name, name_key(name), pronouns, area_id, deleted_at, updated_at)
        for pk, name, pronouns, area_id, deleted_at, updated_at in contacts.values_list(
            "pk", "full_name", "pronouns", "area_id", "deleted_at", "updated_at"
        )
    }
    privates = ContactPrivate.objects.filter(owner=owner_id, contact__in=wanted)
    for pk, how_met, note in privates.values_list("contact_id", "how_met", "note"):
        people[pk].how_met, people[pk].note = how_met, note
    channels = Channel.objects.filter(owner=owner_id, contact__in=wanted)
    for pk, kind, normalized in channels.values_list("contact_id", "kind", "normalized"):
        people[pk].addresses.add((kind, normalized))
    for pk, position in _positions(owner_id, wanted):
        people[pk].positions.append(position)
    tags = ContactTag.objects.filter(owner=owner_id, contact__in=wanted)
    for pk, folded in tags.values_list("contact_id", "tag__folded"):
        people[pk].tags.add(folded)
    return people


def _positions(owner_id: int, ids: list[int]) -> list[tuple[int, KnownPosition]]:
    found = []
    for row in Position.objects.filter(owner=owner_id, contact__in=ids).values_list(
        "contact_id",
        "pk",
        "organization__normalized",
        "title",
        "department",
        "is_current",
        "starts_on",
        "made_by_import",
    ):
        contact_id, pk, employer, title, department, is_current, starts_on, made_by = row
        position = KnownPosition(
            pk, employer or "", title, department, is_current, starts_on, made_by
        )
        found.append((contact_id, position))
    found.sort(key=lambda pair: _main_first(pair[1]))
    return found


def _main_first(position: KnownPosition) -> tuple[bool, int, int]:
    """The order of ``positions.refresh_headlines``: current, then newest."""
    day = position.starts_on.toordinal() if position.starts_on else 0
    return not position.is_current, -day, -position.pk
