"""The product's addresses, and views that write a row and then go wrong."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from contacts.models import Tag
from networkapp.urls import handler400, handler403, handler404, handler500
from networkapp.web.doors import student_required
from networkapp.web.requests import StudentRequest

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@student_required
def write(request: StudentRequest, outcome: str) -> HttpResponse:
    Tag.objects.create(owner_id=request.user.pk, name=outcome)
    if outcome == "raises":
        raise ZeroDivisionError
    if outcome == "breaks":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    return HttpResponse(status={"returns-500": 500, "returns-503": 503}.get(outcome, 200))


def acting(request: HttpRequest) -> HttpResponse:
    """Say for whom this connection acts, after all that the middleware did for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.uid', true), '')")
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [
    path("write/<outcome>/", write),
    path("accounts/acting/", acting),
    path("", include("networkapp.urls")),
]
