"""A database of the benchmarks' own, made for one run and dropped after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from networkapp.db.backend.base import DatabaseWrapper
from networkapp.db.roles import OWNER

NAME = "bench"


@contextmanager
def scratch_database(name: str = NAME) -> Iterator[None]:
    """Work in a new, migrated database on the server that the settings name.

    Whatever stood under ``name`` is dropped first; the product's own database is not touched.
    """
    wrapper: DatabaseWrapper = connections["default"]  # type: ignore[assignment]
    before = wrapper.settings_dict["NAME"]
    if name == before:
        raise ValueError(f"{name} is the product's own database")
    _recreate(wrapper, name)
    wrapper.close()
    settings.DATABASES["default"]["NAME"] = wrapper.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = wrapper.settings_dict["NAME"] = before
        _recreate(wrapper, name, again=False)


def _recreate(wrapper: DatabaseWrapper, name: str, *, again: bool = True) -> None:
    with wrapper.as_role(OWNER), wrapper._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        if again:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def connection_as(role: str) -> DatabaseWrapper:
    """Return one more connection to the same database, under ``role``.

    It stays open between requests, as in production, and longer than a run lasts.
    """
    wrapper: DatabaseWrapper = connections.create_connection("default")  # type: ignore[assignment]
    wrapper.role = role
    wrapper.settings_dict = {
        **wrapper.settings_dict,
        "NAME": connections["default"].settings_dict["NAME"],
        "CONN_MAX_AGE": None,
    }
    return wrapper


@contextmanager
def using(wrapper: DatabaseWrapper) -> Iterator[None]:
    """Let everything inside run on this connection."""
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = before
