"""The plain home of staff and administrators, the hat worn, and the logo."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_POST, require_safe

from accounts.hats import hat_of, wear
from accounts.models import Institution
from networkapp.web.doors import member_required, public
from networkapp.web.page import page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from networkapp.web.requests import MemberRequest

LOGO_SECONDS = 3600


def role_home(request: MemberRequest) -> HttpResponse:
    """Return the home of somebody who does not wear the student's hat: what they can do."""
    hat = hat_of(request.user, request.session)
    return page(request, "accounts/role_home.html", {"role": hat})


@member_required
@require_POST
def hat(request: MemberRequest) -> HttpResponse:
    """Put on another hat and go to its home; one that is not held is left lying."""
    wear(request.POST.get("hat", ""), user=request.user, session=request.session)
    return redirect("/")


@public("the logo stands on the sign-in page and in mails")
@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """Send the institution's logo, to be kept for an hour."""
    institution = Institution.current()
    if not institution.logo:
        raise Http404
    picture = bytes(institution.logo)
    etag = quote_etag(sha256(picture).hexdigest())
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(picture, content_type=institution.logo_type)
    response["ETag"] = etag
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, public=True, max_age=LOGO_SECONDS)
    return response
