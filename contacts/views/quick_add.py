"""One line adds a person: "Name, role, organisation" (product C4)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts import adding, meetings
from contacts.duplicates import find_twins
from contacts.forms.quick_add import QuickAddForm
from contacts.models import Contact
from contacts.states import MeetingKind
from networkapp.web.doors import student_required
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.redirects import redirect_to
from networkapp.web.requests import StudentRequest

TEMPLATE = "contacts/quick_add.html"


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def quick_add(request: StudentRequest) -> HttpResponse:
    """Show the one line, or add who stands in it."""
    now = timezone.now()
    if request.method != "POST":
        form = QuickAddForm(owner=request.user, now=now, initial=request.GET.dict())
        return page(request, TEMPLATE, {"form": form}, partials=["quick-add-form"])
    done = once(request)
    if done.url:
        return redirect_to(request, done.url)
    form = QuickAddForm(request.POST, owner=request.user, now=now)
    if not form.is_valid():
        context = {"form": form, "twins": form.twins}
        return page(request, TEMPLATE, context, partials=["quick-add-form"], status=422)
    contact = _add(request, form)
    done.finish(contact.get_absolute_url())
    messages.success(
        request,
        _("%(name)s is in your network now.") % {"name": contact.full_name},
        extra_tags=reverse("contacts:trashing", args=[contact.pk]),
    )
    if request.POST.get("then") == "another":
        return _another(request, form, contact)
    return redirect_to(request, contact.get_absolute_url())


def _add(request: StudentRequest, form: QuickAddForm) -> Contact:
    said, line, now = form.cleaned_data, form.quick_line, timezone.now()
    event, today = said["event"], request.user.today(now)
    contact = adding.add_contact(
        owner=request.user,
        full_name=line.name,
        title=line.title,
        organization=line.organization,
        source=said["source"],
        met_at=event,
        met_on=today if event else None,
        now=now,
    )
    if event:
        meetings.log_meeting(
            owner=request.user, contacts=[contact], met_on=today, on=today, now=now,
            kind=MeetingKind.EVENT, event=event,
        )  # fmt: skip
    return contact


def _another(request: StudentRequest, form: QuickAddForm, contact: Contact) -> HttpResponse:
    """Stay for the next person, with the same source and event."""
    said: dict[str, Any] = {"source": form.cleaned_data["source"].pk}
    if form.cleaned_data["event"]:
        said["event"] = form.cleaned_data["event"].pk
    fresh = QuickAddForm(owner=request.user, now=timezone.now(), initial=said)
    context = {"form": fresh, "added": contact}
    if request.headers.get("HX-Request"):
        return page(
            request, TEMPLATE, context, partials=["quick-add-form"], events=["contact-changed"]
        )
    query = "&".join(f"{name}={value}" for name, value in said.items())
    return redirect(f"{reverse('contacts:quick-add')}?{query}")


@student_required
@require_safe
def twin_list(request: StudentRequest) -> HttpResponse:
    """Show, while typing, who of one's own contacts it may be."""
    line = adding.read_line(request.GET.get("line", "")[:600])
    twins = find_twins(request.user, full_name=line.name, organization=line.organization)
    return page(request, "contacts/twin_list.html", {"twins": twins}, partials=["twins"])
