"""Chromium, the real product on a database of its own, and who is signed in."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.pages import Walkers
from tests.browser.people import MAYA, OMAR, TIMEOUT, Guest, come_in, opened
from tests.browser.report import REPORT
from tests.browser.site import Site
from tests.browser.watching import Watch

HERE = Path(__file__).parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

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


# These end with this folder: while Playwright's event loop runs, Django refuses to touch the
# database, which the tests that come after want to do.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=60_000)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(browser: Browser) -> Iterator[Site]:
    # Not pytest's own folder: that one is closed to others again and again, and as root the
    # embedded server runs as another user.
    with tempfile.TemporaryDirectory(prefix="networkapp-browser-") as folder:
        site = Site(Path(folder))
        yield site
        left = site.stop()
        assert not left, [*left, site.printed.read_text()[-2000:]]


@pytest.fixture(scope="module")
def walkers(browser: Browser, site: Site) -> Iterator[Walkers]:
    """Those who only look at pages, each in a browser that stays open for the module."""
    walkers = Walkers(browser, site)
    yield walkers
    walkers.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """Return how the browser of this test differs; a module or a parameter overrides it."""
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


@pytest.fixture
def maya(page: Page) -> Page:
    """A page of the student with a network of sixty. For looking, not for changing."""
    come_in(page, MAYA)
    return page


@pytest.fixture
def omar(page: Page, site: Site) -> Page:
    """A page of the newcomer, on the first day."""
    site.stage.ask("empty_newcomer")
    come_in(page, OMAR)
    return page


@pytest.fixture
def guest(site: Site, page: Page) -> Guest:
    """A new student with a network of sixty, signed in on ``page``."""
    return Guest(site, page, has_network=True)


@pytest.fixture
def first_day(site: Site, page: Page) -> Guest:
    """A new student without anybody, signed in on ``page``."""
    return Guest(site, page, has_network=False)
