"""The administrators' page about the institution: name, mail, terms, holidays, thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.institution import HolidayForm, InstitutionForm, TermForm
from accounts.models import Holiday, Institution, Term
from networkapp.web.doors import admin_required
from networkapp.web.once import once
from networkapp.web.page import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from networkapp.web.requests import AdminRequest


@admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def institution(request: AdminRequest) -> HttpResponse:
    """Show and save what is known of the institution."""
    row = Institution.to_edit()
    if request.method != "POST":
        return _page(request, {"form": InstitutionForm(instance=row)})
    form = InstitutionForm(request.POST, request.FILES, instance=row)
    if not form.is_valid():
        return _page(request, {"form": form}, status=422)
    form.save()
    messages.success(request, _("Saved. Within a minute it holds everywhere."))
    return redirect("accounts:institution")


@admin_required
@require_POST
def term_create(request: AdminRequest) -> HttpResponse:
    """Add a term."""
    return _added(request, "term_form", TermForm(request.POST, prefix="term"))


@admin_required
@require_POST
def term_removal(request: AdminRequest, pk: int) -> HttpResponse:
    """Take a term away; taking it away twice is no error."""
    Term.remove(pk)
    return redirect("accounts:institution")


@admin_required
@require_POST
def holiday_create(request: AdminRequest) -> HttpResponse:
    """Add a holiday."""
    return _added(request, "holiday_form", HolidayForm(request.POST, prefix="holiday"))


@admin_required
@require_POST
def holiday_removal(request: AdminRequest, pk: int) -> HttpResponse:
    """Take a holiday away; taking it away twice is no error."""
    Holiday.remove(pk)
    return redirect("accounts:institution")


def _added(request: AdminRequest, name: str, form: TermForm | HolidayForm) -> HttpResponse:
    done = once(request)
    if done.url:
        return redirect(done.url)
    if not form.is_valid():
        row = Institution.to_edit()
        return _page(request, {"form": InstitutionForm(instance=row), name: form}, status=422)
    form.save()
    messages.success(request, _("Added."))
    response = redirect("accounts:institution")
    done.finish(response["Location"])
    return response


def _page(request: AdminRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    lists = {
        "terms": Term.objects.all(),
        "holidays": Holiday.objects.all(),
        "term_form": TermForm(prefix="term"),
        "holiday_form": HolidayForm(prefix="holiday"),
    }
    return page(request, "accounts/institution.html", lists | context, status=status)
