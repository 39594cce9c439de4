"""axe finds nothing at WCAG 2.2 AA, nor against good practice, on any page, light or dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.pages import EVERY_VIEW, View, Walkers
from tests.browser.report import note

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A theme changes colours and nothing else, so the second one is asked about those alone.
RULES_ABOUT_COLOURS = ["color-contrast", "link-in-text-block"]
ASKED = {
    "light": {"type": "tag", "values": TAGS},
    "dark": {"type": "rule", "values": RULES_ABOUT_COLOURS},
}


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_axe_finds_nothing(view: View, walkers: Walkers) -> None:
    walker = walkers.of(view)
    page = walker.open(view)
    found = [problem for theme in ASKED for problem in findings(page, theme)]
    assert not found, "\n".join(found)
    assert not walker.complaints()
    note("axe: pages without a finding, light and dark", f"{view.name:24} {page.url}")


def findings(page: Page, theme: str) -> list[str]:
    """Return what axe finds on the page in ``theme``, one line per rule and element."""
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    options = {"runOnly": ASKED[theme], "resultTypes": ["violations"]}
    return [
        " ".join([theme, rule["id"], rule["help"], node["html"][:200], node["failureSummary"]])
        for rule in Axe().run(page, options=options).response["violations"]
        for node in rule["nodes"]
    ]
