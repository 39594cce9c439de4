"""One change to many contacts, and its undo."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from contacts import bulk
from contacts.forms.bulk import BulkForm
from contacts.models import BulkChange
from networkapp.web.doors import student_required
from networkapp.web.once import once
from networkapp.web.redirects import redirect_to
from networkapp.web.requests import StudentRequest


@student_required
@require_POST
def bulk_change_create(request: StudentRequest) -> HttpResponse:
    """Tag, move, plan for or delete the ticked people, or all of the filter."""
    done = once(request)
    if done.url:
        return redirect(done.url)
    now = timezone.now()
    form = BulkForm(request.POST, owner=request.user, on=request.user.today(now))
    back = f"{reverse('contacts:list')}?{form.query}"
    if not form.is_valid():
        for error in form.first_errors():
            messages.error(request, error)
        return redirect(back)
    change = form.change(now=now)
    undo = reverse("contacts:bulk-undo", args=[change.pk]) if change.count else ""
    messages.success(request, said(change), extra_tags=undo)
    done.finish(back)
    return redirect(back)


@student_required
@require_POST
def bulk_change_undo(request: StudentRequest, pk: int) -> HttpResponse:
    """Take a bulk change back."""
    change = get_object_or_404(BulkChange.objects.visible_to(request.user), pk=pk)
    bulk.undo(change, now=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect_to(request, reverse("contacts:list"))


def said(change: BulkChange) -> str:
    """Say what a change did, with its number."""
    n = change.count
    if change.verb == BulkChange.Verb.TAG:
        text = ngettext("%d person tagged.", "%d people tagged.", n)
    elif change.verb == BulkChange.Verb.STAGE:
        text = ngettext("%d person moved.", "%d people moved.", n)
    elif change.verb == BulkChange.Verb.FOLLOW_UP:
        text = ngettext("%d follow-up planned.", "%d follow-ups planned.", n)
    else:
        text = ngettext("%d person moved to the trash.", "%d people moved to the trash.", n)
    return text % n
