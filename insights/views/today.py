"""Today: what to do, what is coming, who is in the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.hats import hat_of
from accounts.models import Institution
from accounts.roles import Role
from accounts.views.home import role_home
from contacts.follow_ups import SNOOZE_DAYS, plan_follow_up
from contacts.meetings import log_meeting
from contacts.models import Contact
from contacts.states import FollowUpKind, MeetingKind
from contacts.views.answers import acted
from insights import counting, wording
from insights.coming import coming_up
from insights.first_run import first_run_of
from insights.forms import PeopleForm, WishesForm
from insights.glance import glance_at
from insights.queue import queue_for
from networkapp.time import days_after, say_date
from networkapp.web.doors import member_required, student_required
from networkapp.web.page import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from networkapp.web.requests import MemberRequest, StudentRequest

# What one can say of a touch without leaving the page; the rest is told on the contact's own.
TOUCHES = (MeetingKind.MAIL, MeetingKind.CALL, MeetingKind.IN_PERSON)


@member_required
@require_safe
def today(request: MemberRequest) -> HttpResponse:
    """A student's Today, or the first run while there is nobody; others get their home."""
    user = request.user
    if hat_of(user, request.session) != Role.STUDENT:
        return role_home(request)
    now = timezone.now()
    on = user.today(now)
    glance = glance_at(user, on=on, now=now)
    first_run = first_run_of(glance)
    if first_run.takes_the_page:
        counting.remember(user, 0)
        context = {"first_run": first_run, "people": PeopleForm(), "wishes": WishesForm()}
        return page(request, "insights/first_run.html", context)
    queue = queue_for(user, on=on, cold_days=Institution.current().going_cold_days)
    counting.remember(user, queue.due_count)
    context = {
        "on": on,
        "heading": wording.heading(queue.task_count, has_suggestions=queue.has_suggestions),
        "queue": queue,
        "coming": coming_up(queue, glance),
        "glance": glance,
        "first_run": first_run,
        "snoozes": wording.snoozes(SNOOZE_DAYS),
    }
    return page(request, "insights/today.html", context, partials=["today"])


@student_required
@require_POST
def touch_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Say that one wrote to somebody, called or met them today; the clock starts anew."""
    contact, now = _somebody(request, pk), timezone.now()
    kind = request.POST.get("kind", "")
    if kind in TOUCHES:
        on = request.user.today(now)
        meeting = log_meeting(
            owner=request.user, contacts=[contact], kind=kind, met_on=on, on=on, now=now
        )
        undo = reverse("contacts:meeting-trashing", args=[meeting.pk])
        said = _("Noted: in touch with %(name)s today.") % {"name": contact.full_name}
        messages.success(request, said, extra_tags=undo)
    else:
        messages.error(request, _("Say whether you wrote, called or met."))
    return acted(request, event="contact-changed", back=reverse("insights:today"))


@student_required
@require_POST
def reminder_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Put somebody off by planning to write to them in one day, three days or a week."""
    contact, now = _somebody(request, pk), timezone.now()
    text, on = request.POST.get("days", ""), request.user.today(now)
    if text in map(str, SNOOZE_DAYS):
        has_met = contact.last_contact_on is not None
        kind = FollowUpKind.CHECK_IN if has_met else FollowUpKind.WRITE
        follow_up = plan_follow_up(
            contact=contact, kind=kind, due_on=days_after(on, int(text)), now=now
        )
        said = _("%(name)s comes back %(day)s.") % {
            "name": contact.full_name,
            "day": say_date(days_after(on, int(text)), on=on),
        }
        undo = reverse("contacts:follow-up-trashing", args=[follow_up.pk])
        messages.success(request, said, extra_tags=undo)
    else:
        messages.error(request, _("Choose one day, three days or a week."))
    return acted(request, event="follow-up-changed", back=reverse("insights:today"))


def _somebody(request: StudentRequest, pk: int) -> Contact:
    """Return a contact that one may be reminded of."""
    may_be = Contact.objects.visible_to(request.user).kept().may_be_contacted()
    return get_object_or_404(may_be, pk=pk)
