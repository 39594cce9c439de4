"""The number beside Today in the navigation, asked for once a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User

# The user object lives as long as the request, so that is where the number is kept.
_KEPT = "_today_count"


def today_count(user: User) -> int:
    """Return how many follow-ups are due, without a query when the page has counted them."""
    from insights.queue import due_count

    count: int | None = getattr(user, _KEPT, None)
    if count is None:
        count = due_count(user, on=user.today(timezone.now()))
        remember(user, count)
    return count


def remember(user: User, count: int) -> None:
    """Keep the number that a page knows already."""
    setattr(user, _KEPT, count)
