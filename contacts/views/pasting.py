"""Many people at once, from lines pasted in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts import pasting
from contacts.forms.pasting import PasteForm
from contacts.importing import steps
from networkapp.web.doors import student_required
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.requests import StudentRequest


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: StudentRequest) -> HttpResponse:
    """Take the lines and lead to their preview."""
    data = request.POST if request.method == "POST" else None
    form = PasteForm(data, owner=request.user)
    if data is None:
        return page(request, "contacts/paste.html", {"form": form})
    if not form.is_valid():
        return page(request, "contacts/paste.html", {"form": form}, status=422)
    done = once(request)
    if done.url:
        return redirect(done.url)
    contact_import = steps.upload(
        owner=request.user,
        file_name=_("Pasted names"),
        content=pasting.as_csv(form.cleaned_data["lines"]),
        source=form.cleaned_data["source"],
        now=timezone.now(),
    )
    done.finish(contact_import.get_absolute_url())
    return redirect(contact_import)
