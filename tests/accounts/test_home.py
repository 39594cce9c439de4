"""The plain home of staff and administrators, and the logo."""

from django.test import Client

from accounts.models import Institution, User
from accounts.roles import Role

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def test_staff_are_told_what_they_can_do(as_ines: Client) -> None:
    assert "Students decide what you see" in as_ines.get("/").content.decode()


def test_administrators_are_told_what_they_can_do(as_ada: Client) -> None:
    page = as_ada.get("/").content.decode()
    assert "/people/institution/" in page


def test_somebody_without_a_role_is_told_what_to_do(as_ines: Client, ines: User) -> None:
    ines.take_role(Role.STAFF)
    response = as_ines.get("/")
    assert response.status_code == 200
    assert "no role yet" in response.content.decode()


def test_the_logo_may_be_kept_and_asked_for_again(anonymous: Client) -> None:
    assert anonymous.get("/logo").status_code == 404
    institution = Institution.objects.get()
    institution.logo, institution.logo_type = PNG, "image/png"
    institution.save()
    response = anonymous.get("/logo")
    assert (response["Content-Type"], response.content) == ("image/png", PNG)
    assert "max-age=3600" in response["Cache-Control"]
    again = anonymous.get("/logo", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    assert anonymous.post("/logo").status_code == 405
