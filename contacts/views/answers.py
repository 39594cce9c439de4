"""The answer of a small action: an event to the regions and a toast, or a way back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from networkapp.web.page import announce
from networkapp.web.redirects import is_htmx, same_site_path
from networkapp.web.requests import StudentRequest


def acted(request: StudentRequest, *, event: str, back: str) -> HttpResponse:
    """Answer an action that the page's regions redraw themselves after.

    htmx gets the toasts and the event; a plain form goes to its ``next`` on this site, to the
    page it was sent from, or ``back``.
    """
    if is_htmx(request):
        return announce(render(request, "components/toasts.html", {"oob": True}), [event])
    here = request.headers.get("Referer")
    ways = (same_site_path(request, way) for way in (request.POST.get("next"), here))
    return redirect(next(filter(None, ways), back))
