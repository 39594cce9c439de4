"""Pieces drawn once: nothing of one person reaches another."""

from __future__ import annotations

from django.template import Context, Template
from django.utils import translation


def template(source: str) -> Template:
    return Template(f"{{% load web i18n %}}{source}")


def test_it_sees_nothing_of_the_page() -> None:
    piece = template("{% constant %}[{{ name }}]{% endconstant %}")
    assert piece.render(Context({"name": "Maya"})) == "[]"


def test_each_language_has_its_own() -> None:
    piece = template("{% constant %}{% get_current_language as code %}{{ code }}{% endconstant %}")
    for code in ("en", "es", "en"):
        with translation.override(code):
            assert piece.render(Context()) == code


def test_what_is_named_is_drawn_once() -> None:
    piece = template("{% constant stages %}{{ stages }}{% endconstant %}")
    assert [piece.render(Context({"stages": n})) for n in (1, 2)] == ["1", "1"]


def test_a_key_tells_drawings_apart() -> None:
    piece = template("{% constant nav by key %}{{ nav }}{% endconstant %}")
    drawn = [piece.render(Context({"nav": n, "key": key})) for n, key in ((1, "a"), (2, "b"))]
    drawn.append(piece.render(Context({"nav": 3, "key": lambda: "a"})))
    assert drawn == ["1", "2", "1"]


def test_unless_draws_anew_and_keeps_nothing() -> None:
    piece = template("{% constant form by day unless bound %}{{ form }}{% endconstant %}")
    said = [("mine", True), ("blank", False), ("yours", True), ("other", False)]
    drawn = [piece.render(Context({"form": f, "day": 1, "bound": b})) for f, b in said]
    assert drawn == ["mine", "blank", "yours", "blank"]
