"""The guards see what they are there to see."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import Mock

import pytest
from django.apps import apps
from django.core.checks import Tags, run_checks
from django.db import models
from django.test.utils import isolate_apps

from networkapp.db.checks import check_owned_models, database_problems
from networkapp.db.connection import connection
from networkapp.db.models import (
    CatalogueModel,
    OwnedModel,
    OwnerPolicy,
    SameOwner,
    owned_constraints,
)

KEY = "contacts_contacttag_tag_same_owner"


@contextmanager
def altered(change: str, back: str) -> Iterator[None]:
    def run(sql: str) -> None:
        with connection.as_role("app_owner"), connection.cursor() as cursor:
            cursor.execute(sql)

    run(change)
    try:
        yield
    finally:
        run(back)


@pytest.mark.django_db
def test_all_is_well(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert database_problems() == []
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "back", "said"),
    [
        (
            "ALTER TABLE contacts_tag DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE contacts_tag ENABLE ROW LEVEL SECURITY",
            "contacts_tag has no forced row-level security",
        ),
        (
            "ALTER TABLE contacts_source NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE contacts_source FORCE ROW LEVEL SECURITY",
            "contacts_source has no forced row-level security",
        ),
        (
            "ALTER POLICY app_web_own ON contacts_tag TO app_system",
            "ALTER POLICY app_web_own ON contacts_tag TO app_web",
            "contacts_tag has no policy for app_web",
        ),
        (
            "CREATE POLICY too_much ON contacts_tag TO app_web USING (true)",
            "DROP POLICY too_much ON contacts_tag",
            "contacts_tag: the policy too_much lets app_web in whoever acts",
        ),
        (
            "CREATE POLICY too_much ON contacts_tag USING (true)",
            "DROP POLICY too_much ON contacts_tag",
            "contacts_tag: the policy too_much lets app_web in whoever acts",
        ),
        (
            f"ALTER TABLE contacts_contacttag RENAME CONSTRAINT {KEY} TO gone",
            f"ALTER TABLE contacts_contacttag RENAME CONSTRAINT gone TO {KEY}",
            f"contacts_contacttag lacks {KEY}: rows could refer to another owner's",
        ),
    ],
)
def test_an_altered_table_is_told(change: str, back: str, said: str):
    with altered(change, back):
        assert database_problems() == [said]
        assert said in [
            message.msg for message in run_checks(tags=[Tags.database], databases=["default"])
        ]
    assert database_problems() == []


@pytest.mark.django_db(transaction=True)
def test_tables_that_do_not_exist_yet_are_passed_by():
    with altered(
        "ALTER TABLE contacts_tag RENAME TO later", "ALTER TABLE later RENAME TO contacts_tag"
    ):
        assert database_problems() == []


def test_the_projects_models_are_well():
    assert check_owned_models(None) == []


@isolate_apps("networkapp.db", attr_name="apps")
def test_models_that_forget_something_are_told():
    class Place(CatalogueModel):
        class Meta(CatalogueModel.Meta):
            app_label = "db"

    class Parent(OwnedModel):
        class Meta(OwnedModel.Meta):
            app_label = "db"
            constraints = [
                OwnerPolicy(name="policy"),
                models.UniqueConstraint(fields=["id", "owner"], name="wrong_way"),
            ]
            indexes = [
                models.Index("owner", "id", name="right_way"),
                models.Index(fields=["id"], name="serves_the_worker_sweep"),
            ]

    class Bare(OwnedModel):
        parent = models.ForeignKey(Parent, on_delete=models.CASCADE)
        place = models.ForeignKey(Place, on_delete=models.CASCADE)
        others = models.ManyToManyField(Parent, related_name="+")

        class Meta(OwnedModel.Meta):
            app_label = "db"
            constraints = []

    class Good(OwnedModel):
        parent = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="+")
        place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")

        class Meta(OwnedModel.Meta):
            app_label = "db"
            constraints = [
                *owned_constraints(catalogues=["place"]),
                SameOwner(field="parent", name="same"),
            ]

    config = Mock(get_models=lambda: [Place, Parent, Bare, Good])
    found = [(m.obj.__name__, m.id) for m in check_owned_models([config])]
    assert sorted(found) == [
        ("Bare", "db.E001"),
        ("Bare", "db.E002"),
        ("Bare", "db.E003"),
        ("Bare", "db.E004"),
        ("Parent", "db.E005"),
    ]
    assert Good._meta.constraints[0].name == "db_good_owner_id"
    assert apps.get_app_config("db").label == "db"
