"""The conventions that can be read off the models and the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from networkapp.db.checks import check_owned_models, database_problems
from networkapp.db.models import CatalogueModel, OwnedModel

OURS = ("accounts", "contacts", "insights", "web", "db")
# Named for what others call them.
DATE_EXCEPTIONS = {
    "accounts.User.last_login": "Django's AbstractBaseUser calls it so",
}


def our_models() -> list[Any]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def fields() -> Iterator[tuple[str, Any]]:
    for model in our_models():
        for field in model._meta.concrete_fields:
            yield f"{model._meta.label}.{field.name}", field


def test_there_are_models_to_look_at():
    assert len(our_models()) > 20
    assert len(list(fields())) > 150


def test_moments_end_in_at_and_days_in_on():
    wrong = []
    for where, field in fields():
        if where in DATE_EXCEPTIONS:
            continue
        if isinstance(field, models.DateTimeField):
            right = field.name.endswith("_at")
        elif isinstance(field, models.DateField):
            right = field.name.endswith("_on")
        elif isinstance(field, models.TimeField):
            right = field.name.endswith("_time")
        else:
            right = not field.name.endswith(("_on", "_date"))
        if not right:
            wrong.append(where)
    assert wrong == []
    assert set(DATE_EXCEPTIONS) <= {where for where, _field in fields()}


def test_booleans_are_questions():
    asks = ("is_", "has_", "uses_", "may_", "wants_", "stage_is_", "needs_")
    wrong = [
        where
        for where, field in fields()
        if isinstance(field, models.BooleanField) and not field.name.startswith(asks)
    ]
    assert wrong == []


def test_whoever_has_an_owner_has_row_level_security():
    """A table of a student's rows that forgot the base class would have neither wall."""
    wrong = [
        model._meta.label
        for model in our_models()
        if any(field.name == "owner" for field in model._meta.concrete_fields)
        and not issubclass(model, OwnedModel | CatalogueModel)
    ]
    assert wrong == []


def test_whatever_belongs_to_a_student_belongs_to_an_owner():
    """In the student's apps there is no table without an owner."""
    wrong = [
        model._meta.label
        for model in our_models()
        if model._meta.app_label in {"contacts", "insights"}
        and not issubclass(model, OwnedModel | CatalogueModel)
    ]
    assert wrong == []


def test_models_keep_the_rules_of_owned_rows():
    assert check_owned_models(None) == []


@pytest.mark.django_db
def test_the_database_keeps_them_too():
    assert database_problems() == []
    tables = [m._meta.db_table for m in our_models() if issubclass(m, OwnedModel | CatalogueModel)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
            " AND relname = ANY (%s)",
            [tables],
        )
        assert {row[0] for row in cursor.fetchall()} == set(tables)


def test_no_relation_deletes_a_person():
    """A person is erased by a job, in order: never by a cascade from a page."""
    from accounts.models import User

    wrong = [
        where
        for where, field in fields()
        if isinstance(field, models.ForeignKey)
        and field.remote_field.model is User
        and issubclass(field.model, OwnedModel | CatalogueModel)
        and field.remote_field.on_delete is not models.PROTECT
    ]
    assert wrong == []
