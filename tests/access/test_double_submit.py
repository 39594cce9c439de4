"""A form that makes something makes it once, however often it is sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import Holiday, Term, User
from contacts.models import BulkChange, Contact, ContactImport, Event, FollowUp, Meeting
from networkapp.db.acting import acting_as
from tests.access.payloads import ALL, File, filled
from tests.access.table import RULES, arguments
from tests.access.world import World, make_world, path_of
from tests.conftest import signed_in

TIMES = 8

# Every form that makes something, and what it makes.
MAKES: dict[str, Any] = {
    "contacts:new": Contact,
    "contacts:quick-add": Contact,
    "contacts:paste": ContactImport,
    "contacts:import-list": ContactImport,
    "contacts:event-new": Event,
    "contacts:event-person": Contact,
    "contacts:meeting-log": Meeting,
    "contacts:meeting-new": Meeting,
    "contacts:follow-up-plan": FollowUp,
    "contacts:bulk": BulkChange,
    "insights:people": Contact,
    "accounts:invitation": User,
    "accounts:term-create": Term,
    "accounts:holiday-create": Holiday,
}
INSTEAD = {
    "contacts:event-person": {"same": "", "anyway": "on"},
    "contacts:meeting-log": {"i_promised": "", "they_promised": ""},
}


def count(name: str, world: World) -> int:
    with acting_as(world.owner):
        return MAKES[name].objects.count()


def form_of(name: str, world: World, once: str) -> dict[str, Any]:
    return filled(ALL[name], world, **INSTEAD.get(name, {}), once=once)


def sender(name: str, maya: User, ada: User) -> Client:
    return signed_in(ada if name.startswith("accounts:") else maya)


def test_every_form_with_a_one_time_key_is_here():
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    carrying = {path.name for path in templates if "{% once_field %}" in path.read_text()}
    assert len(carrying) >= 8
    # Its forms: bulk toolbar, page of a contact (two), and one each for the rest.
    assert len(carrying) <= len(MAKES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", MAKES)
def test_sent_twice_it_is_made_once(maya: User, ada: User, name: str):
    world = make_world(maya, "Quokka")
    browser, key, before = sender(name, maya, ada), str(uuid4()), count(name, world)
    path = path_of(name, **arguments(RULES[name], world.ids))
    first, second = (browser.post(path, form_of(name, world, key)) for _time in range(2))
    assert count(name, world) == before + 1
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]


# A second one of these is refused for what it is: the same address, day or person.
REFUSED_TWICE = {"accounts:invitation", "accounts:holiday-create", "contacts:new"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in MAKES if name not in REFUSED_TWICE])
def test_with_another_key_it_is_another(maya: User, ada: User, name: str):
    world = make_world(maya, "Quokka")
    browser, before = sender(name, maya, ada), count(name, world)
    path = path_of(name, **arguments(RULES[name], world.ids))
    for _time in range(2):
        browser.post(path, form_of(name, world, str(uuid4())))
    assert count(name, world) == before + 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("empty_queue")
@pytest.mark.parametrize("name", MAKES)
def test_sent_eight_times_at_once_it_is_made_once(maya: User, ada: User, name: str):
    world = make_world(maya, "Quokka")
    before, key = count(name, world), str(uuid4())
    cookies = sender(name, maya, ada).cookies
    path = path_of(name, **arguments(RULES[name], world.ids))
    together = Barrier(TIMES)

    def send(_number: int) -> tuple[int, str]:
        browser = Client(raise_request_exception=False)
        browser.cookies = cookies
        form = form_of(name, world, key)
        together.wait()
        try:
            answer = browser.post(path, form)
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as threads:
        answers = list(threads.map(send, range(TIMES)))
    assert count(name, world) == before + 1
    assert {status for status, _to in answers} == {302}
    assert len({to for _status, to in answers}) == 1


def test_files_are_made_anew_for_each_sending():
    assert isinstance(ALL["contacts:import-list"]["file"], File)
