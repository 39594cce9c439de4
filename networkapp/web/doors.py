"""Doors: the first line of every view, saying who may enter.

A door asks for the role held. It stands above `@require_POST` and its like, so that
somebody signed out never learns which verbs an address takes. Views of other packages get
their doors by URL name in `networkapp/doors.py`. A view without a door fails the checks.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Literal, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from networkapp.web.logs import note_user
from networkapp.web.redirects import redirect_to, sign_in_first
from networkapp.web.requests import AdminRequest, MemberRequest, StaffRequest, StudentRequest

__all__ = [
    "admin_required",
    "member_required",
    "public",
    "redirect_to",
    "staff_required",
    "student_required",
]

logger = logging.getLogger("networkapp.access")

Kind = Literal["public", "member", "student", "staff", "admin", "closed"]
P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

_ROLE_HELD = {"student": "is_student", "staff": "is_staff_member", "admin": "is_admin"}


@dataclass(frozen=True, slots=True)
class Door:
    """Who may enter, and for the public and the closed ones why."""

    kind: Kind
    why: str = ""

    @classmethod
    def from_text(cls, text: str) -> "Door":
        """Read "member" or "public: why". Raises ValueError for anything else."""
        kind, _, why = (part.strip() for part in text.partition(":"))
        if kind not in {"public", "member", "student", "staff", "admin", "closed"}:
            raise ValueError(f"no such door: {text!r}")
        if kind in {"public", "closed"} and not why:
            raise ValueError(f"a {kind} door says why: {text!r}")
        return cls(kind, why)  # type: ignore[arg-type]

    def answer(self, request: HttpRequest) -> HttpResponseBase | None:
        """Return None to let the request in, or the answer that sends it to sign-in.

        Raises PermissionDenied for the wrong role, Http404 at a closed door.
        """
        if self.kind == "closed":
            raise Http404
        if self.kind == "public":
            return None
        user = request.user
        if not user.is_authenticated:
            return sign_in_first(request)
        note_user(user.pk)
        role = _ROLE_HELD.get(self.kind)
        if role is not None and not getattr(user, role):
            match = request.resolver_match
            name = match.view_name if match else ""
            logger.warning("refused: user %s has no door to %s (%s)", user.pk, name, self.kind)
            raise PermissionDenied
        return None


def _with_door(door: Door) -> Callable[[View[R, P]], AnyView[P]]:
    def decorate(view: View[R, P]) -> AnyView[P]:
        @wraps(view)
        def behind_door(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            refusal = door.answer(request)
            if refusal is not None:
                return refusal
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        behind_door.door = door  # type: ignore[attr-defined]
        # `wraps` of a decorator above copies `door`; this tells the check who stands outermost.
        behind_door.door_stands_at = behind_door  # type: ignore[attr-defined]
        return behind_door

    return decorate


def public(why: str) -> Callable[[AnyView[P]], AnyView[P]]:
    """Let everybody in, for the reason given."""
    if callable(why) or not why.strip():
        raise TypeError('a public view says why: @public("…")')
    return _with_door(Door("public", why))


def member_required(view: View[MemberRequest, P]) -> AnyView[P]:
    """Let in everybody who is signed in, whatever their roles."""
    return _with_door(Door("member"))(view)


def student_required(view: View[StudentRequest, P]) -> AnyView[P]:
    """Let students in."""
    return _with_door(Door("student"))(view)


def staff_required(view: View[StaffRequest, P]) -> AnyView[P]:
    """Let staff in."""
    return _with_door(Door("staff"))(view)


def admin_required(view: View[AdminRequest, P]) -> AnyView[P]:
    """Let admins in."""
    return _with_door(Door("admin"))(view)
