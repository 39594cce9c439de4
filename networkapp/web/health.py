"""Whether the process lives (/healthz) and whether it can serve (/readyz)."""

import logging
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from networkapp.web.doors import public

logger = logging.getLogger("networkapp.web")

QUEUE_AGE_LIMIT = 600  # seconds that a job which is due may wait

OLDEST_JOB = """
    SELECT extract(epoch FROM now() - min(coalesce(job.scheduled_at, event.at)))
    FROM procrastinate_jobs job
    LEFT JOIN LATERAL (
        SELECT max(at) AS at FROM procrastinate_events
        WHERE job_id = job.id AND type IN ('deferred', 'deferred_for_retry', 'retried')
    ) event ON true
    WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
"""


@public("load balancers ask without signing in; it tells nothing")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers. Looks at nothing else."""
    return JsonResponse({"ok": True})


@public("load balancers ask without signing in; it tells states, no content")
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say part by part whether the site can serve; 503 when any part is not "ok"."""
    parts = {"database": _state_of_database()}
    if parts["database"] == "ok":
        parts["migrations"] = _state_of_migrations()
        parts["safety"] = _state_of_safety()
        parts["queue"] = _state_of_queue()
    is_ready = all(state == "ok" for state in parts.values())
    return JsonResponse({"ok": is_ready, **parts}, status=200 if is_ready else 503)


def _state_of_database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        logger.warning("not ready: no connection to the database", exc_info=True)
        return "cannot be reached"
    return "ok"


@cache
def _migrations_on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)


def _state_of_migrations() -> str:
    missing = _migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations())
    return f"{len(missing)} to apply" if missing else "ok"


def _state_of_safety() -> str:
    """Return whether roles and policies stand; the log says which do not."""
    problems = import_string("networkapp.db.checks.database_problems")()
    for problem in problems:
        logger.error("not ready: %s", problem)
    return f"{len(problems)} problems, see the log" if problems else "ok"


def _state_of_queue() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('procrastinate_jobs')")
            if cursor.fetchone()[0] is None:
                return "not set up"
            cursor.execute(OLDEST_JOB)
            age = cursor.fetchone()[0]
    except Error:
        logger.warning("not ready: the queue cannot be read", exc_info=True)
        return "cannot be read"
    if age is not None and age > QUEUE_AGE_LIMIT:
        return f"degraded: the oldest job waits {int(age)} s"
    return "ok"
