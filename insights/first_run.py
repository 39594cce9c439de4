"""The three steps of the first day: import, add three people, say where you want to work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from insights.models import Dismissal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from insights.glance import Glance

FIRST_PEOPLE = 3


class StepKey(StrEnum):
    """The steps, in their order."""

    IMPORT = "import"
    PEOPLE = "people"
    WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class Step:
    """One step, and whether it is done or put away."""

    key: StepKey
    is_done: bool
    is_put_away: bool

    @property
    def is_open(self) -> bool:
        return not (self.is_done or self.is_put_away)


@dataclass(frozen=True, slots=True)
class FirstRun:
    """Where a student stands in the first run."""

    steps: list[Step]
    has_people: bool

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if step.is_open]

    @property
    def is_over(self) -> bool:
        """Everything is done or put away."""
        return not self.open_steps

    @property
    def takes_the_page(self) -> bool:
        """Stand in place of Today: there is nobody yet to do anything about."""
        return not self.has_people and not self.is_over

    @property
    def current(self) -> StepKey | None:
        """The step to take now."""
        return self.open_steps[0].key if self.open_steps else None


def first_run_of(glance: Glance) -> FirstRun:
    """Return where the student stands, from what the glance knows."""
    done = {
        StepKey.IMPORT: glance.has_imported,
        StepKey.PEOPLE: glance.people_count >= FIRST_PEOPLE,
        StepKey.WISHES: bool(glance.hopes),
    }
    steps = [Step(key, done[key], dismissal_key(key) in glance.put_away) for key in StepKey]
    return FirstRun(steps, has_people=glance.people_count > 0)


def dismissal_key(step: str) -> str:
    """Return the key under which a step is put away."""
    return f"step-{step}"


def put_away(*, owner: Any, steps: Iterable[str], now: datetime) -> None:
    """Put steps away for good; safe to repeat."""
    Dismissal.objects.bulk_create(
        (Dismissal(owner=owner, key=dismissal_key(step), created_at=now) for step in steps),
        ignore_conflicts=True,
    )
