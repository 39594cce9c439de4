"""``createcachetable`` as app_owner."""

from typing import Any

from django.core.management.commands import createcachetable
from django.db import connections

from networkapp.db.roles import OWNER


class Command(createcachetable.Command):
    """Django's own, under app_owner."""

    def handle(self, *tablenames: Any, **options: Any) -> None:
        connection: Any = connections[options["database"]]
        with connection.as_role(OWNER):
            super().handle(*tablenames, **options)
