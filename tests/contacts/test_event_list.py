"""The list of events."""

import pytest
from django.utils import timezone

from networkapp.time import days_after
from tests import make
from tests.cost import queries_of

URL = "/events/"


@pytest.fixture
def today(maya):
    return maya.today(timezone.now())


def test_events_to_come_stand_first_by_day(maya, as_maya, today):
    make.event(maya, "Later", starts_on=days_after(today, 9))
    make.event(maya, "Sooner", starts_on=days_after(today, 2))
    make.event(maya, "Over", starts_on=days_after(today, -2))
    page = as_maya.get(URL).content.decode()
    assert page.index("Sooner") < page.index("Later")
    assert "Over" not in page


def test_past_events_say_how_many_people_were_met(maya, as_maya, today):
    fair = make.event(maya, "Fair", starts_on=days_after(today, -2))
    make.contact(maya, "Dana Okafor", met_at=fair)
    page = as_maya.get(URL, {"when": "past"}).content.decode()
    assert "Fair" in page
    assert "1 person met" in page


def test_a_long_event_that_has_begun_is_still_coming(maya, as_maya, today):
    make.event(maya, "Summit", starts_on=days_after(today, -1), ends_on=days_after(today, 1))
    assert "Summit" in as_maya.get(URL).content.decode()
    assert "Summit" not in as_maya.get(URL, {"when": "past"}).content.decode()


def test_search_finds_by_name_and_place(maya, as_maya, today):
    make.event(maya, "Career fair", starts_on=today)
    make.event(maya, "Breakfast", place="Student center", starts_on=today)
    page = as_maya.get(URL, {"q": "CENTER"}).content.decode()
    assert "Breakfast" in page
    assert "Career fair" not in page


def test_htmx_gets_the_results_alone(maya, as_maya, today):
    make.event(maya, "Career fair", starts_on=today)
    answer = as_maya.get(URL, headers={"HX-Request": "true", "HX-Target": "results"})
    assert answer.content.decode().strip().startswith('<div id="results"')


def test_pages_follow_each_other(maya, as_maya, today):
    for number in range(30):
        make.event(maya, f"Event {number:02}", starts_on=days_after(today, number))
    first = as_maya.get(URL)
    assert "Event 24" in first.content.decode()
    assert "Event 25" not in first.content.decode()
    second = as_maya.get(URL, {"after": first.context["slice"].next}).content.decode()
    assert "Event 25" in second
    assert "Event 24" not in second


def test_an_empty_list_says_what_to_do(as_maya):
    page = as_maya.get(URL).content.decode()
    assert "Write down an event" in page
    assert "/events/new/" in page


def test_another_students_events_are_not_there(maya, as_omar, today):
    make.event(maya, "Career fair", starts_on=today)
    assert "Career fair" not in as_omar.get(URL).content.decode()


@pytest.mark.parametrize("query", ["after=nonsense", "q=%00", "when=never", "before=%F0"])
def test_a_strange_query_breaks_nothing(as_maya, query):
    assert as_maya.get(f"{URL}?{query}").status_code in {200, 400}


def test_staff_have_no_door(as_ines):
    assert as_ines.get(URL).status_code == 403


def test_signed_out_goes_to_sign_in(anonymous):
    answer = anonymous.get(URL)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_a_wrong_verb_is_refused(as_maya):
    assert as_maya.post(URL).status_code == 405


def test_the_list_costs_the_same_with_many_events(maya, as_maya, today):
    make.event(maya, "One", starts_on=today)
    few = len(queries_of(as_maya, URL))
    for number in range(25):
        event = make.event(maya, f"Event {number}", starts_on=today)
        make.contact(maya, f"Person {number}", met_at=event)
    assert len(queries_of(as_maya, URL)) == few <= 8
