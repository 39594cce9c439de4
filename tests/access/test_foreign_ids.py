"""Another student's ids, wherever an id can be put, find nothing and change nothing.

Each test runs twice: with both walls, and with the database's wall out of the way (as
app_system, whom the policies let see every row), where the filters of the code are alone.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

import contacts.forms
from accounts.models import User
from contacts import event_forms
from contacts.filtering import ContactFilter
from contacts.models import Contact, ContactImport
from insights import forms as insights_forms
from networkapp.db.connection import connection
from tests.access.payloads import STUDENT, VARIANTS, Ref, filled, references
from tests.access.table import NOBODYS, RULES, Rule, arguments, is_owned
from tests.access.world import (
    World,
    changed,
    foreign_references,
    make_world,
    owned_models,
    path_of,
    rows_of,
    undone,
)
from tests.conftest import signed_in

MINE, THEIRS = "Quokka", "Narwhal"
# Fields with whose foreign id the rest of the form is still done, to the student's own rows.
STILL_DONE = {
    ("contacts:edit", "work-0-id"): "an unknown line of work is a new one",
    ("contacts:edit", "channel-0-id"): "addresses go by what they are, not by their id",
    ("contacts:bulk", "contact"): "of those ticked, one's own are meant; the change is noted",
    ("contacts:import-choices", "source"): "the source stays as it was, and the ticks are kept",
    ("contacts:import-run", "source"): "the source stays as it was, and the rows are imported",
    ("contacts:view-save", "query"): "keeps the words of a filter, which finds nobody then",
    ("contacts:bulk", "query"): "says which page to go back to; ticks count, not the filter",
}


@pytest.fixture(params=["both walls", "the first wall alone"])
def browser(request: Any, transactional_db: None, maya: User) -> Iterator[Client]:
    alone = request.param == "the first wall alone"
    with connection.as_role("app_system") if alone else nullcontext():
        browser = signed_in(maya)
        browser.raise_request_exception = False
        yield browser


@pytest.fixture
def mine(maya: User, transactional_db: None) -> World:
    return make_world(maya, MINE)


@pytest.fixture
def theirs(omar: User, transactional_db: None) -> World:
    return make_world(omar, THEIRS)


def owned_addresses() -> dict[str, Rule]:
    return {name: rule for name, rule in RULES.items() if is_owned(rule)}


def plain(response: Any) -> bytes:
    """Return the body without what differs from one answer to the next, and the address."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
    body = re.sub(rb'"X-CSRFToken": *"\w+"', b"", body)
    body = re.sub(rb"\b[0-9a-f]{16}\b", b"REQUEST", body)
    return body


def test_there_are_owned_addresses(capsys: Any):
    with capsys.disabled():
        print(f"\n{len(owned_addresses())} addresses name a student's own thing")
    assert len(owned_addresses()) > 20


def test_anothers_thing_is_not_found_and_looks_like_none_at_all(
    mine: World, theirs: World, browser: Client
):
    before = rows_of(mine.owner, theirs.owner)
    wrong = []
    for name, rule in owned_addresses().items():
        paths = [path_of(name, **arguments(rule, theirs.ids, pk=pk)) for pk in (None, NOBODYS)]
        for method in ("get", "post"):
            if rule.answer("omar", method.upper()) != "404":
                continue
            form = filled(STUDENT.get(name, {}), mine) if method == "post" else {}
            for headers in ({}, {"HX-Request": "true", "HX-Target": "results"}):
                with undone():
                    foreign, none = (
                        getattr(browser, method)(path, form, headers=headers) for path in paths
                    )
                if (foreign.status_code, none.status_code) != (404, 404):
                    wrong.append((name, method, foreign.status_code, none.status_code))
                elif plain(foreign).replace(paths[0].encode(), b"") != plain(none).replace(
                    paths[1].encode(), b""
                ):
                    wrong.append((name, method, "the two pages differ"))
    assert wrong == []
    assert changed(before, rows_of(mine.owner, theirs.owner)) == {}


