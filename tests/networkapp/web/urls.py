"""Addresses for trying the web kit: one view per thing it must survive."""

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST

from networkapp.web import health
from networkapp.web.doors import member_required, public
from networkapp.web.page import page


@public("a page to try")
def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("plain")


@public("a page to try")
def listing(request: HttpRequest) -> HttpResponse:
    return page(request, "try/listing.html", {"word": "hello"}, partials=["results"])


@member_required
@require_POST
def members(request: HttpRequest) -> HttpResponse:
    return HttpResponse("members")


@public("a page to try")
def posted(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)}")


@public("a page to try")
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@public("a page to try")
def database_down(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


@public("a page to try")
def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@public("a page to try")
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/plain")


def foreign(request: HttpRequest) -> HttpResponse:
    return HttpResponse("foreign")


handler400 = "networkapp.web.errors.bad_request"
handler403 = "networkapp.web.errors.permission_denied"
handler404 = "networkapp.web.errors.page_not_found"
handler500 = "networkapp.web.errors.server_error"

urlpatterns = [
    path("plain", plain, name="plain"),
    path("listing", listing, name="listing"),
    path("members", members, name="members"),
    path("posted", posted, name="posted"),
    path("broken", broken, name="broken"),
    path("database-down", database_down, name="database-down"),
    path("forbidden", forbidden, name="forbidden"),
    path("accounts/logout/", sign_out, name="account_logout"),
    path("accounts/login/", plain, name="account_login"),
    path("calendar/<key>.ics", plain, name="calendar"),
    path("foreign", foreign, name="foreign"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
