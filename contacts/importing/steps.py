"""The steps of an import that the student takes; the worker does what lies between.

Each is safe to repeat: pressed twice, or in two windows, it happens once.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Value, When

from accounts.deferring import defer
from contacts import jobs
from contacts.importing.staging import tick_suggestions
from contacts.models import ContactImport, FollowUp, ImportRow, MeetingContact, Source
from contacts.states import IMPORT_MOVES, ImportStatus, RowChoice, RowResult

# Text shrinks well at any level, and the fastest keeps the request short.
COMPRESSION = 1


@transaction.atomic
def upload(
    *, owner: Any, file_name: str, content: bytes, source: Source, now: datetime
) -> ContactImport:
    """Keep a file, and have the worker read it."""
    contact_import = ContactImport.objects.create(
        owner=owner,
        file_name=file_name[:200],
        content=zlib.compress(content, COMPRESSION),
        size=len(content),
        source=source,
        created_at=now,
    )
    _have_done(jobs.read_import, contact_import)
    return contact_import


@transaction.atomic
def read_again(
    contact_import: ContactImport,
    *,
    mapping: Mapping[int, str] | None = None,
    date_order: str = "",
) -> bool:
    """Have the file read once more, with the columns as the student says."""
    changes: dict[str, Any] = {}
    if mapping is not None:
        changes = {
            "mapping": {str(index): key for index, key in mapping.items()},
            "is_mapped_by_hand": True,
        }
    if date_order:
        changes["date_order"] = date_order
    # Rows that became contacts are what undo goes by: they must not be read anew.
    if _has_begun(contact_import) or not _move(contact_import, ImportStatus.UPLOADED, **changes):
        return False
    _have_done(jobs.read_import, contact_import)
    return True


@transaction.atomic
def run(contact_import: ContactImport) -> bool:
    """Have the chosen rows imported."""
    moved = _move(contact_import, ImportStatus.RUNNING, message="")
    if moved:
        _have_done(jobs.run_import, contact_import)
    return moved


@transaction.atomic
def undo(contact_import: ContactImport) -> bool:
    """Have the import taken back."""
    moved = _move(contact_import, ImportStatus.UNDOING, message="")
    if moved:
        _have_done(jobs.undo_import, contact_import)
    return moved


@transaction.atomic
def remove(contact_import: ContactImport) -> bool:
    """Throw away a file of which nothing was imported, with everything read from it."""
    locked = (
        ContactImport.objects.select_for_update()
        .defer("content")
        .filter(pk=contact_import.pk)
        .first()
    )
    if locked is None or not locked.is_removable:
        return False
    if _has_begun(locked):
        return False
    locked.rows.all().delete()
    locked.delete()
    return True


def _has_begun(contact_import: ContactImport) -> bool:
    """Say whether any row was imported already."""
    untouched = [RowResult.WAITING, RowResult.FAILED]
    return ImportRow.objects.of(contact_import).exclude(result__in=untouched).exists()


def choose_source(contact_import: ContactImport, source: Source) -> None:
    """Say where the people of a file come from."""
    ContactImport.objects.filter(pk=contact_import.pk, status=ImportStatus.READY).update(
        source=source
    )


def choose(contact_import: ContactImport, choices: Mapping[int, str]) -> None:
    """Keep what is to become of some rows, by their numbers.

    Rows that are no contact, and those imported already, stay as they are; nobody is updated
    by a row that found nobody.
    """
    by_choice: dict[str, list[int]] = {}
    for number, choice in choices.items():
        by_choice.setdefault(RowChoice(choice), []).append(number)
    for choice, numbers in by_choice.items():
        rows = _open_rows(contact_import).filter(number__in=numbers).exclude(choice=choice)
        if choice == RowChoice.UPDATE:
            rows = rows.exclude(match=None)
        rows.update(choice=choice)
    _count_ticks(contact_import)


def choose_all(contact_import: ContactImport) -> None:
    """Tick every row as suggested."""
    tick_suggestions(contact_import)
    _count_ticks(contact_import)


def choose_tab(contact_import: ContactImport, show: str) -> None:
    """Tick all rows of one tab of the preview.

    Ticking those that were to be left out takes them after all: updates where somebody was
    found, otherwise new contacts.
    """
    rows = _open_rows(contact_import).suggested(show)
    rows.exclude(suggestion=RowChoice.SKIP).update(choice=F("suggestion"))
    rows.filter(suggestion=RowChoice.SKIP).update(
        choice=Case(When(match=None, then=Value(RowChoice.ADD)), default=Value(RowChoice.UPDATE))
    )
    _count_ticks(contact_import)


def choose_none(contact_import: ContactImport) -> None:
    """Untick every row."""
    _open_rows(contact_import).exclude(choice=RowChoice.SKIP).update(choice=RowChoice.SKIP)
    _count_ticks(contact_import)


def _count_ticks(contact_import: ContactImport) -> None:
    ticked = _open_rows(contact_import).exclude(choice=RowChoice.SKIP).count()
    contact_import.ticked_count = ticked
    ContactImport.objects.filter(pk=contact_import.pk).update(ticked_count=ticked)


def tied_count(contact_import: ContactImport) -> int:
    """Return how many that the import added were met or have a follow-up: they will stay."""
    added = ImportRow.objects.of(contact_import).filter(result=RowResult.ADDED)
    same = {"owner": contact_import.owner_id, "contact": OuterRef("contact")}
    met = MeetingContact.objects.filter(**same, meeting__deleted_at__isnull=True)
    planned = FollowUp.objects.filter(**same, deleted_at__isnull=True)
    return added.filter(Exists(met) | Exists(planned)).count()


def _open_rows(contact_import: ContactImport) -> Any:
    return ImportRow.objects.of(contact_import).filter(
        contact_import__status=ImportStatus.READY, result=RowResult.WAITING
    )


def _move(contact_import: ContactImport, status: ImportStatus, **changes: Any) -> bool:
    """Move to ``status`` if the import still stands where that is a legal move."""
    before: Collection[str] = [was for was, then in IMPORT_MOVES.items() if status in then]
    moved = ContactImport.objects.filter(pk=contact_import.pk, status__in=before).update(
        status=status, done_count=0, **changes
    )
    contact_import.refresh_from_db()
    return bool(moved)


def _have_done(task: Any, contact_import: ContactImport) -> None:
    # One after the other for each student: the second file is compared with the first's people.
    defer(
        task,
        lock=f"import-{contact_import.owner_id}",
        import_id=contact_import.pk,
        owner_id=contact_import.owner_id,
    )
