"""The outbox of a demo: the mails that would have been sent, for staff and administrators."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import OutboxMessage
from networkapp.web.doors import member_required
from networkapp.web.keyset import Keyset
from networkapp.web.page import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from networkapp.web.requests import MemberRequest

NEWEST_FIRST = Keyset(["sent_at"], descending=True)

# A mail's HTML is a stranger's page: no script, no link to follow, nothing fetched.
MAIL_CSP = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)
FRAME_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'"
)


def _of_the_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the outbox in a demo only, and there to staff and administrators."""

    @wraps(view)
    def of_the_demo(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        if not (request.user.is_staff_member or request.user.is_admin):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return of_the_demo


@member_required
@_of_the_demo
@require_safe
def outbox(request: MemberRequest) -> HttpResponse:
    """List the mails, the newest first."""
    cursor = request.GET.get("before") or request.GET.get("after")
    slice_ = NEWEST_FIRST.slice(OutboxMessage.objects.defer("text", "html"), cursor)
    return page(request, "accounts/outbox.html", {"slice": slice_}, partials=["results"])


@member_required
@_of_the_demo
@require_safe
def outbox_message(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one mail: its text, and its HTML in a frame."""
    message = get_object_or_404(OutboxMessage, pk=pk)
    response = page(request, "accounts/outbox_message.html", {"message": message})
    response["Content-Security-Policy"] = FRAME_CSP
    return response


@member_required
@_of_the_demo
@require_safe
def outbox_html(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the HTML of one mail for the frame, behind a policy of its own."""
    message = get_object_or_404(OutboxMessage, pk=pk)
    if not message.html:
        raise Http404
    response = HttpResponse(message.html)
    response["Content-Security-Policy"] = MAIL_CSP
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
