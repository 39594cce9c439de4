"""Planning, finishing, putting off and moving follow-ups, each where it stands."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contacts import follow_ups as verbs
from contacts.filtering import NO_DAY
from contacts.forms.follow_ups import FollowUpForm, MoveForm
from contacts.models import Contact, FollowUp
from contacts.views.answers import acted
from contacts.views.people import PIECES, page_context
from networkapp.time import say_date
from networkapp.web.doors import student_required
from networkapp.web.keyset import Keyset
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.redirects import is_htmx, redirect_to
from networkapp.web.requests import StudentRequest

CHANGED = "follow-up-changed"
BY_DAY = Keyset(order=[Coalesce("due_on", Value(NO_DAY))])
NEWEST = Keyset(order=["done_at"], descending=True)


@student_required
@require_safe
def follow_up_list(request: StudentRequest) -> HttpResponse:
    """Show all follow-ups: mine, theirs, or done."""
    show = request.GET.get("show", "mine")
    cursor = request.GET.get("after") or request.GET.get("before") or ""
    found = FollowUp.objects.visible_to(request.user).of_kept_contacts().for_list()
    if show == "done":
        part = NEWEST.slice(found.done(), cursor)
    else:
        show = show if show == "theirs" else "mine"
        found = found.open()
        part = BY_DAY.slice(found.theirs() if show == "theirs" else found.mine(), cursor)
    context = {"slice": part, "show": show, "today": request.user.today(timezone.now())}
    return page(request, "contacts/follow_up_list.html", context, partials=["results"])


@student_required
@require_POST
def follow_up_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Plan something about a contact, on the contact's page."""
    people = Contact.objects.visible_to(request.user).for_page()
    contact = get_object_or_404(people, pk=pk)
    done = once(request)
    if done.url:
        return redirect_to(request, done.url)
    now = timezone.now()
    form = FollowUpForm(request.POST, contact=contact, on=request.user.today(now))
    if not form.is_valid():
        context = page_context(request, contact, plan_form=form)
        return page(request, "contacts/contact_page.html", context, partials=PIECES, status=422)
    verbs.plan_follow_up(contact=contact, now=now, **form.cleaned_data)
    done.finish(contact.get_absolute_url())
    messages.success(request, _("Planned."))
    if is_htmx(request):
        context = page_context(request, people.get(pk=pk))
        return page(
            request, "contacts/contact_page.html", context, partials=PIECES, events=[CHANGED]
        )
    return redirect(contact)


@student_required
@require_POST
def completion_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Mark a follow-up done."""
    follow_up, now = _mine(request, pk), timezone.now()
    verbs.finish(follow_up, now=now)
    undo = reverse("contacts:follow-up-reopening", args=[pk])
    messages.success(request, _("Done: %(what)s.") % {"what": follow_up.label}, extra_tags=undo)
    return _answer(request, follow_up)


@student_required
@require_POST
def reopening_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Take "done" back."""
    follow_up = _mine(request, pk)
    verbs.reopen(follow_up)
    messages.success(request, _("Open again."))
    return _answer(request, follow_up)


@student_required
@require_POST
def snooze_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Put it off by one day, three days or a week."""
    follow_up, today = _mine(request, pk), request.user.today(timezone.now())
    text = request.POST.get("days", "")
    if text in map(str, verbs.SNOOZE_DAYS):
        verbs.snooze(follow_up, days=int(text), on=today)
        _say_day(request, follow_up)
    else:
        messages.error(request, _("Choose one day, three days or a week."))
    return _answer(request, follow_up)


@student_required
@require_POST
def move_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Give it another day, or none."""
    follow_up = _mine(request, pk)
    form = MoveForm(request.POST)
    if form.is_valid():
        verbs.move(follow_up, due_on=form.cleaned_data["due_on"])
        _say_day(request, follow_up)
    else:
        messages.error(request, str(form.errors["due_on"][0]))
    return _answer(request, follow_up)


@student_required
@require_POST
def trashing_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Put it in the trash."""
    follow_up, now = _mine(request, pk), timezone.now()
    verbs.drop(follow_up, now=now)
    undo = reverse("contacts:follow-up-restoration", args=[pk])
    messages.success(request, _("Taken off your list."), extra_tags=undo)
    return _answer(request, follow_up)


@student_required
@require_POST
def restoration_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Take it out of the trash."""
    follow_up = _mine(request, pk)
    verbs.restore(follow_up)
    messages.success(request, _("Back on your list."))
    return _answer(request, follow_up)


def _mine(request: StudentRequest, pk: int) -> FollowUp:
    found = FollowUp.objects.visible_to(request.user).of_kept_contacts().for_list()
    return get_object_or_404(found, pk=pk)


def _say_day(request: StudentRequest, follow_up: FollowUp) -> None:
    now: datetime = timezone.now()
    if follow_up.due_on:
        day = say_date(follow_up.due_on, on=request.user.today(now))
        messages.success(request, _("Moved to %(day)s.") % {"day": day})
    else:
        messages.success(request, _("It waits without a day now."))


def _answer(request: StudentRequest, follow_up: FollowUp) -> HttpResponse:
    back = follow_up.contact.get_absolute_url()
    return acted(request, event=CHANGED, back=back)
