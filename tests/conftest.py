"""Fixtures for every test: the cast, and each of them signed in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import Institution, User
from tests import cast


@pytest.fixture(autouse=True)
def _forget_what_the_process_holds() -> Iterator[None]:
    """The institution is held for a minute; a test must not see the one of the test before."""
    Institution.forget()
    yield
    Institution.forget()


@pytest.fixture
def maya(db: None) -> User:
    return cast.make_maya()


@pytest.fixture
def omar(db: None) -> User:
    return cast.make_omar()


@pytest.fixture
def ines(db: None) -> User:
    return cast.make_ines()


@pytest.fixture
def ada(db: None) -> User:
    return cast.make_ada()


def signed_in(user: User) -> Client:
    """Return a client in which ``user`` is signed in."""
    client = Client()
    client.force_login(user, backend="accounts.backends.RolesBackend")
    return client


@pytest.fixture
def as_maya(maya: User) -> Client:
    return signed_in(maya)


@pytest.fixture
def as_omar(omar: User) -> Client:
    return signed_in(omar)


@pytest.fixture
def as_ines(ines: User) -> Client:
    return signed_in(ines)


@pytest.fixture
def as_ada(ada: User) -> Client:
    return signed_in(ada)


@pytest.fixture
def anonymous(db: None) -> Client:
    return Client()


@pytest.fixture
def clean_cache(db: None) -> Iterator[None]:
    """For tests of rate limits, which live in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def empty_queue(transactional_db: None) -> Iterator[None]:
    """flush leaves the queue's tables full (they belong to no model of ours)."""
    yield
    with connection.as_role("app_owner"), connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
