"""What is done on a page before it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from playwright.sync_api import Page, expect

from tests.browser.site import Stage

Doing = Callable[[Page, Stage], None]

_numbers = count(1)


def press(key: str) -> Doing:
    return lambda page, stage: page.keyboard.press(key)


def quick_add(page: Page, stage: Stage) -> None:
    page.keyboard.press("n")
    expect(page.get_by_role("dialog").get_by_role("button", name="Add", exact=True)).to_be_visible()


def filters(page: Page, stage: Stage) -> None:
    page.get_by_role("link", name="More filters").click()
    button = page.get_by_role("dialog").get_by_role("button", name="Show these people")
    expect(button).to_be_visible()


def tick_rows(page: Page, stage: Stage) -> None:
    page.get_by_role("checkbox", name="Select all on this page").check()
    expect(page.get_by_role("button", name="Move to trash")).to_be_visible()


def send_empty(page: Page, stage: Stage) -> None:
    """Send the form of the page as it is, and wait for what is wrong with it."""
    page.locator("main form.form >> visible=true").first.locator(".btn--primary").last.click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()


def ask_for_code(page: Page, stage: Stage) -> None:
    page.get_by_label("E-mail").fill("student@example.edu")
    page.get_by_role("button", name="Mail me a code").click()


def sign_up(page: Page, stage: Stage) -> None:
    page.get_by_label("Full name").fill("Sam Newman")
    page.get_by_label("E-mail").fill(f"walker{next(_numbers)}@example.edu")
    page.get_by_label("Password").fill("a long and quiet river")
    page.get_by_role("button", name="Sign up").click()


def choose_a_password(page: Page, stage: Stage) -> None:
    # Somebody new: the newest mail to a member of the cast may be that of the page before.
    email = stage.ask("student", name="Lee Forgetful", has_network=False)["email"]
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code").fill(stage.ask("code", email=email))
    page.get_by_role("button", name="Go on").click()


def open_menu(words: str) -> Doing:
    def opening(page: Page, stage: Stage) -> None:
        page.locator("main summary").filter(has_text=words).first.click()

    return opening


def paste(page: Page, stage: Stage) -> None:
    page.locator("textarea").fill("Ada Pasted, pilot, Skyline\nBo Pasted")
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_text("Ada Pasted").first).to_be_visible()


def keep_view(page: Page, stage: Stage) -> None:
    open_menu("Views")(page, stage)
    page.get_by_label("Keep this filter as").fill("Cold ones")
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_role("link", name="Cold ones")).to_be_visible()
    open_menu("Views")(page, stage)


def into_trash(page: Page, stage: Stage) -> None:
    page.locator("main summary").filter(has_text="More for").click()
    page.get_by_role("button", name="Move to trash").click()
    page.goto("/contacts/trash/")


def invite(page: Page, stage: Stage) -> None:
    """Invite somebody, and open the mail that this sends."""
    email = f"invited{next(_numbers)}@example.edu"
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Full name").fill("Kim Invited")
    page.get_by_role("checkbox", name="Student").check()
    page.get_by_role("button", name="Invite").click()
    open_mail(page, email)


def open_mail(page: Page, email: str) -> None:
    """Open the newest mail to somebody; the worker may need a moment to send it."""
    row = page.get_by_role("listitem").filter(has_text=f"to {email}").first
    for _attempt in range(40):
        page.goto("/outbox/")
        if row.is_visible():
            break
        page.wait_for_timeout(500)
    row.get_by_role("link").click()


def open_folds(page: Page, stage: Stage) -> None:
    for fold in page.locator("main details.fold").all():
        fold.locator("summary").click()
