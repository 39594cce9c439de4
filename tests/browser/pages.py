"""Every page there is, in the states that look different, and who looks at it."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.doings import (
    Doing,
    ask_for_code,
    choose_a_password,
    filters,
    into_trash,
    invite,
    keep_view,
    open_folds,
    open_menu,
    paste,
    press,
    quick_add,
    send_empty,
    sign_up,
    tick_rows,
)
from tests.browser.people import ADA, INES, MAYA, Guest, come_in, opened
from tests.browser.site import Site, Stage
from tests.browser.watching import Watch


@dataclass(frozen=True)
class View:
    """A page in one state: who opens which address, does what, and reads which heading."""

    name: str
    who: str  # "nobody", "maya", "first day", "ines", "ada"
    path: str  # may hold {contact}, {meeting}, {event}, {user}
    says: str  # a pattern that the first heading, or the one of an open dialog, fits
    do: Doing | None = None
    status: int = 200


@dataclass
class Walker:
    """One who looks at pages."""

    page: Page
    watch: Watch
    stage: Stage
    things: dict[str, int]

    def open(self, view: View) -> Page:
        """Open a page of the table in the state it names, and see that it is that page."""
        self.watch.troubles.clear()
        if view.status != 200:
            self.watch.expect(view.status)
        self.page.goto(view.path.format(**self.things))
        if view.do:
            view.do(self.page, self.stage)
        heading = self.page.locator("dialog[open] h2, h1").filter(has_text=re.compile(view.says))
        expect(heading.first).to_be_visible()
        expect(self.page.locator("html.js")).to_be_attached()
        return self.page

    def complaints(self) -> list[str]:
        """Return what went wrong since the last page was opened."""
        return self.watch.complaints()


class Walkers:
    """Opens a browser for each of those who look at pages, when first needed."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser = browser
        self.site = site
        self.stack = ExitStack()
        self.there: dict[str, Walker] = {}

    def of(self, view: View) -> Walker:
        """Return the one who looks at ``view``."""
        if view.who not in self.there:
            self.there[view.who] = self._come(view.who)
        return self.there[view.who]

    def close(self) -> None:
        """Close all browsers."""
        self.stack.close()

    def _come(self, who: str) -> Walker:
        # Without motion a change of theme is there at once, not halfway.
        context, watch = self.stack.enter_context(
            opened(self.browser, self.site, reduced_motion="reduce")
        )
        page = context.new_page()
        things: dict[str, int] = {}
        if who == "first day":
            Guest(self.site, page, has_network=False)
        elif who == "importer":
            guest = Guest(self.site, page, has_network=True)
            things = guest.things() | self.site.stage.ask("imports", email=guest.email)
        elif who != "nobody":
            come_in(page, {"maya": MAYA, "ines": INES, "ada": ADA}[who])
            things = self.site.stage.ask("things", email="student@example.edu")
        return Walker(page, watch, self.site.stage, things)


