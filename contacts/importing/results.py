"""Writing down what became of many rows in one statement, and counting it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count

from contacts.models import ContactImport, ImportRow
from contacts.states import RowResult


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row. An empty ``message`` leaves the row's own."""

    row_id: int
    result: str
    contact_id: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""


def write(outcomes: Sequence[Outcome], *, owner_id: int) -> None:
    """Write outcomes on their rows."""
    if not outcomes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {connection.ops.quote_name(ImportRow._meta.db_table)} AS r"  # noqa: S608
            " SET result = n.result, contact_id = n.contact_id, before = n.before::jsonb,"
            " message = CASE WHEN n.message = '' THEN r.message ELSE n.message END"
            " FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[])"
            " AS n(id, result, contact_id, before, message)"
            " WHERE r.id = n.id AND r.owner_id = %s",
            [
                [outcome.row_id for outcome in outcomes],
                [str(outcome.result) for outcome in outcomes],
                [outcome.contact_id for outcome in outcomes],
                [json.dumps(outcome.before) if outcome.before else "{}" for outcome in outcomes],
                [outcome.message[:500] for outcome in outcomes],
                owner_id,
            ],
        )


def count(contact_import: ContactImport) -> dict[str, int]:
    """Return how many rows of the import came to each result."""
    rows = ImportRow.objects.filter(owner=contact_import.owner_id, contact_import=contact_import.pk)
    found = dict(rows.order_by().values_list("result").annotate(n=Count("pk")))
    return {result: found.get(result, 0) for result in RowResult.values}
