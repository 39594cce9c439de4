"""Adding the people one meets at an event, in a row."""

import uuid

import pytest
from django.utils import timezone

from contacts.models import Contact, Meeting
from networkapp.db.acting import acting_as
from networkapp.time import days_after
from tests import htmx, make


@pytest.fixture
def today(maya):
    return maya.today(timezone.now())


@pytest.fixture
def event(maya, today):
    return make.event(maya, "Career fair", starts_on=today)


@pytest.fixture
def url(event):
    return f"/events/{event.pk}/people/"


def people_of(user):
    with acting_as(user):
        return list(Contact.objects.visible_to(user).select_related("source", "met_at"))


def meetings_of(user):
    with acting_as(user):
        return list(Meeting.objects.visible_to(user).kept())


def test_a_line_makes_a_contact_met_here_today(maya, as_maya, event, url, today):
    answer = as_maya.post(url, {"line": "Dana Okafor, brand manager, 3M"})
    assert answer.status_code == 302
    (dana,) = people_of(maya)
    assert (dana.full_name, dana.title, dana.organization_name) == (
        "Dana Okafor",
        "brand manager",
        "3M",
    )
    assert (dana.source.key, dana.met_at, dana.met_on) == ("event", event, today)
    assert (dana.stage, dana.last_contact_on) == ("met", today)
    (meeting,) = meetings_of(maya)
    assert (meeting.kind, meeting.event_id, meeting.met_on) == ("event", event.pk, today)


def test_htmx_gets_the_list_grown_and_an_empty_line_with_the_focus(maya, as_maya, url):
    answer = htmx.post(as_maya, url, {"line": "Dana Okafor"}, target="people-met")
    piece = answer.content.decode()
    assert piece.strip().startswith('<section class="card" id="people-met"')
    assert "Dana Okafor" in piece
    assert 'name="line" value=""' in piece
    assert "data-focus" in piece
    assert "contact-changed" in answer["HX-Trigger"]


def test_enter_pressed_twice_adds_one(maya, as_maya, url):
    sent = {"line": "Dana Okafor", "once": str(uuid.uuid4())}
    htmx.post(as_maya, url, sent, target="people-met")
    again = htmx.post(as_maya, url, sent, target="people-met")
    assert [person.full_name for person in people_of(maya)] == ["Dana Okafor"]
    assert again.status_code == 200


def test_somebody_known_is_asked_about(maya, as_maya, url):
    make.contact(maya, "Dana Okafor", title="Brand manager", organization="3M")
    answer = as_maya.post(url, {"line": "Dana Okafor, brand manager, 3M"})
    assert answer.status_code == 422
    assert "You know Dana Okafor already" in answer.content.decode()
    assert len(people_of(maya)) == 1


def test_the_same_person_is_noted_as_met_again_once(maya, as_maya, event, url):
    dana = make.contact(maya, "Dana Okafor")
    for _press in range(2):
        as_maya.post(url, {"line": "Dana Okafor", "same": dana.pk})
    assert len(people_of(maya)) == 1
    assert len(meetings_of(maya)) == 1
    assert "And saw again" in as_maya.get(f"/events/{event.pk}/").content.decode()


def test_somebody_else_by_the_same_name_is_added(maya, as_maya, url):
    make.contact(maya, "Dana Okafor")
    as_maya.post(url, {"line": "Dana Okafor", "anyway": "1"})
    assert len(people_of(maya)) == 2


def test_another_students_contact_is_nobody(maya, omar, as_maya, url):
    theirs = make.contact(omar, "Dana Okafor")
    assert as_maya.post(url, {"line": "Dana", "same": theirs.pk}).status_code == 404
    assert meetings_of(maya) == meetings_of(omar) == []


def test_people_of_a_past_event_were_met_on_its_last_day(maya, as_maya, today):
    event = make.event(
        maya, "Summit", starts_on=days_after(today, -9), ends_on=days_after(today, -8)
    )
    as_maya.post(f"/events/{event.pk}/people/", {"line": "Dana Okafor"})
    (dana,) = people_of(maya)
    assert dana.met_on == days_after(today, -8)


def test_nobody_is_met_at_an_event_to_come(maya, as_maya, today):
    event = make.event(maya, "Next week", starts_on=days_after(today, 7))
    answer = as_maya.post(f"/events/{event.pk}/people/", {"line": "Dana Okafor"})
    assert answer.status_code == 422
    assert people_of(maya) == []


WRONG = ["", "   ", ", brand manager", "x" * 5000, "n" * 300 + ", x", "a\x00"]


@pytest.mark.parametrize("line", WRONG)
def test_what_is_no_name_is_kindly_refused(maya, as_maya, url, line):
    answer = as_maya.post(url, {"line": line})
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert people_of(maya) == []


@pytest.mark.parametrize("name", ["يوسف حداد", "Zoë 🎈", "José García", "Sukanya"])
def test_any_name_is_kept_as_it_is(maya, as_maya, url, name):
    as_maya.post(url, {"line": name})
    assert [person.full_name for person in people_of(maya)] == [name]
