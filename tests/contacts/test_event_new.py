"""Making an event."""

import uuid

import pytest
from django.utils import timezone

from contacts.models import Event
from networkapp.db.acting import acting_as

URL = "/events/new/"
GOOD = {"name": "Career fair", "kind": "career_fair", "starts_on": "2026-12-03"}


def events_of(user):
    with acting_as(user):
        return list(Event.objects.visible_to(user))


def test_a_name_and_a_day_are_enough(maya, as_maya):
    answer = as_maya.post(URL, GOOD)
    (event,) = events_of(maya)
    assert answer["Location"] == f"/events/{event.pk}/"
    assert event.name == "Career fair"


def test_the_form_begins_with_today(maya, as_maya):
    today = maya.today(timezone.now()).isoformat()
    assert f'value="{today}"' in as_maya.get(URL).content.decode()


def test_a_double_click_makes_one(maya, as_maya):
    sent = GOOD | {"once": str(uuid.uuid4())}
    first, second = as_maya.post(URL, sent), as_maya.post(URL, sent)
    assert first["Location"] == second["Location"]
    assert len(events_of(maya)) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": "x" * 5000}, "Please keep this under 200 characters (5,000 now)."),
        ({"kind": "circus"}, "Please choose one from the list."),
        ({"starts_on": "2027-02-29"}, "29 Feb 2027 does not exist."),
        ({"starts_on": "soon"}, "Please write the date like"),
        ({"ends_on": "2026-12-01"}, "The last day comes after the first."),
        ({"starts_at_time": "25:99"}, "Please write the time like 17:30."),
        ({"starts_at_time": "17:00", "ends_at_time": "16:00"}, "It ends after it begins."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(maya, as_maya, wrong, said):
    answer = as_maya.post(URL, GOOD | {"place": "Kept"} | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Kept" in page
    assert events_of(maya) == []


@pytest.mark.parametrize("name", ["مؤتمر", "Fair 🎉", "<script>alert(1)</script>", "a\x00b"])
def test_any_name_is_saved_or_kindly_refused(maya, as_maya, name):
    answer = as_maya.post(URL, GOOD | {"name": name})
    if "\x00" in name:
        assert answer.status_code == 422
    else:
        page = as_maya.get(answer["Location"]).content.decode()
        assert "<script>alert" not in page
        assert [event.name for event in events_of(maya)] == [name]


def test_staff_have_no_door(as_ines):
    assert as_ines.post(URL, GOOD).status_code == 403


def test_signed_out_goes_to_sign_in(anonymous):
    assert anonymous.post(URL, GOOD).status_code == 302


def test_a_wrong_verb_is_refused(as_maya):
    assert as_maya.delete(URL).status_code == 405