def forms_with_ids() -> Iterator[tuple[str, dict[str, Any], str, Ref]]:
    for name, payload in STUDENT.items():
        for one in [payload, *VARIANTS.get(name, [])]:
            for field, ref in references(one):
                yield name, one, field, ref


def test_anothers_id_in_a_form_changes_nothing(
    mine: World, theirs: World, browser: Client, capsys: Any
):
    before = rows_of(mine.owner, theirs.owner)
    wrong, tried = [], 0
    for name, payload, field, ref in forms_with_ids():
        tried += 1
        path = path_of(name, **arguments(RULES[name], mine.ids))
        form = filled(payload, mine, **{field: ref.of(theirs)})
        may_go_on = (name, field) in STILL_DONE or ref.shape != "{}"
        with undone():
            answer = browser.post(path, form)
            after = changed(before, rows_of(mine.owner, theirs.owner))
            theirs_changed = [key for key in after if key.endswith(theirs.owner.email)]
            lost = foreign_references(mine.owner)
        if answer.status_code >= 500:
            wrong.append((name, field, answer.status_code))
        if theirs_changed or lost:
            wrong.append((name, field, "reached", theirs_changed, lost))
        if after and not may_go_on:
            wrong.append((name, field, answer.status_code, "changed", sorted(after)))
        if THEIRS.encode() in answer.content:
            wrong.append((name, field, "shows the other's row"))
    with capsys.disabled():
        print(f"\n{tried} fields with an id")
    assert wrong == []
    assert tried > 10


def test_ids_added_to_any_form_change_nothing_of_the_others(
    mine: World, theirs: World, browser: Client
):
    """Fields that a form does not show, by every name an id could have."""
    before = rows_of(theirs.owner)
    smuggled: dict[str, Any] = {
        "owner": theirs.owner.pk, "owner_id": theirs.owner.pk, "user": theirs.owner.pk,
        "id": theirs["contact"], "pk": theirs["contact"], "contact": theirs["contact"],
        "contact_id": theirs["contact"], "referred_by_id": theirs["contact"],
        "met_at_id": theirs["event"], "event_id": theirs["event"], "meeting": theirs["meeting"],
        "tag": theirs["tag"], "source_id": theirs["source"], "area_id": theirs["area"],
        "organization_id": theirs["organization"], "contact_import": theirs["import"],
        "row": theirs["row"], "match": theirs["contact"],
    }  # fmt: skip
    wrong = []
    for name, payload in STUDENT.items():
        path = path_of(name, **arguments(RULES[name], mine.ids))
        added = {key: value for key, value in smuggled.items() if key not in payload}
        with undone():
            status = browser.post(path, filled(payload, mine) | added).status_code
            after = changed(before, rows_of(theirs.owner))
            lost = foreign_references(mine.owner)
        if status >= 500 or after or lost:
            wrong.append((name, status, sorted(after), lost))
    assert wrong == []


# Every name under which a page reads an id from its address.
QUERIES = {
    "contacts:list": ("source", "industry", "area", "tag", "event", "made_by"),
    "contacts:filters": ("source", "industry", "area", "tag", "event", "made_by"),
    "contacts:new": ("source", "met_at", "id", "contact", "referred_by"),
    "contacts:quick-add": ("source", "event"),
    "contacts:paste": ("source",),
    "contacts:meeting-new": ("event", "contact", "others"),
    "contacts:import-list": ("source", "id"),
    "contacts:page": ("event", "tag"),
    "contacts:follow-ups": ("contact", "event"),
    "contacts:event-list": ("id", "contact"),
    "contacts:trash": ("id", "contact"),
    "insights:today": ("contact", "event"),
}


def test_anothers_id_in_an_address_shows_none_of_their_rows(
    mine: World, theirs: World, browser: Client
):
    wrong = []
    for name, keys in QUERIES.items():
        path = path_of(name, **arguments(RULES[name], mine.ids))
        for key in keys:
            for kind in ("contact", "event", "tag", "source", "area", "industry", "import"):
                answer = browser.get(path, {key: theirs[kind]})
                if answer.status_code != 200 or THEIRS.encode() in answer.content:
                    wrong.append((name, key, kind, answer.status_code))
    assert wrong == []


