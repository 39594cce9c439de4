"""Sign-in by password and by code, and what it gives away."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.people import PASSWORD, newest_code, with_password, work_off_mail

LOGIN = "/accounts/login/"


def sign_in(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def test_the_right_password_opens(anonymous: Client, maya: User) -> None:
    with_password(maya)
    response = sign_in(anonymous, "maya@example.edu")
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert anonymous.get("/settings/").status_code == 200


def test_the_page_stands_in_our_layout(anonymous: Client) -> None:
    page = anonymous.get(LOGIN).content.decode()
    assert 'id="main"' in page
    assert "Sign in" in page


def test_a_wrong_password_gets_a_kind_word(anonymous: Client, maya: User) -> None:
    with_password(maya)
    response = sign_in(anonymous, "maya@example.edu", "not my password")
    assert "do not go together" in response.content.decode()


def test_the_session_key_changes_at_sign_in(anonymous: Client, maya: User) -> None:
    with_password(maya)
    anonymous.get("/accounts/login/code/")
    session = anonymous.session
    session["something"] = "there"
    session.save()
    before = session.session_key
    sign_in(anonymous, "maya@example.edu")
    assert anonymous.session.session_key != before


@pytest.mark.usefixtures("clean_cache")
def test_the_sixth_wrong_password_is_refused_and_so_is_the_right_one(maya: User) -> None:
    with_password(maya)
    for _ in range(5):
        sign_in(Client(), "maya@example.edu", "wrong wrong wrong")
    # Another address in a header a visitor can write does not begin a new count.
    sixth = sign_in(
        Client(), "maya@example.edu", "wrong wrong wrong", HTTP_X_FORWARDED_FOR="203.0.113.9"
    )
    assert "Too many tries" in sixth.content.decode()
    right = sign_in(Client(), "maya@example.edu")
    assert "Too many tries" in right.content.decode()


@pytest.mark.usefixtures("clean_cache")
def test_the_code_by_mail_stays_open_to_somebody_locked_out(maya: User) -> None:
    with_password(maya)
    for _ in range(6):
        sign_in(Client(), "maya@example.edu", "wrong wrong wrong")
    client = Client()
    client.post("/accounts/login/code/", {"email": "maya@example.edu"})
    client.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert client.get("/settings/").status_code == 200


def test_a_code_opens_once(maya: User) -> None:
    with_password(maya)
    client, again = Client(), Client()
    client.post("/accounts/login/code/", {"email": "maya@example.edu"})
    code = newest_code()
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert client.get("/settings/").status_code == 200
    again.post("/accounts/login/code/confirm/", {"code": code})
    assert again.get("/settings/").status_code == 302


def test_a_closed_account_does_not_open(anonymous: Client, maya: User) -> None:
    with_password(maya)
    maya.is_active = False
    maya.save()
    response = sign_in(anonymous, "maya@example.edu")
    assert response["Location"] == reverse("account_inactive")
    assert anonymous.get("/settings/").status_code == 302
    assert "closed" in anonymous.get("/accounts/inactive/").content.decode()


@pytest.mark.usefixtures("clean_cache")
@pytest.mark.parametrize("path", ["/accounts/password/reset/", "/accounts/login/code/"])
def test_known_and_unknown_e_mails_get_the_same_answer(maya: User, path: str) -> None:
    with_password(maya)
    answers = []
    for email in ("maya@example.edu", "nope@example.edu"):
        client = Client()
        response = client.post(path, {"email": email}, follow=True)
        text = response.content.decode().replace(email, "…")
        token = client.cookies["__Host-csrf"].value
        words = [line for line in text.splitlines() if "csrf" not in line.lower()]
        answers.append((response.status_code, response.redirect_chain, words, bool(token)))
    assert answers[0] == answers[1]
    assert [m.to for m in work_off_mail()] == [["maya@example.edu"]]


def test_a_new_password_by_code(anonymous: Client, maya: User) -> None:
    with_password(maya)
    anonymous.post("/accounts/password/reset/", {"email": "maya@example.edu"})
    anonymous.post("/accounts/password/reset/confirm/", {"code": newest_code()})
    new = {"password1": "a wholly new one", "password2": "a wholly new one"}
    response = anonymous.post("/accounts/password/reset/complete/", new)
    assert response["Location"] == "/accounts/password/reset/done/"
    assert anonymous.get(response["Location"]).status_code == 200
    assert sign_in(Client(), "maya@example.edu", "a wholly new one").status_code == 302


def test_signing_out_asks_first_and_clears_the_browser(as_maya: Client) -> None:
    assert as_maya.get("/accounts/logout/").status_code == 200
    assert as_maya.get("/settings/").status_code == 200
    response = as_maya.post("/accounts/logout/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert as_maya.get("/settings/").status_code == 302


@pytest.mark.parametrize("next_url", ["//evil.example", "https:evil.example", "\\\\evil.example"])
def test_sign_in_leads_nowhere_else(anonymous: Client, maya: User, next_url: str) -> None:
    with_password(maya)
    credentials = {"login": "maya@example.edu", "password": PASSWORD, "next": next_url}
    assert anonymous.post(LOGIN, credentials)["Location"] == "/"


@pytest.mark.parametrize("odd", ["x" * 5000 + "@example.edu", "a\x00b@example.edu", "🦊", ""])
def test_odd_e_mails_are_answered_kindly(anonymous: Client, odd: str) -> None:
    for path in (LOGIN, "/accounts/login/code/", "/accounts/password/reset/"):
        response = anonymous.post(path, {"login": odd, "email": odd, "password": "x"})
        assert response.status_code < 500
        assert response.status_code != 302


def test_too_many_tries_get_a_page_of_ours(maya: User, clean_cache: None) -> None:
    with_password(maya)
    for _ in range(6):
        response = Client().post("/accounts/password/reset/", {"email": "maya@example.edu"})
    assert response.status_code == 429
    assert 'id="main"' in response.content.decode()


def test_cookies_are_bound_to_the_host_and_out_of_reach_of_scripts(maya: User) -> None:
    with_password(maya)
    client = Client()
    client.get(LOGIN)
    assert list(client.cookies) == ["__Host-csrf"]
    sign_in(client, "maya@example.edu")
    assert set(client.cookies) == {"__Host-csrf", "__Host-session"}
    for cookie in client.cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")
