"""Logging meetings, changing them, and what they do to stage and clock."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contacts.meetings import InTheFuture
from contacts.models import Contact, FollowUp, Meeting
from networkapp.db.acting import acting_as
from networkapp.time import days_after, days_before
from tests import htmx, make


def today(user: User) -> Any:
    return user.today(timezone.now())


def log(client: Client, contact: Contact, **more: Any) -> Any:
    sent = {"kind": "in_person", "met_on": today(contact.owner).isoformat()} | more
    return client.post(f"/contacts/{contact.pk}/meetings/", sent)


def test_it_logs_and_resets_the_clock(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    yesterday = days_before(today(maya), 1)
    response = log(as_maya, contact, met_on=yesterday.isoformat(), summary="Brands")
    assert response["Location"] == f"/contacts/{contact.pk}/"
    with acting_as(maya):
        contact.refresh_from_db()
        assert contact.last_contact_on == yesterday
        assert contact.met_on == yesterday
        assert contact.stage == "met"
        assert "brands" in contact.private.search_text
    text = as_maya.get(f"/contacts/{contact.pk}/").content.decode()
    assert "Brands" in text
    assert "yesterday" in text


def test_htmx_redraws_the_form_and_announces(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    sent = {"kind": "call", "met_on": today(maya).isoformat()}
    response = htmx.post(as_maya, f"/contacts/{contact.pk}/meetings/", sent, target="log")
    assert response["HX-Trigger"] == "contact-changed"
    text = response.content.decode()
    assert 'id="log"' in text
    assert "Logged." in text
    assert "<html" not in text


@pytest.mark.parametrize(
    ("kind", "direction", "stage"),
    [
        ("mail", "by_me", "contacted"), ("message", "by_them", "in_conversation"),
        ("call", "by_me", "met"), ("event", "by_me", "met"),
    ],
)  # fmt: skip
def test_the_stage_follows(
    as_maya: Client, maya: User, kind: str, direction: str, stage: str
) -> None:
    contact = make.contact(maya)
    log(as_maya, contact, kind=kind, direction=direction)
    with acting_as(maya):
        contact.refresh_from_db()
    assert contact.stage == stage


def test_a_day_to_come_becomes_a_plan(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    day = days_after(today(maya), 3)
    log(as_maya, contact, met_on=day.isoformat(), summary="Lunch")
    with acting_as(maya):
        assert not Meeting.objects.exists()
        plan = FollowUp.objects.get()
        assert (plan.due_on, plan.what, plan.kind) == (day, "Lunch", "meet")


def test_promises_become_follow_ups_of_the_meeting(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    due = days_after(today(maya), 7)
    log(as_maya, contact, i_promised="Send my résumé", i_promised_by=due.isoformat(),
        they_promised="Introduce Marcus")  # fmt: skip
    with acting_as(maya):
        mine, theirs = FollowUp.objects.order_by("side").values_list("side", "what", "due_on")[::-1]
        assert FollowUp.objects.filter(meeting__isnull=False).count() == 2
    assert {mine, theirs} == {("me", "Send my résumé", due), ("them", "Introduce Marcus", None)}


def test_several_people_share_one_meeting(as_maya: Client, maya: User) -> None:
    dana, marcus = make.contact(maya, "Dana Okafor"), make.contact(maya, "Marcus Bell")
    log(as_maya, dana, others="marcus bell")
    with acting_as(maya):
        assert Meeting.objects.count() == 1
        marcus.refresh_from_db()
        assert marcus.last_contact_on == today(maya)
    assert "Marcus Bell" in as_maya.get(f"/contacts/{dana.pk}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"met_on": ""}, "met_on"), ({"met_on": "2026-02-30"}, "met_on"),
        ({"kind": "telepathy"}, "kind"), ({"summary": "x" * 10_001}, "summary"),
        ({"others": "Nobody Known"}, "others"), ({"event": "999999"}, "event"),
        ({"i_promised": "p" * 201}, "i_promised"),
    ],
)  # fmt: skip
def test_bad_input(as_maya: Client, maya: User, wrong: dict[str, str], field: str) -> None:
    contact = make.contact(maya)
    response = log(as_maya, contact, **({"summary": "kept text"} | wrong))
    assert response.status_code == 422
    assert field in response.context_data["log_form"].errors
    if "summary" not in wrong:
        assert "kept text" in response.content.decode()
    with acting_as(maya):
        assert not Meeting.objects.exists()


def test_people_of_others_are_not_found_by_name(as_maya: Client, maya: User, omar: User) -> None:
    make.contact(omar, "Secret Person")
    contact = make.contact(maya)
    response = log(as_maya, contact, others="Secret Person")
    assert "None of your contacts" in response.content.decode()


def test_another_students_contact_is_not_found(as_omar: Client, maya: User) -> None:
    assert log(as_omar, make.contact(maya)).status_code == 404


def test_deleting_puts_the_clock_back_and_undo_forward(as_maya: Client, maya: User) -> None:
    contact, day = make.contact(maya), today(maya)
    make.meeting(contact, met_on=days_before(day, 30))
    newest = make.meeting(contact, met_on=day)
    as_maya.post(f"/meetings/{newest.pk}/trashing/")
    with acting_as(maya):
        contact.refresh_from_db()
        assert contact.last_contact_on == days_before(day, 30)
    as_maya.post(f"/meetings/{newest.pk}/restoration/")
    with acting_as(maya):
        contact.refresh_from_db()
        assert contact.last_contact_on == day


def test_an_edit_and_a_stale_edit(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    meeting = make.meeting(contact, summary="first")
    sent = {"kind": "call", "met_on": today(maya).isoformat(), "direction": "by_me", "version": 1}
    url = f"/meetings/{meeting.pk}/edit/"
    assert as_maya.get(url).status_code == 200
    assert as_maya.post(url, sent | {"summary": "second"}).status_code == 302
    stale = as_maya.post(url, sent | {"summary": "third"})
    assert stale.status_code == 409
    assert "second" in stale.content.decode()
    assert "third" in stale.content.decode()
    tomorrow = days_after(today(maya), 1).isoformat()
    assert as_maya.post(url, sent | {"met_on": tomorrow, "version": 2}).status_code == 422


def test_the_verb_refuses_the_future(maya: User) -> None:
    contact = make.contact(maya)
    with pytest.raises(InTheFuture):
        make.meeting(contact, met_on=days_after(today(maya), 1))


@pytest.mark.parametrize("path", ["edit/", "trashing/", "restoration/"])
def test_meetings_of_others_are_not_found(as_omar: Client, maya: User, path: str) -> None:
    meeting = make.meeting(make.contact(maya))
    assert as_omar.post(f"/meetings/{meeting.pk}/{path}").status_code == 404
