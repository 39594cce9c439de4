"""Leaving: an account is closed at once and the person erased after a week of grace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from accounts.deferring import defer
from accounts.models import OutboxMessage, SentMail, User
from accounts.people import close
from accounts.sessions import end_sessions
from networkapp.time import moment_after

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

GRACE_DAYS = 7


def leave(user: User, *, now: datetime) -> datetime:
    """Close ``user``'s account, end every session, and have the person erased after the grace.

    Return the moment of erasing. Until then an administrator can reopen the account, which
    calls the erasing off. Raises LastAdmin when nobody else could give roles.
    """
    from accounts.jobs import erase_person

    erased_at = moment_after(now, days=GRACE_DAYS)
    with transaction.atomic():
        close(user, now=now)
        defer(erase_person, user_id=user.pk, closed_at=now.isoformat(), schedule_at=erased_at)
    return erased_at


def erase_if_still_closed(user_id: int, *, closed_at: datetime) -> bool:
    """Erase somebody who left at ``closed_at``; False when they were let in again since.

    An account that an administrator reopened, and perhaps closed once more for a reason of
    their own, was closed at another moment: its owner did not ask to be erased.
    """
    is_so = User.objects.filter(pk=user_id, is_active=False, closed_at=closed_at).exists()
    return is_so and erase(user_id)


def erase(user_id: int) -> bool:
    """Delete everything of one person and then the person; False when there is nobody.

    Needs the role app_system or app_owner: under app_web the owned rows are invisible.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id).first()
        if user is None:
            return False
        with connection.cursor() as cursor:
            # The rows refer to each other: keys are looked at once everything is gone.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for model in owned_models():
                model._base_manager.filter(owner=user)._raw_delete("default")
            _forget_mails(user)
            end_sessions(user)
            user.delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return True


def owned_models() -> list[type[Model]]:
    """Return every model of which a person owns rows: those with ``owner``, a key to User."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and any(f.name == "owner" and f.related_model is User for f in model._meta.fields)
    ]


def _forget_mails(user: User) -> None:
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    for address in {user.email, *known}:
        SentMail.objects.filter(recipient__iexact=address).delete()
        OutboxMessage.objects.filter(
            Q(recipients__iexact=address) | Q(recipients__icontains=f"<{address}>")
        ).delete()
