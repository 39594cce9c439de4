"""Rows of an import as the pages show them: lean, and made ready in Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contacts.models import ContactImport, ImportRow
from contacts.states import RowChoice, RowResult
from networkapp.web.keyset import Keyset, Slice

IN_ORDER = Keyset(order=["number"], size=50)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the preview or of the report."""

    number: int
    name: str
    headline: str
    address: str
    reason: str
    note: str
    result: str
    is_open: bool  # can be ticked
    is_ticked: bool
    match_id: int | None
    match_name: str
    is_new: bool  # ticked to become somebody new, though somebody was found
    contact_id: int | None


def preview_rows(contact_import: ContactImport, *, show: str, cursor: str) -> dict[str, Any]:
    """Return a page of the preview and its rows, those of the tab ``show``."""
    rows = ImportRow.objects.of(contact_import).suggested(show)
    return _page(rows, cursor)


def report_rows(contact_import: ContactImport, *, show: str, cursor: str) -> dict[str, Any]:
    """Return a page of the report and its rows, those of the tab ``show``."""
    rows = ImportRow.objects.of(contact_import).came_to(show)
    return _page(rows, cursor)


def _page(rows: Any, cursor: str) -> dict[str, Any]:
    rows = rows.select_related("match").only(
        "number",
        "person",
        "suggestion",
        "choice",
        "reason",
        "message",
        "result",
        "contact_id",
        "match__full_name",
    )
    page: Slice[ImportRow] = IN_ORDER.slice(rows, cursor)
    return {"slice": page, "rows": [_shown(row) for row in page]}


def _shown(row: ImportRow) -> ShownRow:
    person = row.person
    headline = ", ".join(part for part in (person.get("title"), person.get("organization")) if part)
    emails, phones = person.get("emails", []), person.get("phones", [])
    page = person.get("linkedin_url", "").removeprefix("https://www.linkedin.com")
    return ShownRow(
        number=row.number,
        name=person.get("name", ""),
        headline=headline,
        address=next(iter([*emails, *([page] if page else []), *phones]), ""),
        reason=row.reason,
        note=row.message,
        result=row.result,
        is_open=bool(person) and row.result == RowResult.WAITING,
        is_ticked=row.choice != RowChoice.SKIP,
        match_id=row.match_id,
        match_name=row.match.full_name if row.match else "",
        is_new=row.choice == RowChoice.ADD,
        contact_id=row.contact_id,
    )
