"""The trash: put in, take out, and remove for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Institution
from contacts import purging
from contacts.models import Contact, Event, Meeting
from networkapp.web.doors import student_required
from networkapp.web.keyset import Keyset
from networkapp.web.page import page
from networkapp.web.redirects import redirect_to, same_site_path
from networkapp.web.requests import StudentRequest

NEWEST = Keyset(order=["deleted_at"], descending=True)
TRASHED: dict[str, Callable[[Any], Any]] = {
    "people": lambda owner: Contact.objects.visible_to(owner).select_related("source"),
    "meetings": lambda owner: Meeting.objects.visible_to(owner).for_timeline(),
    "events": lambda owner: Event.objects.visible_to(owner),
}


@student_required
@require_safe
def trash_list(request: StudentRequest) -> HttpResponse:
    """Show what lies in the trash, newest first: people, meetings or events."""
    cursor = request.GET.get("after") or request.GET.get("before") or ""
    show = request.GET.get("show", "")
    show = show if show in TRASHED else "people"
    context = {
        "slice": NEWEST.slice(TRASHED[show](request.user).in_trash(), cursor),
        "show": show,
        "trash_days": Institution.current().trash_days,
        "today": request.user.today(timezone.now()),
    }
    return page(request, "contacts/trash_list.html", context, partials=["results"])


@student_required
@require_POST
def contact_trashing(request: StudentRequest, pk: int) -> HttpResponse:
    """Put a contact in the trash."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    contact.put_in_trash(now=timezone.now())
    undo = reverse("contacts:restoration", args=[pk])
    said = _("%(name)s is in the trash.") % {"name": contact.full_name}
    messages.success(request, said, extra_tags=undo)
    return redirect_to(request, reverse("contacts:list"))


@student_required
@require_POST
def contact_restoration(request: StudentRequest, pk: int) -> HttpResponse:
    """Take a contact out of the trash."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    contact.restore(now=timezone.now())
    messages.success(request, _("%(name)s is back.") % {"name": contact.full_name})
    back = same_site_path(request, request.POST.get("next"))
    return redirect_to(request, back or contact.get_absolute_url())


@student_required
@require_POST
def contact_purge(request: StudentRequest, pk: int) -> HttpResponse:
    """Remove for good, at once; only from the trash."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).in_trash(), pk=pk)
    name = contact.full_name
    purging.purge_contacts([contact.pk], owner_id=request.user.pk)
    messages.success(request, _("%(name)s is removed for good.") % {"name": name})
    return redirect("contacts:trash")
