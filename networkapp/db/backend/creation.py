"""Test databases are made, migrated and dropped by app_owner; the tests run as app_web."""

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import creation

from networkapp.db.roles import OWNER

if TYPE_CHECKING:
    from networkapp.db.backend.base import DatabaseWrapper


class DatabaseCreation(creation.DatabaseCreation):
    """Django's own, under app_owner."""

    connection: "DatabaseWrapper"

    def create_test_db(self, *args: Any, **kwargs: Any) -> Any:
        with self.connection.as_role(OWNER):
            return super().create_test_db(*args, **kwargs)

    def clone_test_db(self, *args: Any, **kwargs: Any) -> None:
        with self.connection.as_role(OWNER):
            super().clone_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        with self.connection.as_role(OWNER):
            super().destroy_test_db(*args, **kwargs)
