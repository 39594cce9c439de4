"""Row-level security as constraints, so that makemigrations sees it.

The acting user is compared as ``owner_id = (select …)``: an InitPlan, computed once for a
statement. Written without the select, PostgreSQL would compute it for every row. No policy
ever lets app_web in by a setting alone: any code can set one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.ddl_references import Columns, Statement, Table

from networkapp.db.backend.schema import LateStatement
from networkapp.db.constraints import DatabaseOnlyConstraint
from networkapp.db.roles import OWNER, SYSTEM, WEB

ACTING_USER = "(SELECT nullif(current_setting('app.uid', true), '')::bigint)"

VISIBLE = (
    " AND (%(table)s.%(column_#)s IS NULL OR EXISTS"
    " (SELECT 1 FROM %(catalogue_#)s c WHERE c.%(key_#)s = %(table)s.%(column_#)s))"
)


class _Policy(DatabaseOnlyConstraint):
    """Switches row-level security on for everyone, and says who may do what.

    ``web`` holds the policies of app_web: name, command, and clauses in which ``%(own)s`` is
    "the row is mine", ``%(owner)s`` its owner column and ``%(visible)s`` "the catalogue rows
    that it refers to may be seen by me".
    """

    web: Sequence[tuple[str, str, str]] = ()

    def __init__(self, *, name: str, catalogues: Sequence[str] = (), **kwargs: Any) -> None:
        self.catalogues = tuple(catalogues)
        super().__init__(name=name, **kwargs)

    def _policies(self) -> list[tuple[str, str, str]]:
        return [
            *((name, f"FOR {verb} TO {WEB}", clauses) for name, verb, clauses in self.web),
            (f"{OWNER}_all", f"FOR ALL TO {OWNER}", "USING (true) WITH CHECK (true)"),
            (f"{SYSTEM}_all", f"FOR ALL TO {SYSTEM}", "USING (true) WITH CHECK (true)"),
        ]

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the statements that switch row-level security on."""
        quote = schema_editor.quote_name
        table = model._meta.db_table
        parts: dict[str, Any] = {
            "table": Table(table, quote),
            "owner": Columns(table, [model._meta.get_field("owner").column], quote),
            "acting": ACTING_USER,
        }
        visible = ""
        for number, field_name in enumerate(self.catalogues):
            field = model._meta.get_field(field_name)
            catalogue = field.remote_field.model._meta.db_table
            parts |= {
                f"column_{number}": Columns(table, [field.column], quote),
                f"catalogue_{number}": Table(catalogue, quote),
                f"key_{number}": Columns(catalogue, [field.target_field.column], quote),
            }
            visible += VISIBLE.replace("#", str(number))
        lines = [
            "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY",
        ]
        for name, whom, clauses in self._policies():
            clauses = clauses.replace("%(own)s", "%(owner)s = %(acting)s")
            clauses = clauses.replace("%(visible)s", visible)
            lines.append(f'CREATE POLICY "{name}" ON %(table)s {whom} {clauses}')
        return LateStatement(";\n".join(lines), **parts)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return the statements that drop the policies and switch row-level security off."""
        lines = [f'DROP POLICY "{name}" ON %(table)s' for name, _whom, _clauses in self._policies()]
        lines += [
            "ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY",
        ]
        return Statement(
            ";\n".join(lines), table=Table(model._meta.db_table, schema_editor.quote_name)
        )

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        if self.catalogues:
            kwargs["catalogues"] = list(self.catalogues)
        return path, args, kwargs


class OwnerPolicy(_Policy):
    """app_web sees and writes the acting user's own rows.

    ``catalogues`` names the foreign keys to catalogues: a row is refused when it refers to a
    catalogue row that its owner cannot see.
    """

    web = (("app_web_own", "ALL", "USING (%(own)s) WITH CHECK (%(own)s%(visible)s)"),)


class CataloguePolicy(_Policy):
    """app_web sees the institution's rows (no owner) and one's own, and writes one's own."""

    web = (
        ("app_web_read", "SELECT", "USING (%(owner)s IS NULL OR %(own)s)"),
        ("app_web_insert", "INSERT", "WITH CHECK (%(own)s%(visible)s)"),
        ("app_web_update", "UPDATE", "USING (%(own)s) WITH CHECK (%(own)s%(visible)s)"),
        ("app_web_delete", "DELETE", "USING (%(own)s)"),
    )
