"""What a file's rows are suggested to become, and why."""

from __future__ import annotations

from itertools import count

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from contacts.catalogues import source_by_key
from contacts.importing import steps
from contacts.importing.staging import read_import
from contacts.models import Contact, ContactImport
from contacts.states import ImportStatus, RowChoice, RowResult, Stage
from networkapp.db.acting import acting_as
from tests import make
from tests.contacts.importing.connections import connections
from tests.contacts.importing.doing import (
    csv_of,
    fresh,
    imported,
    linkedin,
    people,
    rows_of,
    staged,
)

ANN = ("Ann", "Berg", "https://www.linkedin.com/in/ann-berg", "", "Acme", "Nurse")


def suggestions(contact_import: ContactImport) -> list[tuple[str, str]]:
    return [(row.suggestion, row.reason) for row in rows_of(contact_import)]


def test_new_people_are_ticked(maya: User) -> None:
    contact_import = staged(maya, linkedin(ANN))
    assert contact_import.status == ImportStatus.READY
    assert contact_import.format == "linkedin"
    (row,) = rows_of(contact_import)
    assert (row.suggestion, row.choice, row.reason) == ("add", "add", "New.")
    assert row.person["name"] == "Ann Berg"


def test_above_fifty_nothing_is_ticked(maya: User) -> None:
    contact_import = staged(maya, connections(51))
    rows = rows_of(contact_import)
    assert {row.suggestion for row in rows} == {RowChoice.ADD}
    assert {row.choice for row in rows} == {RowChoice.SKIP}


def test_fifty_are_ticked(maya: User) -> None:
    assert {row.choice for row in rows_of(staged(maya, connections(50)))} == {RowChoice.ADD}


def test_the_same_page_twice_in_a_file_is_one_person(maya: User) -> None:
    again = ("Anna", "Berg", "linkedin.com/in/Ann-Berg/?trk=x")
    contact_import = staged(maya, linkedin(ANN, again))
    assert suggestions(contact_import) == [("add", "New."), ("skip", "Same person as row 2.")]


def test_the_same_address_under_another_name_is_somebody_else(maya: User) -> None:
    contact_import = staged(maya, people(("Ann", "home@x.org"), ("Bob", "home@x.org")))
    assert [row.suggestion for row in rows_of(contact_import)] == ["add", "add"]


def test_the_same_address_and_name_is_one_person(maya: User) -> None:
    contact_import = staged(maya, people(("Ann Berg", "a@x.org"), ("ann  BERG", "A@x.org")))
    assert suggestions(contact_import)[1] == ("skip", "Same person as row 2.")


def test_one_name_with_two_pages_is_two_people(maya: User) -> None:
    other = ("Ann", "Berg", "https://www.linkedin.com/in/ann-berg-2", "", "Acme", "Nurse")
    contact_import = imported(maya, linkedin(ANN, other))
    assert contact_import.added_count == 2
    again = staged(maya, linkedin(ANN, other))
    assert [row.reason for row in rows_of(again)] == ["Already in your contacts, nothing new."] * 2


def test_a_page_finds_the_contact_under_another_name(maya: User) -> None:
    known = make.contact(maya, "Annie", linkedin="https://linkedin.com/in/ann-berg")
    (row,) = rows_of(staged(maya, linkedin(ANN)))
    assert row.match_id == known.pk
    assert (row.suggestion, row.reason) == ("update", "Same LinkedIn page. New: work.")


def test_an_address_finds_the_contact(maya: User) -> None:
    known = make.contact(maya, "Ann Berg", email="ann@x.org", organization="Acme")
    (row,) = rows_of(staged(maya, people(("Ann Berg", "ann@x.org", "Acme Inc."))))
    assert row.match_id == known.pk
    assert (row.suggestion, row.reason) == ("skip", "Already in your contacts, nothing new.")


