"""Putting a job on the queue in the transaction that causes it.

Inside the worker procrastinate defers through its own connection, which a rollback of ours
does not reach; this goes through Django's connection everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

if TYPE_CHECKING:
    from datetime import datetime

    from procrastinate.tasks import Task


def defer(
    task: Task[Any, Any, Any],
    *,
    schedule_at: datetime | None = None,
    lock: str | None = None,
    queueing_lock: str | None = None,
    **arguments: Any,
) -> int | None:
    """Put ``task`` on the queue and return the job's id; nothing is queued on a rollback.

    Return None when a job with the same ``queueing_lock`` waits already.
    """
    deferrer = configure_task(
        name=task.name,
        job_manager=JobManager(DjangoConnector()),
        queue=task.queue,
        priority=task.priority,
        schedule_at=schedule_at,
        lock=lock or task.lock,
        queueing_lock=queueing_lock or task.queueing_lock,
        task_kwargs=arguments,
    )
    try:
        # A savepoint of its own: a refused job must not spoil the caller's transaction.
        with transaction.atomic():
            return deferrer.defer()
    except AlreadyEnqueued:
        return None