def test_no_page_shows_anothers_row(mine: World, theirs: World, browser: Client):
    wrong, shown = [], 0
    for name, rule in RULES.items():
        if rule.get[1] != "ok":
            continue
        path = path_of(name, **arguments(rule, mine.ids))
        answer = browser.get(path)
        shown += MINE.encode() in answer.content
        if THEIRS.encode() in answer.content:
            wrong.append(name)
    assert wrong == []
    assert shown > 10  # the pages do show one's own, or this would prove nothing


@pytest.mark.parametrize(
    "address", ["/contacts/?q={}", "/contacts/quick/twins/?line={}", "/events/?q={}"]
)
def test_a_search_for_anothers_words_finds_nothing(
    mine: World, theirs: World, browser: Client, address: str
):
    # In lower case, so that a name in its own capitals can only come from a row.
    for words in ("narwhal", "narwhal okafor", "okafor", "narwhal fair", "narwhal@example.com"):
        answer = browser.get(address.format(words))
        assert answer.status_code == 200
        assert THEIRS.encode() not in answer.content


# --- Forms ------------------------------------------------------------------


def all_forms() -> list[type[forms.BaseForm]]:
    """Return every form of the student's apps."""
    modules = [event_forms, insights_forms]
    modules += [
        importlib.import_module(f"contacts.forms.{module.name}")
        for module in pkgutil.iter_modules(contacts.forms.__path__)
    ]
    return [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, forms.BaseForm)
        and thing.__module__ == module.__name__
    ]


def built(form: type[forms.BaseForm], world: World) -> Any:
    """Return the form as its view makes it for the student."""
    owner, on = world.owner, world.today
    makers: dict[str, Any] = {
        "BulkForm": lambda: form(QueryDict("do=tag"), owner=owner, on=on),
        "SourceForm": lambda: form(owner=owner),
        "PasteForm": lambda: form(owner=owner),
        "UploadForm": lambda: form(owner=owner),
        "MappingForm": lambda: form(
            contact_import=ContactImport.objects.visible_to(owner).get(pk=world["import"])
        ),
        "FilterForm": lambda: form(ContactFilter(), owner=owner),
        "FollowUpForm": lambda: form(
            contact=Contact.objects.visible_to(owner).get(pk=world["contact"]), on=on
        ),
        "MeetingForm": lambda: form(owner=owner, contact=None, on=on),
        "MeetingEditForm": lambda: form(on=on),
        "ContactForm": lambda: form(owner=owner),
        "QuickAddForm": lambda: form(owner=owner, now=timezone.now()),
    }
    return makers.get(form.__name__, form)()


def test_no_choice_of_any_form_is_anothers(mine: World, theirs: World, browser: Client):
    """With app_system the choices are narrowed by the form alone."""
    foreign = {str(pk) for pk in theirs.ids.values()} - {str(pk) for pk in mine.ids.values()}
    wrong, choices = [], 0
    for form in all_forms():
        with undone():
            from networkapp.db.acting import set_actor

            set_actor(mine.owner.pk)
            made = built(form, mine)
            for name, field in made.fields.items():
                if isinstance(field, forms.ModelChoiceField):
                    owners = set(field.queryset.values_list("owner", flat=True))
                    if owners - {mine.owner.pk, None}:
                        wrong.append((form.__name__, name, "queryset"))
                if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
                    for value, label in flat(field.choices):
                        choices += 1
                        if THEIRS in label or (THEIRS in label and value in foreign):
                            wrong.append((form.__name__, name, label))
    assert wrong == []
    assert choices > 50


def flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        else:
            yield str(value), str(label)


def test_every_owned_model_is_in_both_worlds(mine: World, theirs: World):
    """Or the tests above would say nothing about it."""
    rows = rows_of(mine.owner, theirs.owner)
    bare = [
        model.__name__
        for model in owned_models()
        for owner in (mine.owner, theirs.owner)
        if not rows[f"{model.__name__} of {owner.email}"][0]
    ]
    assert bare == []
