"""Who sits at the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.site import Site
from tests.browser.watching import Watch

TIMEOUT = 20_000  # milliseconds; the machine may be busy
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
MAYA, OMAR, INES, ADA = "Maya Lindgren", "Omar Haddad", "Ines Okoye", "Ada Brandt"


@contextmanager
def opened(browser: Browser, site: Site, **options: Any) -> Iterator[tuple[BrowserContext, Watch]]:
    """Open a browser context of its own, and fail in the end when anything went wrong in it."""
    context = browser.new_context(base_url=site.address, **options)
    context.set_default_timeout(TIMEOUT)
    watch = Watch(context, site.address)
    try:
        yield context, watch
        complaints = watch.complaints()
        assert not complaints, "\n".join([*complaints, site.logs()])
    finally:
        context.close()


def come_in(page: Page, name: str) -> None:
    """Sign in with the one click of the demo, as the member of the cast with this name."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Come in as {name}").click()
    expect(page.locator("form[action='/accounts/logout/']").first).to_be_attached()


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

    def things(self) -> dict[str, int]:
        """Return ids of some of the guest's things: a contact, a meeting, an event."""
        return dict(self.site.stage.ask("things", email=self.email))

    def count(self, name: str) -> int:
        """Return how many contacts of that name the guest has."""
        return int(self.site.stage.ask("count_contacts", email=self.email, name=name))
