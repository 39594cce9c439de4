"""The conventions that can be read off the templates, the stylesheets and the scripts."""

from __future__ import annotations

import ast
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import Template
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
CSS = ROOT / "static" / "css"
PACKAGES = ("accounts", "contacts", "insights", "networkapp")

# Mails are read by mail programs, which know no stylesheet.
MAIL = re.compile(r"^(mail|account/email)/")
# Django, allauth and its apps ask for these by names of their own.
ASKED_FOR_BY_OTHERS = re.compile(
    r"^(account|allauth|usersessions|django|mail)/|^[45]\d\d(_csrf)?\.html$|^errors/"
)
# Colours that are no colour: they take what stands around them.
NO_COLOUR = {"transparent", "currentcolor", "inherit"}
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb|color)a?\(", re.I)
NAMED = re.compile(
    r":\s*[^;{}]*\b(white|black|red|green|blue|gray|grey|orange|yellow|purple|pink|brown)\b(?!-)"
)


@cache
def templates() -> dict[str, str]:
    """Return the text of every template, by its name."""
    paths = [path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"}]
    return {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in paths}


def pages() -> dict[str, str]:
    """Return the templates of web pages."""
    return {
        name: text
        for name, text in templates().items()
        if name.endswith(".html") and not MAIL.match(name)
    }


def places(texts: dict[str, str], pattern: str) -> list[str]:
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1} {found.group()[:60]}"
        for name, text in texts.items()
        for found in wanted.finditer(text)
    ]


def test_there_are_templates_to_look_at():
    assert len(pages()) > 50


def test_nothing_runs_that_the_policy_would_not_let_run():
    assert places(pages(), r"\sstyle\s*=") == []
    assert places(pages(), r"\son[a-z]+\s*=\s*[\"']") == []
    assert places(pages(), r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|hx-vars") == []
    assert places(pages(), r"<style\b|javascript:") == []
    scripts = places(pages(), r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>")
    assert scripts == []


def test_no_template_trusts_a_text():
    assert places(templates(), r"\|\s*(safe|safeseq)\b") == []
    # A plain text or a subject has nothing to escape.
    wrong = [place for place in places(templates(), r"autoescape off") if ".txt:" not in place]
    assert wrong == []


def test_only_the_makers_of_markup_mark_it_safe():
    """mark_safe() in Python is |safe by another name; format_html() escapes."""
    makers = {
        "networkapp/web/icons.py",
        "networkapp/web/templatetags/web.py",
        "networkapp/web/lean.py",  # joins what it has escaped itself
        "contacts/rows.py",  # digits, keys and letters
    }
    found = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"\bmark_safe\(|SafeString\(", path.read_text())
    }
    assert found - makers == set()


# --- Without JavaScript -----------------------------------------------------


