"""The acting user comes, goes and nests."""

import pytest
from django.db import DataError, transaction
from django.db.transaction import TransactionManagementError

from accounts.models import User
from contacts.models import Contact
from networkapp.db.acting import acting_as, current_actor_id, set_actor
from networkapp.db.connection import connection
from tests.networkapp.db.people import a_contact


def told_to_the_database() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.uid', true), ''), current_user")
        return cursor.fetchone()


@pytest.mark.django_db
def test_the_outer_user_acts_again_after_an_inner_one(maya: User, omar: User):
    with acting_as(maya):
        with acting_as(omar.pk):
            assert current_actor_id() == omar.pk
            assert told_to_the_database()[0] == str(omar.pk)
        assert current_actor_id() == maya.pk
        assert told_to_the_database()[0] == str(maya.pk)
    assert current_actor_id() is None
    assert told_to_the_database()[0] == ""


@pytest.mark.django_db
def test_the_outer_user_acts_again_after_an_exception(maya: User, omar: User):
    with acting_as(maya):
        with pytest.raises(ZeroDivisionError), acting_as(omar):
            raise ZeroDivisionError
        assert told_to_the_database()[0] == str(maya.pk)
        with pytest.raises(DataError), acting_as(omar), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert told_to_the_database()[0] == str(maya.pk)
        assert current_actor_id() == maya.pk


@pytest.mark.django_db
def test_the_outer_user_acts_again_after_a_rollback_that_was_asked_for(maya: User, omar: User):
    with acting_as(maya):
        with acting_as(omar):
            a_contact(omar)
            transaction.set_rollback(True)
        assert told_to_the_database()[0] == str(maya.pk)
    with acting_as(omar):
        assert Contact.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nobody_may_be_set(maya: User):
    with pytest.raises(TransactionManagementError):
        set_actor(maya.pk)


@pytest.mark.django_db(transaction=True)
def test_nobody_acts_after_the_outermost_block(maya: User):
    with acting_as(maya):
        a_contact(maya)
    assert told_to_the_database() == ("", "app_web")
    with pytest.raises(ZeroDivisionError), acting_as(maya):
        raise ZeroDivisionError
    assert told_to_the_database() == ("", "app_web")
    assert current_actor_id() is None


@pytest.mark.django_db(transaction=True)
def test_the_worker_becomes_app_web_for_one_students_work(maya: User, omar: User):
    with acting_as(maya):
        a_contact(maya)
    with connection.as_role("app_system"):
        assert Contact.objects.count() == 1
        with transaction.atomic():
            with acting_as(omar):
                assert told_to_the_database() == (str(omar.pk), "app_web")
                assert Contact.objects.count() == 0
            assert told_to_the_database() == ("", "app_system")
            assert Contact.objects.count() == 1
        with acting_as(maya):
            assert Contact.objects.count() == 1
        assert told_to_the_database() == ("", "app_system")


@pytest.mark.django_db
def test_an_unsaved_user_cannot_act():
    with pytest.raises(TypeError), acting_as(User()):
        pass
