"""The pages for what went wrong: kind, without a stack, and always able to be shown."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from networkapp.web.logs import current_request_id

logger = logging.getLogger("networkapp.web")

RETRY_SECONDS = 5
DATABASE_DOWN = (OperationalError, InterfaceError)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 to what is too big. Touches neither the form sent nor the database."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return _bare(request, "400.html", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413."""
    return _bare(request, "413.html", 413)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403: you can see that it is there, but it is not for your role."""
    return _framed(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose token is missing or old."""
    logger.warning("form refused: %s", reason)
    return _framed(request, "403_csrf.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, in the same words whether it is not there or not yours."""
    return _framed(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 when the cause is that the database cannot be reached."""
    if isinstance(sys.exc_info()[1], DATABASE_DOWN):
        return unavailable(request)
    return _bare(request, "500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503: try again in a moment."""
    response = _bare(request, "503.html", 503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _framed(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Return the error page in the site's layout, or bare when that cannot be drawn."""
    try:
        return render(request, template, status=status)
    except Exception:
        logger.exception("the page for %s could not be drawn", status)
        return _plain(status)


def _bare(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Return an error page that needs no context processor, and so no database."""
    if "text/html" not in request.headers.get("Accept", "text/html") and not _takes_all(request):
        return _plain(status)
    try:
        body = render_to_string(template, {"request_id": current_request_id()})
    except Exception:
        logger.exception("the page for %s could not be drawn", status)
        return _plain(status)
    return HttpResponse(body, status=status)


def _takes_all(request: HttpRequest) -> bool:
    return "*/*" in request.headers.get("Accept", "")


def _plain(status: int) -> HttpResponse:
    text = _("Something went wrong. Please try again in a moment.")
    if status == 404:
        text = _("We could not find that page.")
    body = f"{text} ({status}, {current_request_id()})\n" if status >= 500 else f"{text}\n"
    return HttpResponse(body, status=status, content_type="text/plain; charset=utf-8")
