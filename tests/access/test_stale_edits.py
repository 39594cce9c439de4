"""Saving over somebody's newer change is refused with both shown, and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from contacts.models import Contact, Event, Meeting
from networkapp.db.acting import acting_as
from tests.access.payloads import STUDENT, filled
from tests.access.table import RULES, arguments
from tests.access.world import World, make_world, path_of
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

# The form, its record, a field of it, and how that field is read back.
EDITS: dict[str, tuple[Any, str, str]] = {
    "contacts:edit": (Contact, "contact", "full_name"),
    "contacts:meeting-edit": (Meeting, "meeting", "summary"),
    "contacts:event-edit": (Event, "event", "name"),
}
HEADERS = [{}, {"HX-Request": "true"}]


@pytest.fixture
def world(maya: User) -> World:
    return make_world(maya, "Quokka")


@pytest.fixture(params=HEADERS, ids=["plain", "htmx"])
def browser(request: Any, maya: User) -> Client:
    browser = signed_in(maya)
    browser.defaults |= {f"HTTP_{k.upper().replace('-', '_')}": v for k, v in request.param.items()}
    return browser


def stored(world: World, name: str) -> Any:
    model, kind, field = EDITS[name]
    with acting_as(world.owner):
        row = model.objects.get(pk=world[kind])
        return getattr(row, field), row.version


def form(world: World, name: str, text: str, version: int) -> dict[str, Any]:
    field = EDITS[name][2]
    return filled(STUDENT[name], world, **{field: text, "version": str(version)})


@pytest.mark.parametrize("name", EDITS)
def test_the_second_of_two_editors_sees_both_and_may_save_again(
    world: World, browser: Client, name: str
):
    path = path_of(name, **arguments(RULES[name], world.ids))
    _text, version = stored(world, name)
    first = browser.post(path, form(world, name, "What the first wrote", version))
    assert first.status_code in {200, 302}
    assert stored(world, name) == ("What the first wrote", version + 1)

    second = browser.post(path, form(world, name, "What the second wrote", version))
    page = second.content.decode()
    assert second.status_code == 409
    assert "What the first wrote" in page
    assert "What the second wrote" in page
    assert f'name="version" value="{version + 1}"' in page
    assert stored(world, name) == ("What the first wrote", version + 1)

    again = browser.post(path, form(world, name, "What the second wrote", version + 1))
    assert again.status_code in {200, 302}
    assert stored(world, name) == ("What the second wrote", version + 2)


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("version", ["0", "-1", "999", str(2**31 - 1), str(2**31), str(2**70)])
def test_a_version_that_never_was_saves_nothing(
    world: World, browser: Client, name: str, version: str
):
    before = stored(world, name)
    path = path_of(name, **arguments(RULES[name], world.ids))
    answer = browser.post(path, form(world, name, "Anything", 1) | {"version": version})
    assert answer.status_code in {409, 422}
    assert stored(world, name) == before


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("version", ["", "x", None])
def test_without_a_version_nothing_is_overwritten(
    world: World, browser: Client, name: str, version: str | None
):
    before = stored(world, name)
    sent = form(world, name, "Anything", 1)
    sent.pop("version")
    if version is not None:
        sent["version"] = version
    path = path_of(name, **arguments(RULES[name], world.ids))
    assert browser.post(path, sent).status_code in {409, 422}
    assert stored(world, name) == before


@pytest.mark.parametrize("name", EDITS)
def test_a_refused_edit_leaves_the_rest_of_the_form_unsaved_too(
    world: World, browser: Client, name: str
):
    """Positions, tags and notes belong to the same version."""
    path = path_of(name, **arguments(RULES[name], world.ids))
    with acting_as(world.owner):
        before = set(Contact.objects.get(pk=world["contact"]).contact_tags.values_list("tag__name"))
    browser.post(path, form(world, name, "Anything", 999))
    with acting_as(world.owner):
        contact = Contact.objects.get(pk=world["contact"])
        assert set(contact.contact_tags.values_list("tag__name")) == before
        assert contact.private.note == "Quokka note"
