"""Coming in by a code, and going out so that nothing stays behind; slow fingers, lost networks."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.doings import open_mail
from tests.browser.people import INES, Guest, come_in, opened
from tests.browser.site import Site
from tests.browser.watching import Watch

# Everything that a browser keeps for this site, as one text.
KEPT = """async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.push(request.url, await (await cache.match(request)).text());
    }
  }
  for (const base of await indexedDB.databases()) kept.push(base.name);
  kept.push(...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope));
  return kept.join(" ");
}"""


def test_a_new_student_signs_up_with_the_code_from_the_mail(
    page: Page, browser: Browser, site: Site
) -> None:
    email = "sofia.reyes@example.edu"
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Full name").fill("Sofía Reyes")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("a long and quiet river")
    page.get_by_role("button", name="Sign up").click()
    page.get_by_label("Code").fill(code_mailed_to(email, browser, site))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Three steps to a network")).to_be_visible()
    expect(page.get_by_text("Sofía Reyes").locator("visible=true")).to_be_visible()


def code_mailed_to(email: str, browser: Browser, site: Site) -> str:
    """Return the code that stands in the newest mail, as staff see it in the outbox."""
    with opened(browser, site) as (context, _watch):
        staff = context.new_page()
        come_in(staff, INES)
        open_mail(staff, email)
        text = staff.get_by_role("region", name="As text").inner_text()
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE)
    assert code, text
    return code[1]


def test_signing_out_leaves_nothing_in_the_browser(first_day: Guest) -> None:
    page = first_day.page
    page.goto("/contacts/quick/")
    page.locator("#quick_line").fill("Xenia Markerword, pilot, Skyline")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Xenia Markerword")).to_be_visible()
    private = page.url
    page.goto("/contacts/")
    page.get_by_role("searchbox").fill("Skyline")
    expect(page).to_have_url(re.compile("q=Skyline"))
    expect(page.get_by_role("link", name="Xenia Markerword")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()

    assert "Markerword" not in page.evaluate(KEPT)
    assert "Markerword" not in page.content()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    assert "Markerword" not in page.content()
    page.goto(private)
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()


def test_signed_out_in_another_tab_a_search_leads_to_sign_in_and_back(guest: Guest) -> None:
    page = guest.page
    page.goto("/contacts/")
    expect(page.locator("html.js")).to_be_attached()
    other = page.context.new_page()
    other.goto("/settings/")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("heading", level=1, name="Sign in")).to_be_visible()

    page.get_by_role("searchbox").fill("maria")
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/contacts/"))
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)


def test_a_double_click_on_save_makes_one_contact(first_day: Guest) -> None:
    page = first_day.page
    page.goto("/contacts/new/")
    page.get_by_label("Name", exact=True).fill("Once Only")
    page.locator("form.form").get_by_role("button", name="Save").dblclick(delay=30)
    expect(page.get_by_role("heading", level=1, name="Once Only")).to_be_visible()
    assert first_day.count("Once Only") == 1


def test_two_submits_of_one_dialog_make_one_contact(first_day: Guest) -> None:
    page = first_day.page
    page.goto("/")
    page.keyboard.press("n")
    page.locator("#quick_line").fill("Twice Clicked")
    page.get_by_role("dialog").get_by_role("button", name="Add", exact=True).dblclick(delay=30)
    expect(page.get_by_role("heading", level=1, name="Twice Clicked")).to_be_visible()
    assert first_day.count("Twice Clicked") == 1


def test_a_lost_network_is_said_kindly_and_nothing_typed_is_lost(
    guest: Guest, watch: Watch
) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "htmx:(afterRequest|sendError)")
    page = guest.page
    page.goto(f"/contacts/{guest.things()['contact']}/")
    expect(page.locator("html.js")).to_be_attached()
    note = page.locator("#log").get_by_label("What was said")
    note.fill("Typed on a train.")
    page.context.set_offline(True)
    send = page.locator("#log").get_by_role("button", name="Log it")
    send.click()
    toast = page.locator("[data-toast]")
    expect(toast).to_contain_text("could not reach the server")
    expect(page.locator("#live")).to_contain_text("could not reach the server")
    expect(note).to_have_value("Typed on a train.")
    page.context.set_offline(False)
    send.click()
    expect(page.locator("#timeline")).to_contain_text("Typed on a train.")
    expect(page.get_by_text("could not reach the server").locator("visible=true")).to_have_count(0)


def test_a_refused_action_is_said_too(guest: Guest, watch: Watch) -> None:
    watch.expect(404, "Error Code 404")
    page = guest.page
    page.goto("/follow-ups/")
    expect(page.locator("html.js")).to_be_attached()
    # as if it had been removed in another window
    page.route("**/completion/", lambda route: route.fulfill(status=404, body="gone"))
    page.locator("#results").get_by_role("button", name=re.compile("^Done")).first.click()
    expect(page.locator("[data-toast]")).to_contain_text("That did not work")
