"""What an import makes of the chosen rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import User
from contacts import positions, searching
from contacts.importing import running, steps
from contacts.importing.creating import add_people
from contacts.importing.running import run_import
from contacts.models import Contact, ContactPrivate, ImportRow
from contacts.states import ChannelKind, ImportStatus, RowChoice, RowResult, Stage
from networkapp.db.acting import acting_as
from tests import make
from tests.contacts.importing.connections import connections
from tests.contacts.importing.doing import (
    csv_of,
    fresh,
    imported,
    kept,
    linkedin,
    names,
    people,
    rows_of,
    run,
    staged,
)

ANN = (
    "Ann",
    "Berg",
    "https://www.linkedin.com/in/ann-berg",
    "ann@x.org",
    "Acme, Inc.",
    "Nurse",
    "15 Jan 2024",
)
WIDE = [
    "Name",
    "Email",
    "Phone",
    "Company",
    "Title",
    "City",
    "Notes",
    "Pronouns",
    "Tags",
    "Website",
]
WIDE_ROW = [
    "José García",
    "jose@x.org",
    "+1 612 555 0100",
    "3M",
    "Brand manager",
    "Marshall, MN",
    "Knows Ann",
    "he/him",
    "board; choir",
    "https://jose.example.org",
]


def test_a_connection_becomes_a_contact(maya: User) -> None:
    contact_import = imported(maya, linkedin(ANN), source="alumni-linkedin")
    assert (contact_import.status, contact_import.added_count) == (ImportStatus.DONE, 1)
    assert not contact_import.content
    (ann,) = kept(maya)
    assert (ann.full_name, ann.title, ann.organization_name) == ("Ann Berg", "Nurse", "Acme, Inc.")
    assert (ann.stage, ann.source.key) == (Stage.TO_CONTACT, "alumni-linkedin")
    assert ann.made_by_import == contact_import.pk
    assert ann.private.how_met == "Connected on LinkedIn on 15 Jan 2024"
    assert ann.met_on is None
    assert {(one.kind, one.value) for one in ann.channels.all()} == {
        ("email", "ann@x.org"),
        ("linkedin", "https://www.linkedin.com/in/ann-berg"),
    }
    assert rows_of(contact_import)[0].contact_id == ann.pk


def test_every_column_finds_its_place(maya: User) -> None:
    imported(maya, csv_of(WIDE, WIDE_ROW))
    (jose,) = kept(maya)
    assert jose.pronouns == "he/him"
    assert jose.area is not None
    assert jose.area.name == "Marshall"
    assert jose.private.note == "Knows Ann"
    assert {one.tag.name for one in jose.contact_tags.all()} == {"board", "choir"}
    assert {one.kind for one in jose.channels.all()} == {"email", "phone", "website"}


def test_the_words_to_search_and_the_headline_are_those_of_the_verbs(maya: User) -> None:
    imported(maya, csv_of(WIDE, WIDE_ROW, ["Ann", *[""] * 9]))
    with acting_as(maya):
        before = {
            private.pk: sorted(private.search_text.split())
            for private in ContactPrivate.objects.all()
        }
        headlines = dict(Contact.objects.values_list("pk", "organization_name"))
        searching.refresh(before)
        positions.refresh_headlines(before)
        after = {
            private.pk: sorted(private.search_text.split())
            for private in ContactPrivate.objects.all()
        }
        assert before == after
        assert headlines == dict(Contact.objects.values_list("pk", "organization_name"))


def test_one_employer_for_all_its_spellings(maya: User) -> None:
    imported(maya, people(("Ann", "a@x.org", "Acme, Inc."), ("Bob", "b@x.org", "ACME")))
    ann, bob = kept(maya)
    assert ann.positions.all()[0].organization == bob.positions.all()[0].organization
    assert bob.organization_name == "Acme, Inc."


def test_only_what_is_ticked_is_imported(maya: User) -> None:
    contact_import = staged(maya, people(("Ann",), ("Bob",), ("Cem",)))
    with acting_as(maya):
        steps.choose(contact_import, {2: RowChoice.SKIP, 4: RowChoice.SKIP})
    contact_import = run(contact_import)
    assert names(maya) == ["Bob"]
    assert (contact_import.added_count, contact_import.skipped_count) == (1, 2)
    assert contact_import.done_count == contact_import.row_count == 3


def test_an_update_fills_what_is_empty_and_writes_over_nothing(maya: User) -> None:
    known = make.contact(
        maya, "José G.", email="jose@x.org", organization="Old Co", title="Chef", note="My note"
    )
    contact_import = imported(maya, csv_of(WIDE, WIDE_ROW))
    assert contact_import.updated_count == 1
    (jose,) = kept(maya)
    assert (jose.pk, jose.full_name, jose.version) == (known.pk, "José G.", 2)
    assert jose.private.note == "My note"
    assert jose.pronouns == "he/him"
    assert jose.made_by_import is None
    work = {(one.title, one.is_current) for one in jose.positions.all()}
    assert work == {("Chef", True), ("Brand manager", True)}
    assert "choir" in jose.private.search_text


def test_a_new_employer_ends_the_one_a_file_brought(maya: User) -> None:
    imported(maya, linkedin(ANN))
    moved = (*ANN[:4], "Bcme", "Head nurse", ANN[6])
    assert imported(maya, linkedin(moved)).updated_count == 1
    (ann,) = kept(maya)
    assert (ann.title, ann.organization_name) == ("Head nurse", "Bcme")
    assert {(one.title, one.is_current) for one in ann.positions.all()} == {
        ("Nurse", False),
        ("Head nurse", True),
    }


def test_taking_somebody_out_of_the_trash(maya: User) -> None:
    known = make.contact(maya, "Ann Berg", email="ann@x.org")
    with acting_as(maya):
        known.put_in_trash(now=timezone.now())
    contact_import = staged(maya, people(("Ann Berg", "ann@x.org")))
    with acting_as(maya):
        steps.choose(contact_import, {2: RowChoice.UPDATE})
    assert run(contact_import).updated_count == 1
    assert names(maya) == ["Ann Berg"]


def test_adding_a_known_person_as_somebody_else(maya: User) -> None:
    make.contact(maya, "Ann Berg", email="ann@x.org")
    contact_import = staged(maya, people(("Ann Berg", "ann@x.org")))
    with acting_as(maya):
        steps.choose(contact_import, {2: RowChoice.ADD})
    assert run(contact_import).added_count == 1
    assert names(maya) == ["Ann Berg", "Ann Berg"]


def test_running_twice_imports_once(maya: User) -> None:
    contact_import = imported(maya, people(("Ann",), ("Bob",)))
    run_import(contact_import.pk, owner_id=maya.pk, now=timezone.now())
    assert names(maya) == ["Ann", "Bob"]


def test_two_uploads_before_either_runs_bring_everybody_once(maya: User) -> None:
    content = linkedin(ANN, ("Bob", "Ray"), ("Bob", "Ray"))
    first, second = staged(maya, content), staged(maya, content)
    with acting_as(maya):  # the second Bob too, who is not ticked by himself
        for one in (first, second):
            steps.choose_all(one)
    assert run(first).added_count == 3
    second = run(second)
    assert (second.added_count, second.skipped_count) == (0, 3)
    assert len(names(maya)) == 3
    assert rows_of(second)[0].result == RowResult.UNCHANGED


def test_killed_between_batches_it_goes_on_where_it_was(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 10)
    contact_import = staged(maya, connections(45))
    batches = 0

    def killed(*args: Any) -> list[int]:
        nonlocal batches
        batches += 1
        if batches == 3:
            raise KeyboardInterrupt
        return add_people(*args)

    monkeypatch.setattr(running, "add_people", killed)
    with pytest.raises(KeyboardInterrupt):
        run(contact_import)
    assert len(names(maya)) == fresh(contact_import).done_count == 20
    monkeypatch.setattr(running, "add_people", add_people)
    run_import(contact_import.pk, owner_id=maya.pk, now=timezone.now())
    assert fresh(contact_import).added_count == 45
    assert len(set(names(maya))) == 45


def test_one_bad_row_does_not_hold_up_the_others(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact_import = staged(maya, people(("Ann",), ("Bob",), ("Cem",)))
    with acting_as(maya):
        ImportRow.objects.filter(contact_import=contact_import, number=3).update(
            person={"name": "B" * 500}
        )
    contact_import = run(contact_import)
    assert names(maya) == ["Ann", "Cem"]
    assert (contact_import.added_count, contact_import.failed_count) == (2, 1)
    assert rows_of(contact_import)[1].message == "This row cannot be saved."


def test_a_failing_database_is_no_reason_to_lose_rows(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that fails once, as by a deadlock, is imported row by row."""
    contact_import = staged(maya, people(("Ann", "a@x.org", "Acme"), ("Bob", "b@x.org", "Acme")))
    calls = 0

    def once_broken(*args: Any) -> list[int]:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise DatabaseError("deadlock detected")
        return add_people(*args)

    monkeypatch.setattr(running, "add_people", once_broken)
    assert run(contact_import).added_count == 2


