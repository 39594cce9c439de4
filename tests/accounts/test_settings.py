"""/settings/: who I am and how the pages look to me."""

import pytest
from django.test import Client
from django.test.signals import template_rendered
from django.utils import timezone

from accounts.models import StudentProfile, User

URL = "/settings/"
GOOD = {
    "full_name": "Maya Lind",
    "pronouns": "she/her",
    "time_zone": "Europe/Berlin",
    "locale": "en",
    "theme": "dark",
    "uses_shortcuts": "on",
    "student-program": "Law",
    "student-graduation_year": "2028",
    "student-student_id": "S-1",
}


def test_it_saves_and_the_theme_holds_from_the_next_page(as_maya: Client, maya: User) -> None:
    response = as_maya.post(URL, GOOD, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert 'data-theme="dark"' in response.content.decode()
    maya.refresh_from_db()
    assert (maya.time_zone, maya.pronouns, maya.uses_shortcuts) == (
        "Europe/Berlin",
        "she/her",
        True,
    )
    assert maya.student_profile.program == "Law"


def test_shortcuts_can_be_switched_off(as_maya: Client, maya: User) -> None:
    page = as_maya.post(URL, GOOD | {"uses_shortcuts": ""}, follow=True).content.decode()
    assert 'data-shortcuts="off"' in page
    maya.refresh_from_db()
    assert not maya.uses_shortcuts


def test_staff_have_no_studies(as_ines: Client) -> None:
    assert "student-program" not in as_ines.get(URL).content.decode()


def test_a_student_number_that_stands_there_stays(as_maya: Client, maya: User) -> None:
    StudentProfile.objects.filter(user=maya).update(student_id="S-9")
    as_maya.post(URL, GOOD | {"student-student_id": "S-8"})
    assert StudentProfile.objects.get(user=maya).student_id == "S-9"


def test_a_number_of_another_student_is_refused(as_maya: Client, omar: User) -> None:
    StudentProfile.objects.filter(user=omar).update(student_id="S-1")
    response = as_maya.post(URL, GOOD)
    assert response.status_code == 422
    assert StudentProfile.objects.filter(student_id="S-1").count() == 1


def test_signed_out_one_is_sent_to_sign_in(anonymous: Client) -> None:
    for response in (anonymous.get(URL), anonymous.post(URL, GOOD)):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


def test_other_verbs_are_refused(as_maya: Client) -> None:
    assert as_maya.put(URL).status_code == 405
    assert as_maya.delete(URL).status_code == 405


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("full_name", "x" * 5000),
        ("full_name", "a\x00b"),
        ("pronouns", "x" * 5000),
        ("time_zone", "Mars/Olympus"),
        ("locale", "xx"),
        ("theme", "pink"),
        ("student-graduation_year", "27"),
        ("student-graduation_year", "99999999999"),
        ("student-program", "x" * 5000),
    ],
)
def test_bad_input_is_said_beside_the_field(
    as_maya: Client, maya: User, field: str, value: str
) -> None:
    response = as_maya.post(URL, GOOD | {field: value})
    assert response.status_code == 422
    assert "field__error" in response.content.decode()
    # The frame of the page still shows what is saved, not what was typed.
    assert 'data-theme="auto"' in response.content.decode()
    maya.refresh_from_db()
    assert (maya.full_name, maya.time_zone) == ("Maya Lind", "America/Chicago")


@pytest.mark.parametrize("name", ["مها", "🦊", "<script>alert(1)</script>"])
def test_every_name_is_saved_and_shown_escaped(as_maya: Client, maya: User, name: str) -> None:
    page = as_maya.post(URL, GOOD | {"full_name": name}, follow=True).content.decode()
    maya.refresh_from_db()
    assert maya.full_name == name
    assert "<script>alert" not in page


def test_pages_speak_in_the_persons_own_time_and_nobody_elses(as_maya: Client, maya: User) -> None:
    maya.time_zone = "Pacific/Auckland"
    maya.save()
    seen = []

    def remember(*args: object, **kwargs: object) -> None:
        seen.append(timezone.get_current_timezone_name())

    template_rendered.connect(remember)
    try:
        as_maya.get(URL)
    finally:
        template_rendered.disconnect(remember)
    assert seen[0] == "Pacific/Auckland"
    assert timezone.get_current_timezone_name() == "UTC"