VIEWS = [
    # --- Getting in ---
    View("sign-in", "nobody", "/accounts/login/", "Sign in"),
    View("sign-in refused", "nobody", "/accounts/login/", "Sign in", send_empty),
    View("sign-up", "nobody", "/accounts/signup/", "Sign up"),
    View("sign-up refused", "nobody", "/accounts/signup/", "Sign up", send_empty),
    View("sign-in by code", "nobody", "/accounts/login/code/", "code"),
    View("code", "nobody", "/accounts/login/code/", "code", ask_for_code),
    View("verification code", "nobody", "/accounts/signup/", "code|mail", sign_up),
    View("reset", "nobody", "/accounts/password/reset/", "Forgot"),
    View("reset code", "nobody", "/accounts/password/reset/", "code|mail", ask_for_code),
    View("new password", "nobody", "/accounts/password/reset/", "password", choose_a_password),
    View("reset done", "nobody", "/accounts/password/reset/done/", "."),
    View("inactive", "nobody", "/accounts/inactive/", "."),
    View("not found, signed out", "nobody", "/no-such-page/", "", None, 404),
    # --- Today ---
    View("today", "maya", "/", "."),
    View("first run", "first day", "/", "Three steps"),
    View("three people", "first day", "/today/people/", "three people"),
    View("wishes", "first day", "/today/wishes/", "Where do you want"),
    # --- People ---
    View("contacts", "maya", "/contacts/", "Contacts"),
    View("contacts, ticked", "maya", "/contacts/", "Contacts", tick_rows),
    View("contacts, sort menu", "maya", "/contacts/", "Contacts", open_menu("Sort")),
    View("contacts, kept view", "importer", "/contacts/?cold=on", "Contacts", keep_view),
    View("contacts, empty", "first day", "/contacts/", "Contacts"),
    View("contacts, no results", "maya", "/contacts/?q=zzzzqqqq", "Contacts"),
    View("contacts, similar", "maya", "/contacts/?q=Maragret", "Contacts"),
    View("filters", "maya", "/contacts/filters/", "More filters"),
    View("filters dialog", "maya", "/contacts/", "More filters", filters),
    View("contact", "maya", "/contacts/{contact}/", "."),
    View("contact, unfolded", "maya", "/contacts/{contact}/", ".", open_folds),
    View("new contact", "maya", "/contacts/new/", "Add a contact", open_folds),
    View("new contact refused", "maya", "/contacts/new/", "Add a contact", send_empty, 422),
    View("edit contact", "maya", "/contacts/{contact}/edit/", "."),
    View("edit meeting", "maya", "/meetings/{meeting}/edit/", "Edit a meeting"),
    View("new meeting", "maya", "/meetings/new/", "Log a meeting", open_folds),
    View("new meeting refused", "maya", "/meetings/new/", "Log a meeting", send_empty, 422),
    View("paste", "maya", "/contacts/paste/", "Paste names"),
    View("paste, looked at", "importer", "/contacts/paste/", ".", paste),
    View("quick add", "maya", "/contacts/quick/", "Add a person"),
    View("quick add dialog", "maya", "/contacts/", "Add a person", quick_add),
    View("twins", "maya", "/contacts/quick/twins/?line=Maria", "Similar people"),
    View("keys dialog", "maya", "/contacts/", "Keyboard", press("?")),
    View("trash, empty", "first day", "/contacts/trash/", "Trash"),
    View("trash", "importer", "/contacts/trash/", "Trash"),
    View("trash after deleting", "importer", "/contacts/{contact}/", "Trash", into_trash),
    View("contact in the trash", "importer", "/contacts/{contact}/", "."),
    View("follow-ups, mine", "maya", "/follow-ups/?show=mine", "Follow-ups"),
    View("follow-ups, theirs", "maya", "/follow-ups/?show=theirs", "Follow-ups"),
    View("follow-ups, done", "maya", "/follow-ups/?show=done", "Follow-ups"),
    View("follow-ups, empty", "first day", "/follow-ups/", "Follow-ups"),
    # --- Events ---
    View("events", "maya", "/events/", "Events"),
    View("events, past", "maya", "/events/?when=past", "Events"),
    View("events, empty", "first day", "/events/", "Events"),
    View("event", "maya", "/events/{event}/", "."),
    View("new event", "maya", "/events/new/", "Where will you"),
    View("new event refused", "maya", "/events/new/", "Where will you", send_empty, 422),
    View("edit event", "maya", "/events/{event}/edit/", "."),
    # --- Imports ---
    View("imports", "importer", "/contacts/imports/", "Bring your network"),
    View("imports, none", "first day", "/contacts/imports/", "Bring your network"),
    View("upload refused", "importer", "/contacts/imports/", "Bring", send_empty, 422),
    View("import preview", "importer", "/contacts/imports/{ready}/", "friends"),
    View("import preview, known", "importer", "/contacts/imports/{ready}/?show=update", "friends"),
    View("import columns", "importer", "/contacts/imports/{ready}/mapping/", "columns"),
    View("import asks columns", "importer", "/contacts/imports/{needs_mapping}/", "strange"),
    View("import unreadable", "importer", "/contacts/imports/{failed}/", "picture"),
    View("import running", "importer", "/contacts/imports/{running}/", "slow"),
    View("import report", "importer", "/contacts/imports/{done}/", "class"),
    View("import undo", "importer", "/contacts/imports/{done}/undo/", "Undo"),
    View("import undone", "importer", "/contacts/imports/{undone}/", "club"),
    # --- One's own account ---
    View("settings", "maya", "/settings/", "Settings"),
    View("e-mail", "maya", "/accounts/email/", "E-mail"),
    View("password", "maya", "/accounts/password/change/", "Password"),
    View("is it you", "maya", "/accounts/reauthenticate/", "Is it you"),
    View("sessions", "maya", "/accounts/sessions/", "Sessions"),
    View("deletion", "maya", "/settings/deletion/", "."),
    View("deletion refused", "maya", "/settings/deletion/", ".", send_empty, 422),
    View("sign out", "maya", "/accounts/logout/", "Sign out"),
    # --- Staff and administrators ---
    View("staff home", "ines", "/", "Welcome"),
    View("admin home", "ada", "/", "Welcome"),
    View("people", "ada", "/people/", "People"),
    View("people, nobody", "ada", "/people/?q=zzzz", "People"),
    View("invitation", "ada", "/people/invitation/", "Invite"),
    View("invitation refused", "ada", "/people/invitation/", "Invite", send_empty, 422),
    View("person", "ada", "/people/{user}/", "Maya"),
    View("institution", "ada", "/people/institution/", "Institution"),
    View("outbox", "ada", "/outbox/", "Outbox"),
    View("mail", "ada", "/people/invitation/", "Your account", invite),
    # --- No ---
    View("not found", "maya", "/no-such-page/", "", None, 404),
    View("not allowed", "ines", "/contacts/", "", None, 403),
]


EVERY_VIEW = [pytest.param(view, id=view.name.replace(" ", "-").replace(",", "")) for view in VIEWS]