class Tags(HTMLParser):
    """The elements of a template, and for each the form in which it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.open_forms: list[dict[str, str | None]] = []
        self.found: list[tuple[str, dict[str, str | None], bool, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open_forms.append(given)
        in_form = any("action" in form for form in self.open_forms)
        self.found.append((tag, given, in_form, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.open_forms:
            self.open_forms.pop()


def elements() -> list[tuple[str, str, dict[str, str | None], bool]]:
    """Return every element of the pages: where, tag, attributes, whether inside a form."""
    found = []
    for name, text in pages().items():
        parser = Tags()
        # Tags of the template language would split attributes; what they print does not matter.
        parser.feed(re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", "x", text))
        found += [(f"{name}:{line}", tag, attrs, form) for tag, attrs, form, line in parser.found]
    return found


# Elements that fetch themselves when something is announced, or after a while: what they show
# stands on the page already.
REDRAWN = re.compile(r"from:body|dialog-opened|every |load|revealed|intersect")


def test_whatever_htmx_gets_can_be_had_without_it():
    wrong = []
    for where, tag, attrs, in_form in elements():
        if "hx-get" not in attrs or REDRAWN.search(attrs.get("hx-trigger") or ""):
            continue
        is_link = tag == "a" and attrs.get("href")
        is_form = tag == "form" and "action" in attrs
        if not (is_link or is_form or in_form):
            wrong.append(f"{where} <{tag}>")
    assert wrong == []


def test_whatever_htmx_posts_is_a_form_with_an_action():
    wrong = [
        f"{where} <{tag}>"
        for where, tag, attrs, in_form in elements()
        if {"hx-post", "hx-put", "hx-patch", "hx-delete"} & attrs.keys()
        and not (tag == "form" and attrs.get("action"))
        and not (in_form and "formaction" in attrs)
        and not (in_form and REDRAWN.search(attrs.get("hx-trigger") or ""))
    ]
    assert wrong == []
    assert not [w for w, _t, a, _f in elements() if {"hx-put", "hx-patch", "hx-delete"} & a.keys()]


def test_every_form_that_posts_carries_its_token():
    wrong = []
    for name, text in pages().items():
        for form in re.finditer(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL):
            if "csrf_token" not in form.group() and "{{ slots" not in form.group():
                wrong.append(f"{name}:{text.count(chr(10), 0, form.start()) + 1}")
    assert wrong == []


def test_a_link_to_another_site_tells_it_nothing():
    wrong = [
        where
        for where, tag, attrs, _form in elements()
        if tag == "a"
        and attrs.get("target") == "_blank"
        and "noopener" not in (attrs.get("rel") or "")
    ]
    assert wrong == []


# --- Names ------------------------------------------------------------------


def words_of_python() -> str:
    """Return every string of the product's Python."""
    strings = [
        node.value
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return "\n".join(strings)


def test_every_template_is_asked_for():
    python = words_of_python()
    asked = "\n".join(templates().values())
    dead = [
        name
        for name in templates()
        if not ASKED_FOR_BY_OTHERS.match(name) and name not in python and f'"{name}' not in asked
    ]
    assert dead == []


def test_every_template_that_is_asked_for_is_there():
    names = set(re.findall(r"^[a-z_]+/[\w/]+\.(?:html|txt)$", words_of_python(), re.MULTILINE))
    for text in templates().values():
        names |= set(re.findall(r"\{% (?:include|extends) \"([^\"{]+)\"", text))
    assert len(names) > 40
    for name in sorted(names):
        assert get_template(name.partition("#")[0])


def test_a_partial_is_called_as_its_element():
    wrong = []
    for name, text in pages().items():
        for partial in re.findall(r"\{% partialdef ([\w-]+)", text):
            is_kebab = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", partial)
            included = re.findall(r"\{% include \"([^\"]+)\"", text)
            whole = text + "".join(templates()[each] for each in included)
            if not is_kebab or f'id="{partial}"' not in whole:
                wrong.append(f"{name}#{partial}")
    assert wrong == []


def test_the_partials_that_views_give_are_there():
    """`page(request, "x.html", …, partials=["y"])`: y is a partial of x."""
    given = 0
    for package in PACKAGES[:3]:
        for path in (ROOT / package / "views").glob("*.py"):
            for call in ast.walk(ast.parse(path.read_text())):
                if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "page"):
                    continue
                literals = [a.value for a in call.args if isinstance(a, ast.Constant)]
                partials = [k.value for k in call.keywords if k.arg == "partials"]
                if not literals or not partials or not isinstance(partials[0], ast.List):
                    continue
                for partial in ast.literal_eval(partials[0]):
                    given += 1
                    assert engines["django"].get_template(f"{literals[0]}#{partial}")
    assert given > 8


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_template_can_be_read(name: str):
    assert isinstance(get_template(name).template, Template)


# --- The look ---------------------------------------------------------------


def stylesheets() -> dict[str, str]:
    """Return the stylesheets without their comments."""
    return {
        path.relative_to(CSS).as_posix(): re.sub(
            r"/\*.*?\*/", lambda found: "\n" * found.group().count("\n"), path.read_text(),
            flags=re.DOTALL,
        )
        for path in CSS.rglob("*.css")
    }  # fmt: skip


def test_colours_stand_in_the_tokens_alone():
    sheets = {name: text for name, text in stylesheets().items() if name not in {"tokens.css"}}
    assert len(sheets) > 20
    wrong = [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1} {found.group().strip()}"
        for name, text in sheets.items()
        for pattern in (COLOUR, NAMED)
        for found in pattern.finditer(text)
        if found.group().lower() not in NO_COLOUR
    ]
    assert wrong == []


def test_every_stylesheet_is_in_the_table_of_contents():
    contents = (CSS / "app.css").read_text()
    missing = [name for name in stylesheets() if name != "app.css" and name not in contents]
    assert missing == []
    for name in re.findall(r"@import (?:url\()?\"([^\"]+)\"", contents):
        assert (CSS / name).is_file(), name


def test_every_class_of_a_template_is_known_to_a_stylesheet():
    css = "\n".join(stylesheets().values())
    scripts = "\n".join(path.read_text() for path in (ROOT / "static" / "js").glob("*.js"))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", css)) | set(re.findall(r"[\w-]+", scripts))
    unknown: dict[str, str] = {}
    for name, text in pages().items():
        bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "\0", text)
        for value in re.findall(r'class="([^"]*)"', bare):
            for word in value.split():
                is_block = any(each.startswith((f"{word}__", f"{word}--")) for each in known)
                if "\0" not in word and word not in known and not is_block:
                    unknown[word] = name
    assert unknown == {}


def test_every_variable_of_the_look_is_set():
    css = "\n".join(stylesheets().values())
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert len(used) > 20
    assert used - set(re.findall(r"(--[\w-]+)\s*:", css)) == set()


def test_scripts_do_not_make_code_of_text():
    wrong = [
        path.name
        for path in (ROOT / "static" / "js").glob("*.js")
        if re.search(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write|outerHTML\s*=",
                     path.read_text())
    ]  # fmt: skip
    assert wrong == []
