"""The least that a Django page of the same rows can cost: what bin/bench compares with.

Session and user come from the database, the rows by one ordered filter, and one template
without a layout draws them. Nothing else: no row-level security (the connection is app_owner's,
whose policy lets every row through), no forms, no counts, no search, no way on. In front of it
stand the middleware that a new Django project has, and GZipMiddleware as in the product.
"""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import path

from contacts.models import Contact

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = Path(__file__).parent / "templates"
LIST = engines["django"].from_string((TEMPLATES / "bare_list.html").read_text())
PAGE = engines["django"].from_string((TEMPLATES / "bare_page.html").read_text())


@login_required
def contact_list(request: HttpRequest) -> HttpResponse:
    """25 contacts in the order of their names."""
    mine = Contact.objects.filter(owner=request.user.pk, deleted_at__isnull=True)
    rows = mine.select_related("source", "area__parent").order_by("sort_key", "id")[:25]
    return HttpResponse(LIST.render({"contacts": rows, "user": request.user}))


@login_required
def contact_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One contact: who, work, addresses, and what happened."""
    mine = Contact.objects.filter(owner=request.user.pk)
    contact = get_object_or_404(mine.select_related("source", "area__parent", "private"), pk=pk)
    meetings = contact.participations.select_related("meeting").order_by("-meeting__met_on")
    return HttpResponse(PAGE.render({"contact": contact, "meetings": meetings[:20]}))


urlpatterns = [
    path("contacts/", contact_list),
    path("contacts/<int:pk>/", contact_page),
]
