"""What a student types comes back as text on every page, never as markup."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Channel, Contact, ContactImport, Event, FollowUp, Meeting, Tag
from networkapp.db.acting import acting_as
from tests.access.payloads import STUDENT, VARIANTS, filled
from tests.access.table import RULES, arguments
from tests.access.world import World, make_world, path_of
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(7)</script>",
    '"><img src=x onerror=alert(7)>',
    "'><svg onload=alert(7)>",
    "</title><script>alert(7)</script>",
    "</textarea><script>alert(7)</script>",
    "<!--<script>alert(7)",
    "&lt;script&gt;alert(7)",
    '" autofocus onfocus=alert(7) x="',
    "{% csrf_token %}{{ request.user.email }}",
]
# What none of them may bring about, whatever else stands around it.
BROKEN_OUT = re.compile(
    r"<script>alert|<img src=x|<svg onload|</title><script|</textarea><script|<!--<script"
    r'|" autofocus onfocus='
)


def broken_out(text: str, page: str) -> str:
    """Return where ``text`` stands on the page as markup, or nothing."""
    found = BROKEN_OUT.search(page)
    if found is None and escape(text) != text:
        found = re.search(re.escape(text), page)
    return page[max(0, found.start() - 80) : found.end() + 40] if found else ""


TEXTS = {
    "contacts:new": ["full_name", "sort_name", "how_met", "pronouns", "pronunciation", "area",
                     "disciplines", "research", "tags", "note"],
    "contacts:event-new": ["name", "place", "organization_name", "look_for", "note"],
    "contacts:meeting-log": ["summary", "i_promised", "they_promised"],
    "contacts:follow-up-plan": ["what"],
    "contacts:quick-add": ["line"],
    "contacts:event-person": ["line"],
    "contacts:tags": ["tags"],
    "contacts:view-save": ["name"],
    "contacts:bulk": ["tag"],
    "contacts:paste": ["lines"],
    "insights:people": ["line_1"],
    "insights:wishes": ["industry_1", "profession_1", "area_1"],
}  # fmt: skip


@pytest.fixture
def world(maya: User) -> World:
    return make_world(maya, "Quokka")


def fill_with(text: str, world: World, browser: Client) -> None:
    """Type ``text`` into every field that takes text; then put it where forms would not."""
    for name, fields in TEXTS.items():
        plain = text.replace(",", "") if {"line", "line_1", "lines", "tags"} & set(fields) else text
        form = filled(STUDENT[name], world, **dict.fromkeys(fields, plain[:60]))
        form |= {"same": "", "anyway": "on", "keep_both": "on", "others": ""}
        answer = browser.post(path_of(name, **arguments(RULES[name], world.ids)), form)
        assert answer.status_code == 302, (name, answer.status_code)
    with acting_as(world.owner):
        Contact.objects.update(
            full_name=text, title=text, organization_name=text, next_step=text[:200],
            pronouns=text[:60], research=text, disciplines=text,
        )  # fmt: skip
        Event.objects.update(name=text, place=text, organization_name=text, look_for=text)
        Meeting.objects.update(summary=text)
        FollowUp.objects.update(what=text)
        Channel.objects.update(value=text, label=text[:40], kind="other")
        ContactImport.objects.update(file_name=text, message=text, headers=[text, text])
        Tag.objects.filter(pk=world["tag"]).update(name=text)


def pages(world: World) -> list[str]:
    """Return the addresses of every page that shows a student's own texts."""
    mine = [
        path_of(name, **arguments(rule, world.ids))
        for name, rule in RULES.items()
        if rule.get[1] == "ok" and ":" in name and rule.get[4] != "ok"
    ]
    return [
        *mine,
        "/",
        "/follow-ups/?show=theirs",
        "/follow-ups/?show=done",
        "/events/?when=past",
        "/contacts/trash/?show=events",
        "/contacts/trash/?show=meetings",
    ]


@pytest.mark.parametrize("text", PAYLOADS)
def test_typed_markup_comes_back_as_text(world: World, maya: User, text: str):
    browser = signed_in(maya)
    fill_with(text, world, browser)
    wrong, shown = [], 0
    for path in pages(world):
        for headers in ({}, {"HX-Request": "true", "HX-Target": "results"}):
            answer = browser.get(path, headers=headers)
            assert answer.status_code == 200, path
            if not answer["Content-Type"].startswith("text/html"):
                continue
            page = answer.content.decode()
            shown += "alert(7)" in page
            if where := broken_out(text, page):
                wrong.append((path, where))
    assert wrong == []
    assert shown > 15 or "alert" not in text


def test_what_is_searched_for_comes_back_as_text(world: World, maya: User):
    browser = signed_in(maya)
    for text in PAYLOADS:
        for path in ("/contacts/", "/events/", "/contacts/quick/", "/contacts/filters/"):
            for key in ("q", "line", "tag", "sort", "after", "source", "next"):
                page = browser.get(path, {key: text}).content.decode()
                assert not broken_out(text, page), (path, key, text)


def test_a_form_sent_back_shows_what_was_typed_as_text(world: World, maya: User):
    """Invalid forms, where the text stands in the fields and in the messages."""
    browser = signed_in(maya)
    for name, payload in STUDENT.items():
        for form in (payload, *VARIANTS.get(name, [])):
            for text in PAYLOADS:
                nasty: dict[str, Any] = {
                    key: text for key in form if key not in {"once", "file", "version"}
                }
                answer = browser.post(
                    path_of(name, **arguments(RULES[name], world.ids)),
                    filled(form, world, **nasty),
                    follow=True,
                )
                assert not broken_out(text, answer.content.decode()), (name, text)


LINKS = [
    "javascript:alert(7)",
    "JaVaScRiPt:alert(7)",
    " javascript:alert(7)",
    "java\tscript:alert(7)",
    "data:text/html,x",
    "vbscript:x",
    "//evil.example",
    "https://ok.example/a",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("kind", ["website", "linkedin", "other", "email", "phone"])
def test_an_address_never_becomes_a_link_that_runs(world: World, maya: User, link: str, kind: str):
    browser = signed_in(maya)
    path = path_of("contacts:edit", pk=world["contact"])
    instead = {"channel-0-kind": kind, "channel-0-value": link, "referred_by": ""}
    browser.post(path, filled(STUDENT["contacts:edit"], world, **instead))
    page = browser.get(path_of("contacts:page", pk=world["contact"])).content.decode()
    for href in re.findall(r'href="([^"]*)"', page):
        assert re.match(r"(/(?!/)|#|\?|https?://|mailto:|tel:)", href), href
