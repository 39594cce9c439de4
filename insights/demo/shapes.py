"""The shapes in which the demo data is written down. Days count back or ahead from today."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Talk:
    """A meeting so many days ago."""

    days_ago: int
    kind: str
    summary: str
    by_them: bool = False
    at: str = ""  # key of an event
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """A follow-up due in so many days (negative: late; None: some day)."""

    due_in: int | None
    kind: str
    what: str = ""
    by_them: bool = False
    done_days_ago: int | None = None
    after_last_talk: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Work of the past."""

    title: str
    organization: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Person:
    """One contact."""

    name: str
    source: str
    title: str = ""
    organization: str = ""
    industry: str = ""
    area: str = ""
    stage: str = ""
    pronouns: str = ""
    pronunciation: str = ""
    sort_name: str = ""
    since: int = 0  # year the present job began
    department: str = ""
    jobs: tuple[Job, ...] = ()
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    tags: tuple[str, ...] = ()
    closeness: int | None = None
    how_met: str = ""
    note: str = ""
    referred_by: str = ""
    met_at: str = ""  # key of an event
    can_help_with: tuple[str, ...] = ()
    disciplines: str = ""
    research: str = ""
    talks: tuple[Talk, ...] = ()
    todos: tuple[Todo, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event that begins in so many days (negative: past)."""

    key: str
    name: str
    kind: str
    in_days: int
    organization: str = ""
    place: str = ""
    lasts_days: int = 1
    starts_at: str = ""
    ends_at: str = ""
    look_for: tuple[str, ...] = ()
    note: str = ""
