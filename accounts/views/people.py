"""The administrators' pages about people: never their contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import people
from accounts.forms.people import InvitationForm, PeopleFilterForm, RolesForm
from accounts.forms.settings import StudiesForm
from accounts.models import StudentProfile, User
from accounts.people import LastAdmin
from accounts.roles import Role
from accounts.sessions import end_sessions, session_count
from networkapp.web.doors import admin_required
from networkapp.web.keyset import Keyset
from networkapp.web.once import once
from networkapp.web.page import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from networkapp.web.requests import AdminRequest

BY_EMAIL = Keyset(["email"])


@admin_required
@require_safe
def people_list(request: AdminRequest) -> HttpResponse:
    """List everybody, found by name or e-mail and by role."""
    form = PeopleFilterForm(request.GET)
    words, role = form.chosen()
    cursor = request.GET.get("before") or request.GET.get("after")
    slice_ = BY_EMAIL.slice(User.objects.for_people_page(words, role), cursor)
    context = {"form": form, "slice": slice_, "is_filtered": bool(words or role)}
    return page(request, "accounts/people_list.html", context, partials=["results"])


@admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: AdminRequest) -> HttpResponse:
    """Invite somebody: an account without a password, and a mail that says how to sign in."""
    if request.method != "POST":
        form = InvitationForm(initial={"roles": [Role.STUDENT]})
        return page(request, "accounts/invitation.html", {"form": form})
    done = once(request)
    if done.url:
        return redirect(done.url)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return page(request, "accounts/invitation.html", {"form": form}, status=422)
    user = people.invite(
        **form.cleaned_data,
        by=request.user,
        sign_in_url=_sign_in_url(request),
        now=timezone.now(),
    )
    messages.success(request, _("An invitation is on its way to %s.") % user.email)
    done.finish(url := reverse("accounts:person", args=[user.pk]))
    return redirect(url)


@admin_required
@require_safe
def person(request: AdminRequest, pk: int) -> HttpResponse:
    """Show one account: roles, program and year, sessions. Nothing of their network."""
    someone = _someone(pk)
    return page(request, "accounts/person.html", _about(someone, _roles_form(someone)))


@admin_required
@require_POST
def person_roles(request: AdminRequest, pk: int) -> HttpResponse:
    """Give and take roles."""
    someone = _someone(pk)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            people.set_roles(someone, form.cleaned_data["roles"], by=request.user)
        except LastAdmin:
            form.add_error("roles", _("This is the only administrator. Make another one first."))
        else:
            messages.success(request, _("Saved. It holds from their next page on."))
            return redirect("accounts:person", pk=pk)
    return page(request, "accounts/person.html", _about(someone, form), status=422)


@admin_required
@require_POST
def person_studies(request: AdminRequest, pk: int) -> HttpResponse:
    """Save program, year and student number of a student."""
    someone = _someone(pk)
    if not someone.is_student:
        raise Http404
    form = StudiesForm(request.POST, instance=_profile(someone), prefix="studies")
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:person", pk=pk)
    context = _about(someone, _roles_form(someone)) | {"studies_form": form}
    return page(request, "accounts/person.html", context, status=422)


@admin_required
@require_POST
def person_closing(request: AdminRequest, pk: int) -> HttpResponse:
    """Close an account and end its sessions; what is in it stays."""
    someone = _someone(pk)
    try:
        people.close(someone, now=timezone.now())
    except LastAdmin:
        messages.error(request, _("This is the only administrator. Make another one first."))
    else:
        undo = reverse("accounts:person-reopening", args=[pk])
        messages.success(request, _("The account of %s is closed.") % someone, extra_tags=undo)
    return redirect("accounts:person", pk=pk)


@admin_required
@require_POST
def person_reopening(request: AdminRequest, pk: int) -> HttpResponse:
    """Open a closed account again; an erasing that waited is called off."""
    someone = _someone(pk)
    someone.reopen()
    messages.success(request, _("%s can sign in again.") % someone)
    return redirect("accounts:person", pk=pk)


@admin_required
@require_POST
def person_sign_out(request: AdminRequest, pk: int) -> HttpResponse:
    """End every session of somebody."""
    count = end_sessions(_someone(pk))
    said = ngettext("%(n)s session ended.", "%(n)s sessions ended.", count)
    messages.success(request, said % {"n": count})
    return redirect("accounts:person", pk=pk)


@admin_required
@require_POST
def person_invitation(request: AdminRequest, pk: int) -> HttpResponse:
    """Mail once more how to sign in; at most once a day."""
    someone = _someone(pk)
    if people.send_invitation(
        someone, by=request.user, sign_in_url=_sign_in_url(request), now=timezone.now()
    ):
        messages.success(request, _("An invitation is on its way to %s.") % someone.email)
    else:
        messages.info(request, _("Today's invitation is already on its way."))
    return redirect("accounts:person", pk=pk)


def _someone(pk: int) -> User:
    """Return one person. Administrators may see every account, so nothing narrows the search."""
    return get_object_or_404(User.objects.for_person_page(), pk=pk)


def _roles_form(someone: User) -> RolesForm:
    return RolesForm(initial={"roles": list(someone.roles)})


def _profile(someone: User) -> StudentProfile:
    return getattr(someone, "student_profile", None) or StudentProfile(user=someone)


def _about(someone: User, form: RolesForm) -> dict[str, object]:
    return {
        "person": someone,
        "form": form,
        "studies_form": StudiesForm(instance=_profile(someone), prefix="studies")
        if someone.is_student
        else None,
        "grants": someone.role_grants.select_related("granted_by").order_by("granted_at"),
        "session_count": session_count(someone),
    }


def _sign_in_url(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("account_request_login_code"))
