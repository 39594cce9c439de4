"""The rows of an import that were left out, as a file to correct and import again."""

from __future__ import annotations

import csv
import io
import re

from django.utils.translation import gettext as _

from contacts.models import ContactImport, ImportRow
from contacts.states import RowResult

# A spreadsheet takes a cell that begins so for a formula; an apostrophe says that it is text.
# Reading a file takes the guard off again.
_FORMULA = re.compile("[\\s'\"]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
LEFT_OUT = (RowResult.SKIPPED, RowResult.UNCHANGED, RowResult.FAILED)


def guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it."""
    return f"'{text}" if _FORMULA.match(text) else text


def left_out(contact_import: ContactImport) -> bytes:
    """Return a CSV (UTF-8 with a mark, for Excel) of the rows left out, with the reason."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(
        [
            _("Row"),
            _("Full name"),
            _("E-mail"),
            _("Phone"),
            _("Organisation"),
            _("Job title"),
            _("LinkedIn page"),
            _("Reason"),
        ]
    )
    rows = ImportRow.objects.of(contact_import).filter(result__in=LEFT_OUT).order_by("number")
    for number, person, reason, message in rows.values_list(
        "number", "person", "reason", "message"
    ).iterator(chunk_size=2000):
        cells = [
            person.get("name", ""),
            "; ".join(person.get("emails", ())),
            "; ".join(person.get("phones", ())),
            person.get("organization", ""),
            person.get("title", ""),
            person.get("linkedin_url", ""),
            " ".join(part for part in (reason, message) if part),
        ]
        writer.writerow([number, *map(guarded, cells)])
    return text.getvalue().encode()
