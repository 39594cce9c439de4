"""The list of people."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.filtering import SORTS, ContactFilter
from contacts.finding import family_counts, find
from contacts.forms.filters import FilterForm
from contacts.models import SavedView
from contacts.states import Family, Stage
from networkapp.web.doors import student_required
from networkapp.web.page import page
from networkapp.web.requests import StudentRequest


@student_required
@require_safe
def contact_list(request: StudentRequest) -> HttpResponse:
    """Show the people that the address asks for."""
    wanted = ContactFilter.from_query(request.GET)
    cursor = request.GET.get("after") or request.GET.get("before") or ""
    today = request.user.today(timezone.now())
    counts = family_counts(request.user)
    total = sum(counts.values())
    context = {
        "wanted": wanted,
        "found": find(request.user, wanted, cursor, on=today, total=total),
        "total": total,
        "families": [
            (label, counts[value], wanted.query(family=value), wanted.family == value)
            for value, label in Family.choices
            if counts[value] or wanted.family == value
        ],
        "stages": Stage.choices,
        "views": SavedView.objects.visible_to(request.user),
        "today": today,
    }
    context |= _other_queries(wanted)
    return page(request, "contacts/contact_list.html", context, partials=["results", "more"])


def _other_queries(wanted: ContactFilter) -> dict[str, Any]:
    """Return the query strings of the links that change the filter."""
    return {
        "everybody": wanted.query(family=""),
        "cold": wanted.query(cold=not wanted.cold),
        "without_filters": ContactFilter(sort=wanted.sort).query(),
        "query": wanted.query(),
        "sorts": [
            (wanted.query(sort=value), label, value == wanted.sort)
            for value, (label, _d) in SORTS.items()
        ],
    }


@student_required
@require_safe
def contact_filters(request: StudentRequest) -> HttpResponse:
    """Show the filters beyond search and family; a page of its own without scripts."""
    wanted = ContactFilter.from_query(request.GET)
    form = FilterForm(wanted, owner=request.user)
    context = {"form": form, "wanted": wanted}
    return page(request, "contacts/contact_filters.html", context, partials=["filters"])
