"""From a record's cells to a person.

What is done to a cell, and nothing else: control characters and NUL are dropped, text is
composed (NFC), white space (no-break and zero-width too) is trimmed at both ends; in fields of
one line tabs, newlines and runs of spaces become one space. An apostrophe before = + - @ at the
beginning is the guard that our own exports put there against formulas, and goes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.importing.reading.addresses import read_emails, read_phones, read_web_address
from contacts.importing.reading.columns import has_identity
from contacts.importing.reading.dates import parse_date
from contacts.importing.reading.tables import Record
from networkapp.text import clean_text, normalise_linkedin

#: The most characters that a field keeps; more is cut, with a warning.
LIMITS = {
    "name": 200,
    "organization": 200,
    "title": 200,
    "department": 200,
    "location": 200,
    "pronouns": 60,
    "note": 20_000,
    "tag": 60,
}
MAX_TAGS = 30
# Cut before anything is done to a cell: twice the longest field.
_MAX_CELL = 40_000

_GUARD = re.compile("'(?=[\\s'\"]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_CANONICAL = re.compile(r"https://www\.linkedin\.com/in/[a-z0-9_-]{1,100}")
_SPACES = re.compile(r"[ \t\n]+")
_TAG_SEPARATOR = re.compile(r"[;,\n]|:::")
# Chinese, Japanese and Korean names are written family name first.
_EASTERN = re.compile("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3 ]+")


@dataclass(frozen=True, slots=True)
class Person:
    """One contact of a file. `row` is the number of the line on which its record starts."""

    row: int
    name: str
    email: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    organization: str
    title: str
    department: str
    linkedin_url: str
    website: str
    connected_on: date | None
    location: str
    note: str
    pronouns: str
    tags: tuple[str, ...]
    warnings: tuple[str, ...]
    #: Equal for records that are equal in every column, also in those that are left out.
    record: int = field(default=0, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that is no contact, and why."""

    row: int
    message: str


