"""/people/institution/: name, mail, calendar, thresholds, logo."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.logos import logo_type
from accounts.models import Holiday, Institution, Term

URL = "/people/institution/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
GOOD = {
    "name": "Example University",
    "sender": "Career Services <careers@example.edu>",
    "email_domains": "example.edu, @Students.Example.EDU",
    "date_order": "dmy",
    "time_zone": "Europe/Oslo",
    "going_cold_days": "90",
    "thank_you_due_hours": "24",
    "thank_you_overdue_hours": "48",
    "trash_days": "30",
}


def picture(content: bytes = PNG, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def test_it_saves(as_ada: Client) -> None:
    assert as_ada.post(URL, GOOD)["Location"] == URL
    row = Institution.objects.get()
    assert row.email_domains == ["example.edu", "students.example.edu"]
    assert (row.date_order, row.going_cold_days) == ("dmy", 90)
    assert Institution.current().sender == "Career Services <careers@example.edu>"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 5000),
        ("name", "a\x00b"),
        ("sender", "no address"),
        ("sender", "a@example.edu\r\nBcc: b@example.edu"),
        ("email_domains", "not a domain!"),
        ("email_domains", "x" * 5000),
        ("date_order", "ydm"),
        ("time_zone", "Mars"),
        ("going_cold_days", "3"),
        ("going_cold_days", "99999999999"),
        ("trash_days", "0"),
        ("trash_days", "soon"),
    ],
)
def test_bad_input_is_said_beside_the_field(as_ada: Client, field: str, value: str) -> None:
    response = as_ada.post(URL, GOOD | {field: value})
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert Institution.objects.get().sender == ""


def test_a_thank_you_is_not_overdue_before_it_is_due(as_ada: Client) -> None:
    response = as_ada.post(URL, GOOD | {"thank_you_overdue_hours": "12"})
    assert "due before it is overdue" in response.content.decode()


@pytest.mark.parametrize(
    "change",
    [{"going_cold_days": 1}, {"trash_days": 0}, {"date_order": "x"}, {"thank_you_due_hours": 99}],
)
def test_the_database_refuses_it_too(db: None, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.update(**change)


def test_there_is_one_institution(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.create(pk=2)


def test_a_logo_comes_and_goes(as_ada: Client) -> None:
    as_ada.post(URL, GOOD | {"logo_file": picture()})
    assert bytes(Institution.objects.get().logo) == PNG
    as_ada.post(URL, GOOD)
    assert as_ada.get("/logo").status_code == 200
    as_ada.post(URL, GOOD | {"removes_logo": "on"})
    assert as_ada.get("/logo").status_code == 404


@pytest.mark.parametrize(
    "content", [b"<svg onload='alert(1)'/>", b"GIF89a", b"", PNG + b"\x00" * 300_000]
)
def test_what_is_no_small_picture_is_refused(as_ada: Client, content: bytes) -> None:
    response = as_ada.post(URL, GOOD | {"logo_file": picture(content)})
    assert response.status_code == 422
    assert not Institution.objects.get().logo


def test_pictures_are_told_by_their_first_bytes() -> None:
    assert logo_type(b"\xff\xd8\xff\xe0 jpeg") == "image/jpeg"
    assert logo_type(b"RIFF0000WEBPVP8 ") == "image/webp"
    assert logo_type(b"RIFF0000AVI LIST") == ""


def test_terms_and_holidays_come_and_go(as_ada: Client) -> None:
    term = {"term-name": "Fall", "term-starts_on": "2026-08-24", "term-ends_on": "2026-12-18"}
    as_ada.post(f"{URL}terms/", term)
    as_ada.post(f"{URL}holidays/", {"holiday-off_on": "11/26/2026", "holiday-name": "Thanksgiving"})
    assert Institution.current().holidays() == {Holiday.objects.get().off_on}
    assert "Thanksgiving" in as_ada.get(URL).content.decode()
    for _ in range(2):
        as_ada.post(f"{URL}terms/{Term.objects.values_list('pk', flat=True).first() or 1}/removal/")
    as_ada.post(f"{URL}holidays/{Holiday.objects.get().pk}/removal/")
    assert not Term.objects.exists()
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(
    ("what", "data", "field"),
    [
        ("terms", {"term-name": "F", "term-starts_on": "2026-02-29"}, "term-starts_on"),
        ("terms", {"term-name": "x" * 5000}, "term-name"),
        ("holidays", {"holiday-off_on": "soon", "holiday-name": "x"}, "holiday-off_on"),
        ("holidays", {"holiday-off_on": "2026-11-26", "holiday-name": "\x00"}, "holiday-name"),
    ],
)
def test_a_bad_row_is_not_added(as_ada: Client, what: str, data: dict, field: str) -> None:
    response = as_ada.post(f"{URL}{what}/", data)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Term.objects.exists()
    assert not Holiday.objects.exists()


def test_a_term_ends_after_it_begins(as_ada: Client) -> None:
    data = {"term-name": "F", "term-starts_on": "2026-12-18", "term-ends_on": "2026-08-24"}
    assert as_ada.post(f"{URL}terms/", data).status_code == 422


def test_a_double_click_adds_one_term(as_ada: Client) -> None:
    data = {"term-name": "Fall", "term-starts_on": "2026-08-24", "term-ends_on": "2026-12-18"}
    for _ in range(2):
        as_ada.post(f"{URL}terms/", data | {"once": "6f1e6d2c-54b7-4a7c-8f0e-0d4a8a7f3b11"})
    assert Term.objects.count() == 1


@pytest.mark.parametrize(
    "action", ["terms/", "holidays/", "terms/1/removal/", "holidays/1/removal/"]
)
def test_nobody_else_acts(anonymous: Client, as_ines: Client, as_ada: Client, action: str) -> None:
    assert anonymous.post(URL + action).status_code == 302
    assert as_ines.post(URL + action).status_code == 403
    assert as_ada.get(URL + action).status_code == 405
