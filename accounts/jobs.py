"""The jobs of accounts: mail, erasing a person, the rescue of stalled jobs, the daily purge.

procrastinate finds this module by its name (PROCRASTINATE_AUTODISCOVER_MODULE_NAME). Every job
may run twice and does its work once.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from procrastinate import RetryDecision
from procrastinate.contrib.django import app
from procrastinate.retry import BaseRetryStrategy

from accounts.erasing import erase_if_still_closed
from accounts.mail.sending import deliver
from accounts.purging import purge

if TYPE_CHECKING:
    from procrastinate import JobContext
    from procrastinate.jobs import Job

logger = logging.getLogger(__name__)

# Finished jobs are looked at for a week when something went wrong; then they are only weight.
KEEP_JOBS_HOURS = 7 * 24


class MailRetry(BaseRetryStrategy):
    """Ask a mail server that does not answer again: after 30 s, a minute, … an hour, for a day."""

    FIRST, LONGEST, TRIES = 30, 3600, 30  # about 24 hours in all

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again; None for a mail that no server could take."""
        if not isinstance(exception, OSError) or job.attempts >= self.TRIES:
            return None
        wait = min(self.FIRST * 2**job.attempts, self.LONGEST)
        return RetryDecision(retry_in={"seconds": wait})


@app.task(queue="mail", retry=MailRetry(), priority=10)
def send_mail(*, mail_id: int) -> None:
    """Send one mail that was decided on (accounts.mail.sending)."""
    deliver(mail_id, now=timezone.now())


@app.task(queue="default", retry=3)
def erase_person(*, user_id: int, closed_at: str) -> None:
    """Erase a person who left and was not let in again; runs as app_system."""
    erase_if_still_closed(user_id, closed_at=datetime.fromisoformat(closed_at))


@app.periodic(cron="* * * * *")
@app.task(queue="rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Give back to the queue what a killed worker left half done.

    It counts as an attempt. Each time it also goes back one place in line: what kills the
    worker must not come first again, and the job can tell by its priority.
    No ``lock``: a rescue that stalls would then wait for itself for ever.
    """
    manager = app.job_manager
    for job in await manager.get_stalled_jobs():
        logger.warning("Job %s (%s) stalled; it goes back to the queue.", job.id, job.task_name)
        await manager.retry_job(job, priority=job.priority - 1)


@app.periodic(cron="17 3 * * *")
@app.task(queue="default", queueing_lock="purge_daily")
def purge_daily(timestamp: int) -> None:
    """Throw away what has had its time: sessions, form keys, kept mails."""
    purge(now=timezone.now())


@app.periodic(cron="27 3 * * *")
@app.task(queue="default", queueing_lock="purge_jobs", pass_context=True)
async def purge_jobs(context: JobContext, timestamp: int) -> None:
    """Throw away finished jobs."""
    await app.job_manager.delete_old_jobs(
        nb_hours=KEEP_JOBS_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
