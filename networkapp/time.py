"""Days, due times and how they are said: the only module that does arithmetic on dates.

Moments are stored in UTC and are always aware. A day is a plain date in somebody's zone;
it never shifts. Nothing here reads the clock: `now` and `on` come in by argument.
"""

import calendar
import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from networkapp.text import normalise

DUE_TIME = time(8, 0)
SATURDAY = 5
FIRST_YEAR, LAST_YEAR = 1900, 2199


class ImpossibleDay(ValueError):
    """The text names a day that the calendar does not have, such as 29 Feb 2027."""

    def __init__(self, *, year: int, month: int, day: int) -> None:
        super().__init__(f"{year:04}-{month:02}-{day:02}")
        self.year, self.month, self.day = year, month, day


# Zones and moments


@lru_cache(maxsize=1024)
def zone_named(name: str) -> tzinfo:
    """Return the zone called `name`; the site's own when no such zone is known.

    A zone kept by a user can disappear with an update of the zone database, and must not
    take every page of theirs with it.
    """
    for candidate in (name, settings.TIME_ZONE):
        try:
            return ZoneInfo(candidate)
        except (KeyError, ValueError, OSError):
            continue
    return UTC


def _zone(zone: str | tzinfo) -> tzinfo:
    return zone_named(zone) if isinstance(zone, str) else zone


def today_for(zone: str | tzinfo, now: datetime) -> date:
    """Return the day it is in `zone` at the moment `now` (aware)."""
    return now.astimezone(_zone(zone)).date()


def local_moment(day: date, at: time, zone: str | tzinfo) -> datetime:
    """Return the moment when clocks in `zone` show `at` on `day`.

    A time the clocks skip is moved forward by the gap; of a time shown twice, the first.
    """
    there = _zone(zone)
    return datetime.combine(day, at, tzinfo=there).astimezone(UTC).astimezone(there)


def local_due(day: date, zone: str | tzinfo) -> datetime:
    """Return when something due on `day` falls due: 08:00 by the clocks in `zone`."""
    return local_moment(day, DUE_TIME, zone)


def day_bounds(day: date, zone: str | tzinfo) -> tuple[datetime, datetime]:
    """Return the first moment of `day` in `zone`, and of the day after (23 to 25 hours)."""
    return local_moment(day, time.min, zone), local_moment(days_after(day, 1), time.min, zone)


def moment_after(
    moment: datetime, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: float = 0
) -> datetime:
    """Return the moment this much real time later (negative: earlier). Keeps its zone."""
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return (moment.astimezone(UTC) + length).astimezone(moment.tzinfo)


def moment_before(
    moment: datetime, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: float = 0
) -> datetime:
    """Return the moment this much real time earlier."""
    return moment_after(moment, days=-days, hours=-hours, minutes=-minutes, seconds=-seconds)


def seconds_between(start: datetime, end: datetime) -> float:
    """Return the real seconds from `start` to `end`, negative when `end` comes first."""
    # Two moments of one zone would be subtracted as their clocks show, change of clocks or not.
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()


# Days


def days_after(day: date, days: int) -> date:
    """Return the day `days` later (negative: earlier), kept inside the calendar's years."""
    ordinal = day.toordinal() + days
    return date.fromordinal(max(date.min.toordinal(), min(ordinal, date.max.toordinal())))


def days_before(day: date, days: int) -> date:
    """Return the day `days` earlier."""
    return days_after(day, -days)


def days_between(start: date, end: date) -> int:
    """Return the number of days from `start` to `end`, negative when `end` comes first."""
    return end.toordinal() - start.toordinal()


def months_after(day: date, months: int) -> date:
    """Return the same day `months` later, or the month's last day when it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    years = max(date.min.year, min(years, date.max.year))
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def years_after(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes the 28th where needed."""
    return months_after(day, 12 * years)


def week_start(day: date, *, first_weekday: int = 0) -> date:
    """Return the first day of the week of `day`; weekdays count from Monday, 0."""
    return days_after(day, -((day.weekday() - first_weekday) % 7))


def is_business_day(day: date, *, holidays: Collection[date] = ()) -> bool:
    """Return whether `day` is neither Saturday, Sunday nor one of `holidays`."""
    return day.weekday() < SATURDAY and day not in holidays


def next_business_day(day: date, *, holidays: Collection[date] = ()) -> date:
    """Return `day` itself when it is a business day, otherwise the first one after it."""
    while not is_business_day(day, holidays=holidays) and day < date.max:
        day = days_after(day, 1)
    return day


