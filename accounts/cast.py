"""The cast of a demo: four people whom one can be with one click."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import StudentProfile, User
from accounts.roles import Role

if TYPE_CHECKING:
    from accounts.models.user import UserQuerySet

# Good in a demo only: elsewhere the cast has no password (ensure_cast).
PASSWORD = "a-demo-among-friends"  # noqa: S105


@dataclass(frozen=True)
class Member:
    """One of the cast."""

    email: str
    full_name: str
    roles: tuple[Role, ...]
    says: Promise | str
    pronouns: str = ""
    program: str = ""
    graduation_year: int | None = None
    student_id: str = ""


CAST = (
    Member(
        "student@example.edu",
        "Maya Lindgren",
        (Role.STUDENT,),
        _("a student with a network of sixty"),
        pronouns="she/her",
        program="Marketing",
        graduation_year=2027,
        student_id="S-20417",
    ),
    Member(
        "newcomer@example.edu",
        "Omar Haddad",
        (Role.STUDENT,),
        _("a student on the first day"),
        pronouns="he/him",
        program="Nursing",
        graduation_year=2028,
        student_id="S-20993",
    ),
    Member("staff@example.edu", "Ines Okoye", (Role.STAFF,), _("career services staff")),
    Member("admin@example.edu", "Ada Brandt", (Role.ADMIN,), _("administrator")),
)


def members() -> UserQuerySet:
    """Return those of the cast who are there and may sign in."""
    return User.objects.filter(email__in=[m.email for m in CAST], is_active=True)


def on_stage() -> list[Member]:
    """Return the cast as far as it is there, in its own order."""
    there = set(members().values_list("email", flat=True))
    return [member for member in CAST if member.email in there]


def ensure_cast() -> dict[str, User]:
    """Make the cast where it is missing and return it by e-mail. Safe to repeat."""
    return {member.email: _ensure(member) for member in CAST}


@transaction.atomic
def _ensure(member: Member) -> User:
    user = User.objects.filter(email=member.email).first()
    if user is None:
        user = User.objects.create_user(
            member.email,
            PASSWORD if settings.DEMO else None,
            full_name=member.full_name,
            pronouns=member.pronouns,
        )
    for role in member.roles:
        user.give_role(role, by=None)
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"primary": True, "verified": True}
    )
    if Role.STUDENT in member.roles:
        StudentProfile.objects.update_or_create(
            user=user,
            defaults={
                "program": member.program,
                "graduation_year": member.graduation_year,
                "student_id": member.student_id,
            },
        )
    return user
