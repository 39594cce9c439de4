"""What lies in the trash long enough is gone, and so are files nobody came back to."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from contacts.importing import steps
from contacts.jobs import purge_daily
from contacts.models import (
    Channel,
    Contact,
    ContactImport,
    Event,
    FollowUp,
    ImportRow,
    Meeting,
)
from contacts.purging import purge_contacts, purge_imports, purge_trash
from networkapp.db.acting import acting_as
from networkapp.time import moment_before
from tests import make
from tests.contacts.importing.doing import imported, linkedin, people, run, staged
from tests.contacts.importing.test_running import ANN

# The purge runs as app_system, and a role is taken outside of transactions only.
pytestmark = pytest.mark.usefixtures("empty_queue")


def as_system() -> AbstractContextManager[None]:
    role: AbstractContextManager[None] = connection.as_role("app_system")  # type: ignore[attr-defined]
    return role


def long_ago() -> datetime:
    return moment_before(timezone.now(), days=40)


def test_only_what_is_old_goes(maya: User) -> None:
    old, new, kept = (make.contact(maya, name) for name in ("Old", "New", "Kept"))
    with acting_as(maya):
        old.put_in_trash(now=long_ago())
        new.put_in_trash(now=timezone.now())
    with as_system():
        assert purge_trash(now=timezone.now()) == 1
        assert set(Contact.objects.values_list("pk", flat=True)) == {new.pk, kept.pk}


def test_a_contact_goes_with_everything_but_what_others_share(maya: User, omar: User) -> None:
    event = make.event(maya)
    ann = make.contact(maya, "Ann", email="ann@x.org", met_at=event)
    bob = make.contact(maya, "Bob", source="referral", referred_by=ann)
    alone, together = make.meeting(ann), make.meeting(ann, bob)
    make.follow_up(ann)
    his = make.contact(omar, "Ann")
    with acting_as(maya):
        ann.put_in_trash(now=long_ago())
        Event.objects.update(deleted_at=long_ago())
    with as_system():
        purge_trash(now=timezone.now())
        assert set(Contact.objects.values_list("pk", flat=True)) == {bob.pk, his.pk}
        assert Contact.objects.get(pk=bob.pk).referred_by is None
        assert set(Meeting.objects.values_list("pk", flat=True)) == {together.pk}
        assert alone.pk != together.pk
        assert not FollowUp.objects.exists()
        assert not Channel.objects.exists()
        assert not Event.objects.exists()


def test_an_imported_contact_can_be_purged_and_its_import_still_undone(maya: User) -> None:
    contact_import = imported(maya, linkedin(ANN))
    with acting_as(maya):
        purge_contacts(list(Contact.objects.values_list("pk", flat=True)), owner_id=maya.pk)
        assert not Contact.objects.exists()
        assert ImportRow.objects.get().contact_id is None
        assert steps.undo(contact_import)


def test_nobody_elses_contact_is_purged(maya: User, omar: User) -> None:
    his = make.contact(omar)
    with acting_as(maya):
        purge_contacts([his.pk], owner_id=maya.pk)
    with acting_as(omar):
        assert Contact.objects.filter(pk=his.pk).exists()


def test_files_left_lying_and_people_left_out_are_forgotten(maya: User) -> None:
    lying = staged(maya, people(("Ann",)))
    partly = staged(maya, people(("Bob",), ("Cem",)))
    with acting_as(maya):
        steps.choose(partly, {3: "skip"})
    partly = run(partly)
    fresh = staged(maya, people(("Dee",)))
    with as_system():
        old = ContactImport.objects.filter(pk__in=[lying.pk, partly.pk])
        old.update(created_at=long_ago())
        old.filter(pk=partly.pk).update(finished_at=long_ago())
        purge_imports(now=timezone.now())
        assert set(ContactImport.objects.values_list("pk", flat=True)) == {partly.pk, fresh.pk}
        left = ImportRow.objects.filter(contact_import=partly.pk)
        assert [row.person["name"] for row in left] == ["Bob"]


def test_the_job_does_both(maya: User) -> None:
    old = make.contact(maya, "Old")
    with acting_as(maya):
        old.put_in_trash(now=long_ago())
    with as_system():
        purge_daily.func(timestamp=0)
        assert not Contact.objects.exists()
