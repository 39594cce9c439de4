"""Questions to a page about what one sees of it; measuring.js answers them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("measuring.js").read_text()


def ask(page: Page, question: str) -> list[str]:
    """Return the offenders on the page, one line each."""
    found = page.evaluate(f"async () => (\n{SCRIPT}\n).{question}()")
    return [str(line) for line in found]
