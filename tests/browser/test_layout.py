"""Every page on a small phone, with large text, from right to left, by thumb, without motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.measuring import ask
from tests.browser.pages import EVERY_VIEW, View, Walkers

WIDE = {"width": 1280, "height": 800}
PHONE_WIDTHS = (320, 390)


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_a_page_fits(view: View, walkers: Walkers) -> None:
    """One test per page, and all its troubles at once: opening the page is what takes time."""
    walker = walkers.of(view)
    walker.page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page = walker.open(view)
    troubles = [
        *with_large_text(page),
        *(trouble for width in PHONE_WIDTHS for trouble in on_a_phone(page, width)),
        *from_right_to_left(page),
        *without_motion(page),
        *in_forced_colors(page),
    ]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    assert not troubles, "\n".join(troubles)
    assert not walker.complaints()


def with_large_text(page: Page) -> list[str]:
    """Text of twice the size: nothing to scroll for sideways, nothing cut off or covered."""
    ask(page, "enlarge")
    troubles = [
        *(f"200 % text: too wide: {found}" for found in ask(page, "tooWide")),
        *(f"200 % text: cut off: {found}" for found in ask(page, "cutOff")),
        *(f"200 % text: covered: {found}" for found in ask(page, "covered")),
    ]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return troubles


def on_a_phone(page: Page, width: int) -> list[str]:
    """A narrow window: nothing too wide, and everything big enough for a thumb."""
    page.set_viewport_size({"width": width, "height": 720})
    return [
        *(f"{width} px: too wide: {found}" for found in ask(page, "tooWide")),
        *(f"{width} px: too small: {found}" for found in ask(page, "tooSmall")),
        *(f"{width} px: covered: {found}" for found in ask(page, "covered")),
    ]


def from_right_to_left(page: Page) -> list[str]:
    """The page of a language that is written the other way, on the phone it is now on."""
    page.evaluate("document.documentElement.dir = 'rtl'")
    troubles = [f"right to left: {found}" for found in ask(page, "tooWide")]
    page.evaluate("document.documentElement.dir = 'ltr'")
    return troubles


def without_motion(page: Page) -> list[str]:
    """Nothing moves for somebody who asked for that; the walkers all have."""
    return [f"moves: {found}" for found in ask(page, "moves")]


def in_forced_colors(page: Page) -> list[str]:
    """High contrast: buttons and fields keep an edge."""
    page.emulate_media(forced_colors="active")
    troubles = [f"no edge: {found}" for found in ask(page, "withoutEdge")]
    page.emulate_media(forced_colors="none")
    return troubles
