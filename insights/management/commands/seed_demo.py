"""manage.py seed_demo: the cast of a demo, and a student's network of sixty people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.cast import ensure_cast
from accounts.models import User
from contacts.models import Contact
from insights.demo.story import tell
from insights.demo.wiping import wipe
from networkapp.db.acting import acting_as

STUDENT = "student@example.edu"


class Command(BaseCommand):
    help = (
        "Make the demo's people: student@example.edu with a network, newcomer@example.edu "
        "without one, staff@example.edu and admin@example.edu. Safe to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="take the student's network away and tell it anew"
        )
        parser.add_argument(
            "--force", action="store_true", help="also beside production settings (DATABASE_URL)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASE_URL and not settings.DEMO and not options["force"]:
            raise CommandError(
                "This looks like production (DATABASE_URL is set). Demo people do not belong "
                "there; give --force if you are sure."
            )
        student = ensure_cast()[STUDENT]
        with acting_as(student):
            said = self._seed(student, fresh=options["fresh"])
        self.stdout.write(said)

    def _seed(self, student: User, *, fresh: bool) -> str:
        if fresh:
            wipe(student)
        elif Contact.objects.visible_to(student).exists():
            return f"{STUDENT} has a network already; --fresh tells it anew."
        count = tell(student, now=timezone.now())
        return f"{STUDENT} has a network of {count} people now."
