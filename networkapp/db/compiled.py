"""Queries whose SQL is made once: for the few that every page sends.

Django builds the SQL of a query anew each time, which takes several times as long as
PostgreSQL takes to answer a small one.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet

# What stands for an argument while the SQL is made; values that no query holds by itself.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: -7_071_067_811 - number,
    date: lambda number: date(1, 2, 1 + number),
    str: lambda number: f"\x01{number}\x01",
}


class Compiled:
    """A query with arguments, compiled at its first use.

    ``build`` makes the queryset from the arguments, which ``types`` names with their types;
    each must reach the SQL as it is given, and none may be None. It must not look at anything
    else that may change: language, settings, the time. The owner's filter belongs into it like
    into every query.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **types: type) -> None:
        self.build, self.types = build, types
        self.made: _Made | None = None

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them."""
        made = self.made or self._make()
        with connection.cursor() as cursor:
            cursor.execute(made.sql, made.params(values))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def objects(self, **values: Any) -> QuerySet[Any, Any]:
        """Return what the queryset gives: a queryset to iterate, and not to filter further."""
        made = self.made or self._make()
        compiler = copy(made.compiler)
        compiler.connection = connections[compiler.using]
        sql = made.sql, tuple(made.params(values))
        compiler.as_sql = lambda *args, **kwargs: sql
        queryset = made.queryset._chain()  # type: ignore[attr-defined]
        queryset.query.get_compiler = lambda *args, **kwargs: compiler
        return queryset

    def _make(self) -> _Made:
        marks = {
            name: _STAND_INS[kind](number) for number, (name, kind) in enumerate(self.types.items())
        }
        queryset = self.build(**marks)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        names = {mark: name for name, mark in marks.items()}
        kinds = tuple(self.types.values())
        slots = [
            (names.get(param, "") if isinstance(param, kinds) else "", param) for param in params
        ]
        if missing := self.types.keys() - {name for name, _constant in slots}:
            raise TypeError(f"the query does not hold {', '.join(sorted(missing))}")
        self.made = _Made(queryset, compiler, sql, slots)
        return self.made


@dataclass(frozen=True, slots=True)
class _Made:
    queryset: QuerySet[Any, Any]
    compiler: Any  # what it learned while writing the SQL tells how to read the rows
    sql: str
    slots: list[tuple[str, Any]]  # (name of an argument, or "" and a constant)

    def params(self, values: dict[str, Any]) -> list[Any]:
        return [values[name] if name else constant for name, constant in self.slots]
