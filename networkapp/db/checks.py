"""The guards: roles that row-level security binds, and tables that have it.

The static checks read the models and run with every command. The database checks read the
catalogue and run by ``check --database default``, in /readyz, and when web and worker start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection as default_connection
from django.db import connections, models
from django.db.models import F
from django.db.utils import DatabaseError

from networkapp.db.models import (
    CatalogueModel,
    CataloguePolicy,
    OwnedModel,
    OwnerPolicy,
    SameOwner,
)
from networkapp.db.roles import OWNER, SYSTEM, WEB

# An index with this ending serves the worker, which goes over all owners.
SWEEP = "_sweep"


# --- The models -------------------------------------------------------------


@register(Tags.models)
def check_owned_models(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Check that owned models and catalogues declare their policies and keys."""
    found = apps.get_models()
    if app_configs is not None:
        found = [m for config in app_configs for m in config.get_models()]
    return [
        Error(text, obj=model, id=code)
        for model in found
        if model._meta.managed and not model._meta.proxy
        for code, text in _model_faults(model)
    ]


def _model_faults(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    meta = model._meta
    policies = [c for c in meta.constraints if isinstance(c, OwnerPolicy | CataloguePolicy)]
    guarded = {name for policy in policies for name in policy.catalogues}
    same_owner = {c.field for c in meta.constraints if isinstance(c, SameOwner)}
    if issubclass(model, OwnedModel):
        if [type(p) for p in policies] != [OwnerPolicy]:
            yield "db.E001", "an owned model needs one OwnerPolicy"
        yield from _index_faults(model)
    elif issubclass(model, CatalogueModel):
        if [type(p) for p in policies] != [CataloguePolicy]:
            yield "db.E001", "a catalogue needs one CataloguePolicy"
    else:
        return
    for field in meta.get_fields():
        if not isinstance(field, models.ForeignKey | models.ManyToManyField):
            continue
        target: Any = field.remote_field.model
        if isinstance(target, str):
            continue  # no such model: Django's own checks say so
        if isinstance(field, models.ManyToManyField):
            through: Any = field.remote_field.through
            if through._meta.auto_created:
                yield "db.E002", f"{field.name} needs a model with an owner as its through"
        elif issubclass(target, OwnedModel) and field.name not in same_owner:
            yield "db.E003", f"{field.name} needs SameOwner(field={field.name!r}, …)"
        elif (
            issubclass(target, CatalogueModel) and target is not model and field.name not in guarded
        ):
            yield "db.E004", f"the policy's catalogues must name {field.name}"


def _index_faults(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    unique = [c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    for index in [*model._meta.indexes, *unique]:
        first: Any = index.fields[0] if index.fields else index.expressions[0]
        if isinstance(first, F):
            first = first.name  # type: ignore[attr-defined]
        if first != "owner" and not index.name.endswith(SWEEP):
            yield (
                "db.E005",
                f"{index.name} must begin with owner, or end in {SWEEP} if it serves the worker",
            )


# --- The database -----------------------------------------------------------


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Check roles and tables of the databases asked about."""
    messages: list[CheckMessage] = []
    for alias in databases or ():
        connection: Any = connections[alias]
        # Under app_owner a migration is about to run, perhaps the one that mends the fault.
        if connection.vendor == "postgresql" and connection.role != OWNER:
            messages += [Error(text, id="db.E010") for text in problems(connection)]
    return messages


def database_problems() -> list[str]:
    """Return what is wrong with the database in use, in words; nothing when all is well.

    For /readyz and for the start of web and worker. Four queries, 3 ms.
    """
    try:
        return problems(default_connection)
    except DatabaseError as error:
        return [f"the database does not answer: {error}"]


def problems(connection: Any) -> list[str]:
    """Return what is wrong with the roles and tables behind ``connection``."""
    with connection.cursor() as cursor:
        return [*_role_problems(cursor), *_table_problems(cursor)]


def _role_problems(cursor: Any) -> Iterator[str]:
    cursor.execute(
        """
        SELECT rolname, rolsuper, rolbypassrls, rolname = session_user,
               EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r'),
               rolname <> %(owner)s AND pg_has_role(r.oid, o.oid, 'USAGE')
        FROM pg_roles r
        LEFT JOIN (SELECT oid FROM pg_roles WHERE rolname = %(owner)s) o ON true
        WHERE rolname = ANY (%(roles)s) OR rolname = session_user
        """,
        {"owner": OWNER, "roles": [OWNER, WEB, SYSTEM]},
    )
    rows = cursor.fetchall()
    there = {row[0] for row in rows}
    for role in (OWNER, WEB, SYSTEM):
        if role not in there:
            yield f"the role {role} is missing: run networkapp/db/roles.sql"
    for role, is_super, bypasses, _is_login, owns, inherits_owner in rows:
        if is_super:
            yield f"{role} is a superuser, whom row-level security does not bind"
        if bypasses:
            yield f"{role} has BYPASSRLS, so row-level security does not bind it"
        if role == OWNER:
            continue
        if owns:
            yield f"{role} owns tables; {OWNER} alone may"
        if inherits_owner and not is_super:
            yield f"{role} has the rights of {OWNER}: make it NOINHERIT"


def _table_problems(cursor: Any) -> Iterator[str]:
    guarded = {
        model._meta.db_table: model
        for model in apps.get_models()
        if issubclass(model, OwnedModel | CatalogueModel)
        and model._meta.managed
        and not model._meta.proxy
    }
    cursor.execute(
        """
        SELECT t, c.relrowsecurity, c.relforcerowsecurity,
               ARRAY(SELECT conname::text FROM pg_constraint k
                     WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.convalidated),
               ARRAY(SELECT polname::text FROM pg_policy p
                     WHERE p.polrelid = c.oid AND p.polroles && web.roles),
               ARRAY(SELECT polname::text FROM pg_policy p
                     WHERE p.polrelid = c.oid AND p.polroles && web.roles AND p.polpermissive
                       AND (coalesce(pg_get_expr(p.polqual, c.oid), 'app.uid')
                              NOT LIKE '%%app.uid%%'
                         OR coalesce(pg_get_expr(p.polwithcheck, c.oid), 'app.uid')
                              NOT LIKE '%%app.uid%%'))
        FROM unnest(%s::text[]) t
        JOIN pg_class c ON c.oid = to_regclass(quote_ident(t))
        -- 0 is PUBLIC.
        CROSS JOIN (SELECT array_agg(oid) || 0::oid AS roles FROM pg_roles
                    WHERE rolname = %s) web
        ORDER BY t
        """,
        [list(guarded), WEB],
    )
    for table, enabled, forced, keys, policies, open_policies in cursor.fetchall():
        if not (enabled and forced):
            yield f"{table} has no forced row-level security"
        if not policies:
            yield f"{table} has no policy for {WEB}"
        for name in open_policies:
            yield f"{table}: the policy {name} lets {WEB} in whoever acts"
        for constraint in guarded[table]._meta.constraints:
            if isinstance(constraint, SameOwner) and constraint.name not in keys:
                yield f"{table} lacks {constraint.name}: rows could refer to another owner's"
