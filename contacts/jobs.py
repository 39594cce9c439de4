"""The jobs of contacts: reading, running and undoing imports, and emptying the trash.

procrastinate finds this module by its name (PROCRASTINATE_AUTODISCOVER_MODULE_NAME). Every job
may run twice and does its work once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from procrastinate import RetryDecision
from procrastinate.contrib.django import app
from procrastinate.retry import BaseRetryStrategy

from contacts.importing.giving_up import give_up
from contacts.importing.running import run_import as run
from contacts.importing.staging import read_import as read
from contacts.importing.undoing import undo_import as undo
from contacts.purging import purge_imports, purge_trash

if TYPE_CHECKING:
    from procrastinate import JobContext
    from procrastinate.jobs import Job

logger = logging.getLogger(__name__)

TRIES = 3
Work = Callable[..., bool]


class AnotherWorkerError(Exception):
    """Another worker holds this student's imports: a killed one, whose statement still runs."""


class ImportRetry(BaseRetryStrategy):
    """Try again after 5 s, three times in all; wait longer for another worker to let go."""

    WAIT, TRIES_FOR_A_LOCK = 5, 60

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, or None."""
        is_waiting = isinstance(exception, AnotherWorkerError)
        if job.attempts >= (self.TRIES_FOR_A_LOCK if is_waiting else TRIES):
            return None
        return RetryDecision(retry_in={"seconds": self.WAIT})


_RETRY = ImportRetry()


@app.task(queue="default", retry=_RETRY, pass_context=True)
def read_import(context: JobContext, *, import_id: int, owner_id: int) -> None:
    """Read an uploaded file and make its preview."""
    _do(read, context, import_id, owner_id)


@app.task(queue="default", retry=_RETRY, pass_context=True)
def run_import(context: JobContext, *, import_id: int, owner_id: int) -> None:
    """Import the rows that were chosen."""
    _do(run, context, import_id, owner_id)


@app.task(queue="default", retry=_RETRY, pass_context=True)
def undo_import(context: JobContext, *, import_id: int, owner_id: int) -> None:
    """Take an import back."""
    _do(undo, context, import_id, owner_id)


@app.periodic(cron="37 3 * * *")
@app.task(queue="default", queueing_lock="purge_contacts")
def purge_daily(timestamp: int) -> None:
    """Empty the trash of what has lain there long enough; runs as app_system."""
    now: datetime = timezone.now()
    purge_trash(now=now)
    purge_imports(now=now)


def has_stalled_too_often(job: Job) -> bool:
    """Say whether the worker died of this job so often that it had better not be tried again.

    By its priority, which each rescue lowers by one (accounts.jobs). The attempts do not tell:
    they count waiting for another worker too.
    """
    return -job.priority >= TRIES


def _do(work: Work, context: JobContext, import_id: int, owner_id: int) -> None:
    if has_stalled_too_often(context.job):
        logger.error("import %s: its worker died %s times; given up", import_id, TRIES)
        give_up(import_id, owner_id=owner_id)
        return
    try:
        is_done = work(import_id, owner_id=owner_id, now=timezone.now())
    except Exception:
        if context.job.attempts >= TRIES:
            # The page must not wait for ever: it says what happened and how to go on.
            give_up(import_id, owner_id=owner_id)
        raise
    if not is_done:
        raise AnotherWorkerError
