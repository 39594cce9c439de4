"""Chromium, the real product on a database of its own, and who is signed in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.site import Site
from tests.browser.watching import Watch

HERE = Path(__file__).parent
TIMEOUT = 20_000  # milliseconds; the machine may be busy
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
# Sentences that tests want printed at the end of the run.
REPORT: dict[str, list[str]] = {}

expect.set_options(timeout=TIMEOUT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for title, lines in REPORT.items():
        terminalreporter.section(title)
        for line in lines:
            terminalreporter.write_line(line)


def _chromium() -> str:
    """Return the path of Chromium; without one the tests are skipped, or fail in CI."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if path:
        return path
    reason = "No Chromium was found. Install it (apt install chromium) or set CHROMIUM to its path."
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


# All of these end with this folder: the event loop of Playwright would make Django refuse
# to touch the database in the tests that come after.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = _chromium()
    with sync_playwright() as playwright:
        browser = _launch(playwright, path)
        yield browser
        browser.close()


def _launch(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=60_000)


@pytest.fixture(scope="package")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    left = site.stop()
    assert not left, left


Opened = Callable[..., tuple[BrowserContext, Watch]]


@pytest.fixture(scope="module")
def pages_states() -> dict[str, Any]:
    """Return the cookies of those who signed in, for pages that are only looked at."""
    return {}


@contextmanager
def opened(browser: Browser, site: Site, **options: Any) -> Iterator[tuple[BrowserContext, Watch]]:
    """Open a context of its own, and fail in the end when anything went wrong in it."""
    context = browser.new_context(base_url=site.address, **options)
    context.set_default_timeout(TIMEOUT)
    watch = Watch(context, site.address)
    try:
        yield context, watch
        complaints = watch.complaints()
        assert not complaints, "\n".join([*complaints, site.logs()])
    finally:
        context.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """Return how this test's browser differs; a test or module overrides it."""
    return {}


@pytest.fixture
def opening(
    browser: Browser, site: Site, context_options: dict[str, Any]
) -> Iterator[tuple[BrowserContext, Watch]]:
    with opened(browser, site, **context_options) as both:
        yield both


@pytest.fixture
def context(opening: tuple[BrowserContext, Watch]) -> BrowserContext:
    return opening[0]


@pytest.fixture
def watch(opening: tuple[BrowserContext, Watch]) -> Watch:
    return opening[1]


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of nobody in particular."""
    return context.new_page()


def come_in(page: Page, name: str) -> None:
    """Sign in with the one click of the demo, as the member of the cast with this name."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Come in as {name}").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_attached()


@pytest.fixture
def maya(page: Page) -> Page:
    """A page of the student with a network of sixty."""
    come_in(page, "Maya Lindgren")
    return page


@pytest.fixture
def omar(page: Page, site: Site) -> Page:
    """A page of the newcomer, on the first day."""
    site.stage.ask("empty_newcomer")
    come_in(page, "Omar Haddad")
    return page


class Guest:
    """A student made for one test, so that no test sees what another one changed."""

    def __init__(self, site: Site, page: Page, *, has_network: bool) -> None:
        made = site.stage.ask("student", name="Robin Vale", has_network=has_network)
        self.email: str = made["email"]
        self.page = page
        self.site = site
        page.context.add_cookies(
            [{"name": "session", "value": made["session"], "url": site.address}]
        )

    def count(self, name: str) -> int:
        """Return how many contacts of that name the guest has."""
        return int(self.site.stage.ask("count_contacts", email=self.email, name=name))


@pytest.fixture
def guest(site: Site, page: Page) -> Guest:
    """A new student with a network of sixty, signed in on ``page``."""
    return Guest(site, page, has_network=True)


@pytest.fixture
def first_day(site: Site, page: Page) -> Guest:
    """A new student without anybody, signed in on ``page``."""
    return Guest(site, page, has_network=False)
