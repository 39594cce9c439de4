"""insert_rows sends what save() would have stored."""

import pytest
from django.db import DataError, IntegrityError, ProgrammingError
from django.utils import timezone

from accounts.models import User
from contacts.models import Contact, Tag
from contacts.states import Stage
from networkapp.db.acting import acting_as
from networkapp.db.bulk import _literal, allocate_ids, insert_rows
from tests.networkapp.db.people import a_contact, a_source

pytestmark = pytest.mark.django_db

ODD = [
    '"quoted"',
    "back\\slash",
    "{braces,}",
    "%s",
    "NULL",
    "null",
    "",
    " spaces ",
    "é ß 𝔊",
    "a\nb",
]


def test_values_come_back_as_they_went(maya: User):
    now = timezone.now()
    with acting_as(maya):
        source = a_source(maya)
        ids = allocate_ids(Contact, len(ODD))
        insert_rows(
            Contact,
            ["id", "owner", "full_name", "sort_key", "source", "stage", "stage_is_pinned",
             "met_on", "deleted_at", "made_by_import", "can_help_with"],
            [
                (pk, maya.pk, text or "-", text, source.pk, Stage.MET if pk % 2 else "met",
                 bool(pk % 2), now.date() if pk % 2 else None, now if pk % 3 else None,
                 pk if pk % 2 else None, [text[:20], None, 'a"b'] if pk % 2 else [])
                for pk, text in zip(ids, ODD, strict=True)
            ],
        )  # fmt: skip
        stored = {contact.pk: contact for contact in Contact.objects.all()}
    assert list(stored) == ids or sorted(stored) == ids
    for pk, text in zip(ids, ODD, strict=True):
        contact = stored[pk]
        assert (contact.full_name, contact.sort_key) == (text or "-", text)
        assert contact.stage == "met"
        assert contact.stage_is_pinned is bool(pk % 2)
        assert contact.met_on == (now.date() if pk % 2 else None)
        assert contact.deleted_at == (now if pk % 3 else None)
        assert contact.made_by_import == (pk if pk % 2 else None)
        assert contact.can_help_with == ([text[:20], None, 'a"b'] if pk % 2 else [])


def test_fields_left_out_get_their_defaults(maya: User):
    with acting_as(maya):
        like_saved = a_contact(maya)
        insert_rows(
            Contact,
            ["owner_id", "full_name", "sort_key", "source_id"],
            [(maya.pk, "Bulk", "bulk", like_saved.source_id)],
        )
        made = Contact.objects.get(full_name="Bulk")
    for field in ("version", "stage", "pronouns", "can_help_with", "referred_by_id", "met_on"):
        assert getattr(made, field) == getattr(like_saved, field)
    assert abs((made.created_at - like_saved.created_at).total_seconds()) < 5


def test_ids_are_taken_once(maya: User):
    with acting_as(maya):
        first, second = allocate_ids(Tag, 3), allocate_ids(Tag, 2)
        assert sorted({*first, *second}) == [*first, *second]
        assert Tag.objects.create(owner=maya, name="n", folded="n").pk > second[-1]
        assert allocate_ids(Tag, 0) == []


def test_conflicts_raise_or_are_passed_by(maya: User):
    rows = [(maya.pk, "a", "a"), (maya.pk, "A", "a"), (maya.pk, "b", "b")]
    with pytest.raises(IntegrityError), acting_as(maya):
        insert_rows(Tag, ["owner", "name", "folded"], rows)
    with acting_as(maya):
        insert_rows(Tag, ["owner", "name", "folded"], rows, ignore_conflicts=True)
        assert Tag.objects.count() == 2


def test_policies_hold_for_bulk_rows(maya: User, omar: User):
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(maya):
        insert_rows(Tag, ["owner", "name", "folded"], [(omar.pk, "a", "a")])


def test_a_value_too_long_is_an_error(maya: User):
    with pytest.raises(DataError), acting_as(maya):
        insert_rows(Tag, ["owner", "name", "folded"], [(maya.pk, "x" * 5000, "a")])


def test_no_rows_and_uneven_rows(maya: User):
    with acting_as(maya):
        insert_rows(Tag, ["owner", "name", "folded"], [])
        with pytest.raises(ValueError):
            insert_rows(Tag, ["owner", "name", "folded"], [(maya.pk, "a")])


def test_many_batches(maya: User, monkeypatch):
    monkeypatch.setattr("networkapp.db.bulk.BATCH", 7)
    with acting_as(maya):
        insert_rows(
            Tag, ["owner", "name", "folded"], ((maya.pk, f"{n}", f"{n}") for n in range(20))
        )
        assert Tag.objects.count() == 20


def test_array_literals():
    assert _literal(["a", None, 'b"', "c\\", 3]) == '{"a",NULL,"b\\"","c\\\\",3}'
