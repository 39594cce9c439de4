"""The table of pages leaves none out."""

from __future__ import annotations

from django.urls import resolve
from django.urls.exceptions import Resolver404

from tests.access.table import RULES
from tests.browser.pages import VIEWS

# What a GET answers that is no page to look at, or is reached from another page of the table.
NO_PAGE = {"healthz", "readyz", "accounts:logo", "accounts:outbox-html", "contacts:import-left-out"}
REACHED = {
    "account_complete_password_reset",
    "account_confirm_login_code",
    "account_confirm_password_reset_code",
    "account_email_verification_sent",
    "account_set_password",
    "accounts:outbox-message",
}


def test_every_page_is_looked_at() -> None:
    looked_at = set()
    for view in VIEWS:
        path = view.path.split("?")[0]
        try:
            looked_at.add(resolve(_filled(path)).view_name)
        except Resolver404:
            assert view.status == 404, path
    pages = {name for name, rule in RULES.items() if "ok" in rule.get}
    assert pages - looked_at - NO_PAGE - REACHED == set()


def _filled(path: str) -> str:
    for view_name in ("contact", "meeting", "event", "user"):
        path = path.replace(f"{{{view_name}}}", "1")
    for status in ("ready", "needs_mapping", "failed", "running", "done", "undone"):
        path = path.replace(f"{{{status}}}", "1")
    return path
