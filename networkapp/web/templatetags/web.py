"""The web kit's tags and filters: icons, the one-time key of a form, dates as they are said."""

import uuid
from datetime import date, datetime

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from networkapp.time import say_ago, say_date
from networkapp.web.icons import draw
from networkapp.web.lean import LeanNode
from networkapp.web.once import FIELD

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw the icon `name`; with a `label` it speaks, without it is decoration."""
    return draw(name, str(label))


@register.simple_tag
def once_field() -> SafeString:
    """Give the form a key by which sending it twice counts once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid.uuid4())


@register.tag
def constant(parser: Parser, token: Token) -> Node:
    """Draw what is the same on every page only once for each language and process.

    The piece between `{% constant %}` and `{% endconstant %}` sees none of the page's
    variables, so nothing of one person can reach another. For the frame around every page:
    a dozen words to translate and addresses to find cost as much as a query.
    """
    nodes = parser.parse(("endconstant",))
    parser.delete_first_token()
    return ConstantNode(nodes)


@register.tag
def lean(parser: Parser, token: Token) -> Node:
    """Draw the rows of a list fast: `{% lean row in found.rows %}`; see networkapp/web/lean.py."""
    match token.split_contents():
        case [_tag, name, "in", rows] if name.isidentifier():
            nodes = parser.parse(("endlean",))
            parser.delete_first_token()
            return LeanNode(name, parser.compile_filter(rows), nodes)
    raise template.TemplateSyntaxError("write {% lean row in rows %}")


class ConstantNode(Node):
    """The piece, and its text in each language in which it was drawn."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.texts: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        text = self.texts.get(language)
        if text is None:
            text = self.texts[language] = self.nodelist.render(context.new({}))
        return text


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
