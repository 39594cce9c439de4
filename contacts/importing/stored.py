"""A person of a file as a row keeps them: plain JSON, only what is filled."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, TypedDict

from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contacts.importing.reading import Person
from contacts.models.contact import sort_key_for
from contacts.states import ChannelKind
from networkapp.text import fold, normalise_organisation, normalise_phone

ADDRESS_LENGTH = 500


class StoredPerson(TypedDict, total=False):
    """What ``ImportRow.person`` holds. An empty one is a record that is no contact."""

    name: str
    emails: list[str]
    phones: list[str]
    organization: str
    title: str
    department: str
    linkedin_url: str
    website: str
    connected_on: str  # ISO
    location: str
    how_met: str
    note: str
    pronouns: str
    tags: list[str]
    same_as: int  # the earlier row of the file with the same person
    repeats: int  # the earlier row that says just the same, of somebody without any address


_COPIED = (
    "organization",
    "title",
    "department",
    "linkedin_url",
    "website",
    "location",
    "note",
    "pronouns",
)


def stored(person: Person, *, is_linkedin: bool) -> StoredPerson:
    """Return ``person`` as a row keeps them.

    The day of a connection becomes a sentence here, in the student's language, so that undo
    can tell later whether somebody has written over it.
    """
    kept: dict[str, Any] = {"name": person.name}
    for key in _COPIED:
        if value := getattr(person, key):
            kept[key] = value
    for key in ("emails", "phones", "tags"):
        if values := getattr(person, key):
            kept[key] = list(values)
    if person.connected_on:
        kept["connected_on"] = person.connected_on.isoformat()
        language = translation.get_language()
        kept["how_met"] = _how_met(person.connected_on, language, is_linkedin=is_linkedin)
    return kept  # type: ignore[return-value]


@lru_cache(maxsize=4096)  # a network of years has a few thousand days, and formatting is slow
def _how_met(day: date, language: str | None, *, is_linkedin: bool) -> str:
    sentence = _("Connected on LinkedIn on %(day)s") if is_linkedin else _("Met on %(day)s")
    return sentence % {"day": format_date(day, pgettext("date format", "j M Y"))}


def name_key(name: str) -> str:
    """Return the key by which names are compared, the same that lists are sorted by."""
    return sort_key_for(name)


@lru_cache(maxsize=8192)
def organization_key(name: str) -> str:
    """Return the key of ``Organization.normalized``; "" for a name that says nothing."""
    return normalise_organisation(name)[:200]


def addresses(person: StoredPerson) -> list[tuple[str, str, str]]:
    """Return the ways to reach ``person``: (kind, value, normalised), each once."""
    found: dict[tuple[str, str], str] = {}
    for email in person.get("emails", ()):
        found[ChannelKind.EMAIL.value, email] = email
    for phone in person.get("phones", ()):
        found.setdefault((ChannelKind.PHONE.value, normalise_phone(phone)), phone)
    if linkedin := person.get("linkedin_url"):
        found[ChannelKind.LINKEDIN.value, linkedin[:ADDRESS_LENGTH]] = linkedin[:ADDRESS_LENGTH]
    if website := person.get("website"):
        found[ChannelKind.WEBSITE.value, website.lower()[:ADDRESS_LENGTH]] = website
    return [(kind, value, key) for (kind, key), value in found.items() if key]


def tag_key(name: str) -> str:
    """Return the key of ``Tag.folded``."""
    return fold(name)[:80]


def has_place(person: StoredPerson) -> bool:
    """Say whether a place is named that can become an area."""
    return bool(fold(person.get("location", "")))


def has_work(person: StoredPerson) -> bool:
    """Say whether there is a title or an employer to make a position of."""
    return bool(person.get("title") or organization_key(person.get("organization", "")))