def business_days_after(day: date, days: int, *, holidays: Collection[date] = ()) -> date:
    """Return the business day `days` business days after `day` (negative: before).

    Counting starts on the next day, so one business day after a Friday, or after the
    Saturday that follows, is Monday. Zero gives the next business day, or `day` itself.
    """
    if days == 0:
        return next_business_day(day, holidays=holidays)
    step = 1 if days > 0 else -1
    left = abs(days)
    while left and date.min < day < date.max:
        day = days_after(day, step)
        left -= is_business_day(day, holidays=holidays)
    return day


def business_days_between(start: date, end: date, *, holidays: Collection[date] = ()) -> int:
    """Return how many business days come after `start`, up to and with `end`."""
    if end < start:
        return -business_days_between(end, start, holidays=holidays)
    weeks, rest = divmod(days_between(start, end), 7)
    tail = (days_after(end, -back) for back in range(rest))
    count = weeks * 5 + sum(day.weekday() < SATURDAY for day in tail)
    return count - sum(start < day <= end and day.weekday() < SATURDAY for day in set(holidays))


# Reading


_ORDERS = {"mdy", "dmy", "ymd"}


def parse_day(text: str, *, order: str = "mdy") -> date:
    """Read a day written as ISO or in the numeric `order` ("mdy", "dmy" or "ymd").

    Raises ImpossibleDay for a day that does not exist, ValueError for anything else.
    A two-digit year is taken from 1950 to 2049.
    """
    if order not in _ORDERS:
        raise ValueError(f"no such order of dates: {order!r}")
    if len(text) > 100:
        raise ValueError("not a date")
    plain = normalise("NFKC", text).strip()
    match = re.fullmatch(r"(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})\.?", plain)
    if match is None:
        raise ValueError("not a date")
    parts = match.groups()
    order = "ymd" if len(parts[0]) > 2 else order
    found = dict(zip(order, parts, strict=True))
    if len(found["m"]) > 2 or len(found["d"]) > 2 or len(found["y"]) == 3:
        raise ValueError("not a date")
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    if len(found["y"]) <= 2:
        year += 2000 if year < 50 else 1900
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError("not a date")
    if day > calendar.monthrange(year, month)[1]:
        raise ImpossibleDay(year=year, month=month, day=day)
    return date(year, month, day)


def name_impossible_day(error: ImpossibleDay) -> str:
    """Return the day that does not exist as one would say it: "29 Feb 2027"."""
    first = date(error.year, error.month, 1)
    return pgettext("a day, month and year", "{day} {month_and_year}").format(
        day=error.day, month_and_year=format_date(first, "M Y")
    )


# Saying


def say_date(day: date, *, on: date, locale: str | None = None) -> str:
    """Return `day` as one says it on the day `on`: "yesterday", "Tue 24 Nov".

    The year is told when it is another one. `locale` is a language code; by default the
    language of the request.
    """
    return _say_date(day, on, locale or translation.get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)  # a list says the same few days again and again, and formatting is slow
def _say_date(day: date, on: date, locale: str) -> str:
    with translation.override(locale):
        near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
        if said := near.get(days_between(on, day)):
            return said
        if day.year == on.year:
            return format_date(day, pgettext("date format", "D j M"))
        return format_date(day, pgettext("date format", "D j M Y"))


def say_ago(day: date, *, on: date, locale: str | None = None) -> str:
    """Return how long before (or after) the day `on` it was: "3 weeks ago", "in 2 days"."""
    return _say_ago(day, on, locale or translation.get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def _say_ago(day: date, on: date, locale: str) -> str:
    with translation.override(locale):
        days = days_between(day, on)
        if abs(days) <= 1:
            return _say_date(day, on, locale)
        past, distance = days > 0, abs(days)
        if distance < 14:
            said = ngettext("{n} day ago", "{n} days ago", distance) if past else ""
            said = said or ngettext("in {n} day", "in {n} days", distance)
            return said.format(n=distance)
        if distance < 60:
            weeks = distance // 7
            said = ngettext("{n} week ago", "{n} weeks ago", weeks) if past else ""
            said = said or ngettext("in {n} week", "in {n} weeks", weeks)
            return said.format(n=weeks)
        months = _whole_months(min(day, on), max(day, on))
        if months < 12:
            said = ngettext("{n} month ago", "{n} months ago", months) if past else ""
            said = said or ngettext("in {n} month", "in {n} months", months)
            return said.format(n=months)
        years = months // 12
        said = ngettext("{n} year ago", "{n} years ago", years) if past else ""
        said = said or ngettext("in {n} year", "in {n} years", years)
        return said.format(n=years)


def _whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (months_after(start, months) > end)
