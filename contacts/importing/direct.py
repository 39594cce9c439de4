"""Importing a file at once, without the worker: for the command line.

The same reading, matching and running as the pages use; only the choosing is done by the
suggestions, all of them.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from contacts.importing import steps
from contacts.importing.running import run_import
from contacts.importing.staging import read_import
from contacts.importing.stored import StoredPerson
from contacts.models import ContactImport, ImportRow, Source
from contacts.states import ImportStatus, RowResult
from networkapp.db.acting import acting_as


@dataclass(slots=True)
class FileReport:
    """What became of one file.

    ``contacts`` and ``people`` are what a first import into an empty account yields, all rows
    taken; the other counts speak of this owner's account.
    """

    file: str
    format: str = ""
    contacts: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, str]] = field(default_factory=list)
    is_readable: bool = True

    def refuse(self, message: str) -> FileReport:
        """Say that the file is nothing we can read, and why."""
        self.errors = [{"row": None, "message": message}]
        self.is_readable = False
        return self


class Busy(Exception):
    """A worker is at an import of the same student."""


def import_file(
    name: str, content: bytes, *, owner: User, source: Source, now: datetime, is_dry_run: bool
) -> FileReport:
    """Import ``content`` for ``owner``; a dry run leaves nothing behind.

    Raises Busy while a worker is at an import of the same owner.
    """
    if is_dry_run:
        with transaction.atomic():
            report = _import(name, content, owner, source, now)
            transaction.set_rollback(True)
        return report
    return _import(name, content, owner, source, now)


def _import(name: str, content: bytes, owner: User, source: Source, now: datetime) -> FileReport:
    report = FileReport(file=name)
    with acting_as(owner):
        contact_import = ContactImport.objects.create(
            owner=owner,
            file_name=name[-200:],
            content=zlib.compress(content, steps.COMPRESSION),
            size=len(content),
            source=source,
            created_at=now,
        )
    if not read_import(contact_import.pk, owner_id=owner.pk, now=now):
        raise Busy
    with acting_as(owner):
        contact_import.refresh_from_db()
        _tell_of_file(contact_import, report)
        if contact_import.status != ImportStatus.READY:
            steps.remove(contact_import)
            return report
        steps.choose_all(contact_import)
        ContactImport.objects.filter(pk=contact_import.pk).update(status=ImportStatus.RUNNING)
    if not run_import(contact_import.pk, owner_id=owner.pk, now=now):
        raise Busy
    with acting_as(owner):
        contact_import.refresh_from_db()
        _tell_of_rows(contact_import, report)
    return report


def _tell_of_file(contact_import: ContactImport, report: FileReport) -> None:
    report.format = contact_import.format
    if contact_import.status == ImportStatus.NEEDS_MAPPING:
        report.refuse(
            _(
                "We cannot tell which column holds the names. "
                "Import the file on the page, where you can say what each column is."
            )
        )
    elif contact_import.status == ImportStatus.FAILED:
        if not contact_import.format:
            report.refuse(contact_import.message)
        else:
            report.errors = [*_problems(contact_import)] or [
                {"row": None, "message": contact_import.message}
            ]


def _tell_of_rows(contact_import: ContactImport, report: FileReport) -> None:
    report.errors = _problems(contact_import)
    report.created = contact_import.added_count
    report.updated = contact_import.updated_count
    people = _rows(contact_import).exclude(person={}).values_list("person", flat=True)
    report.people = [_shown(person) for person in people.iterator() if "same_as" not in person]
    report.contacts = len(report.people)
    report.skipped = contact_import.skipped_count


def _rows(contact_import: ContactImport) -> Any:
    return ImportRow.objects.filter(
        owner=contact_import.owner_id, contact_import=contact_import
    ).order_by("number")


def _problems(contact_import: ContactImport) -> list[dict[str, Any]]:
    failed = _rows(contact_import).filter(result=RowResult.FAILED)
    return [
        {"row": number, "message": message}
        for number, message in failed.values_list("number", "message")
    ]


def _shown(person: StoredPerson) -> dict[str, str]:
    return {
        "name": person["name"],
        "email": (person.get("emails") or [""])[0],
        "organization": person.get("organization", ""),
        "title": person.get("title", ""),
        "linkedin_url": person.get("linkedin_url", ""),
        "connected_on": person.get("connected_on", ""),
    }
