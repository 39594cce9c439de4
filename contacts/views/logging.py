"""Logging a meeting from anywhere: name who was there, or paste the e-mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts import meetings as verbs
from contacts.forms.meetings import MeetingForm
from contacts.mail_reading import read_mail
from contacts.models import Contact
from contacts.states import MeetingKind
from networkapp.web.doors import student_required
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.redirects import redirect_to
from networkapp.web.requests import StudentRequest

TEMPLATE = "contacts/meeting_new.html"


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: StudentRequest) -> HttpResponse:
    """Show the form, read a pasted mail into it, or log what it says."""
    if request.method != "POST" or "read" in request.POST:
        return _form_page(request, _started(request))
    done = once(request)
    if done.url:
        return redirect_to(request, done.url)
    now = timezone.now()
    form = MeetingForm(request.POST, owner=request.user, contact=None, on=request.user.today(now))
    if not form.is_valid():
        return _form_page(request, form, status=422)
    said = form.logged(now=now)
    meeting = verbs.log_meeting(now=now, on=form.on, **said)
    url = said["contacts"][0].get_absolute_url()
    undo = reverse("contacts:meeting-trashing", args=[meeting.pk])
    messages.success(request, _("Logged."), extra_tags=undo)
    done.finish(url)
    return redirect_to(request, url)


def _started(request: StudentRequest) -> MeetingForm:
    """Return the form empty, or filled from the mail that was pasted."""
    today = request.user.today(timezone.now())
    said = {"kind": MeetingKind.IN_PERSON, "met_on": today}
    text = request.POST.get("mail", "")
    if text:
        mail = read_mail(text, owner=request.user, zone=request.user.zone)
        said = {
            "kind": MeetingKind.MAIL,
            "met_on": min(mail.on or today, today),
            "direction": mail.direction,
            "summary": mail.summary,
            "others": "; ".join(contact.full_name for contact in mail.contacts),
        }
        _say_what_is_missing(request, unknown=mail.unknown, is_anybody=bool(mail.contacts))
    return MeetingForm(owner=request.user, contact=None, on=today, initial=said)


def _say_what_is_missing(request: StudentRequest, *, unknown: list[str], is_anybody: bool) -> None:
    if unknown:
        said = _("None of your contacts has %(addresses)s.") % {"addresses": ", ".join(unknown[:5])}
        messages.warning(request, said)
    elif not is_anybody:
        messages.warning(request, _("No address was found in it. Say below who it was with."))


def _form_page(request: StudentRequest, form: MeetingForm, *, status: int = 200) -> HttpResponse:
    people = Contact.objects.visible_to(request.user).names_for_choice()
    context = {"form": form, "people": people, "mail": request.POST.get("mail", "")}
    return page(request, TEMPLATE, context, status=status)
