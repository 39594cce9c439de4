"""The demo's people."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from contacts.filtering import kept_contacts
from contacts.models import Contact, FollowUp, Meeting
from contacts.states import Family, MeetingKind, Stage
from insights.queue import Why, queue_for
from networkapp.db.acting import acting_as

pytestmark = pytest.mark.slow


def test_a_network_is_told_once_and_looks_alive(db, capsys, settings):
    settings.DATABASE_URL = ""  # the tests may themselves run on a server
    call_command("seed_demo")
    student = User.objects.get(email="student@example.edu")
    newcomer = User.objects.get(email="newcomer@example.edu")
    on = student.today(timezone.now())
    with acting_as(student):
        people = kept_contacts(student)
        assert people.count() == 60
        families = people.order_by().values_list("source__family", flat=True).distinct()
        assert set(families) == set(Family.values)
        assert people.going_cold(on=on, after_days=120).count() >= 3
        assert people.filter(stage=Stage.DO_NOT_CONTACT).exists()
        assert people.filter(referred_by__isnull=False).count() >= 5
        kinds = set(Meeting.objects.visible_to(student).values_list("kind", flat=True))
        assert kinds == set(MeetingKind.values)
        assert not Meeting.objects.visible_to(student).filter(met_on__gt=on).exists()
        assert FollowUp.objects.visible_to(student).filter(done_at__isnull=False).exists()
        queue = queue_for(student, on=on, cold_days=120)
        assert {task.why for task in queue.tasks} == {Why.PROMISE, Why.COLD}
        assert len(queue.tasks) == 5
        before = list(Contact.objects.visible_to(student).values_list("pk", "full_name"))
    call_command("seed_demo")
    with acting_as(student):
        assert list(Contact.objects.visible_to(student).values_list("pk", "full_name")) == before
    with acting_as(newcomer):
        assert not Contact.objects.visible_to(newcomer).exists()
    call_command("seed_demo", fresh=True)
    with acting_as(student):
        assert kept_contacts(student).count() == 60


def test_it_refuses_production(db, settings):
    settings.DATABASE_URL, settings.DEMO = "postgres://somewhere/app", False
    with pytest.raises(CommandError, match="--force"):
        call_command("seed_demo")
    assert not User.objects.filter(email="student@example.edu").exists()
