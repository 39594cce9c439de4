"""Make the first administrator, or one more."""

from __future__ import annotations

from getpass import getpass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from networkapp.text import clean_text


class Command(BaseCommand):
    help = (
        "Make an administrator of the person with this e-mail, and an account where there is none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="full name of a new account")
        parser.add_argument(
            "--password",
            action="store_true",
            help="ask for a password, for a site that cannot send mail yet",
        )

    def handle(self, *args: Any, email: str, name: str, password: bool, **options: Any) -> None:
        email = email.strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email!r} is no e-mail address.") from None
        secret = self._ask(email) if password else None
        with transaction.atomic():
            user = User.objects.filter(email=email).first()
            is_new = user is None
            if user is None:
                user = User.objects.create_user(email, full_name=clean_text(name)[:200])
            if secret:
                user.set_password(secret)
                user.save(update_fields=["password"])
            if not user.is_active:
                user.reopen()
            # Whoever can run this command vouches for the address.
            EmailAddress.objects.update_or_create(
                user=user, email=email, defaults={"primary": True, "verified": True}
            )
            user.give_role(Role.ADMIN, by=None)
        self.stdout.write(f"{email} is {'a new' if is_new else 'now an'} administrator.")
        self.stdout.write(
            "Next: open /accounts/login/ and sign in with the password."
            if secret
            else "Next: open /accounts/login/code/ and have a sign-in code sent to that address."
        )

    def _ask(self, email: str) -> str:
        secret = getpass("Password: ")
        if secret != getpass("Once more: "):
            raise CommandError("These are two different passwords. Nothing was changed.")
        try:
            validate_password(secret, User(email=email))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return secret
