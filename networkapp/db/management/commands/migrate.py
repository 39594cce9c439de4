"""``migrate`` as app_owner: rights first, then the tables, then the cache table."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

from networkapp.db.checks import problems
from networkapp.db.roles import OWNER, prepare_database


class Command(migrate.Command):
    """Django's own, under app_owner."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection: Any = connections[options["database"]]
        with connection.as_role(OWNER):
            looks_only = options["plan"] or options["check_unapplied"]
            if not looks_only:
                prepare_database(connection)
            super().handle(*args, **options)
            if looks_only or options["app_label"]:
                return
            call_command("createcachetable", database=options["database"], verbosity=0)
            for problem in problems(connection):
                self.stderr.write(self.style.ERROR(problem))
