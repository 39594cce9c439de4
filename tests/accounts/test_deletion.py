"""/settings/deletion/: leaving, the week of grace, and the erasing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection as default_connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.erasing import erase, erase_if_still_closed, leave, owned_models
from accounts.models import OutboxMessage, SentMail, User
from accounts.people import close
from tests import make
from tests.accounts.people import PASSWORD, with_password
from tests.conftest import signed_in

URL = "/settings/deletion/"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
connection: Any = default_connection


@contextmanager
def as_system() -> Iterator[None]:
    """Work as the worker does."""
    with connection.as_role("app_system"):
        yield


def test_the_page_says_what_happens(as_maya: Client) -> None:
    assert "7 days" in as_maya.get(URL).content.decode()


def test_leaving_closes_at_once_and_erases_in_a_week(maya: User) -> None:
    with_password(maya)
    client, elsewhere = signed_in(maya), signed_in(maya)
    response = client.post(URL, {"password": PASSWORD})
    assert response["Location"] == "/accounts/login/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "erased in 7 days" in client.get("/accounts/login/").content.decode()
    assert elsewhere.get("/settings/").status_code == 302
    maya.refresh_from_db()
    assert not maya.is_active
    job = ProcrastinateJob.objects.get(task_name="accounts.jobs.erase_person")
    assert job.scheduled_at is not None
    assert maya.closed_at is not None
    assert (job.scheduled_at - maya.closed_at).days == 7
    assert job.args == {"user_id": maya.pk, "closed_at": maya.closed_at.isoformat()}


def test_without_a_password_one_types_the_e_mail(as_maya: Client, maya: User) -> None:
    assert as_maya.post(URL, {"email": "omar@example.edu"}).status_code == 422
    assert as_maya.post(URL, {"email": " Maya@Example.edu "}).status_code == 302
    maya.refresh_from_db()
    assert not maya.is_active


@pytest.mark.usefixtures("clean_cache")
@pytest.mark.parametrize("wrong", ["", "wrong wrong wrong", "x" * 5000, "a\x00b"])
def test_a_wrong_password_changes_nothing(maya: User, wrong: str) -> None:
    with_password(maya)
    assert signed_in(maya).post(URL, {"password": wrong}).status_code == 422
    maya.refresh_from_db()
    assert maya.is_active


@pytest.mark.usefixtures("clean_cache")
def test_an_open_session_is_no_way_to_guess_a_password(maya: User) -> None:
    client = signed_in(with_password(maya))
    for _ in range(6):
        client.post(URL, {"password": "wrong wrong wrong"})
    response = client.post(URL, {"password": PASSWORD})
    assert response.status_code == 422
    assert "Too many tries" in response.content.decode()


def test_the_only_administrator_stays(as_ada: Client, ada: User) -> None:
    response = as_ada.post(URL, {"email": "ada@example.edu"})
    assert response.status_code == 422
    assert "only administrator" in response.content.decode()
    ada.refresh_from_db()
    assert ada.is_active


def test_signed_out_and_wrong_verb(anonymous: Client, as_maya: Client) -> None:
    assert anonymous.get(URL).status_code == 302
    assert anonymous.post(URL).status_code == 302
    assert as_maya.delete(URL).status_code == 405


def test_somebody_let_in_again_is_not_erased(maya: User) -> None:
    leave(maya, now=NOW)
    maya.reopen()
    assert not erase_if_still_closed(maya.pk, closed_at=NOW)


def test_somebody_closed_again_for_another_reason_is_not_erased(maya: User) -> None:
    leave(maya, now=NOW)
    maya.reopen()
    close(maya, now=NOW.replace(hour=13))
    assert not erase_if_still_closed(maya.pk, closed_at=NOW)


def test_every_owned_table_is_known() -> None:
    names = {model.__name__ for model in owned_models()}
    assert {"Contact", "ContactPrivate", "Meeting", "FollowUp", "Source"} <= names


@pytest.mark.usefixtures("empty_queue")
@pytest.mark.django_db(transaction=True)
def test_erasing_leaves_no_row_of_theirs_and_every_row_of_others(maya: User, omar: User) -> None:
    with_password(maya)
    for owner in (maya, omar):
        make.meeting(make.contact(owner))
        make.contact(owner, "José García")
    SentMail.objects.create(kind="x", about="y", due_on=NOW.date(), recipient=maya.email)
    OutboxMessage.objects.create(sender="us", recipients=maya.email, subject="s", text="t")
    leave(maya, now=NOW)
    with as_system():
        before = rows_that_name(omar)
        assert erase_if_still_closed(maya.pk, closed_at=NOW)
        assert not erase_if_still_closed(maya.pk, closed_at=NOW)  # the job that runs twice
        assert not erase(maya.pk)
        assert rows_that_name(maya) == {}
        assert rows_that_name(omar) == before
    assert not SentMail.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert User.objects.count() == 1


def rows_that_name(user: User) -> dict[str, int]:
    """Return how many rows of each table refer to ``user``, by any key."""
    counts = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.fields:
            if field.related_model is User and model._meta.managed:
                name = f"{model._meta.label}.{field.name}"
                counts[name] = model._base_manager.filter(**{field.name: user.pk}).count()
    return {name: count for name, count in counts.items() if count}
