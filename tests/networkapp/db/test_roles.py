"""Changing the role, and the commands that do."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, transaction
from django.db.transaction import TransactionManagementError

from accounts.models import User
from contacts.models import Tag
from networkapp.db.acting import acting_as
from networkapp.db.connection import connection


def current_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_the_role_changes_and_changes_back():
    with connection.as_role("app_owner"):
        assert current_user() == "app_owner"
        with connection.as_role("app_system"):
            assert current_user() == "app_system"
        assert current_user() == "app_owner"
    assert current_user() == "app_web"


@pytest.mark.django_db(transaction=True)
def test_the_role_changes_back_after_an_exception():
    with pytest.raises(ZeroDivisionError), connection.as_role("app_owner"):
        raise ZeroDivisionError
    assert current_user() == "app_web"


@pytest.mark.django_db(transaction=True)
def test_the_role_cannot_change_inside_a_transaction():
    with transaction.atomic():
        with pytest.raises(TransactionManagementError), connection.as_role("app_owner"):
            pass
        with connection.as_role("app_web"):
            assert current_user() == "app_web"


@pytest.mark.django_db(transaction=True)
def test_app_web_changes_no_tables():
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE contacts_tag DISABLE ROW LEVEL SECURITY")
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db(transaction=True)
def test_flush_empties_owned_tables_and_the_queue(maya: User):
    with acting_as(maya):
        Tag.objects.create(owner=maya, name="mine", folded="mine")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (task_name, queue_name) VALUES ('t', 'q')")
    call_command("flush", interactive=False, verbosity=0)
    with connection.as_role("app_system"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM contacts_tag), (SELECT count(*) FROM procrastinate_jobs)"
        )
        assert cursor.fetchone() == (0, 0)
    assert current_user() == "app_web"


@pytest.mark.django_db(transaction=True)
def test_migrating_again_changes_nothing(capsys: pytest.CaptureFixture[str]):
    call_command("migrate", verbosity=0)
    assert capsys.readouterr().err == ""
    assert current_user() == "app_web"
