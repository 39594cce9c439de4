"""The web kit's tags and filters: icons, the one-time key of a form, dates as they are said."""

import uuid
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.template.base import Node, Parser, Token
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from networkapp.time import say_ago, say_date
from networkapp.web.constant import constant
from networkapp.web.icons import draw
from networkapp.web.lean import LeanNode
from networkapp.web.once import FIELD

register = template.Library()
register.tag("constant", constant)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw the icon `name`; with a `label` it speaks, without it is decoration."""
    return draw(name, str(label))


@register.simple_tag
def once_field() -> SafeString:
    """Give the form a key by which sending it twice counts once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid.uuid4())


@register.tag
def lean(parser: Parser, token: Token) -> Node:
    """Draw the rows of a list fast: `{% lean row in found.rows %}`; see networkapp/web/lean.py."""
    match token.split_contents():
        case [_tag, name, "in", rows] if name.isidentifier():
            nodes = parser.parse(("endlean",))
            parser.delete_first_token()
            return LeanNode(name, parser.compile_filter(rows), nodes)
    raise template.TemplateSyntaxError("write {% lean row in rows %}")


@register.filter
def said_date(value: date | datetime | None, on: date | None = None) -> str:
    """Say a day as people do, inside <time>; `on` is today, by default the reader's."""
    day = _day(value)
    if day is None:
        return ""
    said = say_date(day, on=on or timezone.localdate())
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), said)


@register.filter
def said_ago(value: date | datetime | None, on: date | None = None) -> str:
    """Say how long ago a day was, inside <time>; `on` is today, by default the reader's."""
    day = _day(value)
    if day is None:
        return ""
    said = say_ago(day, on=on or timezone.localdate())
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), said)


@register.filter
@lru_cache(maxsize=4096)
def initials(name: str | None) -> str:
    """Return the first letters of the first and the last word: "José García" → "JG"."""
    words = [letters for word in (name or "").split() if (letters := _letters(word))]
    if not words:
        return "?"
    first = words[0][0]
    return (first + words[-1][0] if len(words) > 1 else first).upper()


def _letters(word: str) -> str:
    return "".join(char for char in word if char.isalnum())


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None
