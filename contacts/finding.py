"""One page of the contact list: filter, sort, page, count, and a second look for typos."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F

from accounts.models import Institution, User
from contacts.filtering import ContactFilter, kept_contacts
from contacts.models import Contact, Source
from contacts.querysets import ContactQuerySet
from contacts.rows import ContactRow, rows_of
from contacts.searching import matches, search_despite_typos
from contacts.states import Family
from networkapp.db.lookups import AnyOf
from networkapp.web.keyset import Keyset, Slice

COUNT_CAP = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """What a page of the list shows."""

    rows: list[ContactRow]
    slice: Slice
    count: int  # how many the filter lets through, at most COUNT_CAP + 1
    is_resembling: bool  # nothing matched to the letter; these are similar

    @property
    def is_capped(self) -> bool:
        return self.count > COUNT_CAP


# Begun once: all that is the same for every page of the list.
_ROWS: Any = Contact.objects.all().kept().for_rows()


def matching(owner: User, wanted: ContactFilter, *, on: date) -> ContactQuerySet:
    """Return the owner's kept contacts that the filter lets through."""
    return _filtered(kept_contacts(owner), owner, wanted, on=on)


def _filtered(contacts: Any, owner: User, wanted: ContactFilter, *, on: date) -> Any:
    cold_days = Institution.current().going_cold_days
    return wanted.apply(contacts, owner=owner, on=on, cold_days=cold_days)


def find(owner: User, wanted: ContactFilter, cursor: str, *, on: date, total: int) -> Found:
    """Return one page. ``total`` is how many the network holds, known from its families."""
    narrowed = replace(wanted, q="")
    contacts = _filtered(_ROWS.visible_to(owner), owner, narrowed, on=on)
    found = matches(wanted.q, owner=owner) if wanted.q else None
    if found:
        contacts = contacts.filter(AnyOf(F("pk"), found.ids))
    contacts, key, descending = wanted.sorted(contacts)
    keyset = Keyset(order=[] if key == "id" else [key], descending=descending)
    part = keyset.slice(contacts, cursor)
    if not part.rows and wanted.q and not cursor:
        return _resembling(owner, wanted, on=on)
    if narrowed.is_empty:
        count = min(found.count, COUNT_CAP + 1) if found else total
    elif not cursor and not part.next:
        count = len(part.rows)
    else:
        count = contacts.order_by()[: COUNT_CAP + 1].count()
    rows = rows_of(part.rows, on=on)
    return Found(rows=rows, slice=part, count=count, is_resembling=False)


def _resembling(owner: User, wanted: ContactFilter, *, on: date) -> Found:
    around = matching(owner, replace(wanted, q=""), on=on)
    ids = search_despite_typos(around, wanted.q)
    found = {contact["id"]: contact for contact in around.filter(pk__in=ids).for_rows()}
    rows = rows_of([found[pk] for pk in ids if pk in found], on=on)
    return Found(rows=rows, slice=Slice(rows=[]), count=len(rows), is_resembling=bool(rows))


# Written out: every page of the list counts them.
_BY_SOURCE = """
    SELECT source_id, count(*) FROM contacts_contact
    WHERE owner_id = %s AND deleted_at IS NULL GROUP BY source_id
"""


def family_counts(owner: User) -> dict[str, int]:
    """Return how many kept contacts stand in each family.

    Counted by source and summed here: the index holds all that the query needs.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BY_SOURCE, [owner.pk])
        by_source: dict[int, int] = dict(cursor.fetchall())
    families = source_families(owner, set(by_source))
    counts = dict.fromkeys(Family.values, 0)
    for source, count in by_source.items():
        counts[families.get(source, Family.HEARD_ABOUT)] += count
    return counts


# The institution's sources change by migration or by an administrator's rename, which keeps
# the family; so the families are held for the life of the process.
_families: dict[int, str] = {}


def source_families(owner: User, wanted: set[int]) -> dict[int, str]:
    """Return the family of each source wanted, asking only for those not yet known."""
    if missing := wanted - _families.keys():
        rows = Source.objects.visible_to(owner).filter(pk__in=missing)
        _families.update(rows.values_list("pk", "family"))
    return _families
