"""A contact's own page, and the form that makes and changes one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Institution
from contacts import editing, timeline
from contacts.forms.follow_ups import FollowUpForm
from contacts.forms.meetings import MeetingForm
from contacts.forms.people import ChannelRows, ContactForm, PositionRows
from contacts.models import Area, Contact, Industry
from contacts.page_rows import contact_for_page
from contacts.states import Stage
from networkapp.db.models import StaleEdit
from networkapp.time import parse_day
from networkapp.web.doors import student_required
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.redirects import redirect_to
from networkapp.web.requests import StudentRequest

PIECES = ("state", "timeline", "older", "follow-ups", "log", "about")


@student_required
@require_safe
def contact_page(request: StudentRequest, pk: int) -> HttpResponse:
    """Show everything about one person."""
    contact = contact_for_page(request.user, pk)
    if contact is None:
        raise Http404
    return page(
        request, "contacts/contact_page.html", page_context(request, contact), partials=PIECES
    )


def page_context(request: StudentRequest, contact: Contact, **more: Any) -> dict[str, Any]:
    """Return what the contact's page shows; other views redraw pieces of it with this."""
    now = timezone.now()
    today = request.user.today(now)
    contact.owner = request.user  # known already: no query for the days of the timeline
    entries, older = timeline.entries_of(contact, before=_day(request.GET.get("before")))
    cold_days = Institution.current().going_cold_days
    return {
        "contact": contact,
        "today": today,
        "entries": entries,
        "older": older,
        "follow_ups": contact.open_follow_ups,
        "log_form": MeetingForm(owner=request.user, contact=contact, on=today),
        "plan_form": FollowUpForm(contact=contact, on=today),
        "stages": Stage.choices,
        "is_cold": contact.is_going_cold(on=today, after_days=cold_days),
    } | more


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_new(request: StudentRequest) -> HttpResponse:
    """Add somebody with all that is known of them."""
    if request.method != "POST":
        return _form_page(request, *_forms(request, None, initial=dict(request.GET.items())))
    done = once(request)
    if done.url:
        return redirect(done.url)
    form, work, addresses = forms = _forms(request, None)
    if not _all_valid(forms) or form.is_twin(work.filled(), addresses.filled()):
        return _form_page(request, *forms, twins=form.twins, status=422)
    contact = editing.create_contact(
        owner=request.user,
        said=form.cleaned_data,
        work=work.filled(),
        addresses=addresses.filled(),
        now=timezone.now(),
    )
    url = contact.get_absolute_url()
    done.finish(url)
    messages.success(request, _("%(name)s is in your network now.") % {"name": contact.full_name})
    return redirect_to(request, url)


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: StudentRequest, pk: int) -> HttpResponse:
    """Change what is known; saving over a newer change shows both and loses nothing."""
    people = Contact.objects.visible_to(request.user).for_page()
    contact = get_object_or_404(people, pk=pk)
    if request.method != "POST":
        return _form_page(request, *_forms(request, contact), contact=contact)
    form, work, addresses = forms = _forms(request, contact)
    if not _all_valid(forms):
        return _form_page(request, *forms, contact=contact, status=422)
    try:
        _save(contact, form, work, addresses)
    except StaleEdit as stale:
        return (
            _stale_page(request, people.get(pk=pk), forms)
            if stale.current
            else redirect("contacts:list")
        )
    except IntegrityError as error:
        if "referral_cycle" not in str(error):
            raise
        form.add_error("referred_by", _("That person came to you through this one already."))
        return _form_page(request, *forms, contact=contact, status=422)
    messages.success(request, _("Saved."))
    return redirect_to(request, contact.get_absolute_url())


def _save(contact: Contact, form: ContactForm, work: Any, addresses: Any) -> None:
    with transaction.atomic():
        editing.save_contact(
            contact,
            expected=form.cleaned_data["version"] or 0,
            said=form.cleaned_data,
            work=work.filled(),
            addresses=addresses.filled(),
            now=timezone.now(),
        )


def _forms(
    request: StudentRequest, contact: Contact | None, initial: Any = None
) -> tuple[Any, Any, Any]:
    data = request.POST if request.method == "POST" else None
    said = editing.as_said(contact) if contact else initial
    form = ContactForm(data, owner=request.user, contact=contact, initial=said)
    work = editing.work_as_said(contact) if contact else None
    addresses = editing.addresses_as_said(contact) if contact else None
    return (
        form,
        PositionRows(data, initial=work, prefix="work"),
        ChannelRows(data, initial=addresses, prefix="channel"),
    )


def _all_valid(forms: tuple[Any, Any, Any]) -> bool:
    # Every form says what is wrong with it, not only the first.
    valid = [form.is_valid() for form in forms]
    return all(valid)


def _form_page(
    request: StudentRequest, form: Any, work: Any, addresses: Any, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "work": work,
        "addresses": addresses,
        "areas": Area.objects.visible_to(request.user).select_related("parent"),
        "industries": Industry.objects.visible_to(request.user),
        "people": Contact.objects.visible_to(request.user).names_for_choice(),
    }
    return page(request, "contacts/contact_form.html", context | more, status=status)


def _stale_page(request: StudentRequest, current: Contact, forms: Any) -> HttpResponse:
    """Show what is saved beside what was typed; saving again is then a choice."""
    form, work, addresses = forms
    saved = ContactForm(owner=request.user, contact=current, initial=editing.as_said(current))
    differences = [
        (field.label, _shown(saved[field.name]), _shown(field))
        for field in form.visible_fields()
        if _shown(saved[field.name]) != _shown(field)
    ]
    form.data = form.data.copy()
    form.data["version"] = current.version
    context = {"contact": current, "differences": differences}
    return _form_page(request, form, work, addresses, status=409, **context)


def _shown(field: Any) -> str:
    """Return a field's value as the reader knows it: the words of a choice, not its key."""
    value = field.value()
    values = value if isinstance(value, list) else ["" if value is None else value]
    labels: dict[str, str] = {}
    for key, label in getattr(field.field, "choices", []):
        if isinstance(label, list | tuple):
            labels |= {str(k): str(v) for k, v in label}
        else:
            labels[str(key)] = str(label)
    return ", ".join(labels.get(str(one), str(one)) for one in values)


def _day(text: str | None) -> date | None:
    try:
        return parse_day(text or "", order="ymd")
    except ValueError:
        return None


@student_required
@require_POST
def stage_update(request: StudentRequest, pk: int) -> HttpResponse:
    """Move the contact to a stage by hand."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).kept(), pk=pk)
    stage = request.POST.get("stage", "")
    if stage in Stage.values:
        contact.move_to(stage, now=timezone.now(), pinned=True)
        messages.success(request, _("%(name)s: %(stage)s") % {
            "name": contact.full_name, "stage": contact.get_stage_display()
        })  # fmt: skip
    else:
        messages.error(request, _("Please choose a stage from the list."))
    return redirect_to(request, contact.get_absolute_url())


@student_required
@require_POST
def tags_update(request: StudentRequest, pk: int) -> HttpResponse:
    """Give the contact the tags that the line names."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).kept(), pk=pk)
    names = [name.strip()[:60] for name in request.POST.get("tags", "")[:1000].split(",")]
    editing.retag(contact, names)
    messages.success(request, _("Tags saved."))
    return redirect_to(request, contact.get_absolute_url())
