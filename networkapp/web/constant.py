"""Pieces of templates that are drawn once for each language, and then only copied.

For the frame around every page: its dozens of words to translate and addresses to find cost
as much as all queries together. ``{% constant %} … {% endconstant %}`` sees none of the page's
variables, so that nothing of one person can reach another. It may be given some by name:

- ``{% constant stages %}``: ``stages`` is the same for everybody;
- ``{% constant nav by nav_key %}``: drawn once for each value of ``nav_key``, which must tell
  apart all that is drawn of ``nav``. A key is hashable, or a function that returns such.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.template.base import Node, NodeList
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# So many drawings of one piece are kept; then it begins anew.
MOST = 500


class ConstantNode(Node):
    """The piece, and its text in each language and for each key in which it was drawn."""

    def __init__(self, nodelist: NodeList, names: list[str], keys: list[str]) -> None:
        self.nodelist, self.names, self.keys = nodelist, names, keys
        self.texts: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key: Hashable = get_language()
        if self.keys:
            key = key, *(_value(context[name]) for name in self.keys)
        text = self.texts.get(key)
        if text is None:
            text = self.nodelist.render(context.new({name: context[name] for name in self.names}))
            if len(self.texts) >= MOST:
                self.texts.clear()
            self.texts[key] = text
        return text


def _value(key: Any) -> Hashable:
    found: Hashable = key() if callable(key) else key
    return found
