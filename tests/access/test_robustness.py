"""Whatever is sent to a student's pages, the answer is a page and never a 500."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.access.payloads import STUDENT, VARIANTS, Ref, encoded, filled
from tests.access.table import RULES, arguments
from tests.access.test_table import listed
from tests.access.world import World, make_world, path_of, undone
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

FINE = {200, 302, 400, 404, 409, 413, 422}

# For every kind of field, each field alone.
ALONE = {"5,000 characters": "x" * 5000, "NUL": "a\x00b"}
# For every field at once.
TOGETHER = {
    "blank": " \t\r\n\u00a0\u2003",
    "lone surrogate": "\ud800",
}
TEXTS = {
    "markup": "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "5,000 wide characters": "𝔊ß" * 2500,
    "control characters": "\x01\x1b[31m\x7f\x85",
    "emoji": "👩🏽\u200d🚀🇺🇸",
    "only signs": "!!! …",
    "right to left": "\u202eمرحبا \u200f שלום",
    "marks upon marks": "Z̷̢͈͉̖̹̥̪̺͉͗̔̅" * 40,
    "quotes and wildcards": "'; DROP TABLE contacts_contact; -- \\ %_\\%",
    "template": "{{ 7|add:7 }}{% now %} %s %(x)s {0} ${x}",
    "commas": ",,,",
    "semicolons": ";; ;",
    "a link off": "//evil.example/",
    "a script as a link": "javascript:alert(1)",
    "header": "x\r\nSet-Cookie: a=b",
}
DATES = {
    "no such day": "2027-02-29",
    "no such month": "31/31/2026",
    "no day at all": "yesterday",
    "last day": "9999-12-31",
    "first day": "0001-01-01",
    "long ago": "1900-01-01",
    "far away": "2200-12-31",
    "day before days": "0000-00-00",
    "year 10000": "10000-01-01",
    "a number": str(10**9),
    "other digits": "٢٠٢٦-١١-٢٤",
}
NUMBERS = {
    "most of an integer": str(2**31 - 1),
    "more than an integer": str(2**31),
    "more than a bigint": str(2**63),
    "5,000 digits": "9" * 5000,
    "negative": "-1",
    "zero": "0",
    "superscript": "²",
}
NASTY = ALONE | TOGETHER | TEXTS | DATES | NUMBERS

FORMS = sorted(STUDENT)


@pytest.fixture
def world(maya: User) -> World:
    return make_world(maya, "Quokka")


@pytest.fixture
def browser(maya: User) -> Client:
    browser = signed_in(maya)
    browser.raise_request_exception = False
    return browser


def sent(browser: Client, path: str, data: Any, **more: Any) -> int:
    with undone():
        return browser.post(path, data, **more).status_code


def kind_of(value: Any) -> str:
    """Return what a field holds in which ``value`` is right."""
    value = value[0] if isinstance(value, list) else value
    text = "1" if isinstance(value, Ref) else str(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d\d:\d\d|{today}", text):
        return "date"
    return "number" if text.isdigit() else "text"


# The form of a change is that of making a thing, which is tried field by field already.
TRIED_AS_NEW = {"contacts:edit": "contacts:new", "contacts:event-edit": "contacts:event-new"}


def mutations(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield nasty values for one field after the other, for all texts at once, and for all."""
    payload = {key: value for key, value in STUDENT[name].items() if key != "file"}
    texts = [key for key, value in payload.items() if kind_of(value) == "text"]
    tried = set(STUDENT.get(TRIED_AS_NEW.get(name, ""), ())) - {"version"}
    for field in [*payload, "once"]:
        if field in tried:
            continue
        kind = kind_of(payload.get(field, ""))
        more = DATES if kind == "date" else NUMBERS if kind == "number" else {}
        for said, value in (ALONE | more).items():
            yield said, field, {field: value}
        yield "missing", field, {field: []}
        yield "a list", field, {field: ["1", "2", "x"]}
    for said, value in (TEXTS | TOGETHER).items():
        yield said, "every text", dict.fromkeys(texts, value)
    for said, value in (NUMBERS | TOGETHER).items():
        yield said, "every field", dict.fromkeys(payload, value)
    yield "nothing", "", {key: [] for key in payload}


@pytest.mark.parametrize("name", FORMS)
def test_no_form_is_broken_by_what_is_typed(world: World, browser: Client, name: str):
    path = path_of(name, **arguments(RULES[name], world.ids))
    wrong: dict[tuple[str, str], int] = {}
    for said, field, changes in mutations(name):
        form = filled(STUDENT[name], world, **{k: _sendable(v) for k, v in changes.items()})
        status = sent(browser, path, form)
        if status not in FINE:
            wrong[said, field] = status
    for number, variant in enumerate(VARIANTS.get(name, [])):
        status = sent(browser, path, filled(variant, world))
        if status not in FINE:
            wrong["variant", str(number)] = status
    assert not wrong, listed(wrong)


def _sendable(value: Any) -> Any:
    """Return the value as bytes where UTF-8 has none for it, as a broken client sends it."""
    if isinstance(value, str) and "\ud800" in value:
        return value.encode("utf-8", "surrogatepass")
    return value


