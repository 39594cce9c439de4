"""The network at a glance, and what the first run needs to know: one query for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import User
from contacts.models import Contact, ContactImport, Event, MeetingContact, Source, Target
from contacts.states import EventKind, Family, ImportStatus
from contacts.targets import Wish, count_people
from insights.models import Dismissal
from networkapp.time import days_after

COMING_DAYS = 14
MOST_EVENTS = 6
RECENT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Share:
    """One family's part of the network: a rectangle of the bar and a line of the legend."""

    family: str
    label: str
    count: int
    at: str = "0"  # where its rectangle begins, and its size, in percent of the bar; text,
    size: str = "0"  # since a page would write numbers as its language does


@dataclass(frozen=True, slots=True)
class ComingEvent:
    """An event of the next two weeks, or one going on."""

    id: int
    name: str
    kind: str
    place: str
    starts_on: date
    ends_on: date | None
    starts_at_time: time | None
    is_here: bool
    look_for_count: int

    @property
    def kind_label(self) -> str:
        return str(EventKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Hope:
    """Where the student wants to work, and how many people they know there."""

    wish: Wish
    count: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What Today shows beside the things to do."""

    shares: list[Share]
    people_count: int
    recent_count: int  # people in touch with in the last seven days
    events: list[ComingEvent]
    hopes: list[Hope]
    put_away: frozenset[str]
    has_imported: bool
    source_ids: dict[str, int]

    @property
    def here(self) -> ComingEvent | None:
        """The event at which the student is now."""
        return next((event for event in self.events if event.is_here), None)

    @property
    def usual_source_id(self) -> int | None:
        """Where somebody added by one line comes from: the event, when one is there."""
        return self.source_ids.get("event" if self.here else "acquaintance")

    @property
    def said(self) -> str:
        """The bar in words, for who does not see it."""
        return ", ".join(f"{share.label} {share.count}" for share in self.shares)


def glance_at(owner: User, *, on: date, now: datetime) -> Glance:
    """Return the glance, in one query and a second when the student named where to work."""
    row = _row(owner, on=on, now=now)
    wishes = [Wish(**wish) for wish in row.wishes]
    counts = count_people(owner, wishes)
    families = {family["family"]: family["n"] for family in row.families}
    return Glance(
        shares=shares_of(families),
        people_count=sum(families.values()),
        recent_count=row.recent_count,
        events=[_event(event) for event in row.events],
        hopes=[Hope(wish, counts[wish.id]) for wish in wishes],
        put_away=frozenset(row.put_away),
        has_imported=row.has_imported,
        source_ids={source["key"]: source["id"] for source in row.sources},
    )


def shares_of(families: dict[str, int]) -> list[Share]:
    """Return the families that have people, in their order, with their places on the bar."""
    total = sum(families.values())
    shares, x = [], 0.0
    for family in Family:
        if count := families.get(family, 0):
            width = 100 * count / total
            shares.append(Share(family.value, str(family.label), count, f"{x:.2f}", f"{width:.2f}"))
            x += width
    return shares


def _row(owner: User, *, on: date, now: datetime) -> Any:
    """One row of the student's own, each list on it a subquery."""
    families = (
        Contact.objects.visible_to(owner)
        .kept()
        .order_by()
        .values("source__family")
        .annotate(n=Count("pk"))
        .values(json=JSONObject(family="source__family", n="n"))
    )
    recent = (
        MeetingContact.objects.filter(
            owner=owner,
            meeting__owner=owner,
            meeting__deleted_at__isnull=True,
            meeting__met_on__gte=days_after(on, -RECENT_DAYS),
        )
        .order_by()
        .values("owner")
        .annotate(n=Count("contact", distinct=True))
        .values("n")
    )
    wishes = Target.objects.visible_to(owner).order_by("priority", "id")
    imports = ContactImport.objects.visible_to(owner).filter(
        status__in=[ImportStatus.RUNNING, ImportStatus.DONE]
    )
    sources = Source.objects.filter(owner=None, key__in=["event", "acquaintance"])
    return (
        User.objects.only("pk")
        .annotate(
            families=ArraySubquery(families),
            recent_count=Coalesce(Subquery(recent), 0),
            events=ArraySubquery(_events(owner, on=on, now=now)),
            wishes=ArraySubquery(
                wishes.values(
                    json=JSONObject(
                        id="id",
                        dimension="dimension",
                        value="value",
                        industry_id="industry_id",
                        area_id="area_id",
                    )
                )
            ),
            put_away=ArraySubquery(Dismissal.objects.visible_to(owner).values("key")),
            has_imported=Exists(imports),
            sources=ArraySubquery(sources.values(json=JSONObject(key="key", id="id"))),
        )
        .get(pk=owner.pk)
    )


def _events(owner: User, *, on: date, now: datetime) -> Any:
    until = days_after(on, COMING_DAYS)
    here = Coalesce(Q(here_until_at__gt=now), Value(False))  # noqa: FBT003
    soon: Any = Event.objects.visible_to(owner).kept().filter(starts_on__lte=until).upcoming(on=on)
    return soon.values(
        json=JSONObject(
            id="id",
            name="name",
            kind="kind",
            place="place",
            starts_on="starts_on",
            ends_on="ends_on",
            starts_at_time="starts_at_time",
            is_here=here,
            look_for=F("look_for"),
        )
    )[:MOST_EVENTS]


def _event(row: dict[str, Any]) -> ComingEvent:
    """Read an event as JSON brings it."""
    starts_at, ends_on = row["starts_at_time"], row["ends_on"]
    return ComingEvent(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        place=row["place"],
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        starts_at_time=time.fromisoformat(starts_at) if starts_at else None,
        is_here=row["is_here"],
        look_for_count=sum(bool(line.strip()) for line in row["look_for"].splitlines()),
    )