class PersonReader:
    """Turns the records of one table into people."""

    def __init__(self, mapping: Mapping[int, str], *, width: int, date_order: str) -> None:
        self._columns: dict[str, list[int]] = {}
        for index, key in sorted(mapping.items()):
            self._columns.setdefault(key, []).append(index)
        self._has_identity = has_identity(mapping)
        self._width = width
        self._last_column = max(mapping, default=-1)
        self._date_order = date_order

    def read(self, record: Record) -> Person | Problem:
        """The person in a record, or the reason why there is none."""
        if record.unclosed:
            return Problem(record.line, _unclosed(record.line))
        cells = record.cells
        if len(cells) == 1 and self._width > 1 and cells[0].lstrip().startswith("#"):
            return Problem(record.line, _("This line is a remark, not a contact."))
        warnings: list[str] = []
        if len(cells) > self._width:
            self._report_extra(cells, warnings)
        if len(cells) <= self._last_column:
            cells = cells + [""] * (self._last_column + 1 - len(cells))
        self._cells, self._warnings = cells, warnings

        emails = read_emails(self._filled("email"), warnings)
        phones = read_phones(self._filled("phone"), warnings)
        organization = self._line("organization")
        fallbacks = [*emails[:1], organization, *phones[:1]]
        name = self._name() or next(filter(None, fallbacks), "")[: LIMITS["name"]]
        if not name:
            return Problem(record.line, self._nobody())
        linkedin_url, website = self._links()
        return Person(
            row=record.line,
            name=name,
            email=emails[0] if emails else "",
            emails=emails,
            phones=phones,
            organization=organization,
            title=self._line("title"),
            department=self._line("department"),
            linkedin_url=linkedin_url,
            website=website,
            connected_on=self._date("connected_on"),
            location=self._cut(
                "location", ", ".join(_once(map(one_line, self._filled("location"))))
            ),
            note=self._cut("note", "\n".join(self._filled("note"))),
            pronouns=self._line("pronouns"),
            tags=self._tags(),
            warnings=tuple(warnings),
            record=hash(tuple(record.cells)),
        )

    def _filled(self, key: str) -> list[str]:
        """The cleaned cells of a field's columns that hold something."""
        columns = self._columns.get(key)
        if not columns:
            return []
        return [text for index in columns if (text := clean_cell(self._cells[index]))]

    def _line(self, key: str) -> str:
        columns = self._columns.get(key)
        if not columns:
            return ""
        for index in columns:
            if self._cells[index] and (text := one_line(clean_cell(self._cells[index]))):
                return text if len(text) <= LIMITS["name"] else self._cut(key, text)
        return ""

    def _name(self) -> str:
        full, first, middle, last = (
            " ".join(self._filled(key)[:1])
            for key in ("name", "first_name", "middle_name", "last_name")
        )
        if first and last:
            name = _joined(first, middle, last)
        elif full:
            name = _completed(full, first, last)
        else:
            name = " ".join(part for part in (first, middle, last) if part)
        if "\n" in name:  # perhaps a quotation mark too many swallowed a line
            self._warnings.append(_("The name runs over several lines: please check it."))
        return self._cut("name", one_line(name))

    def _links(self) -> tuple[str, str]:
        """The LinkedIn page and another web address, whichever columns they stand in."""
        linkedin_url = website = ""
        for key in ("linkedin_url", "website"):
            for text in self._filled(key):
                text = text.replace("\\:", ":")  # Google escapes the colon
                # Nearly every address of a large file is canonical already: that costs little.
                is_canonical = _CANONICAL.fullmatch(text) is not None
                if found := text if is_canonical else normalise_linkedin(text):
                    linkedin_url = linkedin_url or found
                else:
                    website = website or read_web_address(text, self._warnings)
        return linkedin_url, website

    def _date(self, key: str) -> date | None:
        text = self._line(key)
        if not text:
            return None
        found = parse_date(text, self._date_order)
        if found is None:
            self._warn(_("“%(text)s” is not a date we can read; it was left out."), text)
        return found

    def _location(self) -> str:
        return self._cut("location", ", ".join(_once(map(one_line, self._filled("location")))))

    def _tags(self) -> tuple[str, ...]:
        tags = [
            self._cut("tag", tag)
            for text in self._filled("tags")
            for tag in map(str.strip, _TAG_SEPARATOR.split(text[:_MAX_CELL]))
            # Google marks its own groups with a star.
            if tag and not tag.startswith("* ")
        ]
        return tuple(_once(tags)[:MAX_TAGS])

    def _cut(self, key: str, text: str) -> str:
        limit = LIMITS.get(key, LIMITS["name"])
        if len(text) <= limit:
            return text
        self._warnings.append(
            _("“%(start)s…” is longer than %(limit)s characters; the rest was left out.")
            % {"start": text[:40], "limit": limit}
        )
        return text[:limit].rstrip()

    def _nobody(self) -> str:
        if not self._has_identity:
            return _("No column is chosen for a name, organisation, e-mail or phone.")
        reason = _("There is no name, organisation, e-mail or phone on this line.")
        return " ".join([reason, *self._warnings])

    def _warn(self, sentence: str, text: str) -> None:
        self._warnings.append(sentence % {"text": text[:80]})

    def _report_extra(self, cells: list[str], warnings: list[str]) -> None:
        extra = [cell.strip() for cell in cells[self._width :] if cell.strip()]
        if extra:
            warnings.append(
                ngettext(
                    "This line has a cell more than the header, left out: %(cells)s",
                    "This line has %(count)s cells more than the header, left out: %(cells)s",
                    len(extra),
                )
                % {"count": len(extra), "cells": ", ".join(extra)[:200]}
            )


def clean_cell(cell: str) -> str:
    """A cell as it can be stored; see the head of this module."""
    if cell[:1] == "'" and _GUARD.match(cell):
        cell = cell[1:]
    if len(cell) > _MAX_CELL:
        cell = cell.strip()[:_MAX_CELL]
    return clean_text(cell)


def one_line(text: str) -> str:
    """Tabs, newlines and runs of spaces as one space; other white space inside stays."""
    if "  " in text or "\n" in text or "\t" in text:
        return _SPACES.sub(" ", text)
    return text


def _joined(first: str, middle: str, last: str) -> str:
    if not first.isascii() and _EASTERN.fullmatch(first) and _EASTERN.fullmatch(last):
        return f"{last} {first}"
    return f"{first} {middle} {last}" if middle else f"{first} {last}"


def _completed(full: str, first: str, last: str) -> str:
    """A column called "Name" beside only one half of the name may be all of it or the rest."""
    half = first or last
    if not half or half.casefold() in full.casefold():
        return full
    return f"{first} {full}" if first else f"{full} {last}"


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _unclosed(line: int) -> str:
    return _(
        "A quotation mark is not closed near line %(line)s. That line was left out; "
        "the lines after it were read."
    ) % {"line": line}