def test_the_edges_of_text_are_kept_whole(maya: User) -> None:
    odd = "ß" * 150
    imported(maya, people((f"{odd} 👩‍🔬 مريم", "m@x.org", "%_\\'\";--")))
    (contact,) = kept(maya)
    assert contact.full_name == f"{odd} 👩‍🔬 مريم"
    assert contact.organization_name == "%_\\'\";--"


def test_a_second_import_changes_nothing(maya: User) -> None:
    content = csv_of(WIDE, WIDE_ROW, ["Ann", *[""] * 9], ["Ann", *[""] * 9])
    imported(maya, content)
    before = [(one.pk, one.version, one.updated_at) for one in kept(maya)]
    again = imported(maya, content)
    assert (again.added_count, again.updated_count, again.skipped_count) == (0, 0, 3)
    assert before == [(one.pk, one.version, one.updated_at) for one in kept(maya)]


def test_dates_with_slashes_follow_the_institution_or_the_student(maya: User) -> None:
    content = csv_of(["Name", "Connected On"], ["Ann", "04/08/2024"])
    contact_import = staged(maya, content)
    assert rows_of(contact_import)[0].person["connected_on"] == date(2024, 4, 8).isoformat()


def test_a_channel_is_never_a_script(maya: User) -> None:
    content = csv_of(["Name", "Website"], ["Ann", "javascript:alert(1)"])
    imported(maya, content)
    (ann,) = kept(maya)
    assert not [one for one in ann.channels.all() if one.kind == ChannelKind.WEBSITE]
