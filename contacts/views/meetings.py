"""Logging a meeting on the contact's page, changing one, taking one away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from contacts import follow_ups
from contacts import meetings as verbs
from contacts.forms.meetings import MeetingEditForm, MeetingForm
from contacts.models import Contact, Meeting
from contacts.states import FollowUpKind
from contacts.views.answers import acted
from contacts.views.people import PIECES, page_context
from networkapp.db.models import StaleEdit
from networkapp.web.doors import student_required
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.redirects import is_htmx, redirect_to
from networkapp.web.requests import StudentRequest

CHANGED = "contact-changed"


@student_required
@require_POST
def meeting_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Log a meeting with this contact, and with others who were there."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).for_page(), pk=pk)
    done = once(request)
    if done.url:
        return redirect_to(request, done.url)
    today = request.user.today(timezone.now())
    form = MeetingForm(request.POST, owner=request.user, contact=contact, on=today)
    if not form.is_valid():
        context = page_context(request, contact, log_form=form)
        return page(request, "contacts/contact_page.html", context, partials=PIECES, status=422)
    _plan(request, contact, form) if form.is_to_come else _log(request, contact, form)
    done.finish(contact.get_absolute_url())
    if not is_htmx(request):
        return redirect(contact)
    contact = Contact.objects.visible_to(request.user).for_page().get(pk=pk)
    context = page_context(request, contact)
    return page(request, "contacts/contact_page.html", context, partials=PIECES, events=[CHANGED])


def _log(request: StudentRequest, contact: Contact, form: MeetingForm) -> None:
    now = timezone.now()
    meeting = verbs.log_meeting(now=now, on=form.on, **form.logged(now=now))
    undo = reverse("contacts:meeting-trashing", args=[meeting.pk])
    messages.success(request, _("Logged."), extra_tags=undo)


def _plan(request: StudentRequest, contact: Contact, form: MeetingForm) -> None:
    """A day to come is a plan: everything typed is kept in it."""
    said = form.cleaned_data
    follow_ups.plan_follow_up(
        contact=contact,
        kind=FollowUpKind.MEET,
        what=said["summary"].splitlines()[0][:200] if said["summary"] else "",
        due_on=said["met_on"],
        now=timezone.now(),
    )
    messages.success(request, _("That day has not come yet, so it is planned as a follow-up."))


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: StudentRequest, pk: int) -> HttpResponse:
    """Change a meeting; saving over a newer change shows both."""
    meeting = _mine(request, pk)
    today = request.user.today(timezone.now())
    data = request.POST.dict() if request.method == "POST" else None
    fields = ("kind", "met_on", "direction", "summary", "version")
    initial = {name: getattr(meeting, name) for name in fields}
    form = MeetingEditForm(data, on=today, initial=initial)
    context: dict[str, Any] = {"form": form, "meeting": meeting}
    if data is None:
        return page(request, "contacts/meeting_edit.html", context)
    if not form.is_valid():
        return page(request, "contacts/meeting_edit.html", context, status=422)
    said = dict(form.cleaned_data)
    try:
        verbs.edit_meeting(meeting, expected=said.pop("version"), **said)
    except StaleEdit as stale:
        form.data = data | {"version": getattr(stale.current, "version", 0)}
        context["saved"] = stale.current
        return page(request, "contacts/meeting_edit.html", context, status=409)
    messages.success(request, _("Saved."))
    return redirect_to(request, _back(meeting))


@student_required
@require_POST
def meeting_trashing(request: StudentRequest, pk: int) -> HttpResponse:
    """Put a meeting in the trash; the contact's clock goes back."""
    meeting = _mine(request, pk)
    verbs.delete_meeting(meeting, now=timezone.now())
    undo = reverse("contacts:meeting-restoration", args=[pk])
    messages.success(request, _("The meeting is in the trash."), extra_tags=undo)
    return acted(request, event=CHANGED, back=_back(meeting))


@student_required
@require_POST
def meeting_restoration(request: StudentRequest, pk: int) -> HttpResponse:
    """Take a meeting out of the trash."""
    meeting = _mine(request, pk)
    verbs.restore_meeting(meeting)
    messages.success(request, _("The meeting is back."))
    return acted(request, event=CHANGED, back=_back(meeting))


def _mine(request: StudentRequest, pk: int) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user).for_timeline()
    return get_object_or_404(meetings, pk=pk)


def _back(meeting: Meeting) -> str:
    who = next(iter(meeting.participants.all()), None)
    return who.contact.get_absolute_url() if who else reverse("contacts:list")
