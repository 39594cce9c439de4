"""Icons, initials, dates as they are said, and the one-time key."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from networkapp.web.icons import ALIASES, ICONS, draw
from networkapp.web.templatetags.web import initials, said_date

WANTED = """
    home today people calendar event import upload search plus check clock snooze bell gear
    menu mail phone link map-pin building tag trash undo edit chevron-left chevron-right
    chevron-up chevron-down close help sign-out shield moon sun note star arrow-right download
    print more users-plus meeting
""".split()  # noqa: SIM905


@pytest.mark.parametrize("name", sorted({*ICONS, *ALIASES, *WANTED}))
def test_every_icon_draws(name: str) -> None:
    drawn = draw(name)
    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24"')
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn


def test_an_icon_with_a_label_speaks() -> None:
    drawn = Template('{% load web %}{% icon "plus" "Add <b>" %}').render(Context())
    assert 'role="img" aria-label="Add &lt;b&gt;"' in drawn
    with pytest.raises(LookupError):
        draw("nonsense")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("José García", "JG"),
        ("Ana María del Carmen López", "AL"),
        ("cher", "C"),
        ("Émile Zola", "ÉZ"),
        ("(Bob) 'Smith'", "BS"),
        ("😀 Maya", "M"),
        ("محمد علي", "مع"),
        ("", "?"),
        (None, "?"),
        ("😀", "?"),
    ],
)
def test_initials(name: str | None, letters: str) -> None:
    assert initials(name) == letters


def test_a_date_is_said_inside_time() -> None:
    said = said_date(date(2026, 11, 21), date(2026, 11, 22))
    assert said == '<time datetime="2026-11-21">yesterday</time>'
    moment = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert "Tue 24 Nov" in said_date(moment, date(2026, 11, 22))
    assert said_date(None) == ""


def test_each_form_gets_a_key_of_its_own() -> None:
    template = Template("{% load web %}{% once_field %}")
    first, second = template.render(Context()), template.render(Context())
    assert 'name="once"' in first
    assert first != second
