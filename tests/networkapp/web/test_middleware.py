"""Headers, ids, and requests that nothing behind could read."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client, RequestFactory, override_settings
from django.urls import resolve

from networkapp.web import middleware
from networkapp.web.logs import RequestIdFilter, begin_request, current_request_id, note_user

KIT = [
    "networkapp.web.middleware.RequestIdMiddleware",
    "networkapp.web.middleware.SecurityHeadersMiddleware",
    "networkapp.web.middleware.BadRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "networkapp.web.middleware.DatabaseDownMiddleware",
    "networkapp.web.middleware.NamedDoorsMiddleware",
]


@pytest.fixture(autouse=True)
def _the_kit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(middleware, "named_doors", lambda: {"foreign": "member"})
    middleware._door_named.cache_clear()
    with override_settings(
        ROOT_URLCONF="tests.networkapp.web.urls",
        MIDDLEWARE=KIT,
        LOGIN_URL="account_login",
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        ALLOWED_HOSTS=["testserver"],
        DEBUG=False,
    ):
        yield
    middleware._door_named.cache_clear()


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", ["/plain", "/nothing", "/forbidden", "/broken", "/database-down"])
def test_every_answer_carries_the_headers(visitor: Client, path: str) -> None:
    response = visitor.get(path)
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy
    assert "form-action 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert {"HX-Request", "Cookie"} <= set(response["Vary"].split(", "))
    assert len(response["X-Request-ID"]) == 16


def test_https_is_promised_only_where_there_is_https(visitor: Client) -> None:
    assert "Strict-Transport-Security" not in visitor.get("/plain")
    with override_settings(HTTPS=True):
        secured = Client().get("/plain")
    assert secured["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_private_pages_stay_out_of_every_cache(visitor: Client) -> None:
    assert "Cache-Control" not in visitor.get("/plain")
    assert visitor.get("/nothing")["Cache-Control"] == "no-store"
    visitor.cookies[django_settings.SESSION_COOKIE_NAME] = "somebody"
    assert visitor.get("/plain")["Cache-Control"] == "no-store"


def test_signing_out_clears_what_the_browser_kept(visitor: Client) -> None:
    assert "Clear-Site-Data" not in visitor.post("/accounts/logout/")
    visitor.cookies[django_settings.SESSION_COOKIE_NAME] = "somebody"
    assert visitor.post("/accounts/logout/")["Clear-Site-Data"] == '"cache", "storage"'
    visitor.cookies[django_settings.SESSION_COOKIE_NAME] = "somebody"
    assert "Clear-Site-Data" not in visitor.get("/plain")


@pytest.mark.parametrize("address", ["/plain?q=a%00b", "/pl%00ain", "/%00"])
def test_a_nul_in_the_address_is_a_kind_400(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 400
    assert "Go back" in response.content.decode()


def test_a_nul_in_a_cookie_is_a_400(visitor: Client) -> None:
    response = visitor.get("/plain", headers={"cookie": 'session="abc\\000defgh"'})
    assert response.status_code == 400


def test_a_body_far_too_big_is_a_kind_413(visitor: Client) -> None:
    with override_settings(MAX_REQUEST_BYTES=1000):
        response = Client().post("/posted", {"file": "x" * 2000})
    assert response.status_code == 413
    assert "10 MB" in response.content.decode()


def test_a_form_too_long_is_a_413_and_one_of_too_many_fields_a_400(visitor: Client) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        body = "a=" + "x" * 500
        kind = "application/x-www-form-urlencoded"
        assert visitor.post("/posted", body, content_type=kind).status_code == 413
    with override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=5):
        body = "&".join(f"a{n}=1" for n in range(9))
        assert visitor.post("/posted", body, content_type=kind).status_code == 400


def test_a_multipart_body_without_sense_is_a_400(visitor: Client) -> None:
    for kind in ["multipart/form-data", "multipart/form-data; boundary=" + "x" * 300]:
        assert visitor.post("/posted", b"nonsense", content_type=kind).status_code == 400


def test_without_the_database_the_answer_is_503(visitor: Client) -> None:
    response = visitor.get("/database-down")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["X-Request-ID"] in response.content.decode()


def test_a_database_lost_inside_middleware_is_503_too(visitor: Client) -> None:
    inside = [*KIT, "tests.networkapp.web.test_middleware.LosesTheDatabase"]
    with override_settings(MIDDLEWARE=inside):
        assert Client(raise_request_exception=False).get("/plain").status_code == 503


class LosesTheDatabase:
    def __init__(self, get_response: Any) -> None:
        pass

    def __call__(self, request: Any) -> Any:
        from django.db import OperationalError

        raise OperationalError


def test_a_500_shows_its_id_and_no_stack(visitor: Client) -> None:
    response = visitor.get("/broken")
    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()
    assert "ZeroDivisionError" not in response.content.decode()


def test_a_machine_gets_plain_words(visitor: Client) -> None:
    response = visitor.get("/broken", headers={"accept": "application/json"})
    assert response["Content-Type"].startswith("text/plain")


def test_who_is_signed_out_meets_the_door_by_name(visitor: Client) -> None:
    assert visitor.get("/foreign")["Location"] == "/accounts/login/?next=/foreign"
    response = visitor.get("/foreign", headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == "/accounts/login/"


def test_the_door_comes_before_the_verb(visitor: Client) -> None:
    for method in ["get", "post", "put", "delete"]:
        assert getattr(visitor, method)("/members").status_code == 302


def test_log_lines_say_which_request_and_whose() -> None:
    request_id = begin_request()
    note_user(7)
    request = RequestFactory().get("/calendar/s3cret.ics")
    request.resolver_match = resolve("/calendar/s3cret.ics")
    record = logging.LogRecord("x", 30, "f", 1, "Not Found: %s", (request.path,), None)
    record.request = request
    RequestIdFilter().filter(record)
    assert (record.request_id, record.user_id) == (request_id, "7")  # type: ignore[attr-defined]
    assert record.getMessage() == "Not Found: /calendar/<key>.ics"


def test_the_id_ends_with_the_request(visitor: Client) -> None:
    visitor.get("/plain")
    assert current_request_id() == "-"
