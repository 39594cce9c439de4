"""Several jobs at once in one worker: each in its own thread, for its own student."""

from __future__ import annotations

import threading

import pytest
from asgiref.sync import async_to_sync
from django.db import connections
from procrastinate import App
from procrastinate.contrib.django import DjangoApp, app

from accounts.models import User
from contacts.models import Contact
from networkapp.db.acting import acting_as, current_actor_id
from networkapp.db.connection import connection
from tests import make


def test_jobs_at_once_act_for_their_own_student_only(
    empty_queue: None, maya: User, omar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.contact(maya, "Ann")
    make.contact(omar, "Bob")
    # Kept connections would outlive the test; kept or not is all that this changes.
    monkeypatch.setitem(connections["default"].settings_dict, "CONN_MAX_AGE", 0)
    together = threading.Barrier(2, timeout=30)
    seen: dict[int, tuple[list[str], int | None]] = {}
    processes: set[int] = set()

    def look(*, user_id: int) -> None:
        with acting_as(user_id):
            together.wait()  # broken, and the job failed, when the other waits for this one
            names = list(Contact.objects.values_list("full_name", flat=True))
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                processes.add(cursor.fetchone()[0])
            together.wait()
        seen[user_id] = (names, current_actor_id())

    async def work(worker: App) -> None:
        async with worker.open_async():
            for user in (maya, omar):
                await worker.configure_task("look", queue="looking").defer_async(user_id=user.pk)
            await worker.run_worker_async(
                queues=["looking"], concurrency=4, wait=False, install_signal_handlers=False
            )

    worker = DjangoApp(connector=app.connector.get_worker_connector())  # type: ignore[attr-defined]
    worker.task(name="look", queue="looking")(look)
    async_to_sync(work)(worker)

    assert seen == {maya.pk: (["Ann"], None), omar.pk: (["Bob"], None)}
    assert len(processes) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE pid = ANY(%s)", [list(processes)])
        assert cursor.fetchall() == []
