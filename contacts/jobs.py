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
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from contacts.importing.giving_up import give_up
from contacts.importing.running import run_import as run
from contacts.importing.staging import read_import as read
from contacts.importing.undoing import undo_import as undo
from contacts.purging import purge_imports, purge_trash

if TYPE_CHECKING:
    from procrastinate import JobContext

logger = logging.getLogger(__name__)

TRIES = 3
_RETRY = RetryStrategy(max_attempts=TRIES, wait=5)
Work = Callable[..., bool]


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


def _do(work: Work, context: JobContext, import_id: int, owner_id: int) -> None:
    try:
        if not work(import_id, owner_id=owner_id, now=timezone.now()):
            logger.info("import %s: another worker is at it", import_id)
    except Exception:
        if context.job.attempts >= TRIES:
            # The page must not wait for ever: it says what happened and how to go on.
            give_up(import_id, owner_id=owner_id)
        raise
