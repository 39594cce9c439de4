"""The navigation of each role: apps above add their entries here when they start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from accounts.models import User

    Label = str | Promise


@dataclass(frozen=True)
class NavItem:
    """One entry. ``count`` is asked for only where the entry is drawn."""

    label: Label
    url: str
    icon: str
    order: int = 50
    count: Callable[[User], int] | None = None

    def is_current(self, path: str) -> bool:
        """Say whether a page at ``path`` belongs to this entry."""
        return path == self.url if self.url == "/" else path.startswith(self.url)


_items: dict[str, list[NavItem]] = {role: [] for role in Role.values}
_quick_adds: dict[str, str] = {}


def add_items(role: Role, items: Iterable[NavItem]) -> None:
    """Add entries to the navigation of ``role``; an address added twice stands once."""
    kept = {item.url: item for item in _items[role]} | {item.url: item for item in items}
    _items[role] = sorted(kept.values(), key=lambda item: item.order)


def items_for(role: str) -> list[NavItem]:
    """Return the entries of ``role`` in their order; none for somebody without a role."""
    return _items.get(role, [])


def current_item(items: Iterable[NavItem], path: str) -> NavItem | None:
    """Return the one entry to mark: the most particular of those that ``path`` lies under."""
    fitting = [item for item in items if item.is_current(path)]
    return max(fitting, key=lambda item: len(item.url), default=None)


def set_quick_add(role: Role, url: str) -> None:
    """Say where the button to add something, on every page of ``role``, leads."""
    _quick_adds[role] = url


def quick_add_for(role: str) -> str:
    """Return where the button to add something leads; "" for a role without one."""
    return _quick_adds.get(role, "")
