"""SameOwner: rows that refer to each other belong to the same owner, by a foreign key."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.ddl_references import Columns, Table

from networkapp.db.backend.schema import LateStatement


class DatabaseOnlyConstraint(models.BaseConstraint):
    """A constraint that the database alone can judge: forms and full_clean() pass it by.

    Subclasses write ``create_sql`` and ``remove_sql``; the SQL runs at the end of the
    migration, when all tables are there.
    """

    is_late = True

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return nothing to put inside CREATE TABLE; the SQL comes after it."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "") -> None:
        """Accept everything: the database judges."""

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        _path, _args, kwargs = self.deconstruct()
        described = " ".join(f"{name}={value!r}" for name, value in kwargs.items())
        return f"<{type(self).__qualname__}: {described}>"


class SameOwner(DatabaseOnlyConstraint):
    """``FOREIGN KEY (owner, field) REFERENCES parent (owner, key)``, beside Django's own key.

    The parent needs a unique constraint on the owner and its key. An empty ``field`` passes.
    Checked at the end of each statement, so that the error is raised inside the view.
    """

    sql = (
        "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (%(columns)s) "
        "REFERENCES %(to_table)s (%(to_columns)s) DEFERRABLE INITIALLY IMMEDIATE"
    )

    def __init__(self, *, field: str, name: str, **kwargs: Any) -> None:
        self.field = field
        super().__init__(name=name, **kwargs)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the statement that adds the key."""
        field = model._meta.get_field(self.field)
        parent = field.remote_field.model._meta
        owners = model._meta.get_field("owner").column, parent.get_field("owner").column
        quote = schema_editor.quote_name
        table = model._meta.db_table
        return LateStatement(
            self.sql,
            table=Table(table, quote),
            name=quote(self.name),
            columns=Columns(table, [owners[0], field.column], quote),
            to_table=Table(parent.db_table, quote),
            to_columns=Columns(parent.db_table, [owners[1], field.target_field.column], quote),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the statement that drops the key."""
        return schema_editor._delete_fk_sql(model, self.name)

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}
