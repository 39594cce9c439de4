"""Paging by key: page 400 costs what page 1 costs, and no row is skipped or shown twice.

A list is ordered by one or more keys and then the id. The next page is "the rows after the
last one seen", a row comparison that an index on (owner, key, id) answers by seeking.
"""

import base64
import binascii
import json
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import FieldError, ValidationError
from django.db import connection
from django.db.models import Expression, F, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.fields import Field
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

Row = TypeVar("Row")

PAGE_SIZE = 25
NEXT, PREVIOUS = "n", "p"
MAX_CURSOR = 8000


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """One page of a list. `next` and `previous` are cursors, "" where there is nothing."""

    rows: list[Row]
    next: str = ""
    previous: str = ""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Keyset:
    """How a list is ordered and paged.

    `order` names fields (across relations too) or gives expressions, none of which may ever
    be null: for "last contact, never last" give `Coalesce("met_on", date.min)`, or a stored
    column, with `descending=True`. All keys and the id run in the same direction.
    """

    order: Sequence[str | Expression]
    descending: bool = False
    size: int = PAGE_SIZE
    fingerprint: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A cursor of another order must not be taken for one of this.
        marks = repr((list(self.order), self.descending)).encode()
        object.__setattr__(self, "fingerprint", f"{zlib.crc32(marks):x}")

    def slice(self, queryset: QuerySet[Any, Row], cursor: str | None = "") -> Slice[Row]:
        """Return the page at `cursor`; a cursor that is empty or makes no sense: the first."""
        names, queryset = self._named(queryset)
        position = self._read(queryset, names, cursor)
        if position is None:
            return self._forward(queryset, names, None)
        direction, keys = position
        if direction == NEXT:
            return self._forward(queryset, names, keys)
        return self._backward(queryset, names, keys)

    def _forward(
        self, queryset: QuerySet[Any, Row], names: list[str], keys: list[Any] | None
    ) -> Slice[Row]:
        rows = self._fetch(queryset, names, keys, backward=False)
        has_more, rows = len(rows) > self.size, rows[: self.size]
        following = self._cursor(NEXT, rows[-1], names) if has_more else ""
        if keys is None:
            return Slice(rows, following)
        # A page that has become empty still leads back, or scrolling would end in a loop.
        before = self._cursor(PREVIOUS, rows[0], names) if rows else self._pack(PREVIOUS, keys)
        return Slice(rows, following, before)

    def _backward(
        self, queryset: QuerySet[Any, Row], names: list[str], keys: list[Any]
    ) -> Slice[Row]:
        rows = self._fetch(queryset, names, keys, backward=True)
        has_more, rows = len(rows) > self.size, rows[: self.size][::-1]
        if len(rows) < self.size:  # the start is reached: show the first page whole
            return self._forward(queryset, names, None)
        before = self._cursor(PREVIOUS, rows[0], names) if has_more else ""
        return Slice(rows, self._cursor(NEXT, rows[-1], names), before)

    def _fetch(
        self,
        queryset: QuerySet[Any, Row],
        names: list[str],
        keys: list[Any] | None,
        *,
        backward: bool,
    ) -> list[Row]:
        descending = self.descending is not backward
        columns = tuple(F(name) for name in names)
        if keys is not None:
            lookup = TupleLessThan if descending else TupleGreaterThan
            queryset = queryset.filter(lookup(columns, tuple(keys)))
        ordering = [OrderBy(column, descending=descending) for column in columns]
        return list(queryset.order_by(*ordering)[: self.size + 1])

    def _named(self, queryset: QuerySet[Any, Row]) -> tuple[list[str], QuerySet[Any, Row]]:
        """Return the names of the keys on a row, annotating those that have none yet."""
        names: list[str] = []
        for number, key in enumerate(self.order):
            if isinstance(key, str) and "__" not in key:
                names.append(key)
                continue
            name = f"keyset_{number}"
            queryset = queryset.annotate(**{name: F(key) if isinstance(key, str) else key})
            names.append(name)
        return [*names, "id"], queryset

    def _cursor(self, direction: str, row: Any, names: list[str]) -> str:
        is_dict = isinstance(row, dict)
        return self._pack(direction, [row[n] if is_dict else getattr(row, n) for n in names])

    def _pack(self, direction: str, keys: list[Any]) -> str:
        packed = json.dumps(
            [direction, self.fingerprint, *map(_plain, keys)],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return base64.urlsafe_b64encode(packed.encode()).rstrip(b"=").decode()

    def _read(
        self, queryset: QuerySet[Any, Row], names: list[str], cursor: str | None
    ) -> tuple[str, list[Any]] | None:
        if not cursor or len(cursor) > MAX_CURSOR or not cursor.isascii():
            return None
        try:
            packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
            direction, fingerprint, *values = json.loads(packed.decode())
            if fingerprint != self.fingerprint or direction not in {NEXT, PREVIOUS}:
                return None
            pairs = zip(names, values, strict=True)
            return direction, [_key(_output_field(queryset, name), value) for name, value in pairs]
        except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError):
            return None
        except ValidationError:
            return None


def _plain(value: Any) -> Any:
    """Return a key as JSON can hold it. Raises TypeError for null, which cannot be paged."""
    if value is None:
        raise TypeError("a key of a paged list is null: give an expression that never is")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _output_field(queryset: QuerySet[Any, Any], name: str) -> "Field[Any, Any]":
    if name in queryset.query.annotations:
        output: Field[Any, Any] = queryset.query.annotations[name].output_field
        return output
    found = queryset.model._meta.get_field(name)
    if not isinstance(found, Field):
        raise FieldError(f"{name} cannot order a paged list")
    return found


def _key(output: "Field[Any, Any]", value: Any) -> Any:
    """Return the key's value. Raises ValueError, TypeError or ValidationError."""
    if isinstance(value, bool) and output.get_internal_type() != "BooleanField":
        raise ValueError(value)
    if not isinstance(value, str | int | float):
        raise TypeError(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(value)
    if isinstance(value, str):
        value.encode()  # halves of surrogate pairs
        if "\x00" in value:
            raise ValueError(value)
    key = output.to_python(value)
    if key is None:
        raise ValueError(value)
    if isinstance(key, int) and not isinstance(key, bool):
        _check_range(output.get_internal_type(), key)
    return key


def _check_range(internal_type: str, number: int) -> None:
    """Raise ValueError for a number that its column could not hold."""
    try:
        low, high = connection.ops.integer_field_range(internal_type)
    except KeyError:
        return
    if not low <= number <= high:
        raise ValueError(number)
