"""One import of a student's at a time, across all workers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import Error, connection

# Keys of advisory locks are one number space: these bits keep imports apart from other uses.
_KEY = 0x4E57_0000_0000_0000


@contextlib.contextmanager
def only_one(owner_id: int) -> Iterator[bool]:
    """Yield True when no other worker is at an import of this owner, and keep others out.

    The lock belongs to the connection, so it goes with a worker that is killed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_KEY | owner_id])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            # With the connection broken the lock is gone already.
            with contextlib.suppress(Error), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_KEY | owner_id])
