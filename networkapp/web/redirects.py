"""Sending the browser elsewhere, in a way that htmx and plain pages both understand."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def is_htmx(request: HttpRequest) -> bool:
    """Return whether htmx sent the request."""
    return request.headers.get("HX-Request") == "true"


def redirect_to(request: HttpRequest, url: str) -> HttpResponse:
    """Return the answer that brings the whole page to `url`.

    A plain redirect would be followed by htmx unseen, and its page put inside a fragment.
    """
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Return the answer to somebody signed out: sign-in, and then back to where they were."""
    sign_in = resolve_url(settings.LOGIN_URL)
    if here := _page_to_return_to(request):
        sign_in += "?" + urlencode({"next": here}, safe="/")
    return redirect_to(request, sign_in)


def same_site_path(request: HttpRequest, url: str | None) -> str:
    """Return path and query of `url` when it is of this site, otherwise ""."""
    if not url or any(ord(char) < 32 for char in url):
        return ""
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(url, hosts, require_https=request.is_secure()):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = urlunsplit(("", "", parts.path, parts.query, ""))
    # Without its host "https://here//elsewhere" would read as another site.
    is_path = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_path else ""


def _page_to_return_to(request: HttpRequest) -> str:
    if is_htmx(request):
        return same_site_path(request, request.headers.get("HX-Current-URL"))
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    # An address that only takes POST cannot be gone back to; the page with the form can.
    return same_site_path(request, request.headers.get("Referer"))
