"""Pieces of templates that are drawn once for each language, and then only copied.

For the frame around every page: its dozens of words to translate and addresses to find cost
as much as all queries together. ``{% constant %} … {% endconstant %}`` sees none of the page's
variables, so that nothing of one person can reach another. It may be given some by name:

- ``{% constant stages %}``: ``stages`` is the same for everybody;
- ``{% constant nav by nav_key %}``: drawn once for each value of ``nav_key``, which must tell
  apart all that is drawn of ``nav``. A key is hashable, or a function that returns such;
- ``{% constant form by today unless form.is_bound %}``: drawn anew, and not kept, when the
  condition holds.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# So many drawings of one piece are kept; then it begins anew.
MOST = 500


class ConstantNode(Node):
    """The piece, and its text in each language and for each key in which it was drawn."""

    def __init__(
        self,
        nodelist: NodeList,
        *,
        names: list[str],
        keys: list[str],
        unless: FilterExpression | None = None,
    ) -> None:
        self.nodelist, self.names, self.keys, self.unless = nodelist, names, keys, unless
        self.texts: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        if self.unless is not None and self.unless.resolve(context, ignore_failures=True):
            return self._draw(context)
        key: Hashable = get_language()
        if self.keys:
            key = key, *(_value(context[name]) for name in self.keys)
        text = self.texts.get(key)
        if text is None:
            text = self._draw(context)
            if len(self.texts) >= MOST:
                self.texts.clear()
            self.texts[key] = text
        return text

    def _draw(self, context: Context) -> SafeString:
        return self.nodelist.render(context.new({name: context[name] for name in self.names}))


def _value(key: Any) -> Hashable:
    found: Hashable = key() if callable(key) else key
    return found


def constant(parser: Parser, token: Token) -> ConstantNode:
    """Read ``{% constant [names] [by keys] [unless condition] %}``."""
    words: dict[str, list[str]] = {"constant": [], "by": [], "unless": []}
    for word in token.split_contents():
        if word in words:
            part = words[word]
        else:
            part.append(word)
    if len(words["unless"]) > 1:
        raise TemplateSyntaxError("constant … unless takes one value")
    nodes = parser.parse(("endconstant",))
    parser.delete_first_token()
    condition = parser.compile_filter(words["unless"][0]) if words["unless"] else None
    return ConstantNode(nodes, names=words["constant"], keys=words["by"], unless=condition)
