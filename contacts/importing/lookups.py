"""Employers, tags and places of many rows at once, made where they are new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from contacts.catalogues import area_for
from contacts.importing.stored import organization_key, tag_key
from contacts.models import Organization, Tag
from networkapp.db.bulk import insert_rows
from networkapp.text import fold


@dataclass(frozen=True, slots=True)
class Named:
    """A row that was found or made, and the name it has."""

    pk: int
    name: str


def organizations(owner_id: int, names: Iterable[str]) -> dict[str, Named]:
    """Return the owner's employers of these names, by normalised name."""
    return _find_or_make(Organization, "normalized", owner_id, names, organization_key)


def tags(owner_id: int, names: Iterable[str]) -> dict[str, Named]:
    """Return the owner's tags of these names, by folded name."""
    return _find_or_make(Tag, "folded", owner_id, names, tag_key)


def _find_or_make(
    model: Any,
    key_name: str,
    owner_id: int,
    names: Iterable[str],
    key_of: Callable[[str], str],
) -> dict[str, Named]:
    wanted: dict[str, str] = {}
    for name in names:
        if key := key_of(name):
            wanted.setdefault(key, name)
    rows = model.objects.filter(owner=owner_id)

    def read(keys: Iterable[str]) -> dict[str, Named]:
        found = rows.filter(**{f"{key_name}__in": list(keys)})
        return {key: Named(pk, name) for key, pk, name in found.values_list(key_name, "pk", "name")}

    known = read(wanted) if wanted else {}
    missing = [(owner_id, name, key) for key, name in wanted.items() if key not in known]
    if missing:
        # Somebody may make the same one at this moment: theirs is then taken.
        insert_rows(model, ["owner", "name", key_name], missing, ignore_conflicts=True)
        known |= read(key for _owner, _name, key in missing)
    return known


class Places:
    """The areas that texts of a file name, each looked up once in an import.

    A batch that is rolled back takes the areas it made with it: call ``forget`` then.
    """

    def __init__(self, owner: Any) -> None:
        self._owner = owner
        self._found: dict[str, Named | None] = {}

    def area(self, text: str) -> Named | None:
        """Return the area, made when new; None for a text that names nothing."""
        key = fold(text)
        if not key:
            return None
        if key not in self._found:
            area = area_for(self._owner, text)
            self._found[key] = Named(area.pk, area.name) if area else None
        return self._found[key]

    def forget(self) -> None:
        """Look everything up anew."""
        self._found.clear()
