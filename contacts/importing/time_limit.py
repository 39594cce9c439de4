"""How long a file may be read: the worker is there for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.utils.translation import gettext as _

from contacts.importing.reading import UnreadableFile

Clock = Callable[[], float]  # seconds, from any beginning, never going back
Item = TypeVar("Item")


class TimeLimit:
    """So many seconds from now on, by ``clock``."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def check(self) -> None:
        """Raise UnreadableFile, with a sentence to show, when the time is over."""
        if self._clock() > self._end:
            raise UnreadableFile(
                _(
                    "This file takes too long to read. "
                    "Split it and import the parts one after the other."
                )
            )

    def within(self, items: Iterator[Item]) -> Iterator[Item]:
        """Yield ``items`` while there is time. Raises as ``check`` does."""
        for item in items:
            self.check()
            yield item
