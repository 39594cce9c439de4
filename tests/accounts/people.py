"""What the tests of accounts share: people with passwords, and the mail that went out."""

from __future__ import annotations

import re
from typing import Any

from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts.mail.sending import deliver
from accounts.models import SentMail, User

PASSWORD = "correct horse battery"


def with_password(user: User, password: str = PASSWORD) -> User:
    """Give ``user`` a password and a proven e-mail, as sign-up would have."""
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def work_off_mail() -> list[Any]:
    """Send what waits, as the worker would, and return all mails that went out."""
    for pk in SentMail.objects.filter(sent_at=None).order_by("id").values_list("pk", flat=True):
        deliver(pk, now=timezone.now())
    return mail.outbox


def newest_code() -> str:
    """Return the code in the newest mail."""
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", work_off_mail()[-1].subject)
    assert found is not None
    return found[0]
