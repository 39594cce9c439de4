"""The rows of the contact list, ready to print: a template that only fills in is a fast one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from contacts.models.catalogue import area_label, source_label
from networkapp.time import say_ago, say_date
from networkapp.web.templatetags.web import initials

# What a row is made of; read as plain values, for a list needs no model instances.
COLUMNS = (
    "id",
    "sort_key",
    "full_name",
    "title",
    "organization_name",
    "source__name",
    "source__family",
    "source__owner_id",
    "area__name",
    "area__kind",
    "area__parent__code",
    "area__parent__name",
    "last_contact_on",
    "next_due_on",
    "next_step",
)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person in a list."""

    pk: str
    name: str
    initials: str
    headline: str
    family: str
    source: str
    area: str
    last_said: str
    last_iso: str
    next_said: str
    next_day: str
    next_hue: str


def rows_of(found: Iterable[Mapping[str, Any]], *, on: date) -> list[ContactRow]:
    """Return contacts, read with ``for_rows``, as rows on the day ``on``."""
    locale = get_language()
    return [_row(contact, on, locale) for contact in found]


def _row(contact: Mapping[str, Any], on: date, locale: str | None) -> ContactRow:
    last, due, step = contact["last_contact_on"], contact["next_due_on"], contact["next_step"]
    name, title, organization = contact["full_name"], contact["title"], contact["organization_name"]
    parent = contact["area__parent__code"] or contact["area__parent__name"]
    # Digits, keys and letters of our own need no escaping, which costs more than they do.
    return ContactRow(
        pk=mark_safe(str(contact["id"])),  # noqa: S308
        name=name,
        initials=mark_safe(initials(name)),  # noqa: S308
        headline=f"{title}, {organization}" if title and organization else title or organization,
        family=mark_safe(contact["source__family"]),  # noqa: S308
        source=source_label(contact["source__name"], contact["source__owner_id"]),
        area=area_label(contact["area__kind"], contact["area__name"], parent),
        last_said=say_ago(last, on=on, locale=locale) if last else "",
        last_iso=mark_safe(last.isoformat()) if last else "",  # noqa: S308
        next_said=step,
        next_day=say_date(due, on=on, locale=locale) if step and due else "",
        next_hue=hue_of(due, on) if step else "",
    )


def hue_of(due: date | None, on: date) -> str:
    """Return the hue of a due day: late, due today or tomorrow, or none."""
    if due is None or due > on:
        return ""
    return "late" if due < on else "due"
