"""The steps of the first run, each a page of its own too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from contacts.adding import add_contact
from contacts.catalogues import source_by_key
from contacts.models import Source, Target
from contacts.states import Stage
from contacts.targets import set_targets
from insights.first_run import StepKey, put_away
from insights.forms import DIMENSIONS, PeopleForm, WishesForm
from networkapp.web.doors import student_required
from networkapp.web.once import once
from networkapp.web.page import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from networkapp.web.requests import StudentRequest

EVERY_STEP = "all"


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: StudentRequest) -> HttpResponse:
    """Add up to three people one knows, together."""
    if request.method != "POST":
        return page(request, "insights/people.html", {"form": PeopleForm()})
    form = PeopleForm(request.POST)
    if not form.is_valid():
        return page(request, "insights/people.html", {"form": form}, status=422)
    done = once(request)
    if not done.url:
        _add(request, form)
        done.finish(reverse("insights:today"))
    return redirect(done.url)


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: StudentRequest) -> HttpResponse:
    """Say where one wants to work, or change it."""
    targets = Target.objects.visible_to(request.user).order_by("priority", "id")
    data = request.POST if request.method == "POST" else None
    form = WishesForm(data, targets=list(targets))
    if request.method != "POST":
        return page(request, "insights/wishes.html", {"form": form})
    if not form.is_valid():
        return page(request, "insights/wishes.html", {"form": form}, status=422)
    now = timezone.now()
    with transaction.atomic():
        for dimension, _label in DIMENSIONS:
            values = form.values_of(dimension)
            set_targets(owner=request.user, dimension=dimension, values=values, now=now)
    messages.success(request, _("Noted. Today shows who you know there."))
    return redirect("insights:today")


@student_required
@require_POST
def dismissal_create(request: StudentRequest, key: str) -> HttpResponse:
    """Put a step of the first run away, or all of them."""
    if key not in {*StepKey, EVERY_STEP}:
        raise Http404
    steps = list(StepKey) if key == EVERY_STEP else [StepKey(key)]
    put_away(owner=request.user, steps=steps, now=timezone.now())
    return redirect("insights:today")


def _add(request: StudentRequest, form: PeopleForm) -> None:
    now = timezone.now()
    sources: dict[str, Source] = {}
    for line, key in form.people:
        sources[key] = sources.get(key) or source_by_key(key)
        add_contact(
            owner=request.user,
            full_name=line.name,
            title=line.title,
            organization=line.organization,
            source=sources[key],
            stage=Stage.MET,
            now=now,
        )
    count = len(form.people)
    said = ngettext("%(n)s person is in your network.", "%(n)s people are in your network.", count)
    messages.success(request, said % {"n": count})
