"""The database wrapper: where to connect, and as which role."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.transaction import TransactionManagementError

from networkapp.db.backend.client import DatabaseClient
from networkapp.db.backend.creation import DatabaseCreation
from networkapp.db.backend.schema import DatabaseSchemaEditor
from networkapp.db.embedded import embedded_server
from networkapp.db.roles import process_role


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL under one of the three roles.

    ``role`` is the role of new connections; ``as_role`` changes it for a while. ``actor_id``
    is the user whom ``networkapp.db.acting`` has told the database about.
    """

    creation_class = DatabaseCreation
    SchemaEditorClass = DatabaseSchemaEditor
    client_class = DatabaseClient

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role: str = self.settings_dict.get("ROLE") or process_role()
        self.acting_role: str | None = None
        self.actor_id: int | None = None

    @property
    def is_embedded(self) -> bool:
        """Whether the settings name no server, so that the embedded one is used."""
        return not (getattr(settings, "DATABASE_URL", "") or self.settings_dict["HOST"])

    def get_connection_params(self) -> dict[str, Any]:
        """Return libpq's parameters, starting the embedded server when it is the one meant.

        Started here and not in get_new_connection(), because procrastinate asks for the
        parameters and connects by itself.
        """
        params: dict[str, Any] = super().get_connection_params()
        if self.is_embedded:
            params["host"] = str(embedded_server().ensure_running())
            params["port"] = "5432"
            params["user"] = self.role
        else:
            options = params.get("options", "")
            params["options"] = f"{options} -c role={self.role}".strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; a failure makes the next attempt look whether the embedded server lives."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            if self.is_embedded:
                embedded_server().doubt()
            raise

    def init_connection_state(self) -> None:
        # A new connection knows no acting user, whatever the lost one knew.
        self.actor_id = None
        self.acting_role = None
        super().init_connection_state()

    @contextlib.contextmanager
    def as_role(self, role: str) -> Iterator[None]:
        """Use ``role`` inside the block, on a connection of its own.

        Nested with the same role it does nothing. Raises TransactionManagementError inside a
        transaction, which would be lost with its connection.
        """
        if role == self.role:
            yield
            return
        if self.in_atomic_block:
            raise TransactionManagementError(
                f"as_role({role!r}) changes the connection and cannot run inside a transaction"
            )
        before = self.role
        self.close()
        self.role = role
        try:
            yield
        finally:
            self.close()
            self.role = before

    @property
    def pool(self) -> Any:
        # The pool's connections were opened under the role of the process.
        return super().pool if self.role == process_role() else None

    @contextlib.contextmanager
    def _nodb_cursor(self) -> Iterator[Any]:
        # The wrapper made here copies the settings, so the role goes with them.
        shared = self.settings_dict
        self.settings_dict = {**shared, "ROLE": self.role}
        try:
            with super()._nodb_cursor() as cursor:
                yield cursor
        finally:
            self.settings_dict = shared
