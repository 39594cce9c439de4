"""What the worker does around an import: retries, giving up, and one student at a time."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, connections
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.jobs import rescue
from accounts.models import User
from contacts import jobs
from contacts.importing import steps
from contacts.importing.locking import only_one
from contacts.jobs import AnotherWorkerError, ImportRetry
from contacts.models import ContactImport
from contacts.states import ImportStatus
from networkapp.db.acting import acting_as
from tests.contacts.importing.doing import fresh, imported, names, people, staged


def attempt(number: int) -> Any:
    return SimpleNamespace(job=SimpleNamespace(attempts=number, priority=0))


def broken(*args: Any, **kwargs: Any) -> bool:
    raise RuntimeError("a bug")


def do(contact_import: ContactImport, work: Any, *, attempts: int = 0) -> None:
    jobs._do(work, attempt(attempts), contact_import.pk, contact_import.owner_id)


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        (None, ImportStatus.UPLOADED, ImportStatus.FAILED),
        (steps.run, ImportStatus.RUNNING, ImportStatus.READY),
        (steps.undo, ImportStatus.UNDOING, ImportStatus.DONE),
    ],
)
def test_after_the_last_try_the_student_can_press_again(
    maya: User, step: Any, before: str, after: str
) -> None:
    contact_import = (imported if step is steps.undo else staged)(maya, people(("Ann",)))
    with acting_as(maya):
        assert (step or steps.read_again)(contact_import)
    with pytest.raises(RuntimeError):
        do(contact_import, broken, attempts=0)
    assert fresh(contact_import).status == before
    with pytest.raises(RuntimeError):
        do(contact_import, broken, attempts=jobs.TRIES)
    contact_import = fresh(contact_import)
    assert contact_import.status == after
    assert "press again" in contact_import.message


def test_a_run_given_up_goes_on_by_pressing_again(maya: User) -> None:
    contact_import = staged(maya, people(("Ann",), ("Bob",)))
    with acting_as(maya):
        steps.run(contact_import)
    with pytest.raises(RuntimeError):
        do(contact_import, broken, attempts=jobs.TRIES)
    with acting_as(maya):
        assert steps.run(contact_import)
    do(contact_import, jobs.run)
    assert names(maya) == ["Ann", "Bob"]


def test_a_bug_is_tried_three_times_and_a_lock_waited_for() -> None:
    decide = ImportRetry().get_retry_decision
    bug, busy = RuntimeError(), AnotherWorkerError()
    assert decide(exception=bug, job=attempt(2).job) is not None
    assert decide(exception=bug, job=attempt(3).job) is None
    assert decide(exception=busy, job=attempt(30).job) is not None
    assert decide(exception=busy, job=attempt(60).job) is None


def test_one_import_of_a_student_at_a_time(empty_queue: None, maya: User, omar: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    with acting_as(maya):
        steps.run(contact_import)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [0x4E57_0000_0000_0000 | maya.pk])
        with pytest.raises(AnotherWorkerError):
            do(contact_import, jobs.run)
        with only_one(omar.pk) as is_mine:
            assert is_mine
        # Closing alone lets go of the lock, though only when the server has noticed.
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    do(contact_import, jobs.run)
    assert names(maya) == ["Ann"]
    assert connection.get_autocommit()


def test_an_import_whose_worker_died_three_times_goes_back_a_step(maya: User) -> None:
    """Nothing was raised in this process: the worker is gone, and the rescue gives the job back."""
    contact_import = staged(maya, people(("Ann",)))
    with acting_as(maya):
        steps.run(contact_import)
    jobs_of_it = ProcrastinateJob.objects.filter(task_name="contacts.jobs.run_import")
    for died in range(1, jobs.TRIES + 1):
        assert not jobs.has_stalled_too_often(_as_the_worker_sees(jobs_of_it.get()))
        _begin_and_die(jobs_of_it.get().pk)
        async_to_sync(_rescue)()
        job = jobs_of_it.get()
        assert (job.status, job.attempts, job.priority) == ("todo", died, -died)
    # Begun once more, it would raise.
    context: Any = SimpleNamespace(job=_as_the_worker_sees(jobs_of_it.get()))
    jobs._do(broken, context, contact_import.pk, contact_import.owner_id)
    contact_import = fresh(contact_import)
    assert contact_import.status == ImportStatus.READY
    assert "press again" in contact_import.message
    with acting_as(maya):
        assert steps.run(contact_import)
    do(contact_import, jobs.run)
    assert names(maya) == ["Ann"]


def test_waiting_for_another_worker_is_not_dying(maya: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    with acting_as(maya):
        steps.run(contact_import)
    do(contact_import, jobs.run, attempts=30)
    assert names(maya) == ["Ann"]


def _as_the_worker_sees(job: ProcrastinateJob) -> Any:
    return SimpleNamespace(attempts=job.attempts, priority=job.priority)


def _begin_and_die(job_id: int) -> None:
    """A job that is being done by a worker of which there is no trace any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = %s",
            [job_id],
        )


async def _rescue() -> None:
    context: Any = SimpleNamespace()
    await rescue.func(context, timestamp=0)


def test_an_import_that_is_gone_is_no_error(maya: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    with acting_as(maya):
        steps.remove(contact_import)
    for work in (jobs.read, jobs.run, jobs.undo):
        do(contact_import, work)
