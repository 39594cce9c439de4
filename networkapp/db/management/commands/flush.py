"""``flush`` as app_owner, which empties the job queue's tables too."""

from typing import Any

from django.apps import apps
from django.core.management.commands import flush
from django.db import connections

from networkapp.db.roles import OWNER


class Command(flush.Command):
    """Django's own, under app_owner.

    Django passes by the tables of unmanaged models, and a job left in the queue would name
    rows that are gone.
    """

    def handle(self, **options: Any) -> None:
        connection: Any = connections[options["database"]]
        with connection.as_role(OWNER):
            super().handle(**options)
            unmanaged = [m._meta.db_table for m in apps.get_models() if not m._meta.managed]
            there = set(connection.introspection.table_names())
            tables = [connection.ops.quote_name(t) for t in unmanaged if t in there]
            if tables:
                with connection.cursor() as cursor:
                    cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
