"""Queries whose SQL is made once: for the few that every page sends.

Django builds the SQL of a query anew each time, which takes several times as long as
PostgreSQL takes to answer a small one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What stands for an argument while the SQL is made; values that no query holds by itself.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: -7_071_067_811 - number,
    date: lambda number: date(1, 2, 1 + number),
    str: lambda number: f"\x01{number}\x01",
}


class Compiled:
    """A query with arguments, compiled at its first use.

    ``build`` makes the queryset (of ``values_list``) from the arguments, which ``types`` names
    with their types; each must reach the SQL as it is given, and none may be None. The owner's
    filter belongs into it like into every query.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **types: type) -> None:
        self.build, self.types = build, types
        self.sql = ""
        self.slots: list[tuple[str, Any]] = []  # (name of an argument, or "" and a constant)

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them."""
        if not self.sql:
            self._compile()
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [values[n] if n else constant for n, constant in self.slots])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _compile(self) -> None:
        marks = {
            name: _STAND_INS[kind](number) for number, (name, kind) in enumerate(self.types.items())
        }
        sql, params = self.build(**marks).query.sql_with_params()
        names = {mark: name for name, mark in marks.items()}
        kinds = tuple(self.types.values())
        self.slots = [
            (names.get(param, "") if isinstance(param, kinds) else "", param) for param in params
        ]
        if missing := self.types.keys() - {name for name, _constant in self.slots}:
            raise TypeError(f"the query does not hold {', '.join(sorted(missing))}")
        self.sql = sql
