"""Importing a file of contacts: upload, choose, watch, and take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.forms.imports import MappingForm, SourceForm, UploadForm, read_choices
from contacts.importing import results, steps
from contacts.importing.error_file import left_out
from contacts.importing.preview import preview_rows, report_rows
from contacts.models import ContactImport
from contacts.states import ImportStatus, RowChoice
from networkapp.web.doors import student_required
from networkapp.web.keyset import Keyset
from networkapp.web.once import once
from networkapp.web.page import page
from networkapp.web.redirects import is_htmx, redirect_to
from networkapp.web.requests import StudentRequest

NEWEST = Keyset(order=["created_at"], descending=True)


def _my_import(request: StudentRequest, pk: int) -> ContactImport:
    """Return the student's import. Raises Http404 for any other."""
    return get_object_or_404(ContactImport.objects.visible_to(request.user).light(), pk=pk)


def _cursor(request: StudentRequest) -> str:
    return request.GET.get("after") or request.GET.get("before") or ""


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: StudentRequest) -> HttpResponse:
    """Show the student's imports, and take a new file."""
    if request.method != "POST":
        return _import_list(request, UploadForm(owner=request.user))
    form = UploadForm(request.POST, request.FILES, owner=request.user)
    if not form.is_valid():
        return _import_list(request, form, status=422)
    done = once(request)
    if done.url:
        return redirect(done.url)
    file = form.cleaned_data["file"]
    contact_import = steps.upload(
        owner=request.user,
        file_name=file.name,
        content=file.read(),
        source=form.cleaned_data["source"],
        now=timezone.now(),
    )
    done.finish(contact_import.get_absolute_url())
    return redirect(contact_import)


