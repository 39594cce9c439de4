"""The conventions of docs/architecture.md that can be read off the Python code."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.core import checks
from django.db import models
from django.urls import get_resolver

from networkapp.web.checks import door_problems, named_doors, walk

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "contacts", "insights", "networkapp")
LONGEST_MODULE = 300
LONGEST_VIEW = 25
# Names that say nothing of what is inside.
EMPTY_NAMES = {"services", "utils", "helpers", "common", "misc", "base_utils", "util", "helper"}
QUERYING = {"filter", "exclude", "annotate", "aggregate", "extra", "raw"}


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the product's own, by its path, without migrations."""
    paths = [
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts
    ]
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text()) for path in paths}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def view_modules() -> dict[str, ast.Module]:
    return {name: tree for name, tree in modules().items() if "/views/" in name}


def views() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every function of a view module, with where it stands."""
    for name, tree in view_modules().items():
        for function in functions(tree):
            if isinstance(function, ast.FunctionDef):
                yield f"{name}:{function.name}", function


def test_there_is_code_to_look_at():
    assert len(modules()) > 100
    assert len(view_modules()) > 15


# --- Modules ----------------------------------------------------------------


def test_no_module_is_longer_than_it_should_be():
    lengths = {name: len((ROOT / name).read_text().splitlines()) for name in modules()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_module_is_named_for_nothing():
    parts = {name: set(Path(name).with_suffix("").parts) & EMPTY_NAMES for name in modules()}
    assert {name: found for name, found in parts.items() if found} == {}


def test_every_module_says_what_it_is_for():
    bare = [
        name for name, tree in modules().items() if tree.body and ast.get_docstring(tree) is None
    ]
    assert bare == []


def test_nothing_is_left_to_do():
    # In pieces, or this file would be the first to break the rule.
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    places = [
        path
        for folder in (*PACKAGES, "tests", "templates", "static/css", "static/js", "benchmarks")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html", ".txt", ".css", ".js"}
    ]
    assert len(places) > 200
    assert [str(path) for path in places if words.search(path.read_text())] == []


# --- Functions --------------------------------------------------------------


def is_bool(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Name) and node.id == "bool"


# Signatures that others prescribe.
PRESCRIBED = {"save", "save_user", "post_process"}


def test_booleans_are_passed_by_name():
    wrong = [
        f"{name}:{function.name}({argument.arg})"
        for name, tree in modules().items()
        for function in functions(tree)
        for argument in (*function.args.posonlyargs, *function.args.args)
        if is_bool(argument.annotation) and function.name not in PRESCRIBED
    ]
    assert wrong == []


def test_only_the_module_of_time_does_sums_with_dates():
    wrong = []
    for name, tree in modules().items():
        if name == "networkapp/time.py":
            continue
        for node in ast.walk(tree):
            names = {a.name for a in node.names} if isinstance(node, ast.ImportFrom) else set()
            is_attribute = isinstance(node, ast.Attribute) and node.attr == "timedelta"
            if "timedelta" in names or "relativedelta" in names or is_attribute:
                wrong.append(f"{name}:{node.lineno}")
    assert wrong == []


# The domain is told the time. These stand at the edges: requests, jobs, commands, checks.
READS_THE_CLOCK = re.compile(
    r"/views/|/management/|/jobs\.py$|middleware\.py$|context\.py$|/health\.py$|/adapter\.py$"
    r"|templatetags/|/models/|/mail/|/counting\.py$|/sessions\.py$|/process\.py$|/storage\.py$"
    r"|/web/models\.py$|insights/models\.py$|/embedded\.py$|/timing\.py$|/backends\.py$|/wsgi\.py$"
)


def test_only_the_edges_read_the_clock():
    wrong = []
    for name, tree in modules().items():
        if READS_THE_CLOCK.search(name) or name == "networkapp/time.py":
            continue
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in {"now", "today", "localdate"}:
                owner = called.value
                if isinstance(owner, ast.Name) and owner.id in {"timezone", "datetime", "date"}:
                    wrong.append(f"{name}:{node.lineno}")
    assert wrong == []


# --- Views ------------------------------------------------------------------


def test_views_are_short():
    lengths = {where: view.end_lineno - view.lineno + 1 for where, view in views()}
    assert len(lengths) > 60
    assert {where: n for where, n in lengths.items() if n > LONGEST_VIEW} == {}


def test_views_do_not_query_by_hand():
    """A filter in a view is one that the next view forgets: it belongs into a queryset."""
    wrong = [
        f"{name}:{node.lineno} .{node.func.attr}("
        for name, tree in view_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in QUERYING or _is_objects_get(node.func))
    ]
    assert wrong == []


def _is_objects_get(called: ast.Attribute) -> bool:
    owner = called.value
    return called.attr == "get" and isinstance(owner, ast.Attribute) and owner.attr == "objects"


def test_owned_rows_are_read_through_the_user_in_views():
    """``Contact.objects`` in a view goes on with ``visible_to`` or with making a row."""
    from networkapp.db.models import CatalogueModel, OwnedModel

    owned = {
        model.__name__ for model in _all_models() if issubclass(model, OwnedModel | CatalogueModel)
    }
    may = {"visible_to", "create", "update_or_create", "get_or_create", "bulk_create"}
    wrong = []
    for name, tree in view_modules().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)):
                continue
            manager = node.value
            is_manager = manager.attr == "objects" and isinstance(manager.value, ast.Name)
            if is_manager and manager.value.id in owned and node.attr not in may:
                wrong.append(f"{name}:{node.lineno} {manager.value.id}.objects.{node.attr}")
    assert wrong == []


def _all_models() -> list[type[models.Model]]:
    from django.apps import apps

    return list(apps.get_models())


def test_views_end_in_a_page_or_a_redirect():
    """No view of ours renders by itself, or streams."""
    banned = {"render_to_string", "StreamingHttpResponse", "FileResponse", "TemplateResponse"}
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in view_modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in banned
    ]
    assert wrong == []


def test_every_view_has_a_door():
    assert door_problems(get_resolver(), named_doors()) == []
    assert "check_doors" in {check.__name__ for check in checks.registry.registry.get_checks()}


def test_every_view_module_is_served():
    """A view that no address leads to is dead."""
    callbacks = {
        f"{pattern.callback.__module__}.{pattern.callback.__name__}"
        for _name, pattern in walk(get_resolver())
    }
    dead = []
    for package in PACKAGES[:3]:
        views_package = importlib.import_module(f"{package}.views")
        for info in pkgutil.iter_modules(views_package.__path__):
            module = importlib.import_module(f"{package}.views.{info.name}")
            dead += [
                f"{module.__name__}.{name}"
                for name, thing in vars(module).items()
                if getattr(thing, "door", None)
                and thing.__module__ == module.__name__
                and f"{module.__name__}.{name}" not in callbacks
            ]
    assert dead == []


# --- Tests ------------------------------------------------------------------


def test_counted_queries_are_counted_with_a_with():
    """Called by itself, assertNumQueries returns a context and checks nothing."""
    wrong, names = [], {"assertNumQueries", "django_assert_num_queries"}
    names.add("django_assert_max_num_queries")
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
                continue
            called = node.value.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []
