"""What goes over the wire for the contact list: few requests, few bytes, no other host."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.report import note

TITLE = "bytes over the wire, compressed, headers included"
FIRST_VISIT, NEXT_PAGE, FRAGMENT = 60_000, 10_000, 5_000
MOST_REQUESTS = 10


@dataclass
class Wire:
    """Counts what Chromium received, as its network panel does."""

    page: Page
    urls: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._received)

    def _asked(self, event: dict[str, Any]) -> None:
        self.urls[event["requestId"]] = event["request"]["url"]

    def _received(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def forget(self) -> None:
        """Begin to count anew."""
        self.urls.clear()
        self.sizes.clear()

    def count(self) -> tuple[int, int]:
        """Return how many requests there were, and their bytes."""
        return len(self.urls), sum(self.sizes.values())

    def lines(self) -> list[str]:
        """Return the requests, the biggest first."""
        rows = ((self.sizes.get(key, 0), url) for key, url in self.urls.items())
        return [f"  {size:7,} {url}" for size, url in sorted(rows, reverse=True)]


def test_the_bytes_of_the_contact_list(maya: Page) -> None:
    context = maya.context
    context.new_cdp_session(maya).send("Network.clearBrowserCache")
    page = context.new_page()
    wire = Wire(page)

    page.goto("/contacts/", wait_until="networkidle")
    requests, first = wire.count()
    note(TITLE, f"first visit of the contact list: {first:7,} bytes, {requests} requests")
    for line in wire.lines():
        note(TITLE, line)
    assert requests <= MOST_REQUESTS
    assert first <= FIRST_VISIT

    wire.forget()
    page.locator("#more a").scroll_into_view_if_needed()
    expect(page.locator("tbody [data-select]")).to_have_count(50)
    page.wait_for_load_state("networkidle")
    requests, fragment = wire.count()
    note(TITLE, f"25 rows by htmx:                 {fragment:7,} bytes, {requests} requests")
    assert requests == 1
    assert fragment <= FRAGMENT

    wire.forget()
    page.goto("/follow-ups/", wait_until="networkidle")
    requests, following = wire.count()
    note(TITLE, f"the next page (follow-ups):      {following:7,} bytes, {requests} requests")
    for line in wire.lines():
        note(TITLE, line)
    assert following <= NEXT_PAGE
