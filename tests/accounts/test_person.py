"""/people/<id>/: roles, studies, closing, sessions of one person."""

import pytest
from django.test import Client

from accounts.models import StudentProfile, User
from accounts.roles import Role
from tests import make
from tests.accounts.people import work_off_mail
from tests.conftest import signed_in

ACTIONS = ["roles", "studies", "closing", "reopening", "sign-out", "invitation"]


def test_the_page_shows_studies_and_nothing_of_the_network(as_ada: Client, maya: User) -> None:
    make.contact(maya, "Dana Okafor")
    page = as_ada.get(f"/people/{maya.pk}/").content.decode()
    assert "Marketing" in page
    assert "Okafor" not in page


def test_roles_are_given_and_taken(as_ada: Client, ada: User, ines: User) -> None:
    as_ada.post(f"/people/{ines.pk}/roles/", {"roles": ["student", "admin"]})
    ines = User.objects.get(pk=ines.pk)
    assert ines.roles == {"student", "admin"}
    assert ines.role_grants.get(role="admin").granted_by == ada
    assert StudentProfile.objects.filter(user=ines).exists()


def test_a_role_given_twice_keeps_who_gave_it_first(as_ada: Client, ines: User) -> None:
    as_ada.post(f"/people/{ines.pk}/roles/", {"roles": ["staff"]})
    assert ines.role_grants.get().granted_by is None


def test_the_last_administrator_keeps_the_role(as_ada: Client, ada: User) -> None:
    response = as_ada.post(f"/people/{ada.pk}/roles/", {"roles": ["staff"]})
    assert response.status_code == 422
    assert "only administrator" in response.content.decode()
    assert User.objects.get(pk=ada.pk).roles == {"admin"}


def test_a_closed_administrator_does_not_count(as_ada: Client, ada: User, ines: User) -> None:
    ines.give_role(Role.ADMIN, by=None)
    as_ada.post(f"/people/{ines.pk}/closing/")
    assert as_ada.post(f"/people/{ada.pk}/roles/", {"roles": []}).status_code == 422
    as_ada.post(f"/people/{ines.pk}/reopening/")
    assert as_ada.post(f"/people/{ada.pk}/roles/", {"roles": []}).status_code == 302


def test_the_last_administrator_is_not_closed(as_ada: Client, ada: User) -> None:
    page = as_ada.post(f"/people/{ada.pk}/closing/", follow=True).content.decode()
    assert "only administrator" in page
    assert User.objects.get(pk=ada.pk).is_active


def test_closing_ends_the_sessions_and_can_be_undone(as_ada: Client, maya: User) -> None:
    client = signed_in(maya)
    page = as_ada.post(f"/people/{maya.pk}/closing/", follow=True).content.decode()
    assert f'action="/people/{maya.pk}/reopening/"' in page
    assert client.get("/settings/").status_code == 302
    as_ada.post(f"/people/{maya.pk}/reopening/")
    assert signed_in(User.objects.get(pk=maya.pk)).get("/settings/").status_code == 200


def test_sessions_are_ended(as_ada: Client, maya: User) -> None:
    client = signed_in(maya)
    assert as_ada.post(f"/people/{maya.pk}/sign-out/").status_code == 302
    assert client.get("/settings/").status_code == 302
    assert User.objects.get(pk=maya.pk).is_active


def test_the_school_corrects_the_studies(as_ada: Client, maya: User) -> None:
    url = f"/people/{maya.pk}/studies/"
    as_ada.post(url, {"studies-program": "Law", "studies-student_id": "S-5"})
    assert StudentProfile.objects.get(user=maya).student_id == "S-5"
    bad = as_ada.post(url, {"studies-graduation_year": "27"})
    assert bad.status_code == 422
    assert "four digits" in bad.content.decode()


def test_staff_have_no_studies(as_ada: Client, ines: User) -> None:
    assert as_ada.post(f"/people/{ines.pk}/studies/", {}).status_code == 404
    assert not StudentProfile.objects.filter(user=ines).exists()


def test_an_invitation_goes_out_once_a_day(as_ada: Client, maya: User) -> None:
    for _ in range(2):
        as_ada.post(f"/people/{maya.pk}/invitation/")
    assert len(work_off_mail()) == 1


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_else_acts(
    anonymous: Client, as_maya: Client, as_ines: Client, omar: User, action: str
) -> None:
    url = f"/people/{omar.pk}/{action}/"
    assert anonymous.post(url).status_code == 302
    assert as_maya.post(url, {"roles": ["admin"]}).status_code == 403
    assert as_ines.post(url, {"roles": ["admin"]}).status_code == 403
    assert User.objects.get(pk=omar.pk).roles == {"student"}


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_take_only_post_and_only_people(as_ada: Client, maya: User, action: str) -> None:
    assert as_ada.get(f"/people/{maya.pk}/{action}/").status_code == 405
    assert as_ada.post(f"/people/999999/{action}/").status_code == 404


@pytest.mark.parametrize("roles", [["king"], ["\x00"], ["x" * 5000]])
def test_a_role_there_is_not_is_refused(as_ada: Client, maya: User, roles: list[str]) -> None:
    assert as_ada.post(f"/people/{maya.pk}/roles/", {"roles": roles}).status_code == 422
    assert User.objects.get(pk=maya.pk).roles == {"student"}
