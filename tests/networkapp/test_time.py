"""Days do not shift, due times keep the clock's hour, and dates are said as people say them."""

from datetime import UTC, date, datetime, time

import pytest

from networkapp.time import (
    ImpossibleDay,
    business_days_after,
    business_days_between,
    day_bounds,
    days_after,
    days_between,
    is_business_day,
    local_due,
    local_moment,
    moment_after,
    months_after,
    name_impossible_day,
    next_business_day,
    parse_day,
    say_ago,
    say_date,
    seconds_between,
    today_for,
    week_start,
    years_after,
    zone_named,
)

NEW_YORK = "America/New_York"
THANKSGIVING = {date(2026, 11, 26), date(2026, 11, 27)}


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Etc/GMT+12", date(2026, 12, 30)),
        ("Pacific/Honolulu", date(2026, 12, 31)),  # UTC−10
        ("UTC", date(2026, 12, 31)),
        ("Pacific/Auckland", date(2027, 1, 1)),
        ("Pacific/Kiritimati", date(2027, 1, 1)),  # UTC+14
    ],
)
def test_today_is_the_readers_own(zone: str, day: date) -> None:
    assert today_for(zone, datetime(2026, 12, 31, 11, 30, tzinfo=UTC)) == day


@pytest.mark.parametrize(
    "zone", ["Etc/GMT+12", "Pacific/Honolulu", NEW_YORK, "Asia/Kolkata", "Pacific/Kiritimati"]
)
@pytest.mark.parametrize(
    "day", [date(2026, 3, 8), date(2026, 11, 1), date(2028, 2, 29), date(2026, 12, 31)]
)
def test_a_due_day_is_the_same_day_where_it_is_due(zone: str, day: date) -> None:
    due = local_due(day, zone)
    assert (due.date(), due.time()) == (day, time(8))
    assert today_for(zone, due.astimezone(UTC)) == day


def test_due_at_eight_on_the_days_of_23_and_25_hours() -> None:
    assert local_due(date(2026, 3, 8), NEW_YORK).astimezone(UTC).hour == 12
    assert local_due(date(2026, 3, 7), NEW_YORK).astimezone(UTC).hour == 13
    assert local_due(date(2026, 11, 1), NEW_YORK).astimezone(UTC).hour == 13
    hours = [
        seconds_between(*day_bounds(date(2026, m, d), NEW_YORK)) / 3600
        for m, d in [(3, 8), (3, 9), (11, 1)]
    ]
    assert hours == [23, 24, 25]


def test_a_time_the_clocks_skip_moves_forward() -> None:
    skipped = local_moment(date(2027, 3, 14), time(2, 30), NEW_YORK)
    assert (skipped.hour, skipped.minute) == (3, 30)
    twice = local_moment(date(2026, 11, 1), time(1, 30), NEW_YORK)
    assert twice.astimezone(UTC).hour == 5


def test_a_zone_that_no_longer_exists_is_the_sites_own() -> None:
    assert zone_named("Mars/Olympus") == zone_named("UTC")
    assert zone_named("../../etc/passwd") == zone_named("UTC")


def test_real_hours_pass_over_a_change_of_clocks() -> None:
    start = local_moment(date(2026, 3, 7), time(12), NEW_YORK)
    assert moment_after(start, hours=24).hour == 13


def test_days_months_and_years() -> None:
    assert days_after(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert days_after(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert days_after(date.max, 10) == date.max
    assert days_between(date(2028, 2, 28), date(2028, 3, 1)) == 2
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert months_after(date(2027, 1, 15), -2) == date(2026, 11, 15)
    assert years_after(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert week_start(date(2026, 11, 22)) == date(2026, 11, 16)
    assert week_start(date(2026, 11, 22), first_weekday=6) == date(2026, 11, 22)


def test_business_days_skip_weekends_and_holidays() -> None:
    assert not is_business_day(date(2026, 11, 21))
    assert not is_business_day(date(2026, 11, 26), holidays=THANKSGIVING)
    assert next_business_day(date(2026, 11, 26), holidays=THANKSGIVING) == date(2026, 11, 30)
    assert business_days_after(date(2026, 11, 25), 1, holidays=THANKSGIVING) == date(2026, 11, 30)
    assert business_days_after(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert business_days_after(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert business_days_after(date(2026, 11, 23), -1) == date(2026, 11, 20)
    assert business_days_after(date(2026, 11, 21), 0) == date(2026, 11, 23)
    assert business_days_after(date(2028, 2, 28), 1) == date(2028, 2, 29)


def test_business_days_between_counts_like_a_calendar() -> None:
    start = date(2026, 11, 16)
    for offset in range(40):
        end = days_after(start, offset)
        days = [days_after(start, n) for n in range(1, offset + 1)]
        counted = sum(is_business_day(day, holidays=THANKSGIVING) for day in days)
        assert business_days_between(start, end, holidays=THANKSGIVING) == counted
        assert business_days_between(end, start, holidays=THANKSGIVING) == -counted


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-11-24", "mdy", date(2026, 11, 24)),
        ("11/24/2026", "mdy", date(2026, 11, 24)),
        ("24/11/2026", "dmy", date(2026, 11, 24)),
        ("24.11.26", "dmy", date(2026, 11, 24)),
        ("26-11-24", "ymd", date(2026, 11, 24)),
        ("1/2/99", "mdy", date(1999, 1, 2)),
        ("2028-02-29", "mdy", date(2028, 2, 29)),
    ],
)
def test_days_are_read_in_the_institutions_order(text: str, order: str, day: date) -> None:
    assert parse_day(text, order=order) == day


@pytest.mark.parametrize("text", ["29/2/2027", "31/4/2026", "30/2/2028"])
def test_a_day_the_calendar_does_not_have_is_named(text: str) -> None:
    with pytest.raises(ImpossibleDay) as found:
        parse_day(text, order="dmy")
    assert name_impossible_day(found.value).startswith(text.split("/")[0] + " ")


@pytest.mark.parametrize(
    "text", ["", "soon", "2026", "13/13/2026", "0001-01-01", "1/1/20260", "24/11/2026/1", "\x00"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_day(text, order="mdy")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 24), "Tue 24 Nov"),
        (date(2027, 1, 5), "Tue 5 Jan 2027"),
    ],
)
def test_a_date_is_said_as_people_say_it(day: date, said: str) -> None:
    assert say_date(day, on=date(2026, 11, 22)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 12), "10 days ago"),
        (date(2026, 11, 1), "3 weeks ago"),
        (date(2026, 8, 22), "3 months ago"),
        (date(2025, 11, 22), "1 year ago"),
        (date(2024, 1, 1), "2 years ago"),
        (date(2026, 11, 24), "in 2 days"),
        (date(2026, 12, 13), "in 3 weeks"),
        (date(2027, 3, 22), "in 4 months"),
    ],
)
def test_how_long_ago_is_said_in_the_largest_sensible_unit(day: date, said: str) -> None:
    assert say_ago(day, on=date(2026, 11, 22)) == said
