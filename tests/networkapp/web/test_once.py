"""A form sent twice counts once."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from networkapp.web.models import SubmittedForm
from networkapp.web.once import once, purge_submitted_forms


def make_user(name: str) -> Any:
    user_model = get_user_model()
    return user_model._default_manager.create(**{user_model.USERNAME_FIELD: name})


def sent(user: Any, key: str) -> HttpRequest:
    request = RequestFactory().post("/", {"once": key})
    request.user = user
    return request


@pytest.fixture
def somebody(db: None) -> Any:
    return make_user("somebody@example.edu")


KEY = str(uuid.UUID(int=7))


def test_the_second_sending_lands_where_the_first_did(somebody: Any) -> None:
    first = once(sent(somebody, KEY))
    assert first.url == ""
    first.finish("/contacts/1/")
    assert once(sent(somebody, KEY)).url == "/contacts/1/"
    assert SubmittedForm.objects.count() == 1


def test_a_form_that_was_not_valid_may_be_sent_again(somebody: Any) -> None:
    assert once(sent(somebody, KEY)).url == ""
    assert once(sent(somebody, KEY)).url == ""


@pytest.mark.parametrize("key", ["", "nonsense", "\x00", "7" * 5000])
def test_without_a_key_every_sending_counts(somebody: Any, key: str) -> None:
    for _ in range(2):
        done = once(sent(somebody, key))
        assert done.url == ""
        done.finish("/contacts/1/")
    assert SubmittedForm.objects.count() == 0


def test_a_key_is_its_users_own(somebody: Any) -> None:
    once(sent(somebody, KEY)).finish("/contacts/1/")
    assert once(sent(make_user("other@example.edu"), KEY)).url == ""


def test_old_ones_are_forgotten(somebody: Any) -> None:
    once(sent(somebody, KEY)).finish("/contacts/1/")
    assert purge_submitted_forms(before=timezone.now() - timedelta(days=1)) == 0
    assert purge_submitted_forms(before=timezone.now() + timedelta(days=1)) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_make_one() -> None:
    somebody = make_user("somebody@example.edu")

    def send(number: int) -> str:
        try:
            with transaction.atomic():
                done = once(sent(somebody, KEY))
                if not done.url:
                    done.finish(f"/contacts/{number}/")
                return done.url
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        urls = list(threads.map(send, range(8)))
    assert len(set(urls)) == 1


@pytest.mark.django_db(transaction=True)
def test_one_that_failed_leaves_nothing() -> None:
    somebody = make_user("somebody@example.edu")

    def fail() -> None:
        with transaction.atomic():
            once(sent(somebody, KEY)).finish("/contacts/1/")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert once(sent(somebody, KEY)).url == ""
