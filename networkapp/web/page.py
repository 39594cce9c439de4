"""One template, two renderings: the full page, or the one piece that htmx asked for."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from networkapp.web.redirects import is_htmx


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partials: Collection[str] = (),
    status: int = 200,
    events: Collection[str] | Mapping[str, Any] = (),
) -> HttpResponse:
    """Return the page, or only the partial of it that htmx targets.

    `partials` names the pieces this view may give by themselves; a partial's name is the id
    of the element it redraws. Any other target, a boosted link and a restored history entry
    get the full page. `events` are announced to the other regions of the page, by name or
    with a detail each. An invalid form answers with status 422 and the same piece.
    """
    partial = _asked_for(request, partials)
    name = f"{template}#{partial}" if partial else template
    response = render(request, name, dict(context or {}), status=status)
    if partial and any(get_messages(request)):
        # A piece brings what there is to say with it; the next full page would say it late.
        response.write(render_to_string("components/toasts.html", {"oob": True}, request))
    response.context_data = context  # type: ignore[attr-defined]  # partials send no signal
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return announce(response, events)


def announce(response: HttpResponse, events: Collection[str] | Mapping[str, Any]) -> HttpResponse:
    """Tell the regions that listen, through the HX-Trigger header, what has happened."""
    if isinstance(events, Mapping):
        if events:
            response["HX-Trigger"] = json.dumps(events)
    elif events:
        response["HX-Trigger"] = ", ".join([events] if isinstance(events, str) else events)
    return response


def _asked_for(request: HttpRequest, partials: Collection[str]) -> str:
    headers = request.headers
    wants_page = (
        not is_htmx(request)
        or headers.get("HX-Boosted") == "true"
        or headers.get("HX-History-Restore-Request") == "true"
    )
    target = "" if wants_page else headers.get("HX-Target", "")
    return target if target in partials else ""
