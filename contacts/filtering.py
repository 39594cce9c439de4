"""The filter of the contact list: read from the address, applied, and said in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from contacts.querysets import ContactQuerySet
from contacts.searching import search
from contacts.states import Family, Stage
from networkapp.time import days_after

# Sort name -> (label, field annotated as ``sort_by``, descending)
SORTS: dict[str, tuple[Any, bool]] = {
    "name": (_("Name"), False),
    "quiet": (_("Longest out of touch"), False),
    "recent": (_("Last in touch"), True),
    "next": (_("Next step"), False),
    "added": (_("Newest first"), True),
}
NEVER = date(1, 1, 1)
NO_DAY = date(9999, 12, 31)
SILENT_DAYS = (30, 60, 90, 120, 180, 365)


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """What the student looks for; every value may be empty. Never raises on bad input."""

    q: str = ""
    family: str = ""
    source: int = 0
    stage: str = ""
    industry: int = 0
    area: int = 0
    tag: int = 0
    event: int = 0
    silent: int = 0  # days since the last contact
    todo: bool = False
    cold: bool = False
    made_by: int = 0  # the import that made them
    sort: str = "name"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> ContactFilter:
        """Read a query string or a posted form; what is not understood is left out."""
        values: dict[str, Any] = {}
        for spec in fields(cls):
            raw = (query.get(spec.name) or "").replace("\0", "").strip()
            if isinstance(spec.default, bool):
                values[spec.name] = raw in {"1", "on", "true"}
            elif isinstance(spec.default, int):
                values[spec.name] = (
                    int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 18 else 0
                )
            else:
                values[spec.name] = raw[:200]
        if values["family"] not in Family.values:
            values["family"] = ""
        if values["stage"] not in Stage.values:
            values["stage"] = ""
        if values["sort"] not in SORTS:
            values["sort"] = "name"
        values["silent"] = min(values["silent"], 36_500)
        return cls(**values)

    def query(self, **changes: Any) -> str:
        """Return the query string of this filter, changed so; only what is set stands in it."""
        pairs = []
        for name, default in _DEFAULTS:
            value = changes[name] if name in changes else getattr(self, name)
            if value != default:
                pairs.append((name, "1" if value is True else value))
        return urlencode(pairs)

    @property
    def beside_q(self) -> list[tuple[str, Any]]:
        """What stands beside the search box, as names and values of hidden fields."""
        return parse_qsl(self.query(q=""))

    @property
    def is_empty(self) -> bool:
        """True when everybody is shown."""
        return all(getattr(self, name) == default for name, default in _DEFAULTS if name != "sort")

    @property
    def narrowed_count(self) -> int:
        """How many filters beside the search box and the families are set."""
        plain = replace(self, q="", family="", sort="name")
        return sum(getattr(plain, spec.name) != spec.default for spec in fields(plain))

    def apply(self, contacts: ContactQuerySet, *, owner: Any, on: date, cold_days: int) -> Any:
        """Return those of ``contacts`` that the filter lets through."""
        found: Any = contacts
        if self.family:
            found = found.in_family(self.family)
        if self.source:
            found = found.filter(source=self.source)
        if self.stage:
            found = found.filter(stage=self.stage)
        if self.industry:
            found = found.in_industry(self.industry)
        if self.area:
            found = found.in_area(self.area)
        if self.tag:
            found = found.tagged(self.tag)
        if self.event:
            found = found.met_at_event(self.event)
        if self.silent:
            found = found.silent_since(days_after(on, -self.silent))
        if self.todo:
            found = found.with_open_follow_up()
        if self.cold:
            found = found.going_cold(on=on, after_days=cold_days)
        if self.made_by:
            found = found.filter(made_by_import=self.made_by)
        if self.q:
            found = search(found, self.q, owner=owner)
        return found

    def sorted(self, contacts: Any) -> tuple[Any, str, bool]:
        """Return the contacts with their sort key, its name, and whether it descends."""
        descending = SORTS[self.sort][1]
        if self.sort == "name":
            return contacts, "sort_key", descending
        if self.sort == "added":
            return contacts, "id", descending
        if self.sort == "next":
            key: Any = Coalesce(F("next_due_on"), Value(NO_DAY))
        else:
            key = Coalesce(F("last_contact_on"), Value(NEVER))
        return contacts.annotate(sort_by=key), "sort_by", descending


_DEFAULTS = [(spec.name, spec.default) for spec in fields(ContactFilter)]


def kept_contacts(owner: Any) -> ContactQuerySet:
    """Return the owner's contacts that are not in the trash."""
    return Contact.objects.visible_to(owner).kept()
