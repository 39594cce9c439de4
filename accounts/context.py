"""What the layout knows: navigation, hat, theme. Nothing here asks the database until drawn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from accounts.hats import hat_of, hats_of
from accounts.models import Institution
from accounts.navigation import NavItem, current_item, items_for, quick_add_for
from accounts.roles import Role
from networkapp.db.acting import acting_as, current_actor_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from accounts.models import User


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give every template the frame around its page.

    ``institution``, ``demo`` and ``user`` always. For signed-in people also ``nav`` (entries
    with url, label, icon, is_current, count), ``nav_key`` by which their drawing may be
    kept, ``hat``, ``hat_label``, ``hats`` (when several are held), ``theme``, ``shortcuts_on``
    and ``quick_add`` (where one adds something, or "").
    """
    # Missing when a page is drawn for a request that came no further than the first middleware.
    user = getattr(request, "user", None)
    always = {
        "institution": SimpleLazyObject(Institution.current),
        "demo": settings.DEMO,
        "user": user,
    }
    if user is None or not user.is_authenticated:
        return always
    hat = hat_of(user, request.session)
    hats = hats_of(user)
    nav: Any = SimpleLazyObject(lambda: _nav(user, hat, request.path))
    return always | {
        "nav": nav,
        "nav_key": lambda: _key_of(nav),
        "hat": hat,
        "hat_label": Role(hat).label if hat else "",
        "hats": hats if len(hats) > 1 else [],
        "theme": user.theme,
        "shortcuts_on": user.uses_shortcuts,
        "quick_add": quick_add_for(hat),
    }


def _nav(user: User, hat: str, path: str) -> list[dict[str, Any]]:
    items = items_for(hat)
    current = current_item(items, path)
    return [
        {
            "url": item.url,
            "label": item.label,
            "icon": item.icon,
            "is_current": item is current,
            "count": _count(item, user),
        }
        for item in items
    ]


def _key_of(nav: list[dict[str, Any]]) -> tuple[Any, ...]:
    """Return what tells one drawing of the navigation from another."""
    return tuple(
        (item["url"], item["is_current"], item["count"] and item["count"]()) for item in nav
    )


def _count(item: NavItem, user: User) -> Callable[[], int] | None:
    """Return the count for a template to call, once however often it is printed."""
    count = item.count
    if count is None:
        return None

    @cache
    def counted() -> int:
        if current_actor_id() is not None:
            return count(user)
        # Sign-in pages run outside of the request's transaction, so nobody acts there yet.
        with acting_as(user):
            return count(user)

    return counted
