"""Importing in tests: files written in a line, and the worker's part done on the spot."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from contacts.catalogues import source_by_key
from contacts.importing import steps
from contacts.importing.running import run_import
from contacts.importing.staging import read_import
from contacts.importing.undoing import undo_import
from contacts.models import Contact, ContactImport, ImportRow
from networkapp.db.acting import acting_as

LINKEDIN = [
    "First Name",
    "Last Name",
    "URL",
    "Email Address",
    "Company",
    "Position",
    "Connected On",
]
WORK = {"read_import": read_import, "run_import": run_import, "undo_import": undo_import}


def csv_of(header: Sequence[str], *rows: Sequence[str]) -> bytes:
    """Return a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def linkedin(*rows: Sequence[str]) -> bytes:
    """Return a LinkedIn export; rows may leave out columns at the end."""
    return csv_of(LINKEDIN, *([*row, *[""] * (len(LINKEDIN) - len(row))] for row in rows))


def people(*rows: Sequence[str]) -> bytes:
    """Return a plain CSV of name, e-mail and organisation."""
    return csv_of(["Name", "Email", "Company"], *([*row, "", ""][:3] for row in rows))


def work(contact_import: ContactImport) -> list[str]:
    """Do the newest job of this import, as the worker would; return the jobs' names so far."""
    jobs = ProcrastinateJob.objects.filter(args__import_id=contact_import.pk).order_by("pk")
    done = [job.task_name.rpartition(".")[2] for job in jobs]
    WORK[done[-1]](contact_import.pk, owner_id=contact_import.owner_id, now=timezone.now())
    return done


def staged(owner: User, content: bytes, **more: Any) -> ContactImport:
    """Upload a file and have it read."""
    with acting_as(owner):
        contact_import = steps.upload(
            owner=owner,
            file_name=more.pop("file_name", "people.csv"),
            content=content,
            source=source_by_key(more.pop("source", "acquaintance")),
            now=timezone.now(),
        )
    read_import(contact_import.pk, owner_id=owner.pk, now=timezone.now())
    return fresh(contact_import)


def fresh(contact_import: ContactImport) -> ContactImport:
    """Return the import as it stands now."""
    with acting_as(contact_import.owner_id):
        return ContactImport.objects.get(pk=contact_import.pk)


def rows_of(contact_import: ContactImport) -> list[ImportRow]:
    """Return its rows in the file's order."""
    with acting_as(contact_import.owner_id):
        return list(ImportRow.objects.of(contact_import).order_by("number"))


def run(contact_import: ContactImport, *, now: datetime | None = None) -> ContactImport:
    """Import what is chosen."""
    with acting_as(contact_import.owner_id):
        assert steps.run(contact_import)
    run_import(contact_import.pk, owner_id=contact_import.owner_id, now=now or timezone.now())
    return fresh(contact_import)


def imported(owner: User, content: bytes, **more: Any) -> ContactImport:
    """Upload a file and take every row as suggested."""
    contact_import = staged(owner, content, **more)
    with acting_as(owner):
        steps.choose_all(contact_import)
    return run(contact_import)


def undone(contact_import: ContactImport) -> ContactImport:
    """Take the import back."""
    with acting_as(contact_import.owner_id):
        assert steps.undo(contact_import)
    undo_import(contact_import.pk, owner_id=contact_import.owner_id, now=timezone.now())
    return fresh(contact_import)


def kept(owner: User) -> list[Contact]:
    """Return the owner's contacts out of the trash, in the order they were made."""
    with acting_as(owner):
        return list(
            Contact.objects.visible_to(owner).kept().select_related("private", "area", "source")
            .prefetch_related("channels", "positions__organization", "contact_tags__tag")
            .order_by("pk")
        )  # fmt: skip


def names(owner: User) -> list[str]:
    """Return their names."""
    return [contact.full_name for contact in kept(owner)]
