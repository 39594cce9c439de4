"""Changing an event, and somebody else changing it meanwhile."""

import pytest

from contacts.models import Event
from networkapp.db.acting import acting_as
from tests import make

GOOD = {"name": "Spring fair", "kind": "career_fair", "starts_on": "2027-04-03"}


@pytest.fixture
def event(maya):
    return make.event(maya, "Career fair")


@pytest.fixture
def url(event):
    return f"/events/{event.pk}/edit/"


def saved(event):
    with acting_as(event.owner_id):
        return Event.objects.get(pk=event.pk)


def test_it_is_saved_and_counted_up(as_maya, event, url):
    answer = as_maya.post(url, GOOD | {"version": 1})
    assert answer["Location"] == f"/events/{event.pk}/"
    assert (saved(event).name, saved(event).version) == ("Spring fair", 2)


def test_a_stale_edit_shows_both_and_keeps_what_was_typed(as_maya, event, url):
    as_maya.post(url, GOOD | {"version": 1, "place": "Marshall"})
    answer = as_maya.post(url, GOOD | {"version": 1, "name": "Autumn fair", "place": "Mankato"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Marshall" in page
    assert "Mankato" in page
    assert 'name="version" value="2"' in page
    assert saved(event).name == "Spring fair"


def test_saving_again_after_a_conflict_is_a_choice_that_counts(as_maya, event, url):
    as_maya.post(url, GOOD | {"version": 1})
    as_maya.post(url, GOOD | {"version": 2, "name": "Autumn fair"})
    assert saved(event).name == "Autumn fair"


def test_a_missing_version_overwrites_nothing(as_maya, event, url):
    assert as_maya.post(url, GOOD).status_code == 409
    assert saved(event).name == "Career fair"


def test_what_is_wrong_is_said(as_maya, event, url):
    answer = as_maya.post(url, GOOD | {"version": 1, "name": ""})
    assert answer.status_code == 422
    assert saved(event).name == "Career fair"


def test_another_students_event_is_not_found(as_omar, event, url):
    assert as_omar.get(url).status_code == 404
    assert as_omar.post(url, GOOD | {"version": 1}).status_code == 404
    assert saved(event).name == "Career fair"


def test_signed_out_goes_to_sign_in(anonymous, url):
    assert anonymous.get(url).status_code == 302


def test_a_wrong_verb_is_refused(as_maya, url):
    assert as_maya.put(url).status_code == 405
