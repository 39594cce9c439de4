"""Every address keeps to its row of the table."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.access.payloads import ALL, filled
from tests.access.table import CAST, RULES, Rule, arguments
from tests.access.world import (
    Office,
    World,
    addresses,
    changed,
    make_office,
    make_world,
    path_of,
    rows_of,
    undone,
)
from tests.conftest import signed_in

PASSWORD = "pbkdf2_sha256$1$salt$" + "x" * 43 + "="  # nobody can sign in with it
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS")
# Outside a demo these are not there, whatever the verb.
NO_DEMO = {"accounts:outbox", "accounts:outbox-message", "accounts:outbox-html"}
SIGN_IN = "/accounts/login/"


class Cast:
    """The five who knock, each with a browser that shows what goes wrong as a 500."""

    def __init__(self, mine: World, others: World, office: Office, **users: User) -> None:
        self.mine, self.others, self.users = mine, others, users
        self.ids = mine.ids | office.ids | {"user": users["omar"].pk}
        self.cookies = {who: signed_in(user).cookies.output() for who, user in users.items()}

    def form(self, who: str, name: str) -> dict[str, Any]:
        """Return a valid form of ``who``'s own for an address."""
        return filled(ALL.get(name, {}), self.others if who == "omar" else self.mine)

    def ask(self, who: str, method: str, path: str, data: Any = None) -> Any:
        """Send a request as ``who``; what it wrote is taken back."""
        with undone():
            browser = Client(raise_request_exception=False)
            browser.cookies.load(self.cookies.get(who, "").removeprefix("Set-Cookie: "))
            return browser.generic(method, path) if data is None else browser.post(path, data)


@pytest.fixture
def cast(maya: User, omar: User, ines: User, ada: User) -> Cast:
    mine, others = make_world(maya, "Quokka"), make_world(omar, "Narwhal")
    for user in (maya, omar, ines, ada):
        user.password = PASSWORD
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return Cast(mine, others, make_office(), maya=maya, omar=omar, ines=ines, ada=ada)


def listed(wrong: dict[Any, Any]) -> str:
    """Return what is wrong, one line for each, none left out."""
    return "\n" + "\n".join(f"{key}: {value}" for key, value in wrong.items())


def said(response: Any) -> str:
    """Return the class of an answer, in the table's words."""
    if response.status_code == 200:
        return "ok"
    if response.status_code in {301, 302, 303}:
        to = response["Location"].partition("?")[0]
        return "in" if to == SIGN_IN else "moved" if to.startswith("/") else f"to {to}"
    return str(response.status_code)


def test_every_address_has_a_row_and_every_row_an_address(capsys: Any):
    names = addresses()
    with capsys.disabled():
        print(f"\n{len(names)} addresses x {len(CAST)} people x GET and POST")
    assert len(names) > 60
    assert sorted(set(names) - set(RULES)) == [], "these addresses have no row in table.py"
    assert sorted(set(RULES) - set(names)) == [], "these rows of table.py have no address"


def test_every_row_says_what_its_address_is_about():
    names = addresses()
    wrong = {
        name: rule.about
        for name, rule in RULES.items()
        if ("<" in names.get(name, "")) != bool(rule.about)
    }
    assert not wrong, listed(wrong)


def test_every_address_that_takes_a_form_has_one():
    takes = {name for name, rule in RULES.items() if set(rule.post) - {"in", "403", "405"}}
    to_sign_in = {"account_logout", "account_confirm_password_reset_code"}
    assert takes - NO_DEMO | to_sign_in == set(ALL)


@pytest.mark.django_db
@pytest.mark.parametrize("who", CAST)
def test_everybody_gets_what_the_table_says(cast: Cast, who: str, clean_cache: None):
    wrong: dict[tuple[str, str], str] = {}
    for name, rule in RULES.items():
        path = path_of(name, **arguments(rule, cast.ids))
        for method in ("GET", "POST"):
            data = cast.form(who, name) if method == "POST" else None
            answer, expected = said(cast.ask(who, method, path, data)), rule.answer(who, method)
            if answer != expected:
                wrong[name, method] = f"{answer} instead of {expected}"
    assert not wrong, listed(wrong)


def insiders(rule: Rule) -> str:
    """Return somebody who may enter by the address's door."""
    return "ada" if rule.get[CAST.index("maya")] == "403" else "maya"


@pytest.mark.django_db
def test_other_methods_are_refused_and_change_nothing(cast: Cast, clean_cache: None):
    before = rows_of(cast.users["maya"], cast.users["omar"])
    wrong: dict[tuple[str, str], int] = {}
    for name, rule in RULES.items():
        path = path_of(name, **arguments(rule, cast.ids))
        for method in OTHER_METHODS:
            status = cast.ask(insiders(rule), method, path).status_code
            if status != 405 and name not in NO_DEMO:
                wrong[name, method] = status
    assert not wrong, listed(wrong)
    assert changed(before, rows_of(cast.users["maya"], cast.users["omar"])) == {}


@pytest.mark.django_db
def test_a_page_answers_head_as_get(cast: Cast, clean_cache: None):
    wrong: dict[str, tuple[str, str]] = {}
    for name, rule in RULES.items():
        path = path_of(name, **arguments(rule, cast.ids))
        for who in ("signed out", insiders(rule)):
            pair = said(cast.ask(who, "GET", path)), said(cast.ask(who, "HEAD", path))
            if pair[0] != pair[1]:
                wrong[name] = pair
    assert not wrong, listed(wrong)


@pytest.mark.django_db
def test_looking_changes_nothing(cast: Cast, clean_cache: None):
    maya, omar = cast.users["maya"], cast.users["omar"]
    browser = signed_in(maya)
    before = rows_of(maya, omar)
    browser.raise_request_exception = False
    for name, rule in RULES.items():
        browser.get(path_of(name, **arguments(rule, cast.ids)))
    assert changed(before, rows_of(maya, omar)) == {}


@pytest.mark.django_db
def test_signed_out_htmx_is_sent_to_sign_in_whole(cast: Cast):
    wrong = {}
    for name, rule in RULES.items():
        path = path_of(name, **arguments(rule, cast.ids))
        for method, answers in (("get", rule.get), ("post", rule.post)):
            if answers[0] != "in" or name.startswith("account_"):
                continue
            answer = getattr(Client(), method)(path, headers={"HX-Request": "true"})
            to = answer.headers.get("HX-Redirect", "")
            if answer.status_code != 200 or answer.content or not to.startswith(SIGN_IN):
                wrong[name, method] = (answer.status_code, to)
    assert not wrong, listed(wrong)


@pytest.mark.django_db
def test_a_closed_account_is_signed_out_on_the_next_request(maya: User):
    browser = signed_in(maya)
    assert browser.get("/").status_code == 200
    User.objects.filter(pk=maya.pk).update(is_active=False)
    assert said(browser.get("/")) == "in"


@pytest.mark.django_db
def test_a_role_taken_away_closes_its_doors_on_the_next_request(maya: User):
    browser = signed_in(maya)
    assert browser.get("/contacts/").status_code == 200
    maya.role_grants.all().delete()
    assert browser.get("/contacts/").status_code == 403
