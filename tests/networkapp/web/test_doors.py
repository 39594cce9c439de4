"""Doors let in who may enter, and a view without one is an error."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from django.urls.resolvers import RegexPattern, URLResolver
from django.views.decorators.http import require_POST

from networkapp.web.checks import door_problems
from networkapp.web.doors import (
    Door,
    admin_required,
    member_required,
    public,
    staff_required,
    student_required,
)
from networkapp.web.redirects import redirect_to, same_site_path

pytestmark = pytest.mark.filterwarnings("ignore")


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def somebody(*roles: str) -> Any:
    return SimpleNamespace(
        is_authenticated=True,
        pk=7,
        is_student="student" in roles,
        is_staff_member="staff" in roles,
        is_admin="admin" in roles,
    )


NOBODY = SimpleNamespace(is_authenticated=False, pk=None)
DOORS = {"student": student_required, "staff": staff_required, "admin": admin_required}


def knock(
    door: Any, user: Any, *, method: str = "get", headers: dict[str, str] | None = None
) -> HttpResponse:
    request = getattr(RequestFactory(), method)("/people/?page=2", headers=headers)
    request.user = user
    request.resolver_match = SimpleNamespace(view_name="people")
    with override_settings(LOGIN_URL="/accounts/login/"):
        response: HttpResponse = door(view)(request)
    return response


@pytest.mark.parametrize("role", DOORS)
@pytest.mark.parametrize("held", ["student", "staff", "admin"])
def test_the_role_held_opens_its_door_and_no_other(
    role: str, held: str, caplog: pytest.LogCaptureFixture
) -> None:
    if role == held:
        assert knock(DOORS[role], somebody(held)).content == b"in"
        return
    with caplog.at_level(logging.WARNING, "networkapp.access"), pytest.raises(PermissionDenied):
        knock(DOORS[role], somebody(held))
    assert "user 7" in caplog.text
    assert "people" in caplog.text


def test_several_roles_open_several_doors() -> None:
    for door in DOORS.values():
        assert knock(door, somebody("student", "staff", "admin")).content == b"in"


def test_members_are_all_who_are_signed_in() -> None:
    assert knock(member_required, somebody()).content == b"in"
    assert knock(member_required, NOBODY).status_code == 302


def test_a_public_view_says_why() -> None:
    assert knock(public("because"), NOBODY).content == b"in"
    with pytest.raises(TypeError):
        public(view)  # type: ignore[arg-type]


def test_the_signed_out_go_to_sign_in_and_back() -> None:
    response = knock(student_required, NOBODY)
    assert response["Location"] == "/accounts/login/?next=/people/%3Fpage%3D2"


def test_a_form_of_the_signed_out_brings_them_back_to_its_page() -> None:
    headers = {"Referer": "http://testserver/contacts/5/"}
    response = knock(student_required, NOBODY, method="post", headers=headers)
    assert response["Location"] == "/accounts/login/?next=/contacts/5/"
    response = knock(student_required, NOBODY, method="post")
    assert response["Location"] == "/accounts/login/"


@pytest.mark.parametrize(
    ("current", "following"),
    [
        ("http://testserver/contacts/?q=x", "?next=/contacts/%3Fq%3Dx"),
        ("http://evil.example/contacts/", ""),
        ("http://testserver//evil.example/", ""),
        ("//evil.example", ""),
        ("https:evil.example", ""),
        ("\\\\evil.example", ""),
        ("http://[", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_htmx_is_sent_to_sign_in_with_the_page_it_was_on(current: str, following: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": current}
    response = knock(student_required, NOBODY, headers=headers)
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/accounts/login/" + following


def test_redirects_are_understood_by_both() -> None:
    plain = RequestFactory().get("/")
    assert redirect_to(plain, "/x/")["Location"] == "/x/"
    htmx = RequestFactory().get("/", headers={"HX-Request": "true"})
    assert redirect_to(htmx, "/x/")["HX-Redirect"] == "/x/"
    assert same_site_path(plain, None) == ""


def test_the_door_comes_before_the_verb() -> None:
    inner = require_POST(view)
    request = RequestFactory().get("/")
    request.user = NOBODY  # type: ignore[assignment]
    assert student_required(inner)(request).status_code == 302


def test_a_closed_door_is_not_found() -> None:
    with pytest.raises(Http404):
        Door.from_text("closed: not used here").answer(RequestFactory().get("/"))
    for text in ["public", "nobody", "closed:"]:
        with pytest.raises(ValueError, match="door"):
            Door.from_text(text)


def problems(patterns: list[Any], doors: dict[str, str]) -> list[str]:
    resolver = URLResolver(RegexPattern(r"^/"), tuple(patterns))
    return [error.msg for error in door_problems(resolver, doors)]


def test_a_view_without_a_door_is_an_error() -> None:
    assert problems([path("a/", view, name="a")], {}) == ["The view of a has no door."]
    assert problems([path("a/", student_required(view), name="a")], {}) == []


def test_addresses_inside_namespaces_and_without_a_name_are_seen() -> None:
    inner = include(([path("b/", view, name="b"), path("c/", view)], "app"))
    assert problems([path("in/", inner)], {}) == [
        "The view of app:b has no door.",
        "The view of /in/c/ has no door.",
    ]
    assert problems([path("in/", inner)], {"app:b": "member", "/in/c/": "public: yes"}) == []


def test_a_door_below_another_decorator_is_an_error() -> None:
    upside_down = require_POST(student_required(view))
    found = problems([path("a/", upside_down, name="a")], {})
    assert found == ["The door of a is not its first line."]


def test_doors_by_name_must_lead_somewhere_and_make_sense() -> None:
    assert problems([], {"gone": "member"}) == [
        "networkapp.doors names gone, which no longer exists."
    ]
    assert len(problems([path("a/", view, name="a")], {"a": "public"})) == 1
    assert len(problems([path("a/", student_required(view), name="a")], {"a": "member"})) == 1


MIDDLEWARE = ["networkapp.web.middleware.NamedDoorsMiddleware"]


@override_settings(ROOT_URLCONF="tests.networkapp.web.urls", LOGIN_URL="account_login")
def test_doors_by_name_stand_before_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    from networkapp.web import middleware

    middleware._door_named.cache_clear()
    monkeypatch.setattr(middleware, "named_doors", lambda: {"foreign": "closed: to try"})
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        assert Client().get("/foreign").status_code == 404
    middleware._door_named.cache_clear()
