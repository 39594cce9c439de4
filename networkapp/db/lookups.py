"""Lookups that Django lacks."""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup


class AnyOf(Lookup):
    """``AnyOf(F("pk"), "{1,2}")``: the id is one of these, as PostgreSQL writes an array.

    ``pk__in`` writes a placeholder for each id, and PostgreSQL plans a subquery badly where
    row-level security hides the statistics; the length of an array is plain to see.
    """

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{left} = ANY(%s::{kind}[])", (*params, self.rhs)
