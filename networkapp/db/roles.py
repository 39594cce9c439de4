"""The three roles, and what each may do. None is a superuser.

- ``app_owner`` owns the tables and runs migrations;
- ``app_web`` reads and writes rows, and row-level security says which;
- ``app_system`` is the worker and the backup: it sees every row, and becomes ``app_web``
  for work that concerns one student (``networkapp.db.acting``).
"""

import os
from typing import TYPE_CHECKING

import psycopg
from django.conf import settings

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

OWNER = "app_owner"
WEB = "app_web"
SYSTEM = "app_system"
ROLES = (OWNER, WEB, SYSTEM)
EMBEDDED_DATABASE = "networkapp"


def process_role() -> str:
    """Return the role of this process: DATABASE_ROLE, or app_web."""
    return getattr(settings, "DATABASE_ROLE", "") or os.environ.get("DATABASE_ROLE", "") or WEB


def bootstrap_cluster(socket_dir: str) -> None:
    """Make the roles and the database in a new embedded server; a second call changes nothing.

    ``roles.sql`` is the same for a server run by somebody else.
    """
    with psycopg.connect(
        host=socket_dir, user="postgres", dbname="postgres", autocommit=True, connect_timeout=10
    ) as connection:
        there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role, attributes in (
            (OWNER, "LOGIN CREATEDB"),
            (WEB, "LOGIN NOINHERIT"),
            (SYSTEM, "LOGIN NOINHERIT"),
        ):
            if role not in there:
                connection.execute(f"CREATE ROLE {role} {attributes}".encode())
        connection.execute(f"GRANT {WEB} TO {SYSTEM}, {OWNER}".encode())
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [EMBEDDED_DATABASE]
        ).fetchone():
            connection.execute(f"CREATE DATABASE {EMBEDDED_DATABASE} OWNER {OWNER}".encode())


def prepare_database(connection: "BaseDatabaseWrapper") -> None:
    """Give app_web and app_system their rights on every table there is and will be.

    Runs as app_owner before the migrations of each database, for default privileges belong
    to one database. Safe to repeat.
    """
    readers = f"{WEB}, {SYSTEM}"
    rows = "SELECT, INSERT, UPDATE, DELETE"
    with connection.cursor() as cursor:
        # A statement each: the schema may belong to an administrator who has granted it already.
        cursor.execute("SELECT has_schema_privilege(%s, 'public', 'USAGE')", [WEB])
        if not cursor.fetchone()[0]:
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {readers}")
        cursor.execute(
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT {rows} ON TABLES TO {readers};"
            f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES"
            f" TO {readers}"
        )
