"""The event's page, its trash, and being there."""

import pytest
import time_machine
from django.utils import timezone

from contacts.models import Event
from networkapp.db.acting import acting_as
from networkapp.time import days_after
from tests import make
from tests.cost import queries_of


@pytest.fixture
def today(maya):
    return maya.today(timezone.now())


@pytest.fixture
def event(maya, today):
    return make.event(maya, "Career fair", starts_on=today, look_for="Dana Okafor, 3M\nPeter Vang")


@pytest.fixture
def url(event):
    return f"/events/{event.pk}/"


def saved(event):
    with acting_as(event.owner_id):
        return Event.objects.get(pk=event.pk)


def test_people_to_look_for_are_ticked_when_met(maya, as_maya, event, url):
    make.contact(maya, "Dana Okafor", met_at=event)
    wanted = as_maya.get(url).context["look_for"]
    assert [(person.line, person.is_met) for person in wanted] == [
        ("Dana Okafor, 3M", True),
        ("Peter Vang", False),
    ]


def test_add_beside_a_name_fills_the_line(as_maya, url):
    page = as_maya.get(url, {"line": "Peter Vang"}).content.decode()
    assert 'name="line" value="Peter Vang"' in page


def test_i_am_here_now_lasts_until_the_end_of_my_day(maya, as_maya, event, url):
    as_maya.post(url + "presence/")
    until = saved(event).here_until_at
    assert until is not None
    assert maya.today(until) == days_after(maya.today(timezone.now()), 1)
    assert "You are here" in as_maya.get(url).content.decode()


def test_one_is_at_one_event_at_a_time(maya, as_maya, event, url, today):
    other = make.event(maya, "Breakfast", starts_on=today)
    as_maya.post(url + "presence/")
    as_maya.post(f"/events/{other.pk}/presence/")
    assert not saved(event).is_here(now=timezone.now())
    assert saved(other).is_here(now=timezone.now())


def test_leaving_ends_it(as_maya, event, url):
    as_maya.post(url + "presence/")
    as_maya.post(url + "presence/end/")
    assert not saved(event).is_here(now=timezone.now())


def test_nobody_is_at_an_event_of_another_day(maya, as_maya, today):
    event = make.event(maya, "Next week", starts_on=days_after(today, 7))
    answer = as_maya.post(f"/events/{event.pk}/presence/", follow=True)
    assert "This event is on another day" in answer.content.decode()
    assert saved(event).here_until_at is None


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Auckland", 2), ("Pacific/Honolulu", 1)])
def test_the_day_is_the_students_own(maya, as_maya, zone, day):
    maya.time_zone = zone
    maya.save(update_fields=["time_zone"])
    with time_machine.travel(make.aware(2027, 3, 1, 12), tick=False):
        event = make.event(maya, "Here", starts_on=make.aware(2027, 3, day).date())
        as_maya.force_login(maya, backend="accounts.backends.RolesBackend")
        as_maya.post(f"/events/{event.pk}/presence/")
        assert saved(event).is_here(now=timezone.now())


def test_trash_and_undo(as_maya, event, url):
    answer = as_maya.post(url + "trashing/", follow=True)
    assert "“Career fair” is in the trash." in answer.content.decode()
    assert f"{url}restoration/" in answer.content.decode()
    assert saved(event).deleted_at is not None
    assert "This event is in the trash" in as_maya.get(url).content.decode()
    as_maya.post(url + "restoration/")
    assert saved(event).deleted_at is None


ACTIONS = ["trashing/", "restoration/", "presence/", "presence/end/", "people/"]


@pytest.mark.parametrize("action", ["", *ACTIONS])
def test_another_students_event_is_not_found(as_omar, url, action):
    ask = as_omar.post if action else as_omar.get
    assert ask(url + action, {"line": "Dana"}).status_code == 404


@pytest.mark.parametrize("action", ["", *ACTIONS])
def test_signed_out_goes_to_sign_in(anonymous, url, action):
    assert anonymous.post(url + action).status_code == 302


@pytest.mark.parametrize("action", ["", *ACTIONS])
def test_staff_have_no_door(as_ines, url, action):
    assert as_ines.post(url + action).status_code == 403


@pytest.mark.parametrize("action", ["", *ACTIONS])
def test_a_wrong_verb_is_refused(as_maya, url, action):
    ask = as_maya.get if action else as_maya.post
    assert ask(url + action).status_code == 405


def test_the_page_costs_the_same_with_many_people(maya, as_maya, event, url):
    make.contact(maya, "Somebody", met_at=event)
    few = len(queries_of(as_maya, url))
    for person in make.contacts(maya, 12, met_at=event):
        make.follow_up(person, due_on=maya.today(timezone.now()))
    assert len(queries_of(as_maya, url)) == few <= 8
