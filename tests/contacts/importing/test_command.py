"""manage.py import_contacts: the same engine from the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from contacts.models import Contact, ContactImport, ImportRow, Organization
from networkapp.db.acting import acting_as
from tests import make
from tests.contacts.importing.doing import kept, linkedin, names, people
from tests.contacts.importing.test_running import ANN
from tests.corpora import Expected, corpus_path, expected

FOLDERS = ("linkedin", "generic", "nasties", "google", "outlook", "yahoo", "thunderbird")


def call(*args: str) -> tuple[str, int]:
    """Return what the command prints, and its exit status."""
    out = io.StringIO()
    try:
        call_command("import_contacts", *args, stdout=out, skip_checks=True)
    except SystemExit as leaving:
        return out.getvalue(), int(leaving.code or 0)
    return out.getvalue(), 0


def reports(*args: str) -> tuple[list[dict[str, Any]], int]:
    text, status = call("--json", *args)
    return [json.loads(line) for line in text.splitlines()], status


def counts(report: dict[str, Any]) -> tuple[int, int, int]:
    return report["created"], report["updated"], report["skipped"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_bytes(linkedin(ANN, ("Bob", "Ray")))
    return path


def test_it_imports_every_row(maya: User, file: Path) -> None:
    ((report,), status) = reports("--owner", "Maya@example.edu", str(file))
    assert status == 0
    assert list(report) == [
        "file",
        "format",
        "contacts",
        "created",
        "updated",
        "skipped",
        "errors",
        "people",
    ]
    assert (report["file"], report["format"], report["contacts"]) == (str(file), "linkedin", 2)
    assert counts(report) == (2, 0, 0)
    assert report["errors"] == []
    assert report["people"][0] == {
        "name": "Ann Berg",
        "email": "ann@x.org",
        "organization": "Acme, Inc.",
        "title": "Nurse",
        "linkedin_url": "https://www.linkedin.com/in/ann-berg",
        "connected_on": "2024-01-15",
    }
    assert names(maya) == ["Ann Berg", "Bob Ray"]


def test_a_dry_run_leaves_nothing(maya: User, file: Path) -> None:
    make.contact(maya, "Ann Berg", email="ann@x.org")
    ((report,), status) = reports("--owner", maya.email, "--dry-run", str(file))
    assert status == 0
    assert (report["contacts"], *counts(report)) == (2, 1, 1, 0)
    with acting_as(maya):
        assert names(maya) == ["Ann Berg"]
        assert not ContactImport.objects.exists()
        assert not ImportRow.objects.exists()
        assert not Organization.objects.exists()
        assert Contact.objects.get().version == 1


def test_a_file_that_is_nothing_ends_in_status_two_and_the_others_are_read(
    maya: User, file: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.csv"
    page.write_text("<!doctype html><html><body>Sign in</body></html>")
    missing = tmp_path / "missing.csv"
    found, status = reports("--owner", maya.email, str(page), str(missing), str(file))
    assert status == 2
    assert [report["contacts"] for report in found] == [0, 0, 2]
    assert found[0]["errors"][0]["row"] is None
    assert "web page" in found[0]["errors"][0]["message"]
    assert found[1]["errors"][0]["message"] == "We cannot open this file."
    with acting_as(maya):
        assert ContactImport.objects.count() == 1


def test_rows_that_are_no_contact_are_told_with_their_line(maya: User, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"Name,Note\nAnn,\n,who was it?\n")
    ((report,), status) = reports("--owner", maya.email, str(path))
    assert status == 0
    assert [error["row"] for error in report["errors"]] == [3]


def test_it_can_be_read_by_people(maya: User, file: Path) -> None:
    text, status = call("--owner", maya.email, str(file))
    assert status == 0
    assert "2 contacts in the file (linkedin): 2 added, 0 updated, 0 left out" in text


def test_the_source_is_chosen_by_its_key(maya: User, file: Path) -> None:
    call("--owner", maya.email, "--source", "alumni-linkedin", str(file))
    assert {one.source.key for one in kept(maya)} == {"alumni-linkedin"}
    with pytest.raises(CommandError, match="no source 'nowhere'"):
        call("--owner", maya.email, "--source", "nowhere", str(file))


def test_an_unknown_owner_is_an_error(file: Path, db: None) -> None:
    with pytest.raises(CommandError, match="no account"):
        call("--owner", "nobody@example.edu", str(file))


def test_it_touches_nobody_elses_people(maya: User, omar: User, file: Path) -> None:
    make.contact(omar, "Ann Berg", email="ann@x.org")
    ((report,), _status) = reports("--owner", maya.email, str(file))
    assert report["created"] == 2
    assert names(omar) == ["Ann Berg"]


def test_a_file_larger_than_allowed_is_refused(maya: User, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(people(("Ann",)) + b" " * (10 * 1024 * 1024))
    ((report,), status) = reports("--owner", maya.email, str(path))
    assert status == 2
    assert "larger than 10 MB" in report["errors"][0]["message"]


@pytest.mark.parametrize("sample", expected(*FOLDERS), ids=lambda sample: sample.path)
def test_real_files_are_counted_right_and_change_nothing_the_second_time(
    maya: User, sample: Expected
) -> None:
    path = str(corpus_path(sample.path))
    ((dry,), status) = reports("--owner", maya.email, "--dry-run", path)
    if sample.least is not None:
        assert sample.least <= dry["contacts"] <= (sample.most or 0)
    assert status in (0, 2)
    assert dry["contacts"] == len(dry["people"])
    if not dry["contacts"]:
        assert dry["errors"][0]["message"]
    ((first,), _status) = reports("--owner", maya.email, path)
    assert first == dry
    assert first["created"] == first["contacts"]
    before = [(one.pk, one.version, one.updated_at) for one in kept(maya)]
    ((second,), _status) = reports("--owner", maya.email, path)
    assert (second["created"], second["updated"]) == (0, 0)
    assert before == [(one.pk, one.version, one.updated_at) for one in kept(maya)]
    assert second["people"] == first["people"]
