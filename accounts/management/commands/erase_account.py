"""Erase a person at once, without the week of grace."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection as default_connection

from accounts.erasing import erase
from accounts.models import User

# The stubs know Django's wrapper; ours can take another role.
connection: Any = default_connection


class Command(BaseCommand):
    help = "Erase everything of the person with this e-mail, and the person. There is no way back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, email: str, yes: bool, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError(f"Nobody here has the e-mail {email}.")
        if not yes and input(f"Erase {user.email} and everything of theirs? Type yes: ") != "yes":
            raise CommandError("Nothing was erased.")
        # The web's role sees no owned row while nobody acts.
        with connection.as_role("app_system"):
            erase(user.pk)
        self.stdout.write(f"{user.email} is erased.")
