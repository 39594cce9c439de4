"""``db status``, ``db start`` and ``db stop``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.utils import OperationalError

from networkapp.db.connection import connection
from networkapp.db.embedded import embedded_server
from networkapp.db.roles import ROLES


class Command(BaseCommand):
    """Start, stop or describe the database server."""

    help = "Start, stop or describe the embedded PostgreSQL, or describe the server in use."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["status", "start", "stop"])

    def handle(self, *, action: str, **options: Any) -> None:
        if not connection.is_embedded:
            if action == "status":
                self._describe(connection.settings_dict["HOST"])
            else:
                self.stdout.write(
                    "DATABASE_URL names a server; starting and stopping it is not ours."
                )
            return
        server = embedded_server()
        if action == "stop":
            stopped = server.stop()
            self.stdout.write("Stopped." if stopped else "It was not running.")
            return
        if action == "start":
            server.ensure_running()
        state = server.status()
        self.stdout.write(f"data     {state.data_dir}")
        self.stdout.write(f"log      {server.log_file}")
        if state.running:
            self.stdout.write(f"process  {state.pid}")
            self._describe(str(state.socket_dir))
        else:
            self.stdout.write("Not running; the next connection starts it.")

    def _describe(self, host: str) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT current_setting('server_version'), current_database(),"
                    " session_user, current_user"
                )
                version, database, login, role = cursor.fetchone()
                cursor.execute(
                    "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [list(ROLES)]
                )
                there = {name for (name,) in cursor.fetchall()}
        except OperationalError as error:
            self.stdout.write(f"server   {host}: cannot connect: {error}")
            return
        self.stdout.write(f"server   {host}, PostgreSQL {version}")
        self.stdout.write(f"database {database}, signed in as {login}, role {role}")
        for name in ROLES:
            self.stdout.write(f"role     {name}: {'there' if name in there else 'MISSING'}")
