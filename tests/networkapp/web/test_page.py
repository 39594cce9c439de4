"""page(): the full page or the one piece, and nothing else."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from networkapp.web.page import page

TEMPLATE = (
    "{% load partials %}<h1>{{ word }}</h1>"
    '{% partialdef results inline %}<p id="results">{{ word }}</p>{% endpartialdef %}'
    "{% partialdef secret %}secret{% endpartialdef %}"
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.locmem.Loader", {"list.html": TEMPLATE})],
                )
            ]
        },
    }
]


def answer(headers: dict[str, str] | None = None, **kwargs: Any) -> HttpResponse:
    request = RequestFactory().get("/", headers=headers)
    with override_settings(TEMPLATES=TEMPLATES):
        return page(request, "list.html", {"word": "hi"}, partials=["results", "more"], **kwargs)


def htmx(**headers: str) -> dict[str, str]:
    return {"HX-Request": "true", **{name.replace("_", "-"): v for name, v in headers.items()}}


def test_a_plain_request_gets_the_full_page() -> None:
    assert b"<h1>" in answer().content


def test_the_target_gets_its_piece_alone() -> None:
    response = answer(htmx(HX_Target="results"))
    assert response.content == b'<p id="results">hi</p>'


@pytest.mark.parametrize(
    "headers",
    [
        htmx(),
        htmx(HX_Target="secret"),
        htmx(HX_Target="nothing"),
        htmx(HX_Target="results#secret"),
        htmx(HX_Target="results", HX_Boosted="true"),
        htmx(HX_Target="results", HX_History_Restore_Request="true"),
        {"HX-Target": "results"},
    ],
)
def test_everything_else_gets_the_full_page(headers: dict[str, str]) -> None:
    assert b"<h1>" in answer(headers).content


@pytest.mark.parametrize("headers", [{}, htmx(HX_Target="results")])
def test_caches_are_told_that_there_are_two_answers(headers: dict[str, str]) -> None:
    assert answer(headers)["Vary"] == "HX-Request, HX-Target"


def test_an_invalid_form_answers_with_422() -> None:
    assert answer(htmx(HX_Target="results"), status=422).status_code == 422


def test_events_are_announced() -> None:
    assert answer(events=["contact-changed", "saved"])["HX-Trigger"] == "contact-changed, saved"
    detailed = answer(events={"contact-changed": {"id": 7}})
    assert json.loads(detailed["HX-Trigger"]) == {"contact-changed": {"id": 7}}
    assert "HX-Trigger" not in answer()
