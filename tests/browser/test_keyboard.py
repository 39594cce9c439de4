"""The keyboard alone: shortcuts, dialogs, ticking rows, and where the focus is after a change."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Guest
from tests.browser.watching import Watch

# The focused element, and whether it or the box around it shows that it is.
FOCUSED = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return { name: "body", seen: true };
  const ringed = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5;
  };
  const around = [el, el.parentElement, el.parentElement?.parentElement];
  const box = el.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const words = el.textContent.trim() || el.labels?.[0]?.textContent.trim() || el.value || "";
  const name = `${el.tagName} ${el.id} ${el.className} ${words.replace(/\\s+/g, " ").slice(0, 40)}`;
  return { name, seen: around.some(ringed) && inView && el.checkVisibility() };
}"""


def focused(page: Page) -> Locator:
    return page.locator("*:focus")


def tab_to(page: Page, aim: Locator, *, most: int = 80) -> None:
    """Press Tab until ``aim`` has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if aim.evaluate("el => el === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {aim}.")


def ready(page: Page) -> None:
    """Wait until the scripts of the page run."""
    expect(page.locator("html.js")).to_be_attached()


def test_the_skip_link_comes_first_and_leads_to_the_content(maya: Page) -> None:
    maya.goto("/contacts/")
    maya.keyboard.press("Tab")
    skip = maya.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    maya.keyboard.press("Enter")
    expect(maya.locator("#main")).to_be_focused()
    maya.keyboard.press("Tab")
    assert focused(maya).evaluate("el => document.getElementById('main').contains(el)")


def test_slash_focuses_the_search_and_is_typed_there(maya: Page) -> None:
    maya.goto("/contacts/")
    ready(maya)
    maya.keyboard.press("/")
    search = maya.get_by_role("searchbox")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    maya.keyboard.type("a/b n?")
    expect(search).to_have_value("a/b n?")
    expect(maya.locator("dialog[open]")).to_have_count(0)


def test_searching_keeps_the_focus_in_the_field(maya: Page) -> None:
    maya.goto("/contacts/")
    ready(maya)
    maya.keyboard.press("/")
    maya.keyboard.type("professor", delay=40)
    expect(maya).to_have_url(re.compile("q=professor"))
    expect(maya.get_by_role("searchbox")).to_be_focused()
    expect(maya.locator("#live")).to_contain_text(re.compile("people|person"))


def test_n_adds_a_person(first_day: Guest) -> None:
    page = first_day.page
    page.goto("/")
    ready(page)
    page.keyboard.press("n")
    dialog = page.get_by_role("dialog", name="Add a person")
    expect(dialog.locator("#quick_line")).to_be_focused()
    page.keyboard.type("Nell Sorensen, brand manager, 3M")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Nell Sorensen")).to_be_visible()
    assert first_day.count("Nell Sorensen") == 1


def test_n_adds_two_people_in_a_row(first_day: Guest) -> None:
    page = first_day.page
    page.goto("/contacts/")
    ready(page)
    page.keyboard.press("n")
    line = page.locator("#quick_line")
    for name in ("Ida Vance", "Jo Marsh"):
        expect(line).to_be_focused()
        expect(line).to_have_value("")
        page.keyboard.type(name)
        tab_to(page, page.get_by_role("button", name="Add and another"), most=12)
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text(name)
    assert (first_day.count("Ida Vance"), first_day.count("Jo Marsh")) == (1, 1)


def test_escape_closes_the_help_and_gives_the_focus_back(maya: Page) -> None:
    maya.goto("/contacts/")
    ready(maya)
    add = maya.get_by_role("link", name="Add a contact")
    add.focus()
    maya.keyboard.press("?")
    dialog = maya.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    assert focused(maya).evaluate("el => Boolean(el.closest('dialog'))")
    maya.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(add).to_be_focused()


def test_escape_closes_a_dialog_opened_by_its_button(maya: Page) -> None:
    maya.goto("/contacts/")
    ready(maya)
    opener = maya.get_by_role("link", name="More filters")
    opener.focus()
    maya.keyboard.press("Enter")
    dialog = maya.get_by_role("dialog", name="More filters")
    expect(dialog.get_by_role("button", name="Show these people")).to_be_visible()
    assert focused(maya).evaluate("el => Boolean(el.closest('dialog'))")
    maya.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_escape_closes_a_menu(maya: Page) -> None:
    maya.goto("/contacts/")
    ready(maya)
    summary = maya.locator("summary").filter(has_text="Sort")
    summary.focus()
    maya.keyboard.press("Enter")
    maya.keyboard.press("Tab")
    expect(focused(maya)).to_have_class(re.compile("menu__item"))
    maya.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(maya.locator("details.menu[open]")).to_have_count(0)


def test_shortcuts_that_are_off_stay_silent(first_day: Guest) -> None:
    page = first_day.page
    page.goto("/settings/")
    page.get_by_role("checkbox", name=re.compile("shortcut|key", re.IGNORECASE)).uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html[data-shortcuts=off]")).to_be_attached()
    page.goto("/events/")
    ready(page)
    for key in ("n", "?", "/"):
        page.keyboard.press(key)
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_after_done_the_focus_stays_in_the_list(guest: Guest) -> None:
    page = guest.page
    page.goto("/follow-ups/")
    ready(page)
    done = page.locator("#results").get_by_role("button", name=re.compile("^Done"))
    before = done.count()
    done.first.focus()
    page.keyboard.press("Enter")
    expect(done).to_have_count(before - 1)
    expect(page.locator("[data-toast]")).to_contain_text("Done")
    expect(page.locator("#results")).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page).evaluate("el => document.getElementById('results').contains(el)")


def test_after_done_on_today_the_focus_is_on_its_heading(guest: Guest) -> None:
    page = guest.page
    page.goto("/")
    ready(page)
    done = page.get_by_role("button", name=re.compile("^Done")).first
    done.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-toast]")).to_contain_text("Done")
    expect(page.locator("#today h1")).to_be_focused()


def test_a_refused_form_takes_the_focus_to_what_is_wrong(guest: Guest, watch: Watch) -> None:
    watch.expect(422)
    page = guest.page
    page.goto(f"/contacts/{guest.things()['contact']}/")
    ready(page)
    page.locator("#log_met_on").fill("")
    page.locator("#log").get_by_role("button", name="Log it").focus()
    page.keyboard.press("Enter")
    summary = page.locator("#log [data-errors]")
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#log_met_on")).to_be_focused()


def test_rows_are_ticked_changed_and_brought_back(guest: Guest) -> None:
    page = guest.page
    page.goto("/contacts/")
    ready(page)
    first = page.locator("tbody [data-select]").first
    name = page.locator("tbody .person__name").first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    trash = page.get_by_role("button", name="Move to trash")
    expect(trash).to_be_visible()
    expect(page.locator("[data-selection-count]")).to_have_text("1")
    page.keyboard.press("b")  # past all the rows between
    assert focused(page).evaluate("el => Boolean(el.closest('[data-selection-bar]'))")
    tab_to(page, trash, most=12)
    page.keyboard.press("Enter")
    toast = page.locator("[data-toast]")
    expect(toast).to_contain_text("1 person moved to the trash")
    assert guest.count(name) == 1, "in the trash, not gone"
    expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    tab_to(page, toast.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-toast]")).to_contain_text("Taken back")
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_more_rows_come_by_key_and_the_focus_goes_on_there(maya: Page) -> None:
    maya.goto("/contacts/")
    ready(maya)
    rows = maya.locator("tbody [data-select]")
    more = maya.locator("#more a")
    expect(rows).to_have_count(25)
    more.focus()  # which also brings it into view, and that loads as well
    maya.keyboard.press("Enter")
    expect(rows).to_have_count(50)
    assert focused(maya).evaluate("el => Boolean(el.closest('tbody'))")


def test_the_focus_is_seen_everywhere_and_trapped_nowhere(maya: Page) -> None:
    maya.goto("/contacts/?q=brand")
    ready(maya)
    stops: list[str] = []
    unseen: list[str] = []
    for _press in range(150):
        maya.keyboard.press("Tab")
        stop = maya.evaluate(FOCUSED)
        if not stop["seen"]:
            unseen.append(stop["name"])
        if stops and "skip" in stop["name"]:
            break
        stops.append(stop["name"])
    else:
        raise AssertionError(f"Tab never comes back to the start: {stops[-5:]}")
    assert not unseen
    assert len(stops) > 20
    # and backwards, from the start to the end
    for _press in range(2):
        maya.keyboard.press("Shift+Tab")
    assert maya.evaluate(FOCUSED)["name"] in stops[-4:]
