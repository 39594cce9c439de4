"""The first day: import, three people, where to work."""

import uuid

import pytest

from contacts.models import Contact, Target
from insights.models import Dismissal
from networkapp.db.acting import acting_as
from tests import make

PEOPLE, WISHES = "/today/people/", "/today/wishes/"


def names_of(user):
    with acting_as(user):
        contacts = Contact.objects.visible_to(user).order_by("id")
        return list(contacts.values_list("full_name", "source__key"))


def wishes_of(user):
    with acting_as(user):
        targets = Target.objects.visible_to(user).order_by("id")
        return [(target.dimension, target.value) for target in targets]


def test_somebody_with_nobody_gets_three_steps(as_maya):
    page = as_maya.get("/").content.decode()
    assert "Three steps to a network" in page
    assert "sometimes a day later" in page
    assert "/imports/" in page or "/contacts/" in page


def test_three_people_are_added_together(maya, as_maya):
    sent = {
        "line_1": "Dana Okafor, brand manager, 3M",
        "source_1": "co-worker",
        "line_2": "",
        "line_3": "Aunt Karin",
        "source_3": "family",
    }
    answer = as_maya.post(PEOPLE, sent, follow=True)
    assert names_of(maya) == [("Dana Okafor", "co-worker"), ("Aunt Karin", "family")]
    assert "2 people are in your network." in answer.content.decode()


def test_one_wrong_line_saves_nobody_and_loses_nothing(maya, as_maya):
    answer = as_maya.post(PEOPLE, {"line_1": "Dana Okafor", "line_2": ", nobody"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Dana Okafor"' in page
    assert 'value=", nobody"' in page
    assert names_of(maya) == []


@pytest.mark.parametrize(
    "wrong",
    [{}, {"line_1": "  "}, {"line_1": "x" * 5000}, {"line_1": "Dana", "source_1": "enemy"}],
)
def test_what_is_wrong_is_said(maya, as_maya, wrong):
    answer = as_maya.post(PEOPLE, wrong)
    assert answer.status_code == 422
    assert "to put right" in answer.content.decode()
    assert names_of(maya) == []


def test_a_double_click_adds_them_once(maya, as_maya):
    sent = {"line_1": "Dana Okafor", "once": str(uuid.uuid4())}
    as_maya.post(PEOPLE, sent)
    as_maya.post(PEOPLE, sent)
    assert len(names_of(maya)) == 1


def test_wishes_are_kept_and_can_be_changed(maya, as_maya):
    as_maya.post(WISHES, {"industry_1": "Consumer goods", "area_1": "Marshall, MN"})
    assert wishes_of(maya) == [("industry", "Consumer goods"), ("area", "Marshall, MN")]
    page = as_maya.get(WISHES).content.decode()
    assert 'value="Marshall, MN"' in page
    as_maya.post(WISHES, {"industry_1": "Sports", "industry_2": "SPORTS", "profession_1": "Coach"})
    assert wishes_of(maya) == [("industry", "SPORTS"), ("profession", "Coach")]


def test_a_wish_that_is_too_long_is_said(maya, as_maya):
    answer = as_maya.post(WISHES, {"industry_1": "x" * 5000, "area_1": "Marshall"})
    assert answer.status_code == 422
    assert "Marshall" in answer.content.decode()
    assert wishes_of(maya) == []


def test_a_step_is_skipped_and_shows_so(maya, as_maya):
    page = as_maya.post("/today/steps/import/dismissal/", follow=True).content.decode()
    assert "skipped" in page
    assert "Import a file after all" in page


def test_all_steps_skipped_leave_todays_page(as_maya):
    page = as_maya.post("/today/steps/all/dismissal/", follow=True).content.decode()
    assert "Do next" in page
    assert "Getting started" not in page


def test_skipping_twice_is_harmless(maya, as_maya):
    for _press in range(2):
        as_maya.post("/today/steps/people/dismissal/")
    with acting_as(maya):
        assert Dismissal.objects.visible_to(maya).count() == 1


def test_an_unknown_step_is_not_found(as_maya):
    assert as_maya.post("/today/steps/dance/dismissal/").status_code == 404


def test_with_people_the_open_steps_stand_beside_today(maya, as_maya):
    make.contact(maya)
    page = as_maya.get("/").content.decode()
    assert "Do next" in page
    assert "Getting started" in page
    assert PEOPLE in page


def test_one_students_skipping_is_not_anothers(as_maya, as_omar):
    as_maya.post("/today/steps/all/dismissal/")
    assert "Three steps to a network" in as_omar.get("/").content.decode()


@pytest.mark.parametrize("url", [PEOPLE, WISHES, "/today/steps/all/dismissal/"])
def test_the_doors(anonymous, as_ines, url):
    assert anonymous.post(url).status_code == 302
    assert as_ines.post(url).status_code == 403


@pytest.mark.parametrize("url", [PEOPLE, WISHES])
def test_a_wrong_verb_is_refused(as_maya, url):
    assert as_maya.put(url).status_code == 405