def _import_list(request: StudentRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    imports = ContactImport.objects.visible_to(request.user).light()
    context = {
        "form": form,
        "slice": NEWEST.slice(imports, _cursor(request)),
        "today": request.user.today(timezone.now()),
    }
    return page(request, "contacts/import_list.html", context, status=status)


@student_required
@require_safe
def import_page(request: StudentRequest, pk: int) -> HttpResponse:
    """Show an import where it stands: being read, to be chosen from, running, or its report."""
    contact_import = _my_import(request, pk)
    if contact_import.is_busy:
        return page(
            request,
            "contacts/import_page.html",
            {"imported": contact_import},
            partials=["progress"],
        )
    if is_htmx(request) and request.headers.get("HX-Target") == "progress":
        return redirect_to(request, contact_import.get_absolute_url())
    context: dict[str, Any] = {"imported": contact_import, "status": ImportStatus}
    if contact_import.status == ImportStatus.READY:
        context |= _preview(request, contact_import)
    elif contact_import.status == ImportStatus.NEEDS_MAPPING:
        context["form"] = MappingForm(contact_import=contact_import)
    elif contact_import.status in (ImportStatus.DONE, ImportStatus.UNDONE):
        context |= _report(request, contact_import)
    return page(request, "contacts/import_page.html", context)


def _preview(request: StudentRequest, contact_import: ContactImport) -> dict[str, Any]:
    show = request.GET.get("show", "")
    counts = contact_import.tabs
    tabs = [
        ("", _("All"), counts.get("all", 0)),
        (RowChoice.ADD, _("New"), counts.get("add", 0)),
        (RowChoice.UPDATE, _("Known, with news"), counts.get("update", 0)),
        (RowChoice.SKIP, _("To leave out"), counts.get("skip", 0)),
        ("note", _("With a note"), counts.get("note", 0)),
    ]
    return preview_rows(contact_import, show=show, cursor=_cursor(request)) | {
        "show": show,
        "tabs": [tab for tab in tabs if tab[2] or tab[0] == show],
        "form": SourceForm(
            initial={"source": contact_import.source_id}, owner=request.user, auto_id="import_%s"
        ),
    }


def _report(request: StudentRequest, contact_import: ContactImport) -> dict[str, Any]:
    counts = results.count(contact_import)
    is_undone = contact_import.status == ImportStatus.UNDONE
    tabs = [
        ("kept", _("Stayed"), counts["kept"]),
        ("taken_back", _("Taken back"), counts["taken_back"]),
        ("failed", _("Not imported"), counts["failed"]),
        ("added", _("Added"), counts["added"]),
        ("updated", _("Updated"), counts["updated"]),
        ("skipped", _("Left out"), counts["skipped"] + counts["unchanged"]),
    ]
    tabs = [tab for tab in tabs if tab[2]]
    show = request.GET.get("show", "") or (tabs[0][0] if tabs else "")
    return report_rows(contact_import, show=show, cursor=_cursor(request)) | {
        "show": show,
        "tabs": tabs,
        "is_undone": is_undone,
        "left_out": counts["skipped"] + counts["unchanged"] + counts["failed"],
        "today": request.user.today(timezone.now()),
    }


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_mapping(request: StudentRequest, pk: int) -> HttpResponse:
    """Say what the columns of a file hold, and have it read again."""
    contact_import = _my_import(request, pk)
    if contact_import.status not in (ImportStatus.READY, ImportStatus.NEEDS_MAPPING):
        return redirect(contact_import)
    if request.method != "POST":
        form = MappingForm(contact_import=contact_import)
        return page(
            request, "contacts/import_mapping.html", {"imported": contact_import, "form": form}
        )
    form = MappingForm(request.POST, contact_import=contact_import)
    if not form.is_valid():
        context = {"imported": contact_import, "form": form}
        return page(request, "contacts/import_mapping.html", context, status=422)
    steps.read_again(
        contact_import, mapping=form.mapping, date_order=form.cleaned_data["date_order"]
    )
    return redirect(contact_import)


@student_required
@require_POST
def choices_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Keep what is ticked on the page, or tick many rows at once."""
    contact_import = _my_import(request, pk)
    _save_choices(request, contact_import)
    show, wanted = request.GET.get("show", ""), request.POST.get("do")
    if wanted == "none":
        steps.choose_none(contact_import)
    elif wanted == "all":
        steps.choose_all(contact_import)
    elif wanted == "filter":
        steps.choose_tab(contact_import, show)
    if is_htmx(request) and contact_import.status == ImportStatus.READY:
        return page(
            request, "contacts/import_page.html", {"imported": contact_import}, partials=["bar"]
        )
    query = request.GET.urlencode()
    return redirect_to(request, contact_import.get_absolute_url() + (f"?{query}" if query else ""))


def _save_choices(request: StudentRequest, contact_import: ContactImport) -> None:
    steps.choose(contact_import, read_choices(request.POST))
    form = SourceForm(request.POST, owner=request.user)
    if form.is_valid():
        steps.choose_source(contact_import, form.cleaned_data["source"])


@student_required
@require_POST
def run_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Import what is ticked."""
    contact_import = _my_import(request, pk)
    _save_choices(request, contact_import)
    if contact_import.status == ImportStatus.READY and not contact_import.ticked_count:
        messages.error(request, _("Tick at least one person to import."))
    else:
        steps.run(contact_import)
    return redirect_to(request, contact_import.get_absolute_url())


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: StudentRequest, pk: int) -> HttpResponse:
    """Say what undoing will do, and do it."""
    contact_import = _my_import(request, pk)
    if request.method == "POST":
        steps.undo(contact_import)
    elif contact_import.status == ImportStatus.DONE:
        context = {"imported": contact_import, "tied": steps.tied_count(contact_import)}
        return page(request, "contacts/import_undo.html", context)
    return redirect_to(request, contact_import.get_absolute_url())


@student_required
@require_POST
def reading_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Have a file that could not be read, read again."""
    contact_import = _my_import(request, pk)
    steps.read_again(contact_import)
    return redirect_to(request, contact_import.get_absolute_url())


@student_required
@require_POST
def removal_create(request: StudentRequest, pk: int) -> HttpResponse:
    """Throw away a file of which nothing was imported."""
    contact_import = _my_import(request, pk)
    if steps.remove(contact_import):
        messages.success(request, _("%(file)s is removed.") % {"file": contact_import.file_name})
        return redirect_to(request, reverse("contacts:import-list"))
    messages.error(request, _("This import has begun: undo it instead."))
    return redirect_to(request, contact_import.get_absolute_url())


@student_required
@require_safe
def import_left_out(request: StudentRequest, pk: int) -> HttpResponse:
    """Give the rows that were left out as a file, with the reason of each."""
    contact_import = _my_import(request, pk)
    response = HttpResponse(left_out(contact_import), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=_("left out.csv")
    )
    return response
