"""One line adds a person."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contacts import events
from contacts.adding import QuickLine, read_line
from contacts.models import Contact, Meeting
from networkapp.db.acting import acting_as
from tests import htmx, make
from tests.contacts.test_contact_people import source_id

URL = "/contacts/quick/"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Dana", QuickLine("Dana")),
        ("Dana Okafor, brand manager, 3M", QuickLine("Dana Okafor", "brand manager", "3M")),
        ("Dana, brand manager at 3M", QuickLine("Dana", "brand manager", "3M")),
        ("Dana, at 3M", QuickLine("Dana", "", "3M")),
        ("Dana, analyst, Smith, Jones & Co", QuickLine("Dana", "analyst", "Smith, Jones & Co")),
        (" , analyst", QuickLine("", "analyst")),
    ],
)
def test_the_line_is_read(text: str, read: QuickLine) -> None:
    assert read_line(text) == read


def test_it_adds(as_maya: Client, maya: User) -> None:
    sent = {"line": "Dana Okafor, brand manager, 3M", "source": source_id("friend")}
    response = as_maya.post(URL, sent)
    with acting_as(maya):
        contact = Contact.objects.get()
    assert response["Location"] == f"/contacts/{contact.pk}/"
    assert contact.headline == "brand manager, 3M"


def test_htmx_is_led_to_the_new_page(as_maya: Client, maya: User) -> None:
    sent = {"line": "Dana", "source": source_id("friend")}
    response = htmx.post(as_maya, URL, sent, target="quick-add-form")
    assert response["HX-Redirect"].startswith("/contacts/")


def test_add_and_another_keeps_source(as_maya: Client, maya: User) -> None:
    sent = {"line": "Dana", "source": source_id("coach"), "then": "another"}
    response = htmx.post(as_maya, URL, sent, target="quick-add-form")
    assert response.context_data["form"].initial["source"] == source_id("coach")
    assert "Dana is in your network now" in response.content.decode()
    plain = as_maya.post(URL, sent | {"line": "Eve"})
    assert f"source={source_id('coach')}" in plain["Location"]


def test_somebody_likely_the_same_is_asked_about_once(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor", organization="3M")
    sent = {"line": "Dana Okafor, analyst, 3M Company", "source": source_id("friend")}
    sent["line"] = "Dana Okafor, analyst, 3M"
    asked = as_maya.post(URL, sent)
    assert asked.status_code == 422
    assert "same name and employer" in asked.content.decode()
    assert as_maya.post(URL, sent | {"keep_both": "on"}).status_code == 302
    with acting_as(maya):
        assert Contact.objects.count() == 2


def test_twins_show_while_typing_and_only_my_own(
    as_maya: Client, as_omar: Client, maya: User
) -> None:
    make.contact(maya, "Dana Okafor")
    url = "/contacts/quick/twins/?line=dana+okafor"
    assert "Dana Okafor" in htmx.get(as_maya, url, target="twins").content.decode()
    assert "Okafor" not in htmx.get(as_omar, url, target="twins").content.decode()


def test_at_an_event_people_are_met_there(as_maya: Client, maya: User) -> None:
    fair = make.event(maya, "Career fair")
    sent = {"line": "Dana, recruiter, 3M", "source": source_id("event"), "event": fair.pk}
    as_maya.post(URL, sent)
    with acting_as(maya):
        contact = Contact.objects.get()
        assert contact.met_at == fair
        assert contact.stage == "met"
        assert Meeting.objects.get().event == fair


def test_while_here_the_event_is_filled_in(as_maya: Client, maya: User) -> None:
    fair = make.event(maya, "Career fair")
    with acting_as(maya):
        events.start_being_here(fair, now=timezone.now())
    form = as_maya.get(URL).context_data["form"]
    assert form.initial["event"] == fair.pk
    assert form.initial["source"] == source_id("event")


@pytest.mark.parametrize("line", ["", "   ", ", x", "x" * 601, "y" * 300, "\x00"])
def test_bad_lines_are_told_kindly(as_maya: Client, maya: User, line: str) -> None:
    response = as_maya.post(URL, {"line": line, "source": source_id("friend")})
    assert response.status_code == 422
    assert response.context_data["form"].errors["line"]


def test_anothers_event_is_no_choice(as_omar: Client, maya: User, omar: User) -> None:
    fair = make.event(maya)
    sent = {"line": "Dana", "source": source_id("friend"), "event": fair.pk}
    assert as_omar.post(URL, sent).status_code == 422
    with acting_as(omar):
        assert not Contact.objects.exists()


def test_signed_out_and_wrong_verb(anonymous: Client, as_maya: Client) -> None:
    assert anonymous.post(URL, {"line": "X"}).status_code == 302
    assert as_maya.delete(URL).status_code == 405
