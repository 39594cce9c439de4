"""Rows of a list, drawn fast and as ``{% for %}`` would draw them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe

BODY = (
    '<li id="{{ row.pk }}">{{ label }}: {{ row.name }}{% if row.note %} <b>{{ row.note }}</b>'
    "{% elif not row.name %} nobody{% else %} –{% endif %}{% if not row.note %}!{% endif %}"
    '{% translate "Edit" %}</li>'
)


@dataclass
class Row:
    pk: int
    name: str
    note: str | SafeString = ""


ROWS = [Row(1, "Ann <b>"), Row(2, "", "x & y"), Row(3, ""), Row(4, "Bo", mark_safe("<i>ok</i>"))]


def draw(source: str, **context: object) -> str:
    return Template(f"{{% load web i18n %}}{source}").render(Context(context))


def test_it_draws_what_for_draws() -> None:
    lean = draw(f"{{% lean row in rows %}}{BODY}{{% endlean %}}", rows=ROWS, label="A&B")
    plain = draw(f"{{% for row in rows %}}{BODY}{{% endfor %}}", rows=ROWS, label="A&B")
    assert lean == plain
    assert "Ann &lt;b&gt;" in lean
    assert "<i>ok</i>" in lean


def test_no_rows_draw_nothing() -> None:
    assert draw("{% lean row in rows %}x{% endlean %}", rows=[]) == ""


@pytest.mark.parametrize(
    "body",
    [
        "{{ row.name|upper }}",
        "{{ row }}",
        "{{ row.name.first }}",
        "{{ label|default:row.name }}",
        "{% if row.pk == 1 %}x{% endif %}",
        "{% if label %}x{% endif %}",
        "{% for one in row.notes %}x{% endfor %}",
        "{% url 'contacts:page' row.pk %}",
    ],
)
def test_what_a_lean_row_cannot_hold_is_refused(body: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        draw(f"{{% lean row in rows %}}{body}{{% endlean %}}", rows=ROWS)


def test_the_tag_says_how_it_is_written() -> None:
    with pytest.raises(TemplateSyntaxError, match="lean row in rows"):
        draw("{% lean rows %}{% endlean %}")
