"""Changing many at once, the trash, and removing for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contacts import bulk, purging
from contacts.models import BulkChange, Contact, ContactTag, FollowUp, Meeting
from networkapp.db.acting import acting_as
from tests import make

URL = "/contacts/changes/"


def do(client: Client, verb: str, people: list[Contact], **more: Any) -> Any:
    return client.post(URL, {"do": verb, "contact": [who.pk for who in people]} | more)


def undo(client: Client, owner: User) -> None:
    with acting_as(owner):
        change = BulkChange.objects.latest("pk")
    client.post(f"{URL}{change.pk}/undo/")


def test_tag_and_undo(as_maya: Client, maya: User) -> None:
    first, second, third = make.contacts(maya, 3)
    do(as_maya, "tag", [first], tag="brand")
    do(as_maya, "tag", [first, second], tag="Brand")
    with acting_as(maya):
        assert ContactTag.objects.count() == 2
    undo(as_maya, maya)
    with acting_as(maya):
        assert [link.contact_id for link in ContactTag.objects.all()] == [first.pk]
        third.refresh_from_db()


def test_stage_and_undo(as_maya: Client, maya: User) -> None:
    people = make.contacts(maya, 2)
    make.meeting(people[0])
    do(as_maya, "stage", people, stage="dormant")
    with acting_as(maya):
        assert set(Contact.objects.values_list("stage", flat=True)) == {"dormant"}
    undo(as_maya, maya)
    with acting_as(maya):
        assert sorted(Contact.objects.values_list("stage", flat=True)) == ["heard_of", "met"]


def test_follow_up_leaves_out_who_wants_no_contact_and_undo(as_maya: Client, maya: User) -> None:
    people = make.contacts(maya, 2)
    with acting_as(maya):
        Contact.objects.get(pk=people[0].pk).move_to("do_not_contact", now=timezone.now())
    do(as_maya, "follow_up", people, what="Greet", due_on="2027-01-04")
    with acting_as(maya):
        assert FollowUp.objects.get().contact_id == people[1].pk
        assert Contact.objects.get(pk=people[1].pk).next_step == "Greet"
    undo(as_maya, maya)
    with acting_as(maya):
        assert Contact.objects.get(pk=people[1].pk).next_step == ""


def test_delete_and_undo(as_maya: Client, maya: User) -> None:
    people = make.contacts(maya, 3)
    do(as_maya, "delete", people[:2])
    with acting_as(maya):
        assert Contact.objects.kept().count() == 1
    undo(as_maya, maya)
    undo(as_maya, maya)
    with acting_as(maya):
        assert Contact.objects.kept().count() == 3


def test_the_whole_filter_is_meant_and_nobody_else(as_maya: Client, maya: User, omar: User) -> None:
    make.contacts(maya, 40, source="friend")
    professor = make.contact(maya, "Prof", source="professor")
    theirs = make.contact(omar, "Omar's friend", source="friend")
    as_maya.post(URL, {"do": "delete", "everybody": "1", "query": "family=personal"})
    with acting_as(maya):
        assert [who.pk for who in Contact.objects.kept()] == [professor.pk]
    with acting_as(omar):
        theirs.refresh_from_db()
        assert theirs.deleted_at is None


def test_ids_of_others_change_nothing(as_omar: Client, maya: User) -> None:
    people = make.contacts(maya, 2)
    do(as_omar, "delete", people)
    do(as_omar, "tag", people, tag="mine")
    with acting_as(maya):
        assert Contact.objects.kept().count() == 2
        assert not ContactTag.objects.exists()
        change = bulk.delete_contacts(Contact.objects.all(), owner=maya, now=timezone.now())
    assert as_omar.post(f"{URL}{change.pk}/undo/").status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"do": "delete"}, {"do": "evil", "contact": ["1"]}, {"do": "tag", "contact": ["1"]},
        {"do": "tag", "contact": ["1"], "tag": "…"}, {"do": "stage", "contact": ["1"]},
        {"do": "follow_up", "contact": ["1"], "due_on": "nonsense"},
        {"do": "delete", "contact": ["abc", "-1", "9" * 30]},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_kindly(as_maya: Client, maya: User, sent: Any) -> None:
    contact = make.contact(maya)
    assert as_maya.post(URL, sent).status_code == 302
    with acting_as(maya):
        contact.refresh_from_db()
        assert contact.deleted_at is None
        assert not FollowUp.objects.exists()


def test_trash_restore_and_undo_toast(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya, "Dana Okafor")
    response = as_maya.post(f"/contacts/{contact.pk}/trashing/", follow=True)
    assert f'action="/contacts/{contact.pk}/restoration/"' in response.content.decode()
    assert "Dana Okafor" in as_maya.get("/contacts/trash/").content.decode()
    assert "in the trash" in as_maya.get(f"/contacts/{contact.pk}/").content.decode()
    as_maya.post(f"/contacts/{contact.pk}/restoration/")
    with acting_as(maya):
        assert Contact.objects.kept().count() == 1


def test_removing_for_good_takes_everything_of_theirs(as_maya: Client, maya: User) -> None:
    dana = make.contact(maya, "Dana", organization="3M", email="d@example.com", note="x")
    marcus = make.contact(maya, "Marcus", referred_by=dana)
    make.meeting(dana, summary="alone")
    make.meeting(dana, marcus, summary="together")
    make.follow_up(dana)
    assert as_maya.post(f"/contacts/{dana.pk}/purge/").status_code == 404
    as_maya.post(f"/contacts/{dana.pk}/trashing/")
    assert as_maya.post(f"/contacts/{dana.pk}/purge/").status_code == 302
    with acting_as(maya):
        assert [who.full_name for who in Contact.objects.all()] == ["Marcus"]
        marcus.refresh_from_db()
        assert marcus.referred_by_id is None
        assert Meeting.objects.get().summary == "together"
        assert not FollowUp.objects.exists()


def test_the_purge_takes_only_what_is_old(maya: User) -> None:
    old, new = make.contacts(maya, 2)
    now = timezone.now()
    with acting_as(maya):
        Contact.objects.filter(pk=old.pk).put_in_trash(now=now - timedelta(days=31))
        Contact.objects.filter(pk=new.pk).put_in_trash(now=now - timedelta(days=29))
        assert purging.purge_trash(now=now) == 1
        assert purging.purge_trash(now=now) == 0
        assert [who.pk for who in Contact.objects.all()] == [new.pk]


def test_ladder(as_omar: Client, as_ines: Client, anonymous: Client, maya: User) -> None:
    contact = make.contact(maya)
    for path in ("trashing", "restoration", "purge"):
        url = f"/contacts/{contact.pk}/{path}/"
        assert as_omar.post(url).status_code == 404
        assert as_ines.post(url).status_code == 403
        assert anonymous.post(url).status_code == 302
        assert as_omar.get(url).status_code == 405


def test_an_id_of_thousands_of_digits_is_nobody(as_maya: Client, maya: User) -> None:
    response = as_maya.post(URL, {"do": "tag", "tag": "x", "contact": ["9" * 5000]})
    assert response.status_code < 500
    with acting_as(maya):
        assert not ContactTag.objects.exists()