BODIES = {
    "invalid UTF-8": (b"full_name=%ff%fe&line=\xff\xfe&name=\xc3\x28", "form"),
    "NUL escaped": (b"line=%00&name=%00&full_name=%00&tags=%00&summary=%00", "form"),
    "UTF-7": (b"line=+ADw-script+AD4-", "application/x-www-form-urlencoded; charset=utf-7"),
    "no such charset": (b"line=x", "application/x-www-form-urlencoded; charset=klingon"),
    "JSON": (b'{"line": "x"}', "application/json"),
    "not multipart": (b"line=x", "multipart/form-data; boundary=nothing"),
    "no boundary": (b"--x\r\n\r\n", "multipart/form-data"),
    "cut off": (b"--x\r\nContent-Disposition: form-data; name=\"line\"\r\n\r\nab", "multipart"),
    "many fields": (b"&".join(b"a%d=1" % n for n in range(4100)), "form"),
    "a field of megabytes": (b"note=" + b"x" * 3_000_000, "form"),
    "ampersands": (b"&&&===&=&", "form"),
}  # fmt: skip
TYPES = {
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data; boundary=x",
}


@pytest.mark.parametrize("said", BODIES)
def test_no_form_is_broken_by_a_broken_body(world: World, browser: Client, said: str):
    body, kind = BODIES[said]
    wrong = {}
    for name in FORMS:
        path = path_of(name, **arguments(RULES[name], world.ids))
        with undone():
            status = browser.generic("POST", path, body, TYPES.get(kind, kind)).status_code
        if status not in FINE:
            wrong[name] = status
    assert not wrong, listed(wrong)


PAGES = [name for name, rule in RULES.items() if rule.get[1] == "ok" and ":" in name]
KEYS = (
    "q", "family", "source", "stage", "industry", "area", "tag", "event", "silent", "todo", "cold",
    "made_by", "sort", "after", "before", "when", "show", "line", "next", "page", "x",
)  # fmt: skip
CURSORS = (
    "", "n", "AAAA", "!!!!", "=", "W10", "WyJuIl0", "W1tdXQ", "bnVsbA", "eyJhIjoxfQ",
    "WyJuIiwiMCIsIngiLDFd", "WyJuIiwiZmZmZmZmZmYiLG51bGwsbnVsbF0", "x" * 9000, "é", "%", "\x7f",
)  # fmt: skip


def test_no_page_is_broken_by_its_address(world: World, browser: Client, capsys: Any):
    dice = random.Random(2026)
    values = [*(v for v in NASTY.values() if len(v) < 3000 and "\ud800" not in v), *CURSORS]
    wrong: dict[str, int] = {}
    asked = 0
    for name in PAGES:
        path = path_of(name, **arguments(RULES[name], world.ids))
        for _turn in range(17):
            pairs = [(dice.choice(KEYS), dice.choice(values)) for _key in range(dice.randint(1, 5))]
            query = "&".join(encoded({key: value}) for key, value in pairs)
            asked += 1
            status = browser.get(f"{path}?{query}").status_code
            if status not in FINE:
                wrong[f"{path}?{query}"] = status
        for raw in ("%ff", "q=%ff%fe", "after=%ff", "%", "&&=", "q", "a[]=1&a[b]=2", "q=%u1234"):
            asked += 1
            if (status := browser.get(f"{path}?{raw}").status_code) not in FINE:
                wrong[f"{path}?{raw}"] = status
    with capsys.disabled():
        print(f"\n{asked} addresses asked for")
    assert asked >= 500
    assert not wrong, listed(wrong)


def cursors_of_other_lists(browser: Client) -> Iterator[str]:
    for path in ("/contacts/", "/contacts/?sort=quiet", "/events/", "/follow-ups/"):
        answer = browser.get(path)
        found = answer.context_data.get("slice") or answer.context_data["found"].slice
        yield found.next


def test_a_cursor_of_another_list_is_the_first_page(world: World, browser: Client):
    for cursor in (*cursors_of_other_lists(browser), *CURSORS):
        for path in ("/contacts/", "/contacts/trash/", "/events/", "/follow-ups/?show=done"):
            for key in ("after", "before"):
                assert browser.get(path, {key: cursor}).status_code in {200, 400}


@pytest.mark.parametrize(
    "digits",
    ["0", str(2**31), str(2**63 - 1), str(2**63), "9" * 30, "9" * 4400],
    ids=lambda digits: f"{digits[:3]} of {len(digits)} digits",
)
def test_an_id_that_no_row_can_have_is_not_found(world: World, browser: Client, digits: str):
    for name, rule in RULES.items():
        if rule.about in {"", "step"} or not name.startswith(("contacts:", "insights:")):
            continue
        path = path_of(name, pk=7).replace("/7/", f"/{digits}/")
        status = browser.get(path).status_code
        assert status in {404, 405}, (path[:80], status)
        assert sent(browser, path, {}) in {404, 405}


OFF_THE_SITE = [
    "//evil.example",
    "https://evil.example/",
    "https:evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("next_", OFF_THE_SITE)
def test_no_form_leads_off_the_site(world: World, browser: Client, next_: str):
    for name, payload in STUDENT.items():
        path = path_of(name, **arguments(RULES[name], world.ids))
        with undone():
            answer = browser.post(path, filled(payload, world) | {"next": next_})
        to = answer.headers.get("Location", "/")
        assert re.match(r"/(?![/\\])", to), (name, to)
