"""Other ways in: pasted names, a pasted e-mail, a meeting logged from anywhere; saved views."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contacts.mail_reading import read_mail
from contacts.models import Contact, ContactImport, Meeting, SavedView
from contacts.pasting import as_csv, read_lines
from networkapp.db.acting import acting_as
from networkapp.time import days_after
from tests import make
from tests.contacts.test_contact_people import form, source_id

MAIL = """From: Dana Okafor <dana@example.com>
To: "Maya Lind" <maya@example.edu>
Date: Fri, 20 Nov 2026 23:30:00 -0600
Subject: Coffee next week

Happy to talk about brands.
"""


def test_pasted_lines_become_a_preview(as_maya: Client, maya: User) -> None:
    sent = {"lines": "Dana Okafor, brand manager, 3M\n\n , nobody\nMarcus Bell\nx@example.com",
            "source": source_id("friend")}  # fmt: skip
    response = as_maya.post("/contacts/paste/", sent)
    with acting_as(maya):
        contact_import = ContactImport.objects.get()
        assert response["Location"] == f"/contacts/imports/{contact_import.pk}/"
        assert not Contact.objects.exists()


def test_lines_are_read_as_quick_lines_are() -> None:
    lines = read_lines("Dana, analyst at 3M\n=cmd()\n\nx@example.com\n=cmd()\n")
    assert as_csv(lines).decode().splitlines()[1:] == [
        "Dana,analyst,3M,", "=cmd(),,,", ",,,x@example.com",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name", "title", "organization", "email"),
    [
        ("- Per Olsen\tManager\tTarget", "Per Olsen", "Manager", "Target", ""),
        ("3. Kari Moe <Kari@Example.com>", "Kari Moe", "", "", "kari@example.com"),
        ("• Ana; analyst; 3M; ana@example.com", "Ana", "analyst", "3M", "ana@example.com"),
        ("7 Eleven Person", "7 Eleven Person", "", "", ""),
    ],
)
def test_lines_of_lists_and_mails_are_understood(
    line: str, name: str, title: str, organization: str, email: str
) -> None:
    (read,) = read_lines(line)
    assert (read.who.name, read.who.title, read.who.organization) == (name, title, organization)
    assert read.email == email


@pytest.mark.parametrize("lines", ["", "\n\n", ", x\n, y", "a\n" * 501])
def test_nothing_to_paste_is_told(as_maya: Client, lines: str) -> None:
    sent = {"lines": lines, "source": source_id("friend")}
    response = as_maya.post("/contacts/paste/", sent)
    assert response.status_code == 422
    assert "lines" in response.context_data["form"].errors


def test_a_pasted_mail_fills_the_form(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor", email="dana@example.com")
    response = as_maya.post("/meetings/new/", {"mail": MAIL, "read": "1"})
    said = response.context_data["form"].initial
    assert said["others"] == "Dana Okafor"
    assert said["kind"] == "mail"
    assert said["direction"] == "by_them"
    assert said["met_on"].isoformat() == "2026-11-20"
    assert "Happy to talk" in said["summary"]
    with acting_as(maya):
        assert not Meeting.objects.exists()


def test_a_mail_of_mine_went_out_and_strangers_are_named(maya: User, omar: User) -> None:
    make.contact(omar, "Secret", email="dana@example.com")
    with acting_as(maya):
        read = read_mail(
            MAIL.replace("Dana Okafor <dana@example.com>", "maya@example.edu").replace(
                '"Maya Lind" <maya@example.edu>', "dana@example.com"
            ),
            owner=maya,
            zone=maya.zone,
        )
    assert read.direction == "by_me"
    assert read.contacts == []
    assert read.unknown == ["dana@example.com"]


@pytest.mark.parametrize("text", ["", "no headers at all", "Date: nonsense\n\nx", "\x00", "From:"])
def test_any_text_is_read_without_a_fault(as_maya: Client, text: str) -> None:
    assert as_maya.post("/meetings/new/", {"mail": text, "read": "1"}).status_code == 200


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Chicago"])
@pytest.mark.parametrize(
    "text",
    [
        "From: " + "(" * 5000 + "\n\nx",
        "From: " + "(" * 1990 + "\nTo: " + "<(" * 990 + "\n\nx",
        "Date: Fri, 31 Dec 9999 23:59:59 -1200\n\nx",
        "Date: " + "9" * 5000 + "\n\nx",
    ],
)
def test_headers_made_to_hurt_are_left_out(maya: User, text: str, zone: str) -> None:
    with acting_as(maya):
        read = read_mail(text, owner=maya, zone=ZoneInfo(zone))
    assert (read.on, read.contacts, read.unknown) == (None, [], [])


def test_a_meeting_is_logged_from_anywhere(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor")
    make.contact(maya, "Marcus Bell")
    today = maya.today(timezone.now()).isoformat()
    sent = {"others": "dana okafor; Marcus Bell", "kind": "call", "met_on": today}
    assert as_maya.get("/meetings/new/").status_code == 200
    response = as_maya.post("/meetings/new/", sent)
    assert response.status_code == 302
    with acting_as(maya):
        assert Meeting.objects.get().participants.count() == 2


@pytest.mark.parametrize("wrong", [{"others": ""}, {"others": "Nobody"}, {"met_on": "later"}])
def test_bad_input(as_maya: Client, maya: User, wrong: dict[str, str]) -> None:
    make.contact(maya, "Dana Okafor")
    today = maya.today(timezone.now()).isoformat()
    sent: dict[str, Any] = {"others": "Dana Okafor", "kind": "call", "met_on": today} | wrong
    assert as_maya.post("/meetings/new/", sent).status_code == 422


def test_a_day_to_come_is_no_meeting(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor")
    day = days_after(maya.today(timezone.now()), 2).isoformat()
    sent = {"others": "Dana Okafor", "kind": "call", "met_on": day}
    response = as_maya.post("/meetings/new/", sent)
    assert response.status_code == 422
    assert "has not come yet" in response.content.decode()


def test_a_view_is_kept_shown_and_forgotten(as_maya: Client, as_omar: Client, maya: User) -> None:
    make.contact(maya)
    as_maya.post("/contacts/views/", {"name": "My alumni", "query": "family=alumni&sort=recent"})
    as_maya.post("/contacts/views/", {"name": "my ALUMNI", "query": "family=alumni"})
    with acting_as(maya):
        view = SavedView.objects.get()
    assert view.query == "family=alumni"
    assert 'href="/contacts/?family=alumni"' in as_maya.get("/contacts/").content.decode()
    assert as_omar.post(f"/contacts/views/{view.pk}/removal/").status_code == 404
    as_maya.post(f"/contacts/views/{view.pk}/removal/")
    with acting_as(maya):
        assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "sent", [{}, {"name": "   ", "query": "cold=1"}, {"name": "x", "query": ""}]
)
def test_a_view_without_name_or_filter_is_not_kept(
    as_maya: Client, maya: User, sent: dict[str, str]
) -> None:
    assert as_maya.post("/contacts/views/", sent).status_code == 302
    with acting_as(maya):
        assert not SavedView.objects.exists()


def test_the_long_form_asks_about_a_twin_once(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor", email="dana@example.com")
    sent = form(full_name="D. Okafor", **{"channel-0-value": "dana@example.com"})
    asked = as_maya.post("/contacts/new/", sent)
    assert asked.status_code == 422
    assert "same address" in asked.content.decode()
    assert as_maya.post("/contacts/new/", sent | {"keep_both": "on"}).status_code == 302


def test_nothing_is_planned_about_who_asked_to_be_left_alone(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya, stage="do_not_contact")
    sent = {"kind": "write", "side": "me", "due_on": ""}
    response = as_maya.post(f"/contacts/{contact.pk}/follow-ups/", sent)
    assert response.status_code == 422
    assert "asked not to be contacted" in response.content.decode()


def test_the_trash_shows_meetings_and_events_too(as_maya: Client, maya: User) -> None:
    meeting = make.meeting(make.contact(maya, "Dana Okafor"), summary="We spoke")
    event = make.event(maya, "Career fair")
    as_maya.post(f"/meetings/{meeting.pk}/trashing/")
    as_maya.post(f"/events/{event.pk}/trashing/")
    as_maya.get("/contacts/")  # the toasts are read
    assert "We spoke" in as_maya.get("/contacts/trash/?show=meetings").content.decode()
    assert "Career fair" in as_maya.get("/contacts/trash/?show=events").content.decode()


def test_part_of_a_name_is_enough_when_one_fits(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Alice Brown")
    make.contact(maya, "Dana Okafor")
    today = maya.today(timezone.now()).isoformat()
    sent = {"others": "alice", "kind": "call", "met_on": today}
    assert as_maya.post("/meetings/new/", sent).status_code == 302
    make.contact(maya, "Alice Green")
    response = as_maya.post("/meetings/new/", sent)
    assert response.status_code == 422
    assert "whole name" in response.content.decode()


def test_somebody_new_is_added_when_one_says_so(as_maya: Client, maya: User) -> None:
    today = maya.today(timezone.now()).isoformat()
    sent = {"others": "Alicia New", "kind": "call", "met_on": today, "summary": "kept"}
    asked = as_maya.post("/meetings/new/", sent)
    assert asked.status_code == 422
    assert 'name="add_missing"' in asked.content.decode()
    assert "kept" in asked.content.decode()
    assert as_maya.post("/meetings/new/", sent | {"add_missing": "on"}).status_code == 302
    with acting_as(maya):
        assert Contact.objects.get().full_name == "Alicia New"
        assert Meeting.objects.get().participants.count() == 1
