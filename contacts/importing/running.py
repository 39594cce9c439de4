"""Importing the chosen rows, a thousand at a time, each batch in a transaction of its own.

May be killed at any moment and run again: only rows that still wait are taken, and a row's
contact and its result are written in the same transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from contacts.importing import results
from contacts.importing.creating import Making, add_people
from contacts.importing.known import known_people
from contacts.importing.locking import only_one
from contacts.importing.lookups import Places
from contacts.importing.matching import Matcher
from contacts.importing.results import Outcome
from contacts.importing.stored import StoredPerson
from contacts.importing.updating import update_people
from contacts.models import Contact, ContactImport, ImportRow
from contacts.states import ImportStatus, RowChoice, RowResult
from networkapp.db.acting import acting_as

logger = logging.getLogger(__name__)

BATCH = 1000


def run_import(import_id: int, *, owner_id: int, now: datetime) -> bool:
    """Import what the student chose. Return False when another worker is at it."""
    with only_one(owner_id) as is_mine:
        if is_mine:
            owner = User.objects.get(pk=owner_id)
            with translation.override(owner.locale):
                _Run(import_id, owner, now).go()
        return is_mine


class _Row(NamedTuple):
    pk: int
    number: int
    person: StoredPerson
    choice: str
    match_id: int | None


class _Run:
    def __init__(self, import_id: int, owner: User, now: datetime) -> None:
        self.import_id, self.owner, self.now = import_id, owner, now
        self.places = Places(owner)
        self.newcomers: Matcher | None = None

    def go(self) -> None:
        with acting_as(self.owner):
            contact_import = ContactImport.objects.light().filter(pk=self.import_id).first()
            if contact_import is None or contact_import.status != ImportStatus.RUNNING:
                return
            self.source_id = contact_import.source_id
            self._skip_what_is_not_chosen()
            self._look_for_newcomers(contact_import)
        last = 0
        while batch := self._next_batch(last):
            self._import(batch)
            last = batch[-1].number
        with acting_as(self.owner):
            self._finish(contact_import)

    def _waiting(self) -> Any:
        return ImportRow.objects.filter(
            owner=self.owner, contact_import=self.import_id, result=RowResult.WAITING
        )

    def _next_batch(self, last: int) -> list[_Row]:
        with acting_as(self.owner):
            rows = self._waiting().filter(number__gt=last).order_by("number")
            return [_Row(*values) for values in rows.values_list(*_Row._fields)[:BATCH]]

    def _skip_what_is_not_chosen(self) -> None:
        skipped = self._waiting().filter(choice=RowChoice.SKIP).update(result=RowResult.SKIPPED)
        self._progress(skipped)

    def _look_for_newcomers(self, contact_import: ContactImport) -> None:
        """Notice contacts that came since the file was compared, as by a second upload of it."""
        newcomers = Matcher(
            self.owner.pk,
            newer_than=contact_import.newest_contact,
            not_made_by=self.import_id,
        )
        if not newcomers.has_anybody():
            return
        found = ImportRow.objects.filter(
            owner=self.owner, contact_import=self.import_id, result=RowResult.UNCHANGED
        )
        newcomers.taken = dict(found.exclude(contact=None).values_list("contact_id", "number"))
        self.newcomers = newcomers

    def _import(self, batch: list[_Row]) -> None:
        try:
            self._import_together(batch)
        except DatabaseError:
            logger.warning("import %s: a batch failed, its rows go singly", self.import_id)
            self._import_singly(batch)

    def _import_together(self, batch: list[_Row]) -> None:
        taken = dict(self.newcomers.taken) if self.newcomers else {}
        try:
            with acting_as(self.owner):
                results.write(self._outcomes(batch), owner_id=self.owner.pk)
                self._progress(len(batch))
        except DatabaseError:
            self.places.forget()
            if self.newcomers:
                self.newcomers.taken = taken
            raise

    def _import_singly(self, batch: list[_Row]) -> None:
        for row in batch:
            try:
                self._import_together([row])
            except DatabaseError:
                logger.exception("import %s: row %s failed", self.import_id, row.number)
                failed = Outcome(row.pk, RowResult.FAILED, message=_("This row cannot be saved."))
                with acting_as(self.owner):
                    results.write([failed], owner_id=self.owner.pk)
                    self._progress(1)

    def _outcomes(self, batch: list[_Row]) -> list[Outcome]:
        making = Making(self.owner.pk, self.import_id, self.source_id, self.places, self.now)
        updates = [row for row in batch if row.choice == RowChoice.UPDATE and row.match_id]
        chosen = {row.pk for row in updates}
        adds, outcomes = self._without_newcomers([row for row in batch if row.pk not in chosen])
        ids = add_people([row.person for row in adds], making)
        outcomes += [
            Outcome(row.pk, RowResult.ADDED, contact_id)
            for row, contact_id in zip(adds, ids, strict=True)
        ]
        return outcomes + _update(updates, making)

    def _without_newcomers(self, adds: list[_Row]) -> tuple[list[_Row], list[Outcome]]:
        """Set apart rows whose person became a contact since the preview was made."""
        if self.newcomers is None:
            return adds, []
        # Who was chosen although known already, or twice in the file, is meant to be added.
        fresh = [row for row in adds if not row.match_id and not row.person.get("same_as")]
        matches = self.newcomers.match([(row.number, row.person) for row in fresh], vaguely=False)
        there = {
            row.pk: match.contact
            for row, match in zip(fresh, matches, strict=True)
            if match.contact
        }
        message = _("Became your contact after the preview was made.")
        outcomes = [
            Outcome(pk, RowResult.UNCHANGED, known.pk, message=message)
            for pk, known in there.items()
        ]
        return [row for row in adds if row.pk not in there], outcomes

    def _progress(self, count: int) -> None:
        ContactImport.objects.filter(pk=self.import_id).update(done_count=F("done_count") + count)

    def _finish(self, contact_import: ContactImport) -> None:
        counts = results.count(contact_import)
        ContactImport.objects.filter(pk=self.import_id, status=ImportStatus.RUNNING).update(
            status=ImportStatus.DONE,
            added_count=counts[RowResult.ADDED],
            updated_count=counts[RowResult.UPDATED],
            skipped_count=counts[RowResult.SKIPPED] + counts[RowResult.UNCHANGED],
            failed_count=counts[RowResult.FAILED],
            done_count=F("row_count"),
            content=b"",
            finished_at=self.now,
        )


def _update(rows: Sequence[_Row], making: Making) -> list[Outcome]:
    known = known_people(making.owner_id, [row.match_id for row in rows if row.match_id], lock=True)
    pairs = [(row, known[row.match_id]) for row in rows if row.match_id in known]
    records = update_people([(row.person, person) for row, person in pairs], making)
    return [
        Outcome(row.pk, RowResult.UPDATED, person.pk, before=record)
        if record is not None
        else Outcome(row.pk, RowResult.UNCHANGED, person.pk)
        for (row, person), record in zip(pairs, records, strict=True)
    ]


def newest_contact(owner_id: int) -> int:
    """Return the id of the owner's newest contact, 0 without any."""
    newest = Contact.objects.filter(owner=owner_id).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0
