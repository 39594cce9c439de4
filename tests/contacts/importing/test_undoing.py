"""Taking an import back: who goes, who stays, and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from contacts import bulk
from contacts.adding import add_channel
from contacts.importing import steps, undoing
from contacts.importing.undoing import undo_import
from contacts.models import Contact, ContactImport, ContactPrivate
from contacts.states import ImportStatus, RowChoice, RowResult, Stage
from networkapp.db.acting import acting_as
from tests import make
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
    undone,
)
from tests.contacts.importing.test_running import ANN, WIDE, WIDE_ROW

BOB = ("Bob", "Ray", "https://www.linkedin.com/in/bob-ray")


def reasons(contact_import: ContactImport) -> list[tuple[str, str]]:
    return [(row.result, row.message) for row in rows_of(contact_import)]


def snapshot(owner: User) -> list[Any]:
    """Everything that an import can change on a contact."""
    return [
        (
            one.pk,
            one.full_name,
            one.pronouns,
            one.area_id,
            one.title,
            one.organization_name,
            one.updated_at,
            one.private.how_met,
            one.private.note,
            one.private.search_text,
            sorted((c.pk, c.kind, c.value) for c in one.channels.all()),
            sorted((p.pk, p.title, p.department, p.is_current) for p in one.positions.all()),
            sorted(t.tag.name for t in one.contact_tags.all()),
        )
        for one in kept(owner)
    ]


def test_untouched_people_go_to_the_trash(maya: User) -> None:
    contact_import = undone(imported(maya, csv_of(WIDE, WIDE_ROW, ["Ann", *[""] * 9])))
    assert contact_import.status == ImportStatus.UNDONE
    assert (contact_import.taken_back_count, contact_import.kept_count) == (2, 0)
    assert names(maya) == []
    with acting_as(maya):
        assert Contact.objects.visible_to(maya).in_trash().count() == 2


def met(owner: User, contact: Contact) -> None:
    make.meeting(contact)


def planned(owner: User, contact: Contact) -> None:
    make.follow_up(contact)


def moved(owner: User, contact: Contact) -> None:
    contact.move_to(Stage.CONTACTED, now=timezone.now())


def tagged(owner: User, contact: Contact) -> None:
    tag = bulk.tag_for(owner, "friends")
    assert tag is not None
    bulk.tag_contacts(
        Contact.objects.filter(pk=contact.pk), owner=owner, tag=tag, now=timezone.now()
    )


def phoned(owner: User, contact: Contact) -> None:
    add_channel(contact, kind="phone", value="+1 612 555 0100")


def noted(owner: User, contact: Contact) -> None:
    ContactPrivate.objects.filter(contact=contact).update(note="likes jazz")


def grew_close(owner: User, contact: Contact) -> None:
    ContactPrivate.objects.filter(contact=contact).update(closeness=3)


def renamed(owner: User, contact: Contact) -> None:
    contact.full_name = "Ann B."
    contact.save_version(expected=1, update_fields=["full_name"])


def retitled(owner: User, contact: Contact) -> None:
    contact.positions.update(title="Midwife")


def referred(owner: User, contact: Contact) -> None:
    make.contact(owner, "Cem", source="referral", referred_by=contact)


@pytest.mark.parametrize(
    ("touch", "reason"),
    [
        (met, "You were in touch since."),
        (planned, "Has a follow-up."),
        (referred, "Somebody was referred by them."),
        (moved, "You edited them since."),
        (tagged, "You edited them since."),
        (phoned, "You edited them since."),
        (noted, "You edited them since."),
        (grew_close, "You edited them since."),
        (renamed, "You edited them since."),
        (retitled, "You edited them since."),
    ],
)
def test_whoever_was_touched_stays_and_it_says_why(maya: User, touch: Any, reason: str) -> None:
    contact_import = imported(maya, linkedin(ANN, BOB))
    ann = kept(maya)[0]
    with acting_as(maya):
        touch(maya, ann)
    contact_import = undone(contact_import)
    assert reasons(contact_import) == [(RowResult.KEPT, reason), (RowResult.TAKEN_BACK, "")]
    assert ann.pk in [one.pk for one in kept(maya)]
    assert (contact_import.kept_count, contact_import.taken_back_count) == (1, 1)


def test_an_update_is_put_back_exactly(maya: User) -> None:
    make.contact(maya, "José García", email="jose@x.org", organization="Old Co", title="Chef")
    before = snapshot(maya)
    contact_import = imported(maya, csv_of(WIDE, WIDE_ROW))
    assert contact_import.updated_count == 1
    assert snapshot(maya) != before
    contact_import = undone(contact_import)
    assert snapshot(maya) == before
    assert contact_import.taken_back_count == 1


def test_an_ended_job_is_current_again(maya: User) -> None:
    imported(maya, linkedin(ANN))
    before = snapshot(maya)
    undone(imported(maya, linkedin((*ANN[:4], "Bcme", "Head nurse", ANN[6]))))
    assert snapshot(maya) == before


def test_a_filled_title_is_empty_again(maya: User) -> None:
    make.contact(maya, "Ann Berg", email="ann@x.org", organization="Acme")
    before = snapshot(maya)
    contact_import = imported(maya, linkedin(ANN))
    assert kept(maya)[0].title == "Nurse"
    undone(contact_import)
    assert snapshot(maya) == before


def test_what_was_edited_after_an_update_stays(maya: User) -> None:
    make.contact(maya, "José García", email="jose@x.org")
    contact_import = imported(maya, csv_of(WIDE, WIDE_ROW))
    with acting_as(maya):
        ContactPrivate.objects.update(note="Knows Ann well")
    contact_import = undone(contact_import)
    (jose,) = kept(maya)
    assert jose.private.note == "Knows Ann well"
    assert jose.pronouns == ""
    assert reasons(contact_import) == [(RowResult.KEPT, "You edited what this import had added.")]


def test_somebody_taken_out_of_the_trash_returns_to_it(maya: User) -> None:
    known = make.contact(maya, "Ann Berg", email="ann@x.org")
    with acting_as(maya):
        known.put_in_trash(now=timezone.now())
    contact_import = staged(maya, people(("Ann Berg", "ann@x.org")))
    with acting_as(maya):
        steps.choose(contact_import, {2: RowChoice.UPDATE})
    undone(run(contact_import))
    assert names(maya) == []
    # They were in the trash by the student's own doing, so a file finds them there again.
    (row,) = rows_of(staged(maya, people(("Ann Berg", "ann@x.org"))))
    assert row.reason.startswith("In your trash since")


def test_the_same_file_can_be_imported_again(maya: User) -> None:
    content = csv_of(WIDE, WIDE_ROW, ["Ann", *[""] * 9])
    undone(imported(maya, content))
    again = staged(maya, content)
    assert [row.choice for row in rows_of(again)] == ["add", "add"]
    assert run(again).added_count == 2
    assert names(maya) == ["José García", "Ann"]


def test_undoing_the_later_of_two_imports_leaves_the_first_undoable(maya: User) -> None:
    first = imported(maya, linkedin(ANN))
    second = imported(maya, linkedin((*ANN[:4], "Bcme", "Head nurse", ANN[6])))
    undone(second)
    first = undone(first)
    assert (first.taken_back_count, first.kept_count) == (1, 0)


def test_undoing_the_earlier_keeps_whom_the_later_added_to(maya: User) -> None:
    first = imported(maya, linkedin(ANN))
    imported(maya, linkedin((*ANN[:4], "Bcme", "Head nurse", ANN[6])))
    first = undone(first)
    assert reasons(first) == [(RowResult.KEPT, "A later import added to them.")]


def test_killed_halfway_it_goes_on(maya: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "BATCH", 2)
    contact_import = imported(maya, people(*[(f"Person {n}",) for n in range(7)]))
    take_back = undoing._take_back
    batches = 0

    def killed(*args: Any, **kwargs: Any) -> Any:
        nonlocal batches
        batches += 1
        if batches == 3:
            raise KeyboardInterrupt
        return take_back(*args, **kwargs)

    monkeypatch.setattr(undoing, "_take_back", killed)
    with pytest.raises(KeyboardInterrupt):
        undone(contact_import)
    assert len(names(maya)) == 3
    undo_import(contact_import.pk, owner_id=maya.pk, now=timezone.now())
    assert fresh(contact_import).taken_back_count == 7
    assert names(maya) == []


def test_undoing_touches_nobody_elses_people(maya: User, omar: User) -> None:
    content = linkedin(ANN)
    imported(omar, content)
    undone(imported(maya, content))
    assert names(omar) == ["Ann Berg"]
