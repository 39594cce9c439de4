"""Versions, and constraints that migrations can read."""

import pytest
from django.db.migrations.writer import MigrationWriter

from accounts.models import User
from contacts.models import Contact
from networkapp.db.acting import acting_as
from networkapp.db.connection import connection
from networkapp.db.models import OwnerPolicy, SameOwner, StaleEdit
from tests.networkapp.db.people import a_contact


@pytest.mark.django_db
def test_an_edit_that_started_from_an_older_version_is_refused(maya: User):
    with acting_as(maya):
        contact = a_contact(maya)
        mine, theirs = Contact.objects.get(pk=contact.pk), Contact.objects.get(pk=contact.pk)
        theirs.full_name = "Theirs"
        theirs.save_version(expected=1, update_fields=["full_name"])
        assert theirs.version == 2
        mine.full_name, mine.research = "Mine", "kept out"
        with pytest.raises(StaleEdit) as refused:
            mine.save_version(expected=1, update_fields=["full_name", "research"])
        current = refused.value.current
        assert isinstance(current, Contact)
        assert (current.full_name, current.version, current.research) == ("Theirs", 2, "")
        mine.save_version(expected=2, update_fields=["full_name", "source"])
        assert Contact.objects.get(pk=contact.pk).full_name == "Mine"
        Contact.objects.filter(pk=contact.pk).delete()
        with pytest.raises(StaleEdit) as gone:
            mine.save_version(expected=3, update_fields=["full_name"])
        assert gone.value.current is None


@pytest.mark.parametrize(
    "constraint",
    [
        SameOwner(field="contact", name="same"),
        OwnerPolicy(name="policy"),
        OwnerPolicy(name="policy", catalogues=["source", "area"]),
    ],
)
def test_constraints_survive_being_written_to_a_migration(constraint):
    path, args, kwargs = constraint.deconstruct()
    assert path.rpartition(".")[2] == type(constraint).__name__
    assert type(constraint)(*args, **kwargs) == constraint == constraint.clone()
    assert hash(constraint) == hash(constraint.clone())
    text, _imports = MigrationWriter.serialize(constraint)
    assert text.endswith(")")
    assert constraint != OwnerPolicy(name="other")
    assert constraint != object()


@pytest.mark.django_db
def test_forms_do_not_judge_what_the_database_does(maya: User):
    with acting_as(maya):
        a_contact(maya).validate_constraints()


@pytest.mark.django_db(transaction=True)
def test_constraints_can_be_removed_and_added_again():
    kinds = [c for c in Contact._meta.constraints if isinstance(c, OwnerPolicy | SameOwner)]
    with connection.as_role("app_owner"):
        for constraint in kinds:
            with connection.schema_editor() as editor:
                editor.remove_constraint(Contact, constraint)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relrowsecurity, relforcerowsecurity,"
                " (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid),"
                " (SELECT count(*) FROM pg_constraint WHERE conrelid = c.oid"
                "  AND conname LIKE '%same_owner')"
                " FROM pg_class c WHERE relname = 'contacts_contact'"
            )
            assert cursor.fetchone() == (False, False, 0, 0)
        with connection.schema_editor() as editor:
            for constraint in kinds:
                editor.add_constraint(Contact, constraint)
        from networkapp.db.checks import problems

        assert problems(connection) == []
