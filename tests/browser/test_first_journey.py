"""The first day of a student, from the file of a real network to a finished follow-up.

The same journey on a wide screen, with JavaScript off, and on a phone through the bottom
navigation.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from networkapp.time import days_after
from tests.browser.people import PHONE
from tests.corpora import corpus_path

FILE = "linkedin/li_bom_accents_quoted_company.csv"
DONE = re.compile("Done.*Send him my résumé")
WAYS: dict[str, dict[str, Any]] = {
    "wide": {},
    "without-javascript": {"java_script_enabled": False},
    "phone": PHONE,
}


class Traveller:
    """Who walks: with or without scripts, by mouse or by finger."""

    def __init__(self, page: Page, *, has_scripts: bool, has_fingers: bool) -> None:
        self.page = page
        self.has_scripts = has_scripts
        self.has_fingers = has_fingers

    def press(self, what: Locator) -> None:
        """Click, or tap on a phone."""
        if self.has_fingers:
            what.tap()
        else:
            what.click()

    def go(self, name: str) -> None:
        """Go somewhere by the navigation, at the bottom of a phone."""
        navigation = self.page.get_by_role("navigation", name="Main")
        link = navigation.get_by_role("link", name=name)
        if self.has_fingers:
            box = link.bounding_box()
            assert box
            assert box["y"] > PHONE["viewport"]["height"] / 2, "not at the bottom"
        self.press(link)
        expect(navigation.locator("[aria-current=page]")).to_contain_text(name)

    def find(self, text: str) -> None:
        """Type into the search; without scripts a button sends it."""
        self.page.get_by_role("searchbox").press_sequentially(text)
        if not self.has_scripts:
            self.press(self.page.get_by_role("button", name="Search"))

    def give_day(self, form: Locator, label: str, words: str, day: date) -> None:
        """Fill in a day by its button, or by hand where there are no scripts."""
        field = form.get_by_label(label)
        if self.has_scripts:
            self.press(form.get_by_role("button", name=words))
        else:
            field.fill(day.isoformat())
        expect(field).to_have_value(day.isoformat())


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def context_options(way: str) -> dict[str, Any]:
    return WAYS[way]


@pytest.fixture
def traveller(omar: Page, way: str) -> Traveller:
    return Traveller(omar, has_scripts=way != "without-javascript", has_fingers=way == "phone")


def test_the_first_journey(traveller: Traveller) -> None:
    page = traveller.page
    expect(page.get_by_role("heading", name="Three steps to a network")).to_be_visible()

    import_the_file(traveller)
    find_jose(traveller)
    log_yesterday(traveller)
    plan_next_week(traveller)
    see_it_coming_and_finish_it(traveller)
    undo_the_import(traveller)

    traveller.go("Contacts")
    expect(page.get_by_role("link", name="José García")).to_be_visible()
    expect(page.get_by_text("Æsop Fontaine")).to_have_count(0)
    traveller.press(page.get_by_role("link", name="José García"))
    timeline = page.locator("#timeline")
    expect(timeline).to_contain_text("yesterday", ignore_case=True)
    expect(timeline).to_contain_text("Spoke about the hospital in Duluth.")


def import_the_file(traveller: Traveller) -> None:
    page = traveller.page
    traveller.press(page.get_by_role("link", name="I have the file"))
    page.get_by_label("File", exact=True).set_input_files(corpus_path(FILE))
    traveller.press(page.get_by_role("button", name="Upload"))
    # The worker reads it; the page goes on by itself, with scripts and without.
    run = page.get_by_role("button", name="Import 2 people")
    expect(run).to_be_visible()
    expect(page.get_by_text("José García", exact=True)).to_be_visible()
    expect(page.get_by_role("checkbox", name="Import Æsop Fontaine")).to_be_checked()
    traveller.press(run)
    expect(page.get_by_role("link", name="See the new people")).to_be_visible()
    expect(page.get_by_text("added", exact=True)).to_be_visible()


def find_jose(traveller: Traveller) -> None:
    page = traveller.page
    traveller.go("Contacts")
    expect(page.get_by_role("link", name="Æsop Fontaine")).to_be_visible()
    traveller.find("jose garcia")
    expect(page.get_by_role("link", name="Æsop Fontaine")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?.*q=jose(\+|%20)garcia"))
    if traveller.has_scripts:
        expect(page.get_by_role("searchbox")).to_be_focused()
    traveller.press(page.get_by_role("link", name="José García"))
    expect(page.get_by_role("heading", level=1, name="José García")).to_be_visible()


def log_yesterday(traveller: Traveller) -> None:
    page = traveller.page
    log = page.locator("#log")
    today = date.fromisoformat(log.get_by_label("When").input_value())
    traveller.give_day(log, "When", "Yesterday", days_after(today, -1))
    log.get_by_label("What was said").fill("Spoke about the hospital in Duluth.")
    traveller.press(log.get_by_role("button", name="Log it"))
    timeline = page.locator("#timeline")
    expect(timeline).to_contain_text("Spoke about the hospital in Duluth.")
    expect(timeline).to_contain_text("yesterday", ignore_case=True)


def plan_next_week(traveller: Traveller) -> None:
    page = traveller.page
    plan = page.locator("#follow-ups")
    today = date.fromisoformat(page.locator("#log").get_by_label("When").input_value())
    traveller.press(plan.get_by_text("Plan a follow-up"))
    plan.get_by_label("In your words").fill("Send him my résumé")
    traveller.give_day(plan, "Due", "Next week", days_after(today, 7))
    traveller.press(plan.get_by_role("button", name="Plan it"))
    expect(plan.get_by_role("button", name=DONE)).to_be_visible()


def see_it_coming_and_finish_it(traveller: Traveller) -> None:
    page = traveller.page
    traveller.go("Today")
    coming = page.get_by_role("region", name="Coming up")
    row = coming.get_by_role("listitem").filter(has_text="José García")
    expect(row).to_contain_text("Send him my résumé")
    traveller.press(row.get_by_role("link"))
    plan = page.locator("#follow-ups")
    traveller.press(plan.get_by_role("button", name=DONE))
    expect(plan.get_by_role("button", name=DONE)).to_have_count(0)
    expect(page.locator("#timeline")).to_contain_text("Send him my résumé")
    traveller.go("Today")
    expect(page.get_by_role("region", name="Coming up")).not_to_contain_text("José")


def undo_the_import(traveller: Traveller) -> None:
    page = traveller.page
    traveller.go("Contacts")
    traveller.press(page.get_by_role("link", name="Import", exact=True))
    imported = page.get_by_role("listitem").filter(has_text="li_bom_accents")
    traveller.press(imported.get_by_role("link", name="Undo"))
    traveller.press(page.get_by_role("button", name="Undo the import"))
    expect(page.get_by_text("taken back", exact=True)).to_be_visible()
    stayed = page.get_by_role("row").filter(has_text="José García")
    expect(stayed).to_contain_text(re.compile("met|meeting|touch", re.IGNORECASE))
    expect(page.get_by_role("row").filter(has_text="Æsop")).to_have_count(0)
