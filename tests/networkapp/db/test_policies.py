"""What row-level security and SameOwner refuse."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import User
from contacts.models import Contact, Source, Tag
from contacts.models.details import ContactTag
from networkapp.db.acting import acting_as
from networkapp.db.connection import connection
from tests.networkapp.db.people import a_contact, a_source

pytestmark = pytest.mark.django_db


def test_tests_run_as_app_web():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("app_web",)


def test_a_forgotten_filter_shows_nothing_of_others(maya: User, omar: User):
    with acting_as(maya):
        a_contact(maya)
        assert Contact.objects.count() == 1
    with acting_as(omar):
        assert Contact.objects.count() == 0
        assert not Contact.objects.filter(owner=maya).exists()


def test_with_nobody_acting_nothing_is_seen(maya: User):
    with acting_as(maya):
        a_contact(maya)
    assert Contact.objects.count() == 0


def test_a_row_for_another_owner_is_refused(maya: User, omar: User):
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(maya):
        Tag.objects.create(owner=omar, name="theirs", folded="theirs")


def test_with_nobody_acting_a_row_is_refused(maya: User):
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Tag.objects.create(owner=maya, name="mine", folded="mine")


def test_a_row_cannot_be_given_away(maya: User, omar: User):
    with acting_as(maya):
        tag = Tag.objects.create(owner=maya, name="mine", folded="mine")
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(maya):
        Tag.objects.filter(pk=tag.pk).update(owner=omar)


def test_updating_and_deleting_others_rows_touches_none(maya: User, omar: User):
    with acting_as(maya):
        contact = a_contact(maya)
    with acting_as(omar):
        assert Contact.objects.filter(pk=contact.pk).update(full_name="x") == 0
        assert Contact.objects.filter(pk=contact.pk)._raw_delete("default") == 0


def test_a_row_cannot_refer_to_another_owners_contact(maya: User, omar: User):
    with acting_as(omar):
        theirs = a_contact(omar)
    with acting_as(maya):
        tag = Tag.objects.create(owner=maya, name="mine", folded="mine")
    with pytest.raises(IntegrityError, match="same_owner"), acting_as(maya):
        ContactTag.objects.create(owner=maya, tag=tag, contact_id=theirs.pk)


def test_a_missing_contact_is_refused_with_the_same_words(maya: User, omar: User):
    with acting_as(omar):
        theirs = a_contact(omar)
    said = []
    for contact_id in (theirs.pk, 987_654_321):
        with pytest.raises(IntegrityError) as refused, acting_as(maya):
            a_contact(maya, referred_by_id=contact_id)
        said.append(str(refused.value.__cause__.diag.constraint_name))  # type: ignore[union-attr]
    assert said[0] == said[1] == "contacts_contact_referred_by_same_owner"


def test_no_reference_at_all_passes(maya: User):
    with acting_as(maya):
        assert a_contact(maya, referred_by=None).pk


def test_anothers_own_source_is_neither_seen_nor_referred_to(maya: User, omar: User):
    with acting_as(omar):
        theirs = a_source(omar)
    with acting_as(maya):
        assert not Source.objects.filter(pk=theirs.pk).exists()
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(maya):
        a_contact(maya, source_id=theirs.pk)


def test_the_institutions_sources_are_seen_by_all_and_written_by_none(maya: User):
    with acting_as(maya):
        shared = Source.objects.filter(owner=None).first()
        assert shared is not None
        assert a_contact(maya, source=shared).pk
        assert Source.objects.filter(pk=shared.pk).update(name="x") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(maya):
        Source.objects.create(owner=None, key="new", name="New", family=shared.family)
