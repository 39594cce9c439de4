"""My settings: who I am, how it looks, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.erasing import GRACE_DAYS, leave
from accounts.forms.settings import DeletionForm, ProfileForm, StudentForm
from accounts.models import StudentProfile
from accounts.people import LastAdmin
from networkapp.web.doors import member_required
from networkapp.web.page import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from networkapp.web.requests import MemberRequest


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    """Show and save my profile; a new theme or language holds from the next page on."""
    user = request.user
    data = request.POST if request.method == "POST" else None
    form = ProfileForm(data, instance=user)
    student_form = None
    if user.is_student:
        profile = StudentProfile.of(user)
        student_form = StudentForm(data, instance=profile, prefix="student")
    forms = [form, student_form] if student_form else [form]
    # Each is asked, so that all mistakes are shown at once.
    if data is not None and not [each for each in forms if not each.is_valid()]:
        for each in forms:
            each.save()
        with translation.override(user.locale):
            messages.success(request, _("Saved."))
        return redirect("accounts:settings")
    if data is not None:
        user.refresh_from_db(fields=["full_name", "theme", "time_zone"])
    context = {"form": form, "student_form": student_form, "section": "profile"}
    return page(request, "accounts/settings.html", context, status=200 if data is None else 422)


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def deletion(request: MemberRequest) -> HttpResponse:
    """Say what leaving means; on proof close the account and have the rest erased."""
    data = request.POST if request.method == "POST" else None
    form = DeletionForm(data, user=request.user, adapter=get_adapter())
    if data is not None and form.is_valid() and _has_left(request, form):
        logout(request)
        said = _("Your account is closed. Everything in it is erased in %(days)s days.")
        messages.success(request, said % {"days": GRACE_DAYS})
        clear = {"Clear-Site-Data": '"cache", "storage"'}
        return HttpResponseRedirect(reverse("account_login"), headers=clear)
    context = {"form": form, "days": GRACE_DAYS, "section": "deletion"}
    return page(request, "accounts/deletion.html", context, status=200 if data is None else 422)


def _has_left(request: MemberRequest, form: DeletionForm) -> bool:
    try:
        leave(request.user, now=timezone.now())
    except LastAdmin:
        form.add_error(None, _("You are the only administrator. Make somebody else one first."))
        return False
    return True
