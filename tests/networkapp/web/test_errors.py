"""The pages for what went wrong stand in the layout, and tell nobody what is there."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from networkapp.web import errors


@pytest.fixture(autouse=True)
def _addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.networkapp.web.urls", DEBUG=False):
        yield


def without_token(page: bytes) -> str:
    return re.sub(r'"X-CSRFToken": "\w+"', "", page.decode())


@pytest.mark.django_db
def test_not_found_reads_the_same_whatever_was_asked() -> None:
    pages = [Client().get(path) for path in ["/nothing", "/contacts/7/", "/<script>/"]]
    assert {page.status_code for page in pages} == {404}
    assert len({without_token(page.content) for page in pages}) == 1
    assert "We could not find that" in pages[0].content.decode()
    assert "<main" in pages[0].content.decode()


@pytest.mark.django_db
def test_the_wrong_role_is_told_so() -> None:
    response = Client().get("/forbidden")
    assert response.status_code == 403
    assert "another role" in response.content.decode()


@pytest.mark.django_db
def test_a_form_whose_token_is_old_is_told_to_keep_its_text() -> None:
    response = Client(enforce_csrf_checks=True).post("/posted", {"note": "long"})
    if response.status_code == 200:
        pytest.skip("these settings have no CSRF middleware")
    assert response.status_code == 403
    assert "copy what you wrote" in response.content.decode()


def page_for(status: int, request: HttpRequest) -> bytes:
    views = {400: errors.bad_request, 413: errors.too_large, 500: errors.server_error}
    return (views | {503: errors.unavailable})[status](request).content


@pytest.mark.parametrize("status", [400, 413, 500, 503])
def test_these_pages_need_neither_user_nor_database(status: int) -> None:
    page = page_for(status, RequestFactory().get("/")).decode()
    assert "<h1>" in page
    assert "style=" not in page
    assert "<script" not in page


def test_an_error_page_that_cannot_be_drawn_is_plain_words() -> None:
    with override_settings(TEMPLATES=[]):
        response = errors.page_not_found(RequestFactory().get("/"))
        assert (response.status_code, response["Content-Type"][:10]) == (404, "text/plain")
        assert errors.server_error(RequestFactory().get("/")).status_code == 500
