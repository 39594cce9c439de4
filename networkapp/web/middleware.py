"""Middleware of the web kit.

The order they need (outermost first), with the others they stand among:

    "networkapp.web.middleware.RequestIdMiddleware",
    "networkapp.web.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "networkapp.web.middleware.BadRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "networkapp.web.middleware.DatabaseDownMiddleware",
    "networkapp.web.middleware.NamedDoorsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "networkapp.db.middleware.ActingUserMiddleware",
    "accounts.middleware.PersonMiddleware",

Headers stand outside everything, so that error pages carry them too. DatabaseDown sees what
views raise; what middleware raises comes to `handler500`, which answers 503 the same way.
"""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import patch_vary_headers

from networkapp.web import errors
from networkapp.web.checks import named_doors
from networkapp.web.doors import Door
from networkapp.web.logs import begin_request, end_request
from networkapp.web.redirects import is_htmx, sign_in_first

logger = logging.getLogger("networkapp.web")

Answer = Callable[[HttpRequest], HttpResponseBase]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'{form_action}; "
    "frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'"
)
PERMISSIONS = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
HSTS = "max-age=31536000; includeSubDomains"
# What is read and thrown away of a request too big, so that the browser gets to hear why.
DRAIN_BYTES = 64 * 1024 * 1024
DEFAULT_MAX_REQUEST_BYTES = 11 * 1024 * 1024
# What the views of other packages are asked by.
TAKEN = ("GET", "HEAD", "POST")


class RequestIdMiddleware:
    """Give each request an id, for the log, the answer's header and the page for a 500."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = begin_request()
        request.request_id = request_id  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            end_request()
        response["X-Request-ID"] = request_id
        return response


class SecurityHeadersMiddleware:
    """Put the security headers on every answer; keep private pages out of every cache.

    A view may set a policy of its own first, which is then left as it is.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        # Chromium holds a form to its action's redirects too: an identity provider is named here.
        allowed = "".join(f" {origin}" for origin in getattr(settings, "CSP_FORM_ACTION", ()))
        self.headers = {
            "Content-Security-Policy": CSP.format(form_action=allowed),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": PERMISSIONS,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if getattr(settings, "HTTPS", False):
            self.headers["Strict-Transport-Security"] = HSTS

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            patch_vary_headers(response, ["HX-Request", "Cookie"])
            if _is_private(request, response):
                response["Cache-Control"] = "no-store"
        if _signs_out(request, response):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _is_private(request: HttpRequest, response: HttpResponseBase) -> bool:
    is_page = response.get("Content-Type", "text/html").startswith("text/html")
    if "Cache-Control" in response and not is_page:
        return False  # a view that serves the logo, say, knows better
    # Being signed in, or being given the token of a form, always means a cookie either way.
    return bool(request.COOKIES or response.cookies) or response.status_code >= 400


def _signs_out(request: HttpRequest, response: HttpResponseBase) -> bool:
    name = settings.SESSION_COOKIE_NAME
    if name not in request.COOKIES:
        return False
    cookie = response.cookies.get(name)
    if cookie is not None and cookie["max-age"] == 0:
        return True
    match = request.resolver_match
    is_sign_out = match is not None and match.url_name == "account_logout"
    return is_sign_out and request.method == "POST" and response.status_code < 400


class BadRequestMiddleware:
    """Refuse what nothing behind could read: NUL in the address, a body far too big."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.max_bytes = getattr(settings, "MAX_REQUEST_BYTES", DEFAULT_MAX_REQUEST_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _has_nul(request):
            return errors.bad_request(request)
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return errors.bad_request(request)
        if length > self.max_bytes:
            logger.warning("request of %s bytes refused", length)
            _drain(request, min(length, DRAIN_BYTES))
            return errors.too_large(request)
        return self.get_response(request)


def _has_nul(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    if "\x00" in request.path_info or "%00" in query or "\x00" in query:
        return True
    # A quoted cookie can spell one out as \000.
    return any("\x00" in value for value in request.COOKIES.values())


def _drain(request: HttpRequest, length: int) -> None:
    try:
        while length > 0 and (chunk := request.read(min(length, 65536))):
            length -= len(chunk)
    except OSError:
        return


class DatabaseDownMiddleware:
    """Answer 503 when a view cannot reach the database."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not isinstance(exception, errors.DATABASE_DOWN):
            return None
        logger.error("the database did not answer", exc_info=exception)
        return errors.unavailable(request)


class NamedDoorsMiddleware:
    """Set the doors of `networkapp/doors.py` before the views of other packages.

    Their own redirects to sign-in are turned into HX-Redirect for htmx, too.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.sign_in = ""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_htmx(request) and response.status_code == 302:
            self.sign_in = self.sign_in or resolve_url(settings.LOGIN_URL)
            if response["Location"].partition("?")[0] == self.sign_in:
                return sign_in_first(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or hasattr(view, "door"):
            return None
        door = _door_named(match.view_name or "") or _door_named(f"/{match.route}")
        if door is None:
            return None
        if (refusal := door.answer(request)) is not None:
            return refusal
        # Class-based views take a PUT for a POST, and answer OPTIONS.
        return None if request.method in TAKEN else HttpResponseNotAllowed(TAKEN)


@cache
def _door_named(name: str) -> Door | None:
    text = named_doors().get(name)
    return Door.from_text(text) if text else None
