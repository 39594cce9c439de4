"""Dates as people and spreadsheets write them."""

import re
from datetime import date
from functools import lru_cache

from networkapp.text import fold

#: The two readings of 4/8/2026: month first, or day first.
DATE_ORDERS = ("mdy", "dmy")

# Month names and their short forms in English, German, Spanish, French, Portuguese, Italian
# and Dutch, without marks (the text is folded first).
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner ene enero janv janvier janeiro gen gennaio januari",
            "february feb februar feber febrero fev fevr fevrier fevereiro febbraio februari",
            "march mar marz marzo mars marco maart mrt mrz maerz",
            "april apr abr abril avr avril aprile",
            "may mai mayo maio mag maggio mei",
            "june jun juni junio juin junho giu giugno",
            "july jul juli julio juil juillet julho lug luglio",
            "august aug ago agosto aout aou augustus",
            "september sep sept set septiembre setiembre septembre setembro settembre",
            "october oct okt oktober octubre octobre out outubro ott ottobre",
            "november nov noviembre novembre novembro",
            "december dec dez dezember dic diciembre decembre dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}

_TIME = (
    r"(?:,?[t\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|utc|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})" + _TIME)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})" + _TIME)
_EAST = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]?")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_CLOCK = re.compile(r"\s\d{1,2}:\d{2}.*$")


@lru_cache(maxsize=4096)
def parse_date(text: str, order: str = "mdy") -> date | None:
    """The date a text names, or None when it names none that exists.

    Read are ISO dates, "15 Jan 2024", "Jan 15, 2024", "15-Jan-24" (month names in seven
    languages), DD.MM.YYYY (dots mean day first) and slashes: those by `order`, "mdy" or "dmy",
    unless that date is impossible and the other is not. Years of two digits are 1970–2069.
    A time of day is ignored.
    """
    if len(text) > 60:
        return None
    text = text.strip().lower()
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _EAST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _date(year, month, day)
    if match := _DOTS.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return _date(year, month, day)
    if match := _SLASHES.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        month_first, day_first = _date(year, first, second), _date(year, second, first)
        return (day_first or month_first) if order == "dmy" else (month_first or day_first)
    return _with_month_name(_CLOCK.sub("", text))


def _with_month_name(text: str) -> date | None:
    folded = fold(text)
    months = [_MONTHS[word] for word in _WORD.findall(folded) if word in _MONTHS]
    numbers = _NUMBER.findall(folded)
    if len(months) != 1 or len(numbers) != 2:
        return None
    first, second = numbers
    day, year = (second, first) if len(first) == 4 else (first, second)
    if len(day) > 2 or len(year) not in (2, 4):
        return None
    return _date(int(year), months[0], int(day))


def _date(year: int, month: int, day: int) -> date | None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
