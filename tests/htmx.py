"""Asking as htmx does."""

from typing import Any

from django.test import Client


def get(client: Client, url: str, *, target: str) -> Any:
    """GET a piece of a page."""
    return client.get(url, headers={"HX-Request": "true", "HX-Target": target})


def post(client: Client, url: str, data: dict[str, Any], *, target: str = "") -> Any:
    """POST a form as htmx does; the answer may be a piece."""
    return client.post(url, data, headers={"HX-Request": "true", "HX-Target": target})
