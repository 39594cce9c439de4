"""Rows of other tables as a column: a page about one thing is one query, not one per table.

    contacts.annotate(channel_rows=nested(Channel.objects.all(), "contact", "id", "value"))

brings each contact's channels as JSON, in the subquery's order; ``revive`` makes objects of
them again. Row-level security holds in the subquery as it does outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=models.Model)


def nested(rows: models.QuerySet[Any], parent: str, *columns: str) -> ArraySubquery:
    """Return the ``columns`` of those ``rows`` whose ``parent`` is the outer row, as an array.

    Columns are named as in ``values()``, with those of related rows after two underscores:
    "tag_id", "tag__id", "tag__name". A related row is revived when its key is among them.
    """
    mine = rows.filter(**{parent: OuterRef("pk")})
    return ArraySubquery(mine.values(json=JSONObject(**{name: name for name in columns})))


def revive(model: type[M], row: dict[str, Any]) -> M:
    """Return the object that a row of ``nested`` describes; other columns are deferred."""
    own = {name: value for name, value in row.items() if "__" not in name}
    fields = [field for field in model._meta.concrete_fields if field.attname in own]
    values = [field.to_python(own[field.attname]) for field in fields]
    thing = model.from_db(None, [field.attname for field in fields], values)
    for name in {name.partition("__")[0] for name in row if "__" in name}:
        field: Any = model._meta.get_field(name)
        start = f"{name}__"
        inner = {key.removeprefix(start): v for key, v in row.items() if key.startswith(start)}
        key = field.target_field.attname
        related = None if inner[key] is None else revive(field.related_model, inner)
        field.set_cached_value(thing, related)
    return thing


def keep(thing: models.Model, name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Revive ``rows`` as the related things ``name`` of ``thing``, as a prefetch would."""
    manager: Any = getattr(thing, name)
    found = manager.get_queryset()
    found._result_cache = [revive(manager.model, row) for row in rows]
    found._prefetch_done = True
    for each in found._result_cache:
        manager.field.set_cached_value(each, thing)
    if not hasattr(thing, "_prefetched_objects_cache"):
        thing._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    thing._prefetched_objects_cache[name] = found  # type: ignore[attr-defined]
