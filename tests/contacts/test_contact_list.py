"""The list of people: search, filters, sort, pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contacts.catalogues import area_for, industry_for, source_by_key
from contacts.editing import retag
from contacts.models import Contact, Position
from networkapp.db.acting import acting_as
from networkapp.time import days_before
from tests import htmx, make

URL = "/contacts/"


def names(response) -> list[str]:
    return [row.name for row in response.context_data["found"].rows]


def test_it_shows_my_people_by_name(as_maya: Client, maya: User) -> None:
    for name in ("Zoë Smith", "élodie Roux", "Bob Ray"):
        make.contact(maya, name)
    response = as_maya.get(URL)
    assert response.status_code == 200
    assert names(response) == ["Bob Ray", "élodie Roux", "Zoë Smith"]
    assert "3 people in your network" in response.content.decode()


def test_an_empty_network_says_what_to_do(as_maya: Client) -> None:
    assert "Import my network" in as_maya.get(URL).content.decode()


def test_htmx_gets_the_results_alone(as_maya: Client, maya: User) -> None:
    make.contact(maya)
    response = htmx.get(as_maya, URL, target="results")
    text = response.content.decode().strip()
    assert text.startswith('<div id="results"')
    assert "<html" not in text
    assert "HX-Request" in response["Vary"]


def test_any_other_target_gets_the_page(as_maya: Client, maya: User) -> None:
    make.contact(maya)
    assert "<html" in htmx.get(as_maya, URL, target="secret").content.decode()


def test_another_students_people_are_not_there(as_omar: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor")
    assert "Dana" not in as_omar.get(URL).content.decode()
    assert names(as_omar.get(URL + "?q=dana")) == []


def test_signed_out_is_led_to_sign_in(anonymous: Client) -> None:
    response = anonymous.get(URL)
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/contacts/"
    assert (
        htmx.get(anonymous, URL, target="results")
        .headers["HX-Redirect"]
        .startswith("/accounts/login/")
    )


@pytest.mark.parametrize("who", ["as_ines", "as_ada"])
def test_staff_and_admins_have_no_contacts(who: str, request: pytest.FixtureRequest) -> None:
    assert request.getfixturevalue(who).get(URL).status_code == 403


def test_only_get(as_maya: Client) -> None:
    assert as_maya.post(URL).status_code == 405


@pytest.mark.parametrize(
    "query",
    ["jose garcia", "JOSÉ", "garc", "acme", "engineer", "garcia acme", "brands", "mentor", "jg@"],
)
def test_search_finds_by_any_word_without_accents(as_maya: Client, maya: User, query: str) -> None:
    jose = make.contact(
        maya, "José García", organization="Acme, Inc.", title="Senior Engineer",
        email="jg@example.com", note="Knows all about brands",
    )  # fmt: skip
    make.contact(maya, "Bob Ray")
    with acting_as(maya):
        retag(jose, ["Mentor"])
    assert names(as_maya.get(URL, {"q": query})) == ["José García"]


@pytest.mark.parametrize("query", ["jose garica", "okafr", "dana okafro", "garzia"])
def test_a_typo_still_finds(as_maya: Client, maya: User, query: str) -> None:
    make.contact(maya, "José García")
    make.contact(maya, "Dana Okafor")
    response = as_maya.get(URL, {"q": query})
    assert len(names(response)) == 1
    assert "These are similar" in response.content.decode()


def test_nothing_like_it_finds_nobody(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor")
    response = as_maya.get(URL, {"q": "zzzzqq"})
    assert names(response) == []
    assert "Nobody found" in response.content.decode()


@pytest.mark.parametrize("query", ["%", "_", "100%", "\\", "a%b", "' or 1=1 --"])
def test_signs_in_a_search_mean_themselves(as_maya: Client, maya: User, query: str) -> None:
    make.contact(maya, "Dana Okafor")
    assert names(as_maya.get(URL, {"q": query})) == []


def test_filters_narrow(as_maya: Client, maya: User) -> None:
    today = maya.today(timezone.now())
    with acting_as(maya):
        marshall = area_for(maya, "Marshall, MN")
    dana = make.contact(maya, "Dana", source="alumni-other", area=marshall, organization="3M")
    make.contact(maya, "Omar", source="friend", stage="met")
    with acting_as(maya):
        retag(dana, ["brand"])
        Position.objects.update(industry=industry_for(maya, "Retail"))
        tag, retail = dana.contact_tags.get().tag_id, Position.objects.get().industry_id
        minnesota = marshall.parent_id if marshall else 0
        alumni = source_by_key("alumni-other").pk
    make.follow_up(dana, due_on=today)
    for query in (
        {"family": "alumni"}, {"source": alumni}, {"stage": "heard_of"}, {"tag": tag},
        {"area": minnesota}, {"area": marshall.pk if marshall else 0}, {"industry": retail},
        {"todo": 1},
    ):  # fmt: skip
        assert names(as_maya.get(URL, query)) == ["Dana"], query
    assert len(names(as_maya.get(URL, {"silent": 30}))) == 2


def test_going_cold_is_met_and_silent_for_the_days_set(as_maya: Client, maya: User) -> None:
    today = maya.today(timezone.now())
    cold, warm = make.contact(maya, "Cold"), make.contact(maya, "Warm")
    make.contact(maya, "Never")
    make.meeting(cold, met_on=days_before(today, 121))
    make.meeting(warm, met_on=days_before(today, 120))
    assert names(as_maya.get(URL, {"cold": 1})) == ["Cold"]


@pytest.mark.parametrize(
    "query",
    [
        "stage=nonsense", "source=abc", "tag=-1", "tag=99999999999999999999", "silent=x",
        "sort=evil", "after=!!!", "before=AAAA", "after=eyJ4IjoxfQ", "q=%00", "event=1e9",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(as_maya: Client, maya: User, query: str) -> None:
    make.contact(maya)
    assert as_maya.get(f"{URL}?{query}").status_code in {200, 400}


@pytest.mark.parametrize("sort", ["name", "quiet", "recent", "next", "added"])
def test_pages_hold_everybody_once(as_maya: Client, maya: User, sort: str) -> None:
    today = maya.today(timezone.now())
    people = make.contacts(maya, 60)
    for number, person in enumerate(people[::4]):
        make.meeting(person, met_on=days_before(today, number % 5))
        make.follow_up(person, due_on=days_before(today, -(number % 3)))
    seen: list[str] = []
    cursor = ""
    for _page in range(4):
        response = as_maya.get(URL, {"sort": sort, "after": cursor})
        seen += names(response)
        cursor = response.context_data["found"].slice.next
        if not cursor:
            break
    assert len(seen) == 60
    assert len(set(seen)) == 60


def test_going_back_leads_to_the_page_before(as_maya: Client, maya: User) -> None:
    make.contacts(maya, 60)
    first = as_maya.get(URL)
    second = as_maya.get(URL, {"after": first.context_data["found"].slice.next})
    back = as_maya.get(URL, {"before": second.context_data["found"].slice.previous})
    assert names(back) == names(first)


def test_scrolling_gets_rows_alone(as_maya: Client, maya: User) -> None:
    make.contacts(maya, 30)
    cursor = as_maya.get(URL).context_data["found"].slice.next
    text = htmx.get(as_maya, f"{URL}?after={cursor}", target="more").content.decode()
    assert text.count("<tr>") == 5
    assert "<table" not in text


def test_the_filters_page_offers_what_there_is(as_maya: Client, maya: User) -> None:
    with acting_as(maya):
        area = area_for(maya, "Marshall, MN")
    make.contact(maya, area=area)
    text = as_maya.get("/contacts/filters/").content.decode()
    assert "Marshall, MN" in text
    assert "Wyoming" not in text


def test_the_count_of_a_filter_is_said(as_maya: Client, maya: User) -> None:
    make.contacts(maya, 40, source="friend")
    make.contact(maya, "Prof", source="professor")
    assert "40 people" in as_maya.get(URL, {"family": "personal"}).content.decode()


def test_trashed_people_are_gone_from_lists_and_counts(as_maya: Client, maya: User) -> None:
    gone = make.contact(maya, "Gone Person")
    make.contact(maya, "Here Person")
    with acting_as(maya):
        Contact.objects.get(pk=gone.pk).put_in_trash(now=timezone.now())
    response = as_maya.get(URL)
    assert names(response) == ["Here Person"]
    assert "One person in your network" in response.content.decode()
