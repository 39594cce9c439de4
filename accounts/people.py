"""What administrators do with accounts: invite, give and take roles, close and reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import connection, transaction

from accounts.mail.sending import send_once
from accounts.models import RoleGrant, StudentProfile, User
from accounts.roles import Role
from accounts.sessions import end_sessions

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


# Any number, the same in every process.
_ADMINS_LOCK = 7_202_611_230


class LastAdmin(Exception):
    """Without this person nobody could give roles any more."""


def invite(
    email: str,
    full_name: str,
    roles: Collection[str],
    *,
    by: User | None,
    sign_in_url: str,
    now: datetime,
) -> User:
    """Make an account without a password and mail its owner how to sign in by code."""
    with transaction.atomic():
        user = User.objects.create_user(email, full_name=full_name)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
        for role in roles:
            give(user, Role(role), by=by)
        send_invitation(user, by=by, sign_in_url=sign_in_url, now=now)
    return user


def send_invitation(user: User, *, by: User | None, sign_in_url: str, now: datetime) -> bool:
    """Mail ``user`` how to sign in; once a day at most. False when today's is on its way."""
    context = {"user": user, "by": by, "sign_in_url": sign_in_url}
    return send_once("invitation", user, now.date(), user.email, "mail/invitation", context)


def set_roles(user: User, roles: Collection[str], *, by: User) -> None:
    """Let ``user`` hold exactly ``roles``, from their next request on.

    Raises LastAdmin, having changed nothing, when nobody who can sign in would be an
    administrator any more.
    """
    with transaction.atomic():
        if Role.ADMIN not in roles:
            _keep_an_admin(user)
        for role in Role:
            if role in roles:
                give(user, role, by=by)
            else:
                user.take_role(role)


def give(user: User, role: Role, *, by: User | None) -> None:
    """Let ``user`` hold ``role``; a student gets a place for program and year."""
    user.give_role(role, by=by)
    if role == Role.STUDENT:
        StudentProfile.objects.get_or_create(user=user)


def close(user: User, *, now: datetime) -> None:
    """Close the account and end its sessions. Raises LastAdmin as set_roles() does."""
    with transaction.atomic():
        _keep_an_admin(user)
        user.close(now=now)
        end_sessions(user)


def _keep_an_admin(user: User) -> None:
    """Refuse when ``user`` is the only administrator; two who leave at once wait here.

    Whoever waited looks at what the other left: one lock for all, held to the end of the
    transaction, and only then the query. Locks on rows would not do, for closing writes others.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADMINS_LOCK])
    grants = RoleGrant.objects.filter(role=Role.ADMIN, user__is_active=True)
    if set(grants.values_list("user_id", flat=True)) == {user.pk}:
        raise LastAdmin
