"""The rows of the contact list, ready to print: a template that only fills in is a fast one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contacts.models import Contact
from networkapp.time import say_ago, say_date
from networkapp.web.templatetags.web import initials


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person in a list."""

    pk: int
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


def rows_of(contacts: list[Contact], *, on: date) -> list[ContactRow]:
    """Return ``contacts`` as rows on the day ``on``."""
    return [_row(contact, on) for contact in contacts]


def _row(contact: Contact, on: date) -> ContactRow:
    last, due = contact.last_contact_on, contact.next_due_on
    return ContactRow(
        pk=contact.pk,
        name=contact.full_name,
        initials=initials(contact.full_name),
        headline=contact.headline,
        family=contact.source.family,
        source=str(contact.source),
        area=contact.area.label if contact.area else "",
        last_said=say_ago(last, on=on) if last else "",
        last_iso=last.isoformat() if last else "",
        next_said=contact.next_step,
        next_day=say_date(due, on=on) if contact.next_step and due else "",
        next_hue=hue_of(due, on) if contact.next_step else "",
    )


def hue_of(due: date | None, on: date) -> str:
    """Return the hue of a due day: late, due today or tomorrow, or none."""
    if due is None or due > on:
        return ""
    return "late" if due < on else "due"

