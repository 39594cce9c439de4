"""Keeping a filter of the list under a name."""

from __future__ import annotations

from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contacts.filtering import ContactFilter
from contacts.models import SavedView
from networkapp.text import clean_text, fold
from networkapp.web.doors import student_required
from networkapp.web.requests import StudentRequest


@student_required
@require_POST
def saved_view_create(request: StudentRequest) -> HttpResponse:
    """Keep the filter; a name given again stands for the new one."""
    wanted = ContactFilter.from_query(dict(parse_qsl(request.POST.get("query", "")[:2000])))
    name = clean_text(request.POST.get("name", ""))[:60]
    if fold(name) and not wanted.is_empty:
        SavedView.objects.update_or_create(
            owner=request.user,
            folded=fold(name)[:80],
            defaults={"name": name, "query": wanted.query()[:1000]},
        )
        messages.success(request, _("Kept as “%(name)s”.") % {"name": name})
    else:
        messages.error(request, _("Give the view a name, with letters or digits in it."))
    return redirect(f"{reverse('contacts:list')}?{wanted.query()}")


@student_required
@require_POST
def saved_view_removal(request: StudentRequest, pk: int) -> HttpResponse:
    """Forget a view; the people in it stay."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    view.delete()
    messages.success(request, _("The view is gone; the people stay."))
    return redirect("contacts:list")
