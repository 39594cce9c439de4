"""The hat worn: which role's navigation and home a person with several roles sees.

A hat opens no door. Doors ask for the role held (networkapp.web.doors).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.roles import Role

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from accounts.models import User

_KEY = "hat"


def hats_of(user: User) -> list[Role]:
    """Return the roles held, in the order in which hats are offered."""
    return [role for role in Role if role in user.roles]


def hat_of(user: User, session: SessionBase) -> str:
    """Return the hat worn; one that is no longer held falls back to the first, or to none."""
    worn = session.get(_KEY, "")
    if worn in user.roles:
        return str(worn)
    return next(iter(hats_of(user)), "")


def wear(role: str, *, user: User, session: SessionBase) -> bool:
    """Put on the hat of ``role``; refuse one that is not held."""
    if role not in user.roles:
        return False
    session[_KEY] = role
    return True
