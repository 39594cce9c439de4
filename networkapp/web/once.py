"""A double click makes one row.

A form that creates something carries a key (`{% once_field %}`), and its view begins with

    done = once(request)
    if done.url:
        return redirect(done.url)

and ends with `done.finish(url)` before redirecting to `url` itself.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.http import HttpRequest

from networkapp.web.models import SubmittedForm

FIELD = "once"


@dataclass
class Once:
    """One sending of a form: `url` is where an earlier one of the same form led, or ""."""

    user_id: int | None
    key: UUID | None
    url: str = ""

    def finish(self, url: str) -> None:
        """Keep where this sending led, for the same form sent again."""
        if self.user_id is not None and self.key is not None:
            sent = SubmittedForm.objects.filter(user_id=self.user_id, key=self.key)
            sent.update(url=url)
        self.url = url


def once(request: HttpRequest) -> Once:
    """Begin a form that counts once, inside the request's transaction.

    Of two sent at the same time the second waits here until the first has committed, then
    sees where it led. One that failed, or was not valid, leaves nothing and may be sent
    again. Without a key, or signed out, every sending counts.
    """
    key = _key(request.POST.get(FIELD, ""))
    user_id = request.user.pk
    if key is None or user_id is None:
        return Once(user_id=None, key=None)
    table = connection.ops.quote_name(SubmittedForm._meta.db_table)
    with connection.cursor() as cursor:
        # The update that changes nothing takes the row's lock and returns its newest state,
        # where DO NOTHING would return no row and leave a gap before the next SELECT.
        cursor.execute(
            f"INSERT INTO {table} AS sent (user_id, key, url) VALUES (%s, %s, '') "  # noqa: S608
            "ON CONFLICT (user_id, key) DO UPDATE SET url = sent.url RETURNING url",
            [user_id, key],
        )
        row = cursor.fetchone()
    return Once(user_id=user_id, key=key, url=row[0] if row else "")


def purge_submitted_forms(*, before: datetime) -> int:
    """Forget forms sent before the moment given, and return how many."""
    return SubmittedForm.objects.filter(created_at__lt=before).delete()[0]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
