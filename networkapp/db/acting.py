"""The acting user: whose rows the database shows.

A job, or a request by secret link, does a student's work inside ``acting_as(student)``.
Signed-in requests get their acting user from ``networkapp.db.middleware``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.transaction import TransactionManagementError

from networkapp.db.connection import connection
from networkapp.db.roles import WEB


def current_actor_id() -> int | None:
    """Return the id of the acting user of this transaction, or None."""
    return connection.actor_id


def set_actor(user_id: int) -> None:
    """Make ``user_id`` the acting user until the transaction ends.

    Raises TransactionManagementError outside a transaction, where it would last for one
    statement only and every query after it would find nothing.
    """
    _require_transaction()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.uid', %s, true)", [str(user_id)])
    connection.actor_id = user_id


@contextmanager
def acting_as(user: Any) -> Iterator[None]:
    """Run the block in a transaction as app_web, acting for ``user`` (a user or an id).

    Afterwards the role and the acting user are what they were before, also when the block
    raised. Nothing of the block is kept when it raised.
    """
    user_id = user if isinstance(user, int) else user.pk
    if not isinstance(user_id, int):
        raise TypeError("acting_as() needs a saved user or an id")
    with identity_kept(), transaction.atomic():
        _require_transaction()
        _switch(WEB, user_id)
        yield


@contextmanager
def identity_kept() -> Iterator[None]:
    """Give the acting user and the role back after the block, whatever it did to them.

    Rolling back, to a savepoint or altogether, restores both by itself. A savepoint released
    keeps them, so they are set again when an outer transaction goes on.
    """
    before = connection.acting_role, connection.actor_id
    nested = connection.in_atomic_block
    try:
        yield
    finally:
        after = connection.acting_role, connection.actor_id
        connection.acting_role, connection.actor_id = before
        # A transaction that is to be rolled back takes no more statements, and needs none.
        if nested and after != before and not connection.needs_rollback:
            _switch(*before)


def _switch(role: str | None, user_id: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('app.uid', %s, true)",
            [role or connection.role, "" if user_id is None else str(user_id)],
        )
    connection.acting_role, connection.actor_id = role, user_id


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("an acting user needs a transaction")
