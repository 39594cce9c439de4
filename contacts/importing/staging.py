"""Reading an uploaded file into rows, each with a suggestion and its reason.

One transaction: killed halfway it leaves nothing, and the next run begins anew.
"""

from __future__ import annotations

import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Institution, User
from contacts.importing.locking import only_one
from contacts.importing.matching import Doubles, Match, Matcher, Repeats, Sign
from contacts.importing.news import news_for
from contacts.importing.reading import (
    MAX_BYTES,
    Person,
    Problem,
    Reading,
    UnreadableFile,
    read_people,
)
from contacts.importing.running import newest_contact
from contacts.importing.stored import StoredPerson, stored
from contacts.importing.time_limit import Clock, TimeLimit
from contacts.models import ContactImport, ImportRow
from contacts.states import ImportStatus, RowChoice, RowResult
from networkapp.db.acting import acting_as
from networkapp.db.bulk import insert_rows

BATCH = 2000
# Above this many people nothing is ticked: a network is the twenty you would really write to.
TICKED_AT_MOST = 50


def read_import(
    import_id: int, *, owner_id: int, now: datetime, clock: Clock = time.monotonic
) -> bool:
    """Read the file and make the preview. Return False when another worker is at it.

    A file that takes longer than IMPORT_READ_SECONDS, by ``clock``, is given up kindly.
    """
    with only_one(owner_id) as is_mine:
        if is_mine:
            owner = User.objects.get(pk=owner_id)
            with translation.override(owner.locale), acting_as(owner):
                contact_import = ContactImport.objects.filter(pk=import_id).first()
                if contact_import and contact_import.status == ImportStatus.UPLOADED:
                    limit = TimeLimit(settings.IMPORT_READ_SECONDS, clock)
                    _Staging(contact_import, owner, now, limit).go()
        return is_mine


class _Staging:
    def __init__(
        self, contact_import: ContactImport, owner: User, now: datetime, limit: TimeLimit
    ) -> None:
        self.contact_import, self.owner, self.now = contact_import, owner, now
        self.limit = limit
        self.doubles, self.repeats = Doubles(), Repeats()
        self.people_count = self.last_number = 0
        self.tabs: Counter[str] = Counter()
        self.new, self.same_person = _("New."), _("Same person as row %(row)s.")
        self.same_name = _("The same name as row %(row)s.")

    def go(self) -> None:
        contact_import = self.contact_import
        ImportRow.objects.filter(owner=self.owner, contact_import=contact_import).delete()
        contact_import.message = ""
        contact_import.row_count = contact_import.done_count = contact_import.ticked_count = 0
        try:
            reading = self._understand()
            self.limit.check()
            if not reading.needs_mapping:
                contact_import.newest_contact = newest_contact(self.owner.pk)
                with transaction.atomic():  # a file given up halfway leaves no rows
                    self._stage(reading)
        except UnreadableFile as error:
            contact_import.message = str(error)
            self._save(ImportStatus.FAILED)
            return
        if reading.needs_mapping:
            self._save(ImportStatus.NEEDS_MAPPING)
            return
        contact_import.row_count, contact_import.tabs = self.tabs["all"], dict(self.tabs)
        if not self.people_count:
            contact_import.message = _("There are no contacts in this file.")
            self._save(ImportStatus.FAILED)
            return
        if self.people_count <= TICKED_AT_MOST:
            contact_import.ticked_count = tick_suggestions(contact_import, repeats=False)
        self._save(ImportStatus.READY)

    def _understand(self) -> Reading:
        contact_import = self.contact_import
        content = zlib.decompressobj().decompress(contact_import.content, MAX_BYTES + 1)
        order = contact_import.date_order or Institution.current().date_order
        if not contact_import.is_mapped_by_hand:
            contact_import.mapping = {}
        chosen = {int(index): key for index, key in contact_import.mapping.items()} or None
        reading = read_people(content, mapping=chosen, date_order=order)
        if chosen is None and (remembered := self._remembered(reading.headers)):
            reading = read_people(content, mapping=remembered, date_order=order)
        contact_import.format = reading.format
        contact_import.date_order = reading.date_order
        contact_import.headers, contact_import.samples = reading.headers, reading.samples
        contact_import.mapping = {str(index): key for index, key in reading.mapping.items()}
        return reading

    def _remembered(self, headers: list[str]) -> dict[int, str]:
        """Return the mapping this student chose for a file with the same column names."""
        before = (
            ContactImport.objects.filter(owner=self.owner, headers=headers, is_mapped_by_hand=True)
            .exclude(pk=self.contact_import.pk)
            .order_by("-pk")
            .values_list("mapping", flat=True)
            .first()
        )
        return {int(index): key for index, key in (before or {}).items()} if any(headers) else {}

    def _save(self, status: ImportStatus) -> None:
        self.contact_import.status = status
        self.contact_import.save(
            update_fields=[
                "status",
                "message",
                "format",
                "date_order",
                "headers",
                "samples",
                "mapping",
                "newest_contact",
                "tabs",
                "ticked_count",
                "row_count",
                "done_count",
            ]
        )

    def _stage(self, reading: Reading) -> None:
        self.is_linkedin = reading.format == "linkedin"
        matcher = Matcher(self.owner.pk)
        has_anybody = matcher.has_anybody()
        if has_anybody:
            read_all = self.limit.within(reading.people())
            people = (item for item in read_all if isinstance(item, Person))
            while some := list(islice(people, BATCH)):
                matcher.claim([stored(one, is_linkedin=False) for one in some])
        items = self.limit.within(reading.people())
        while read := list(islice(items, BATCH)):
            batch = [self._staged(item) for item in read]
            if has_anybody:
                fresh = [row for row in batch if row.person and not row.person.get("same_as")]
                matches = matcher.match([(row.number, row.person) for row in fresh])
                for row, match in zip(fresh, matches, strict=True):
                    self._compare(row, match)
            self._count(batch)
            insert_rows(ImportRow, _COLUMNS, self._as_tuples(batch))

    def _staged(self, item: Person | Problem) -> _Staged:
        # Record numbers rise; should two ever be equal, the second gives way.
        number = self.last_number = max(item.row, self.last_number + 1)
        if isinstance(item, Problem):
            return _Staged(
                number,
                reason=_("No contact on this line."),
                message=item.message,
                result=RowResult.FAILED.value,
            )
        self.people_count += 1
        person = stored(item, is_linkedin=self.is_linkedin)
        row = _Staged(number, person, message=" ".join(item.warnings))
        if earlier := self.doubles.earlier_row(person, number):
            person["same_as"] = earlier
            row.reason = self.same_person % {"row": earlier}
        else:
            row.suggestion, row.reason = RowChoice.ADD.value, self.new
            if earlier := self.repeats.earlier_row(person, item.record, number):
                person["repeats"] = earlier
                row.reason = self.same_name % {"row": earlier}
        return row

    def _compare(self, row: _Staged, match: Match) -> None:
        if match.taken_by:
            row.person["same_as"] = match.taken_by
            row.suggestion = RowChoice.SKIP.value
            row.reason = self.same_person % {"row": match.taken_by}
        elif match.contact:
            row.match_id = match.contact.pk
            row.person.pop("repeats", None)
            row.suggestion, row.reason = suggest(row.person, match)
        elif match.has_namesake and "repeats" not in row.person:
            row.reason = _("New, though you know somebody of this name.")

    def _count(self, batch: list[_Staged]) -> None:
        self.tabs["all"] += len(batch)
        self.tabs["note"] += sum(bool(row.message) for row in batch)
        self.tabs.update(row.suggestion for row in batch)

    def _as_tuples(self, batch: list[_Staged]) -> Iterator[tuple[object, ...]]:
        for row in batch:
            yield (
                self.owner.pk,
                self.contact_import.pk,
                row.number,
                row.person,
                row.suggestion,
                RowChoice.SKIP.value,
                row.reason[:500],
                row.match_id,
                row.result,
                row.message[:500],
            )


