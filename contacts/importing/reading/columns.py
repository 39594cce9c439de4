"""From column names to fields: what a column holds, and which program wrote the file."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.importing.reading.header_names import (
    FIRST_IF_LAST,
    KEY_OF,
    LAST_IF_FIRST,
    NUMBERED,
    YAHOO_PHONES,
)
from networkapp.text import clean_line, fold

#: What a column can hold: key, and the words for it. Several columns may hold the same field:
#: e-mails, phones and tags add up; places and notes are put together in the file's order;
#: of the others the first filled column counts.
FIELDS: tuple[tuple[str, Promise | str], ...] = (
    ("name", _("Full name")),
    ("first_name", _("First name")),
    ("middle_name", _("Middle name")),
    ("last_name", _("Last name")),
    ("email", _("E-mail")),
    ("phone", _("Phone")),
    ("organization", _("Organisation")),
    ("title", _("Job title")),
    ("department", _("Department")),
    ("linkedin_url", _("LinkedIn page")),
    ("website", _("Website")),
    ("connected_on", _("Connected on")),
    ("location", _("Place")),
    ("note", _("Note")),
    ("pronouns", _("Pronouns")),
    ("tags", _("Tags")),
)
FIELD_KEYS = frozenset(key for key, label in FIELDS)

#: A file without one of these holds no contacts: a contact has one of them at least.
IDENTITY = frozenset({"name", "first_name", "last_name", "email", "phone", "organization"})


@lru_cache(maxsize=4096)
def compact(header: str) -> str:
    """A column name as it is compared: letters and digits alone, folded."""
    return "".join(character for character in fold(header) if character.isalnum())


def header_score(cells: list[str]) -> int:
    """How many cells are known column names; 0 when none of them names a person."""
    if len(cells) > 1000:
        return 0
    keys = [_key_of(compact(cell)) for cell in cells if 0 < len(cell) < 80]
    known = [key for key in keys if key]
    return len(known) if IDENTITY.intersection(known) else 0


def detect_format(headers: list[str]) -> str:
    """Which program wrote these column names; "csv" when it is nobody's in particular."""
    names = {compact(header) for header in headers}
    keys = {_key_of(name) for name in names}
    if "connected_on" in keys and ("last_name" in keys or "name" in keys):
        return "linkedin"
    if {"firstname", "lastname", "url", "position"} <= names:
        return "linkedin"
    if {"email1value", "phone1value", "organization1name", "organizationname"} & names and (
        {"givenname", "firstname", "name", "familyname", "fileas"} & names
    ):
        return "google"
    if "primaryemail" in names and {"displayname", "secondaryemail", "screenname"} & names:
        return "thunderbird"
    if {"first", "last"} <= names and names & {"alternateemail1", "messengerid", "yahoophone"}:
        return "yahoo"
    if "emailaddress" in names and names & {"email2address", "businessphone", "homephone"}:
        return "outlook"
    if names & {"telefongeschaftlich", "adressedemessagerie", "direcciondecorreoelectronico"}:
        return "outlook"
    return "csv"


def map_columns(headers: list[str], format: str) -> dict[int, str]:
    """What each column holds, by its name; columns we do not know are left out."""
    names = [compact(header) for header in headers]
    mapping = {index: key for index, name in enumerate(names) if (key := _key_of(name))}
    if format == "yahoo":
        mapping |= {index: "phone" for index, name in enumerate(names) if name in YAHOO_PHONES}
    _settle_names(names, mapping)
    _settle_titles(names, mapping)
    _settle_places(names, mapping)
    if format in {"google", "outlook", "yahoo", "thunderbird"}:
        _drop(mapping, lambda index: mapping[index] == "middle_name")
        _drop(mapping, lambda index: names[index] in {"keywords", "profession", "occupation"})
    if format == "linkedin":
        for index, name in enumerate(names):
            if name == "url":
                mapping[index] = "linkedin_url"
    return mapping


def usable_mapping(mapping: Mapping[int, str], width: int) -> dict[int, str]:
    """A chosen mapping without columns and fields that do not exist."""
    return {
        index: key
        for index, key in sorted(mapping.items())
        if 0 <= index < width and key in FIELD_KEYS
    }


def has_identity(mapping: Mapping[int, str]) -> bool:
    """Whether a file mapped like this can hold a contact at all."""
    return not IDENTITY.isdisjoint(mapping.values())


def tidy_headers(cells: list[str], width: int) -> list[str]:
    """The column names as they are shown: on one line, and of a readable length."""
    names = [clean_line(cell)[:120] for cell in cells[:width]]
    return names + [""] * (width - len(names))


def _key_of(name: str) -> str:
    if key := KEY_OF.get(name):
        return key
    if name and not name.isalpha():
        for pattern, key in NUMBERED:
            if pattern.fullmatch(name):
                return key
    return ""


def _settle_names(names: list[str], mapping: dict[int, str]) -> None:
    """ "Nombre" beside "Apellidos" is a first name; "Nom" beside "Prénom" is a last name."""
    keys = set(mapping.values())
    for index, name in enumerate(names):
        if name in FIRST_IF_LAST and "last_name" in keys and "first_name" not in keys:
            mapping[index] = "first_name"
        elif name in LAST_IF_FIRST and "first_name" in keys and "last_name" not in keys:
            mapping[index] = "last_name"


def _settle_titles(names: list[str], mapping: dict[int, str]) -> None:
    """Beside "Job Title", "Title" is "Mr."."""
    titles = {"title", "titel", "titre", "titulo"}
    others = [i for i, key in mapping.items() if key == "title" and names[i] not in titles]
    if others:
        _drop(mapping, lambda index: names[index] in titles)


def _settle_places(names: list[str], mapping: dict[int, str]) -> None:
    """A town is enough of an address; and "Land" means nothing beside no other place."""
    places = [names[i] for i, key in mapping.items() if key == "location"]
    if any(name.startswith("address1") and name != "address1formatted" for name in places):
        _drop(mapping, lambda index: names[index] in {"address1formatted", "addressformatted"})
    if any(name.startswith(("work", "business")) for name in places):
        _drop(mapping, lambda index: names[index] == "location")


def _drop(mapping: dict[int, str], unwanted: Callable[[int], bool]) -> None:
    for index in [index for index in mapping if unwanted(index)]:
        del mapping[index]
