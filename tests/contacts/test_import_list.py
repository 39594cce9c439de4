"""The page of imports: upload a file, see what was imported."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from contacts.catalogues import source_by_key
from contacts.models import ContactImport
from contacts.states import ImportStatus
from networkapp.db.acting import acting_as
from tests.contacts.importing.doing import imported, linkedin, people, staged, work
from tests.contacts.importing.test_running import ANN
from tests.cost import queries_of

URL = "/contacts/imports/"


def upload(
    client: Client, content: bytes = b"", *, name: str = "Connections.csv", **more: Any
) -> Any:
    data = {
        "file": SimpleUploadedFile(name, content or linkedin(ANN), "text/csv"),
        "source": source_by_key("acquaintance").pk,
        **more,
    }
    return client.post(URL, data)


def test_it_says_how_to_get_the_file(as_maya: Client) -> None:
    text = as_maya.get(URL).content.decode()
    assert "Get a copy of your data" in text
    assert "Or any CSV" in text


def test_an_uploaded_file_is_kept_and_read_by_the_worker(as_maya: Client, maya: User) -> None:
    response = upload(as_maya, source=source_by_key("alumni-linkedin").pk)
    with acting_as(maya):
        contact_import = ContactImport.objects.get()
    assert response.status_code == 302
    assert response["Location"] == contact_import.get_absolute_url()
    assert contact_import.status == ImportStatus.UPLOADED
    assert (contact_import.file_name, contact_import.size) == (
        "Connections.csv",
        len(linkedin(ANN)),
    )
    assert contact_import.source.key == "alumni-linkedin"
    assert "is being read" in as_maya.get(response["Location"]).content.decode()
    assert work(contact_import) == ["read_import"]
    assert "Ann Berg" in as_maya.get(response["Location"]).content.decode()


def test_a_double_click_uploads_once(as_maya: Client, maya: User) -> None:
    key = str(uuid.uuid4())
    first, second = upload(as_maya, once=key), upload(as_maya, once=key)
    assert first["Location"] == second["Location"]
    with acting_as(maya):
        assert ContactImport.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "This is a picture"),
        (b"PK\x03\x04[Content_Types].xml", "Excel workbook"),
        (b"Name\n" + b"a" * (10 * 1024 * 1024), "larger than 10 MB"),
        (b"  \n \n", "This file is empty"),
    ],
)
def test_a_wrong_file_is_explained_beside_the_field(
    as_maya: Client, maya: User, content: bytes, said: str
) -> None:
    response = upload(as_maya, content)
    assert response.status_code == 422
    assert said in response.content.decode()
    with acting_as(maya):
        assert not ContactImport.objects.exists()


@pytest.mark.parametrize("data", [{}, {"file": "text"}, {"source": "999999"}, {"source": "x"}])
def test_a_form_that_is_not_filled_in_is_given_back(as_maya: Client, data: dict[str, str]) -> None:
    assert as_maya.post(URL, data).status_code == 422


def test_an_empty_file_is_explained(as_maya: Client) -> None:
    data = {"file": SimpleUploadedFile("x.csv", b""), "source": source_by_key("friend").pk}
    response = as_maya.post(URL, data)
    assert response.status_code == 422
    assert "This file is empty" in response.content.decode()


def test_odd_names_of_files_are_kept_readable(as_maya: Client, maya: User) -> None:
    upload(as_maya, name="<b>Größe</b> " + "x" * 300 + ".csv")
    text = as_maya.get(URL).content.decode()
    assert "<b>Gr" not in text


def test_my_imports_are_listed_newest_first(as_maya: Client, maya: User) -> None:
    imported(maya, linkedin(ANN), file_name="first.csv")
    staged(maya, people(("Bob",)), file_name="second.csv")
    text = as_maya.get(URL).content.decode()
    assert text.index("second.csv") < text.index("first.csv")
    assert "1 added, 0 updated" in text
    assert "/undo/" in text


def test_another_students_imports_are_not_there(as_omar: Client, maya: User) -> None:
    staged(maya, linkedin(ANN), file_name="secret.csv")
    assert "secret.csv" not in as_omar.get(URL).content.decode()


def test_signed_out_is_led_to_sign_in(anonymous: Client) -> None:
    assert anonymous.get(URL)["Location"].startswith("/accounts/login/")
    assert anonymous.post(URL)["Location"].startswith("/accounts/login/")


def test_staff_do_not_import(as_ines: Client) -> None:
    assert as_ines.get(URL).status_code == 403


def test_other_verbs_are_refused(as_maya: Client) -> None:
    assert as_maya.put(URL).status_code == 405
    assert as_maya.delete(URL).status_code == 405


def test_it_costs_the_same_for_one_import_and_for_many(as_maya: Client, maya: User) -> None:
    staged(maya, people(("Ann",)))
    as_maya.get(URL)
    one = len(queries_of(as_maya, URL))
    for _ in range(5):
        staged(maya, people(("Ann",)))
    assert len(queries_of(as_maya, URL)) == one <= 8