_COLUMNS = (
    "owner",
    "contact_import",
    "number",
    "person",
    "suggestion",
    "choice",
    "reason",
    "match",
    "result",
    "message",
)


@dataclass(slots=True)
class _Staged:
    number: int
    person: StoredPerson = field(default_factory=StoredPerson)
    suggestion: str = RowChoice.SKIP.value
    reason: str = ""
    match_id: int | None = None
    result: str = RowResult.WAITING.value
    message: str = ""


def suggest(person: StoredPerson, match: Match) -> tuple[str, str]:
    """Return the suggestion for a row whose contact is known, and why."""
    known = match.contact
    if known is None:
        raise ValueError("there is nobody to update")
    if known.deleted_at:
        since = format_date(localtime(known.deleted_at), pgettext("date format", "j M Y"))
        return RowChoice.SKIP.value, _(
            "In your trash since %(day)s: leave out, or take them back."
        ) % {"day": since}
    news = news_for(person, known)
    if not news:
        return RowChoice.SKIP.value, _("Already in your contacts, nothing new.")
    sentence = {
        Sign.PAGE: _("Same LinkedIn page. New: %(what)s."),
        Sign.EMAIL: _("Same e-mail address. New: %(what)s."),
        Sign.NAME: _("Same name and organisation. New: %(what)s."),
        None: "%(what)s",
    }[match.sign]
    return RowChoice.UPDATE.value, sentence % {"what": news.in_words()}


def tick_suggestions(contact_import: ContactImport, *, repeats: bool = True) -> int:
    """Choose for every row what is suggested; return how many are added or updated.

    Without ``repeats``, rows that say just what an earlier one says are left as they are.
    """
    rows = ImportRow.objects.filter(
        owner=contact_import.owner_id,
        contact_import=contact_import,
        result=RowResult.WAITING,
    ).exclude(suggestion=RowChoice.SKIP)
    if not repeats:
        rows = rows.exclude(person__has_key="repeats")
    count = 0
    for choice in (RowChoice.ADD, RowChoice.UPDATE):
        count += rows.filter(suggestion=choice).update(choice=choice)
    return count
