"""The schema editor: puts what refers to other tables last."""

from typing import Any

from django.db.backends.ddl_references import Statement
from django.db.backends.postgresql import schema


class LateStatement(Statement):
    """SQL that needs other tables and their constraints: runs at the end of the migration."""


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Django's own, which knows late statements.

    The autodetector may add a child's key before the parent's unique key that it refers to.
    """

    def add_constraint(self, model: Any, constraint: Any) -> None:
        """Add a constraint now, or at the end when it refers to other tables."""
        if not getattr(constraint, "is_late", False):
            super().add_constraint(model, constraint)
        elif sql := constraint.create_sql(model, self):
            self.deferred_sql.append(sql)

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        self.deferred_sql.sort(key=lambda sql: isinstance(sql, LateStatement))
        super().__exit__(exc_type, exc_value, traceback)
