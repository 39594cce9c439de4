"""The person's own clock and language, and the end of sessions that lasted long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import logout
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.sessions import has_run_out, keep_alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Asked every few seconds by machines; they answer even when the session table does not.
_NO_PERSON = ("/healthz", "/readyz", "/logo")


class PersonMiddleware:
    """Each page in the time zone and language of the person, from the user already loaded."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in _NO_PERSON or not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        if has_run_out(request.session, request.user, now=now):
            logout(request)
            messages.info(request, _("You were away for a while. Sign in again to go on."))
            return self.get_response(request)
        keep_alive(request.session, request.user, now=now)
        with timezone.override(request.user.zone), translation.override(request.user.locale):
            return self.get_response(request)