def test_a_shared_address_goes_to_whom_it_names(maya: User) -> None:
    """The known Ann is not lost to Bob, who stands before her in the file."""
    known = make.contact(maya, "Ann", email="home@x.org")
    bob, ann = rows_of(staged(maya, people(("Bob", "home@x.org"), ("Ann", "home@x.org"))))
    assert (bob.suggestion, bob.match_id) == ("add", None)
    assert ann.match_id == known.pk


def test_name_and_organisation_find_the_contact(maya: User) -> None:
    known = make.contact(maya, "Ann Berg", organization="Acme, Inc.")
    (row,) = rows_of(staged(maya, people(("Ann Berg", "ann@x.org", "ACME"))))
    assert row.match_id == known.pk
    assert row.reason == "Same name and organisation. New: E-mail."


def test_name_alone_is_only_mentioned(maya: User) -> None:
    make.contact(maya, "Ann Berg", organization="Other")
    (row,) = rows_of(staged(maya, people(("Ann Berg", "", "Acme"))))
    assert (row.suggestion, row.match_id) == ("add", None)
    assert row.reason == "New, though you know somebody of this name."


@pytest.mark.parametrize(
    "own", [{"email": "other@x.org"}, {"linkedin": "https://linkedin.com/in/someone-else"}]
)
def test_a_contact_with_another_address_is_not_taken(maya: User, own: dict[str, str]) -> None:
    make.contact(maya, "Ann Berg", organization="Acme", **own)
    row = ("Ann", "Berg", "https://linkedin.com/in/ann-berg", "ann@x.org", "Acme")
    (staged_row,) = rows_of(staged(maya, linkedin(row)))
    assert staged_row.match_id is None


def test_the_nth_same_row_is_the_nth_same_contact(maya: User) -> None:
    content = people(*[("Ann Berg", "", "Acme")] * 3)
    assert imported(maya, content).added_count == 3
    matches = [row.match_id or 0 for row in rows_of(staged(maya, content))]
    assert len(set(matches)) == 3
    assert matches == sorted(matches)


def test_somebody_in_the_trash_is_left_there(maya: User) -> None:
    known = make.contact(maya, "Ann Berg", email="ann@x.org")
    with acting_as(maya):
        known.put_in_trash(now=timezone.now())
    (row,) = rows_of(staged(maya, people(("Ann Berg", "ann@x.org"))))
    assert row.match_id == known.pk
    assert row.suggestion == RowChoice.SKIP
    assert row.reason.startswith("In your trash since")


def test_who_must_not_be_contacted_stays_so(maya: User) -> None:
    known = make.contact(maya, "Ann Berg", email="ann@x.org", stage=Stage.DO_NOT_CONTACT)
    assert imported(maya, people(("Ann Berg", "ann@x.org", "Acme"))).updated_count == 1
    with acting_as(maya):
        assert Contact.objects.get(pk=known.pk).stage == Stage.DO_NOT_CONTACT


def test_a_row_without_anybody_says_why(maya: User) -> None:
    contact_import = staged(maya, csv_of(["Name", "Note"], ["Ann", ""], ["", "who was it?"]))
    row = rows_of(contact_import)[1]
    assert (row.person, row.result, row.suggestion) == ({}, RowResult.FAILED, RowChoice.SKIP)
    assert "no name" in row.message


def test_a_file_that_is_no_table_says_so_kindly(maya: User) -> None:
    contact_import = staged(maya, b"<!doctype html><html><body>Sign in</body></html>")
    assert contact_import.status == ImportStatus.FAILED
    assert "web page" in contact_import.message


def test_a_file_with_column_names_alone_says_so(maya: User) -> None:
    contact_import = staged(maya, linkedin())
    assert contact_import.status == ImportStatus.FAILED
    assert contact_import.message == "There are no contacts in this file."


def test_unknown_columns_are_asked_for(maya: User) -> None:
    contact_import = staged(maya, csv_of(["x", "y"], ["Ann Berg", "1"], ["Bob Ray", "2"]))
    assert contact_import.status == ImportStatus.NEEDS_MAPPING
    assert contact_import.headers == ["x", "y"]
    assert contact_import.samples[0] == ["Ann Berg", "1"]


