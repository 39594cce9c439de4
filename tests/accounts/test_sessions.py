"""How long sessions last, and who can end them."""

from datetime import UTC, datetime

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.models import User
from accounts.people import close
from accounts.roles import Role
from accounts.sessions import end_sessions
from tests.accounts.people import PASSWORD, with_password
from tests.conftest import signed_in

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


@pytest.mark.parametrize(
    ("role", "minutes", "still_in"),
    [
        (Role.STAFF, 59, True),
        (Role.STAFF, 61, False),
        (Role.ADMIN, 61, False),
        (Role.STUDENT, 13 * 24 * 60, True),
        (Role.STUDENT, 15 * 24 * 60, False),
    ],
)
def test_a_session_that_lies_idle_ends(
    maya: User, role: Role, minutes: int, still_in: bool
) -> None:
    maya.give_role(role, by=None)
    if role != Role.STUDENT:
        maya.take_role(Role.STUDENT)
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed_in(maya)
        clock.shift(60 * minutes)
        assert is_in(client) is still_in


def test_a_session_that_is_used_ends_in_the_end(ines: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed_in(ines)
        for _ in range(23):
            clock.shift(30 * 60)
            assert is_in(client)
        clock.shift(31 * 60)
        response = client.get("/settings/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_the_clock_of_a_session_is_written_seldom(ines: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = signed_in(ines)
        seen = client.session["seen_at"]
        clock.shift(60)
        client.get("/settings/")
        assert client.session["seen_at"] == seen
        clock.shift(600)
        client.get("/settings/")
        assert client.session["seen_at"] > seen


def test_a_closed_account_is_out_at_the_next_request(maya: User, as_maya: Client) -> None:
    assert is_in(as_maya)
    close(maya, now=NOON)
    assert not is_in(as_maya)


def test_ended_sessions_are_out_even_those_nobody_listed(maya: User, as_maya: Client) -> None:
    assert not UserSession.objects.exists()
    end_sessions(maya)
    assert not is_in(as_maya)


def test_a_reopened_account_does_not_wake_old_sessions(maya: User, as_maya: Client) -> None:
    close(maya, now=NOON)
    maya.reopen()
    assert not is_in(as_maya)


def test_a_role_taken_is_gone_at_the_next_request(ada: User, as_ada: Client) -> None:
    assert as_ada.get("/people/").status_code == 200
    ada.take_role(Role.ADMIN)
    assert as_ada.get("/people/").status_code == 403


def test_i_see_my_sessions_and_end_the_others(maya: User) -> None:
    with_password(maya)
    here, there = Client(HTTP_USER_AGENT="Mozilla Firefox Windows"), Client()
    for client in (here, there):
        client.post("/accounts/login/", {"login": maya.email, "password": PASSWORD})
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox on Windows" in page
    assert "2 places" in page
    here.post("/accounts/sessions/")
    assert is_in(here)
    assert not is_in(there)


def test_a_new_password_ends_the_other_sessions_and_changes_the_key(maya: User) -> None:
    with_password(maya)
    here, there = signed_in(maya), signed_in(maya)
    key = here.session.session_key
    new = {
        "oldpassword": PASSWORD,
        "password1": "another long thing",
        "password2": "another long thing",
    }
    here.post("/accounts/password/change/", new)
    assert here.session.session_key != key
    assert is_in(here)
    assert not is_in(there)
