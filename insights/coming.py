"""What comes in the next two weeks: follow-ups and events, by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from insights.glance import ComingEvent, Glance
    from insights.queue import Queue, Task

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Coming:
    """A follow-up or an event, and its day."""

    on: date
    task: Task | None = None
    event: ComingEvent | None = None


def coming_up(queue: Queue, glance: Glance) -> list[Coming]:
    """Return both in one list, the nearest first; an event stands before the follow-ups."""
    events = [Coming(event.starts_on, event=event) for event in glance.events]
    tasks = [Coming(task.due_on, task=task) for task in queue.coming if task.due_on]
    return sorted([*events, *tasks], key=lambda coming: coming.on)[:MOST_SHOWN]
