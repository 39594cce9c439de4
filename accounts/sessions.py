"""How long a session lasts, and ending somebody's sessions at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

    from accounts.models import User

_BEGAN, _SEEN = "began_at", "seen_at"


def _limits(user: User) -> tuple[int, int]:
    """Return the seconds that a session may lie idle, and may last at all."""
    if user.is_staff_member or user.is_admin:
        return settings.STAFF_IDLE_SECONDS, settings.STAFF_SESSION_SECONDS
    return settings.STUDENT_IDLE_SECONDS, settings.STUDENT_SESSION_SECONDS


def has_run_out(session: SessionBase, user: User, *, now: datetime) -> bool:
    """Say whether the session lay idle too long, or is simply old."""
    at = now.timestamp()
    idle, whole = _limits(user)
    return at - session.get(_SEEN, at) > idle or at - session.get(_BEGAN, at) > whole


def keep_alive(session: SessionBase, user: User, *, now: datetime) -> None:
    """Remember that the person is here: a write at most every twelfth of the idle time."""
    at = now.timestamp()
    step = min(3600, _limits(user)[0] // 12)
    if at - session.get(_SEEN, 0) > step:
        session[_SEEN] = at
        session.setdefault(_BEGAN, at)


def start_clock(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Note when a session began; Django calls this at every sign-in."""
    request.session[_BEGAN] = request.session[_SEEN] = timezone.now().timestamp()


def connect() -> None:
    """Have every sign-in start its clock."""
    user_logged_in.connect(start_clock, dispatch_uid="accounts.sessions.start_clock")


def session_count(user: User) -> int:
    """Return how many sessions stand on the list of ``user``'s."""
    return UserSession.objects.filter(user=user).count()


def end_sessions(user: User) -> int:
    """End every session of ``user`` and return how many there were.

    The count is of those on the list of sessions; others die at their next request.
    """
    user.forget_sessions()
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)
