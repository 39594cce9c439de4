"""/people/: the administrators' list, and inviting."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import SentMail, User
from accounts.roles import Role
from tests import htmx
from tests.accounts.people import newest_code, work_off_mail

LIST, INVITE = "/people/", "/people/invitation/"
BO = {"full_name": "Bo Nilsen", "email": "Bo@Elsewhere.example", "roles": ["staff"]}


def names(client: Client, **query: str) -> list[str]:
    return [person.full_name for person in client.get(LIST, query).context["slice"]]


def test_the_list_shows_everybody(as_ada: Client, maya: User, ines: User) -> None:
    assert names(as_ada) == ["Ada Berg", "Ines Duarte", "Maya Lind"]


def test_people_are_found_by_name_and_e_mail(as_ada: Client, maya: User, ines: User) -> None:
    assert names(as_ada, q="lind maya") == ["Maya Lind"]
    assert names(as_ada, q="ines@") == ["Ines Duarte"]


def test_people_are_found_by_role(as_ada: Client, maya: User, ines: User) -> None:
    maya.give_role(Role.STAFF, by=None)
    ines.is_active = False
    ines.save()
    assert names(as_ada, role="staff") == ["Ines Duarte", "Maya Lind"]
    assert names(as_ada, role="closed") == ["Ines Duarte"]


def test_pages_follow_one_another_by_links(as_ada: Client) -> None:
    for n in range(60):
        User.objects.create_user(f"p{n:03}@example.edu", full_name=f"P {n:03}")
    seen, cursor = [], ""
    while True:
        response = as_ada.get(LIST, {"after": cursor})
        seen += [person.email for person in response.context["slice"]]
        cursor = response.context["slice"].next
        if not cursor:
            break
    assert len(seen) == len(set(seen)) == 61
    assert f"before={response.context['slice'].previous}" in response.content.decode()


def test_htmx_gets_the_results_alone(as_ada: Client, maya: User) -> None:
    piece = htmx.get(as_ada, LIST, target="results").content.decode()
    assert "Maya Lind" in piece
    assert "<html" not in piece


def test_the_cost_does_not_grow_with_the_people(
    as_ada: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(25):
        User.objects.create_user(f"p{n}@example.edu", roles=(Role.STUDENT, Role.STAFF))
    as_ada.get(LIST)
    with django_assert_max_num_queries(8):
        as_ada.get(LIST)


@pytest.mark.parametrize("query", ["after=xx", "role=king", "q=%F0%9F%A6%8A", "q=" + "x" * 5000])
def test_odd_addresses_give_a_page(as_ada: Client, query: str) -> None:
    assert as_ada.get(f"{LIST}?{query}").status_code == 200


@pytest.mark.parametrize("url", [LIST, INVITE, "/people/1/", "/people/institution/"])
def test_only_administrators_come_in(
    anonymous: Client, as_maya: Client, as_ines: Client, url: str
) -> None:
    assert anonymous.get(url).status_code == 302
    assert as_maya.get(url).status_code == 403
    assert as_ines.get(url).status_code == 403


def test_the_list_takes_no_post(as_ada: Client) -> None:
    assert as_ada.post(LIST).status_code == 405


def test_an_invitation_makes_an_account_and_a_mail(as_ada: Client, ada: User) -> None:
    response = as_ada.post(INVITE, BO)
    bo = User.objects.get(email="bo@elsewhere.example")
    assert response["Location"] == f"/people/{bo.pk}/"
    assert bo.roles == {"staff"}
    assert not bo.has_usable_password()
    assert bo.role_grants.get().granted_by == ada
    (mail,) = work_off_mail()
    assert mail.to == ["bo@elsewhere.example"]
    assert "http://testserver/accounts/login/code/" in mail.body
    assert mail.alternatives[0].mimetype == "text/html"


def test_somebody_invited_signs_in_by_code(as_ada: Client) -> None:
    as_ada.post(INVITE, BO)
    client = Client()
    client.post("/accounts/login/code/", {"email": "bo@elsewhere.example"})
    client.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert client.get("/settings/").status_code == 200


def test_a_double_click_invites_once(as_ada: Client) -> None:
    data = BO | {"once": "6f1e6d2c-54b7-4a7c-8f0e-0d4a8a7f3b11"}
    first, second = as_ada.post(INVITE, data), as_ada.post(INVITE, data)
    assert first["Location"] == second["Location"]
    assert SentMail.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("full_name", "x" * 5000),
        ("full_name", "a\x00b"),
        ("email", "nobody"),
        ("email", "ADA@example.edu"),
        ("email", "x" * 5000 + "@example.edu"),
        ("roles", []),
        ("roles", ["king"]),
    ],
)
def test_a_bad_invitation_invites_nobody(as_ada: Client, field: str, value: object) -> None:
    response = as_ada.post(INVITE, BO | {field: value})
    assert response.status_code == 422
    assert "field__error" in response.content.decode()
    assert User.objects.count() == 1


def test_a_name_with_line_breaks_puts_nothing_into_the_mails_head(as_ada: Client) -> None:
    as_ada.post(INVITE, BO | {"full_name": "Bo\r\nBcc: <b>all@example.edu</b>"})
    (mail,) = work_off_mail()
    assert "Bcc" not in mail.message()
    assert "<b>" not in mail.alternatives[0].content
