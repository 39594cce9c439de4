"""Pages of events, and adding the people one meets there in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts import events
from contacts.event_forms import EventForm, PersonLineForm
from contacts.models import Contact, Event
from networkapp.db.models import StaleEdit
from networkapp.text import clean_line
from networkapp.web.doors import student_required
from networkapp.web.keyset import Keyset
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.redirects import is_htmx, redirect_to

if TYPE_CHECKING:
    from django.http import HttpResponse

    from networkapp.web.requests import StudentRequest

COMING = Keyset(order=["starts_on"])
PAST = Keyset(order=["starts_on"], descending=True)
MOST_WORDS = 200


@student_required
@require_safe
def event_list(request: StudentRequest) -> HttpResponse:
    """Events to come, or those over, found by name."""
    now = timezone.now()
    query = request.GET
    words, past = clean_line(query.get("q"))[:MOST_WORDS], query.get("when") == "past"
    on = request.user.today(now)
    found = events.find_events(request.user, on=on, words=words, past=past)
    slice_ = (PAST if past else COMING).slice(found, query.get("after") or query.get("before"))
    context = {"slice": slice_, "q": words, "past": past, "on": on, "now": now}
    return page(request, "contacts/event_list.html", context, partials=["results"])


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def event_new(request: StudentRequest) -> HttpResponse:
    """Make an event."""
    now = timezone.now()
    if request.method != "POST":
        form = EventForm(initial={"starts_on": request.user.today(now)})
        return page(request, "contacts/event_new.html", {"form": form})
    form = EventForm(request.POST)
    if not form.is_valid():
        return page(request, "contacts/event_new.html", {"form": form}, status=422)
    done = once(request)
    if done.url:
        return redirect(done.url)
    event = events.plan_event(owner=request.user, now=now, **form.values)
    done.finish(reverse("contacts:event-page", args=[event.pk]))
    return redirect(done.url)


@student_required
@require_safe
def event_page(request: StudentRequest, pk: int) -> HttpResponse:
    """The event: when and where, whom to look for, whom one met."""
    event = _event(request, pk)
    line = clean_line(request.GET.get("line"))[:600]
    return _show(request, event, form=PersonLineForm(initial={"line": line}))


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def event_edit(request: StudentRequest, pk: int) -> HttpResponse:
    """Change an event; what somebody saved meanwhile is shown beside what was typed."""
    event = _event(request, pk)
    data = request.POST if request.method == "POST" else None
    form = EventForm(data, instance=event, initial={"version": event.version})
    context: dict[str, Any] = {"event": event, "form": form}
    if data is None:
        return page(request, "contacts/event_edit.html", context)
    if not form.is_valid():
        return page(request, "contacts/event_edit.html", context, status=422)
    try:
        expected = form.cleaned_data["version"] or 0
        events.edit_event(event, expected=expected, **form.values)
    except StaleEdit as stale:
        return _both_versions(request, form, stale)
    messages.success(request, _("Saved."))
    return redirect("contacts:event-page", pk)


@student_required
@require_POST
def event_trashing(request: StudentRequest, pk: int) -> HttpResponse:
    """Put the event in the trash."""
    event = _event(request, pk)
    events.put_in_trash(event, now=timezone.now())
    undo = reverse("contacts:event-restoration", args=[pk])
    said = _("“%(event)s” is in the trash.") % {"event": event.name}
    messages.success(request, said, extra_tags=undo)
    return redirect_to(request, reverse("contacts:event-list"))


@student_required
@require_POST
def event_restoration(request: StudentRequest, pk: int) -> HttpResponse:
    """Take the event out of the trash."""
    event = _event(request, pk)
    events.restore(event)
    messages.success(request, _("“%(event)s” is back.") % {"event": event.name})
    return redirect_to(request, reverse("contacts:event-page", args=[pk]))


@student_required
@require_POST
def presence_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Say "I am here now"."""
    event = _event(request, pk)
    try:
        events.start_being_here(event, now=timezone.now())
    except events.NotTheDay:
        messages.error(request, _("This event is on another day. You can change its day."))
    return redirect("contacts:event-page", pk)


@student_required
@require_POST
def presence_end(request: StudentRequest, pk: int) -> HttpResponse:
    """Say that one has left."""
    event = _event(request, pk)
    events.stop_being_here(event, now=timezone.now())
    return redirect("contacts:event-page", pk)


@student_required
@require_POST
def person_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Add somebody met at the event, or say that somebody known was met again."""
    event, now = _event(request, pk), timezone.now()
    form = PersonLineForm(request.POST)
    if event.deleted_at or event.starts_on > request.user.today(now) or not form.is_valid():
        return _show(request, event, form=form, status=422)
    line, same = form.cleaned_data["line"], form.cleaned_data["same"]
    done = once(request)
    if not done.url:
        asks = not same and not form.cleaned_data["anyway"]
        if asks and (twin := events.twin_of(request.user, line)):
            return _show(request, event, form=form, twin=twin, status=422)
        if same:
            known = get_object_or_404(Contact.objects.visible_to(request.user), pk=same)
            events.see_again(event, known, now=now)
        else:
            events.add_person_met(event, line=line, now=now)
        done.finish(reverse("contacts:event-page", args=[pk]) + "?next=1#people-met")
    if not is_htmx(request):
        return redirect(done.url)
    return _show(request, event, form=PersonLineForm(), is_fresh=True)


def _event(request: StudentRequest, pk: int) -> Event:
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    event.owner = request.user  # known already: no query for the day it is there
    return event


def _show(
    request: StudentRequest,
    event: Event,
    *,
    form: PersonLineForm,
    twin: Contact | None = None,
    is_fresh: bool = False,
    status: int = 200,
) -> HttpResponse:
    people = events.people_at(event)
    context = {
        "event": event,
        "form": form,
        "twin": twin,
        "people": people,
        "look_for": people.look_for(event),
        "is_fresh": is_fresh,
        **_when(request, event),
    }
    heard = ["contact-changed"] if is_fresh else []
    pieces = ["people-met", "look-for"]
    template = "contacts/event_page.html"
    return page(request, template, context, partials=pieces, status=status, events=heard)


def _when(request: StudentRequest, event: Event) -> dict[str, Any]:
    now = timezone.now()
    on = request.user.today(now)
    return {
        "on": on,
        "is_here": event.is_here(now=now),
        "is_past": event.is_past(on=on),
        "is_to_come": event.starts_on > on,
    }


def _both_versions(request: StudentRequest, form: EventForm, stale: StaleEdit) -> HttpResponse:
    """Show what was typed beside what is saved now; saving again is then a choice made."""
    current: Any = stale.current
    theirs = EventForm(instance=current)
    differences = [
        (form[name].label, theirs.said(name), form.said(name))
        for name in EventForm.Meta.fields
        if theirs.said(name) != form.said(name)
    ]
    form.data = request.POST.copy()
    form.data["version"] = str(current.version)
    context = {"event": current, "form": form, "differences": differences}
    return page(request, "contacts/event_edit.html", context, status=409)