def test_a_mapping_by_hand_is_remembered_for_the_same_columns(maya: User, omar: User) -> None:
    content = csv_of(["x", "y"], ["Ann Berg", "1"])
    first = staged(maya, content)
    with acting_as(maya):
        assert steps.read_again(first, mapping={0: "name"})
    read_import(first.pk, owner_id=maya.pk, now=timezone.now())
    assert fresh(first).status == ImportStatus.READY
    second = staged(maya, csv_of(["x", "y"], ["Bob Ray", "2"]))
    assert second.status == ImportStatus.READY
    assert rows_of(second)[0].person["name"] == "Bob Ray"
    assert staged(omar, content).status == ImportStatus.NEEDS_MAPPING


def test_reading_twice_makes_each_row_once(maya: User) -> None:
    contact_import = staged(maya, linkedin(ANN))
    with acting_as(maya):
        assert steps.read_again(contact_import)
    for _ in range(2):
        read_import(contact_import.pk, owner_id=maya.pk, now=timezone.now())
    assert len(rows_of(contact_import)) == 1


def test_an_exact_repeat_without_an_address_is_not_ticked(maya: User) -> None:
    content = csv_of(
        ["Name", "Company", "Room"],
        ["Ann Berg", "Acme", "1"],
        ["Ann Berg", "Acme", "1"],
        ["Ann Berg", "Acme", "2"],
    )
    contact_import = staged(maya, content)
    first, again, other = rows_of(contact_import)
    assert (again.suggestion, again.choice) == ("add", "skip")
    assert again.reason == "The same name as row 2."
    assert [(row.choice, row.reason) for row in (first, other)] == [("add", "New.")] * 2
    assert contact_import.ticked_count == 2


def test_all_as_suggested_takes_exact_repeats_too(maya: User) -> None:
    assert imported(maya, people(("Ann", "", "Acme"), ("Ann", "", "Acme"))).added_count == 2


def test_an_exact_repeat_that_is_known_is_no_repeat(maya: User) -> None:
    content = people(("Ann Berg", "", "Acme"), ("Ann Berg", "", "Acme"))
    imported(maya, content)
    assert [row.reason for row in rows_of(staged(maya, content))] == [
        "Already in your contacts, nothing new."
    ] * 2


@pytest.mark.parametrize("seconds", [settings.IMPORT_READ_SECONDS, 1])
def test_a_file_that_takes_too_long_is_given_up_kindly(maya: User, seconds: int) -> None:
    """The clock shows so many seconds more each time: over at once, or among the rows."""
    with acting_as(maya):
        contact_import = steps.upload(
            owner=maya,
            file_name="people.csv",
            content=connections(2_500),
            source=source_by_key("acquaintance"),
            now=timezone.now(),
        )
    clock = count(0, seconds).__next__
    assert read_import(contact_import.pk, owner_id=maya.pk, now=timezone.now(), clock=clock)
    contact_import = fresh(contact_import)
    assert contact_import.status == ImportStatus.FAILED
    assert contact_import.message == (
        "This file takes too long to read. Split it and import the parts one after the other."
    )
    assert (rows_of(contact_import), contact_import.row_count) == ([], 0)
    # Tried again with time enough, it is read.
    with acting_as(maya):
        assert steps.read_again(contact_import)
    read_import(contact_import.pk, owner_id=maya.pk, now=timezone.now(), clock=lambda: 0.0)
    assert fresh(contact_import).row_count == 2_500


def test_another_students_people_are_nobody_here(maya: User, omar: User) -> None:
    make.contact(omar, "Ann Berg", email="ann@x.org", organization="Acme")
    (row,) = rows_of(staged(maya, people(("Ann Berg", "ann@x.org", "Acme"))))
    assert (row.reason, row.match_id) == ("New.", None)
