"""One-click sign-in for the cast of a demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.cast import CAST, members
from networkapp.web.doors import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public("a demo on one's own machine is entered by one click; elsewhere there is no such page")
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a member of the cast."""
    if not settings.DEMO:
        raise Http404
    email = request.POST.get("email", "")
    if email not in {member.email for member in CAST}:
        raise Http404
    user = get_object_or_404(members(), email=email)
    login(request, user, backend="accounts.backends.RolesBackend")
    UserSession.objects.create_from_request(request)
    return redirect("/")
