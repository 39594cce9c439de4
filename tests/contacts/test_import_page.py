"""An import from its preview to its report: ticks, columns, running, undoing."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from contacts.catalogues import source_by_key
from contacts.importing import steps
from contacts.models import ContactImport, Source
from contacts.states import ImportStatus, RowChoice
from networkapp.db.acting import acting_as
from tests import htmx, make
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
    staged,
    undone,
    work,
)
from tests.contacts.importing.test_running import ANN
from tests.cost import queries_of

BOB = ("Bob", "Ray", "https://www.linkedin.com/in/bob-ray")


def url(contact_import: ContactImport, action: str = "") -> str:
    return f"/contacts/imports/{contact_import.pk}/" + (f"{action}/" if action else "")


def text_of(client: Client, contact_import: ContactImport, query: str = "") -> str:
    response = client.get(url(contact_import) + query)
    assert response.status_code == 200
    return response.content.decode()


def context_of(client: Client, contact_import: ContactImport, **query: str) -> dict[str, Any]:
    response: Any = client.get(url(contact_import), query)
    return dict(response.context_data)


def choices(contact_import: ContactImport) -> list[str]:
    return [row.choice for row in rows_of(contact_import)]


# --- Choosing ---


def test_where_they_come_from_is_asked_before_the_rows(maya: User, as_maya: Client) -> None:
    text = text_of(as_maya, staged(maya, linkedin(ANN, BOB)))
    assert text.count('name="source"') == 1
    assert text.index('name="source"') < text.index("<table")


def test_the_preview_shows_who_and_why(as_maya: Client, maya: User) -> None:
    known = make.contact(maya, "Bob Ray", linkedin=BOB[2])
    contact_import = staged(maya, linkedin(ANN, (*BOB, "bob@x.org")))
    text = text_of(as_maya, contact_import)
    assert "Ann Berg" in text
    assert "Nurse, Acme, Inc." in text
    assert "Same LinkedIn page. New: E-mail." in text
    assert f'href="/contacts/{known.pk}/"' in text
    assert "Import 2 people" in text


def test_the_tabs_narrow_it(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Bob Ray", linkedin=BOB[2])
    contact_import = staged(maya, linkedin(ANN, BOB))
    assert "Bob Ray" not in text_of(as_maya, contact_import, "?show=add")
    assert "Ann Berg" not in text_of(as_maya, contact_import, "?show=skip")
    assert "No rows here" in text_of(as_maya, contact_import, "?show=note")


def test_many_people_come_unticked_and_in_pages(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, connections(120))
    text = text_of(as_maya, contact_import)
    assert "Take the twenty you would really write to" in text
    assert "0 people ticked" in text
    first = context_of(as_maya, contact_import)
    assert len(first["rows"]) == 50
    following = context_of(as_maya, contact_import, after=first["slice"].next)
    assert following["rows"][0].name != first["rows"][0].name
    assert as_maya.get(url(contact_import), {"after": "nonsense"}).status_code == 200


def test_a_tick_is_saved_and_the_count_kept_fresh(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, connections(60))
    numbers = [row.number for row in rows_of(contact_import)[:2]]
    data = {"shown": numbers, "take": numbers[:1]}
    response = htmx.post(as_maya, url(contact_import, "choices"), data, target="bar")
    text = response.content.decode().strip()
    assert text.startswith('<div id="bar"')
    assert "Import one person" in text
    assert choices(contact_import)[:3] == [RowChoice.ADD, RowChoice.SKIP, RowChoice.SKIP]


def test_ticks_are_saved_without_htmx_and_lead_back_to_the_same_list(
    as_maya: Client, maya: User
) -> None:
    contact_import = staged(maya, people(("Ann",), ("Bob",)))
    action = url(contact_import, "choices") + "?show=add"
    response = as_maya.post(action, {"shown": ["2", "3"], "take": ["3"], "do": "save"})
    assert response["Location"] == url(contact_import) + "?show=add"
    assert choices(contact_import) == ["skip", "add"]


@pytest.mark.parametrize(
    ("do", "query", "chosen"),
    [
        ("all", "", ["add", "skip"]),
        ("none", "", ["skip", "skip"]),
        ("filter", "?show=skip", ["skip", "update"]),
        ("filter", "?show=add", ["add", "skip"]),
        ("nonsense", "?show=nonsense", ["skip", "skip"]),
    ],
)
def test_many_rows_are_ticked_at_once(
    as_maya: Client, maya: User, do: str, query: str, chosen: list[str]
) -> None:
    make.contact(maya, "Bob Ray", linkedin=BOB[2])
    contact_import = staged(maya, linkedin(ANN, BOB))
    with acting_as(maya):
        steps.choose_none(contact_import)
    as_maya.post(url(contact_import, "choices") + query, {"do": do})
    assert choices(contact_import) == chosen


def test_a_known_person_can_be_added_as_somebody_else(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Bob Ray", linkedin=BOB[2])
    contact_import = staged(maya, linkedin(BOB))
    data = {"shown": "2", "take": "2", "as-2": "add"}
    as_maya.post(url(contact_import, "choices"), data)
    assert choices(contact_import) == ["add"]
    as_maya.post(url(contact_import, "choices"), data | {"as-2": "delete everything"})
    assert choices(contact_import) == ["update"]


def test_nobody_is_updated_by_a_row_that_found_nobody(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, linkedin(ANN))
    as_maya.post(url(contact_import, "choices"), {"shown": "2", "take": "2", "as-2": "update"})
    assert choices(contact_import) == ["add"]


@pytest.mark.parametrize(
    "data",
    [
        {"shown": "x", "take": "-1"},
        {"shown": "99999999999999999999", "take": "²"},
        {"shown": "2\x00", "source": "999999"},
        {},
    ],
)
def test_nonsense_changes_nothing(as_maya: Client, maya: User, data: dict[str, str]) -> None:
    contact_import = staged(maya, people(("Ann",)))
    assert as_maya.post(url(contact_import, "choices"), data).status_code in (302, 400)
    assert choices(contact_import) == ["add"]
    assert fresh(contact_import).source.key == "acquaintance"


# --- Columns ---


def test_columns_nobody_knows_are_asked_for_with_examples(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, csv_of(["x", "y"], ["Ann Berg", "Acme"], ["Bob Ray", "3M"]))
    text = text_of(as_maya, contact_import)
    assert "Acme" in text
    data = {"column-0": "name", "column-1": "organization", "date_order": "mdy"}
    response = as_maya.post(url(contact_import, "mapping"), data)
    assert response["Location"] == url(contact_import)
    assert work(contact_import) == ["read_import", "read_import"]
    text = text_of(as_maya, contact_import)
    assert "Ann Berg" in text
    assert "3M" in text


def test_columns_of_a_plain_file_can_be_changed(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, people(("Ann", "a@x.org", "Acme")))
    text = as_maya.get(url(contact_import, "mapping")).content.decode()
    assert "a@x.org" in text
    data = {"column-0": "name", "column-1": "email", "column-2": "", "date_order": "dmy"}
    as_maya.post(url(contact_import, "mapping"), data)
    work(contact_import)
    assert "organization" not in rows_of(contact_import)[0].person
    assert fresh(contact_import).date_order == "dmy"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"date_order": "mdy"},
        {"column-0": "note", "date_order": "mdy"},
        {"column-0": "password", "date_order": "mdy"},
        {"column-0": "name", "date_order": "ymd"},
    ],
)
def test_columns_that_name_nobody_are_asked_again(
    as_maya: Client, maya: User, data: dict[str, str]
) -> None:
    contact_import = staged(maya, csv_of(["x", "y"], ["Ann", "1"], ["Bob", "2"]))
    assert as_maya.post(url(contact_import, "mapping"), data).status_code == 422
    assert fresh(contact_import).status == ImportStatus.NEEDS_MAPPING


# --- Running ---


def test_importing_saves_the_ticks_of_the_page_first(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, people(("Ann",), ("Bob",)))
    source = source_by_key("friend").pk
    data = {"shown": ["2", "3"], "take": ["3"], "source": source}
    response = as_maya.post(url(contact_import, "run"), data)
    assert response["Location"] == url(contact_import)
    assert fresh(contact_import).status == ImportStatus.RUNNING
    text = text_of(as_maya, contact_import)
    assert "<progress" in text
    assert '<noscript><meta http-equiv="refresh"' in text
    assert work(contact_import) == ["read_import", "run_import"]
    assert names(maya) == ["Bob"]
    assert kept(maya)[0].source.key == "friend"


def test_pressing_import_twice_runs_it_once(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    for _ in range(2):
        as_maya.post(url(contact_import, "run"), {"shown": "2", "take": "2"})
    assert work(contact_import) == ["read_import", "run_import"]


def test_nothing_ticked_is_said_so(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    response = as_maya.post(url(contact_import, "run"), {"shown": "2"}, follow=True)
    assert "Tick at least one person" in response.content.decode()
    assert fresh(contact_import).status == ImportStatus.READY


def test_the_progress_asks_for_its_own_piece_until_it_is_over(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    with acting_as(maya):
        steps.run(contact_import)
    response = htmx.get(as_maya, url(contact_import), target="progress")
    assert response.content.decode().strip().startswith('<section id="progress"')
    work(contact_import)
    response = htmx.get(as_maya, url(contact_import), target="progress")
    assert response["HX-Redirect"] == url(contact_import)


def test_the_report_counts_and_leads_on(as_maya: Client, maya: User) -> None:
    make.contact(maya, "Bob Ray", linkedin=BOB[2])
    contact_import = imported(maya, linkedin(ANN, BOB))
    text = text_of(as_maya, contact_import)
    assert f"/contacts/?made_by={contact_import.pk}" in text
    assert f"/contacts/{kept(maya)[1].pk}/" in text
    assert "Ann Berg" in text
    assert "Already in your contacts, nothing new." in text_of(
        as_maya, contact_import, "?show=skipped"
    )


def test_rows_left_out_are_a_file_that_runs_no_formula(as_maya: Client, maya: User) -> None:
    content = csv_of(
        ["Name", "Company"], ["'=cmd|' /C calc'!A0", " @SUM(1)"], ["", ""], ["Ann", ""]
    )
    contact_import = staged(maya, content)
    with acting_as(maya):
        steps.choose_none(contact_import)
        steps.choose(contact_import, {4: RowChoice.ADD})
        steps.run(contact_import)
    work(contact_import)
    response = as_maya.get(url(contact_import) + "left-out.csv")
    assert response["Content-Disposition"].startswith("attachment;")
    assert response.content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert table[0][:2] == ["Row", "Full name"]
    assert table[1][1].startswith("'=cmd")
    assert table[1][4].startswith("'")
    assert [row[0] for row in table[1:]] == ["2", "3"]
    # Reading the file takes the guard off again.
    again = rows_of(staged(maya, response.content))
    assert again[0].person["name"].startswith("=cmd")


# --- Failing, throwing away, undoing ---


def test_a_file_that_cannot_be_read_says_why_and_how_to_go_on(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, b"{}")
    text = text_of(as_maya, contact_import)
    assert "JSON" in text
    as_maya.post(url(contact_import, "reading"))
    assert work(contact_import) == ["read_import", "read_import"]


def test_a_file_can_be_thrown_away_until_it_is_imported(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    response = as_maya.post(url(contact_import, "removal"))
    assert response["Location"] == "/contacts/imports/"
    assert as_maya.get(url(contact_import)).status_code == 404
    done = imported(maya, people(("Bob",)))
    as_maya.post(url(done, "removal"))
    assert fresh(done).status == ImportStatus.DONE


def test_undo_says_what_will_happen_and_then_who_stayed(as_maya: Client, maya: User) -> None:
    contact_import = imported(maya, linkedin(ANN, BOB))
    ann = kept(maya)[0]
    make.meeting(ann)
    text = as_maya.get(url(contact_import, "undo")).content.decode()
    assert "2 new contacts go to the trash" in text
    assert "One of them stays for sure" in text
    assert fresh(contact_import).status == ImportStatus.DONE
    as_maya.post(url(contact_import, "undo"))
    as_maya.post(url(contact_import, "undo"))
    assert work(contact_import) == ["read_import", "run_import", "undo_import"]
    text = text_of(as_maya, contact_import)
    assert "You were in touch since." in text
    assert f"/contacts/{ann.pk}/" in text
    assert "Bob Ray" in text_of(as_maya, contact_import, "?show=taken_back")


def test_a_running_import_takes_no_other_step(as_maya: Client, maya: User) -> None:
    contact_import = staged(maya, people(("Ann",)))
    with acting_as(maya):
        steps.run(contact_import)
    for action in ("mapping", "choices", "undo", "reading", "removal", "run"):
        assert as_maya.post(url(contact_import, action), {"do": "none"}).status_code == 302
    assert fresh(contact_import).status == ImportStatus.RUNNING
    assert choices(contact_import) == ["add"]


# --- Walls and costs ---

ACTIONS = ("", "mapping", "choices", "run", "undo", "reading", "removal")


@pytest.mark.parametrize("action", ACTIONS)
def test_another_students_import_is_not_found(as_omar: Client, maya: User, action: str) -> None:
    contact_import = staged(maya, people(("Ann",)))
    for method in (as_omar.get, as_omar.post):
        assert method(url(contact_import, action)).status_code in (404, 405)
    assert as_omar.get(url(contact_import) + "left-out.csv").status_code == 404
    assert choices(contact_import) == ["add"]
    assert fresh(contact_import).status == ImportStatus.READY


@pytest.mark.parametrize("action", ACTIONS)
def test_signed_out_is_led_to_sign_in(anonymous: Client, maya: User, action: str) -> None:
    contact_import = staged(maya, people(("Ann",)))
    for method in (anonymous.get, anonymous.post):
        assert method(url(contact_import, action))["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("action", "verb"),
    [
        ("", "post"),
        ("choices", "get"),
        ("run", "get"),
        ("reading", "get"),
        ("removal", "get"),
        ("mapping", "put"),
        ("undo", "delete"),
    ],
)
def test_other_verbs_are_refused(as_maya: Client, maya: User, action: str, verb: str) -> None:
    contact_import = staged(maya, people(("Ann",)))
    method: Any = getattr(as_maya, verb)
    assert method(url(contact_import, action)).status_code == 405


def test_a_source_of_another_student_is_not_taken(as_maya: Client, maya: User, omar: User) -> None:
    with acting_as(omar):
        his = Source.objects.create(owner=omar, key="his", name="His", family="alumni")
    contact_import = staged(maya, people(("Ann",)))
    as_maya.post(url(contact_import, "run"), {"shown": "2", "take": "2", "source": his.pk})
    assert fresh(contact_import).source.key == "acquaintance"


@pytest.mark.parametrize("stage", ["staged", "imported", "undone"])
def test_each_page_costs_at_most_eight_queries_however_many_rows(
    as_maya: Client, maya: User, stage: str
) -> None:
    def cost(count: int) -> int:
        contact_import = {"staged": staged}.get(stage, imported)(maya, connections(count))
        if stage == "undone":
            contact_import = undone(contact_import)
        as_maya.get(url(contact_import))
        return len(queries_of(as_maya, url(contact_import)))

    assert cost(3) == cost(60) <= 8
