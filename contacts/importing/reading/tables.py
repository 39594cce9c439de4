"""From text to records: the delimiter, the quotation marks, and which record is the header."""

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")

# The export of LinkedIn begins with notes of any length; no header is looked for further down.
_HEADER_WITHIN = 300

# Line ends are LF, CR LF or bare CR, as csv has them; no other character ends a line.
_LINE = re.compile(r"[^\r\n]+(?:\r\n|[\r\n])?|\r\n|[\r\n]")
_SEPARATOR_LINE = re.compile(r"\A\"?sep=([,;\t|])\"?[;,\t ]*(?:\r\n|[\r\n]|\Z)", re.IGNORECASE)
# How far an open quotation mark may run: a note of a page or two, not the rest of the file.
_MOST_LINES = 200
_MOST_CHARACTERS = 64 * 1024  # after the line where it was opened
# Lines given back are read again. A file that is full of open marks may have this many
# characters read again; then a mark that is not closed on its line is open. That keeps the
# time in proportion to the file, with a second or two on top.
_GIVEN_BACK_AT_MOST = 20_000_000
_LINE_COSTS = 50  # characters, besides its own
# NUL never occurs in the text (decoding takes it out), so it can stand for the end of the file.
_END = "\0"


@dataclass(slots=True)
class Record:
    """One record of the file.

    `line` is the number of the line on which it starts, from 1. `unclosed`: a quotation mark
    was opened in it and not closed before the next record; its cells are a best guess.
    """

    line: int
    cells: list[str]
    unclosed: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(slots=True)
class Table:
    """How the text is laid out. `header` is None where the first record already holds data."""

    delimiter: str
    header: Record | None
    first_line: int
    width: int
    is_regular: bool


HeaderScore = Callable[[list[str]], int]


def find_table(text: str, score: HeaderScore) -> Table | None:
    """The delimiter and the header of a text, or None when it has no records at all.

    `score` says how many cells of a record are known column names (0: it is no header).
    The delimiter wins whose best record scores highest; then the one that cuts most records
    into the same number of cells, so that decimal commas do not beat semicolons.
    """
    named = _SEPARATOR_LINE.match(text)
    candidates = (named.group(1),) if named else DELIMITERS
    skipped = 1 if named else 0
    best: tuple[tuple[int, float, int], Table] | None = None
    for delimiter in candidates:
        sample = [
            record
            for record in islice(records(text, delimiter), _HEADER_WITHIN)
            if record.line > skipped and not record.is_blank
        ]
        if not sample:
            continue
        rank, table = _weigh(sample, delimiter, score)
        if best is None or rank > best[0]:
            best = rank, table
    return best[1] if best else None


def _weigh(
    sample: list[Record], delimiter: str, score: HeaderScore
) -> tuple[tuple[int, float, int], Table]:
    widths = Counter(_used(record.cells) for record in sample)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
    evenness = rows / len(sample) if width > 1 else 0.0
    first = next((r for r in sample if _used(r.cells) * 2 >= width and not _is_comment(r)), None)
    scores = [(score(record.cells), -index) for index, record in enumerate(sample)]
    points, index = max(scores)
    header = sample[-index]
    # One known word alone may as well stand in a row of data: then only the first row counts.
    if points < 2 and first is not None and (points < 1 or header is not first):
        points = score(first.cells)
        header = first
    has_names = points > 0 or not _holds_data(header.cells)
    table = Table(
        delimiter=delimiter,
        header=header if has_names else None,
        first_line=header.line,
        width=max(_used(header.cells), 1) if has_names else max(width, 1),
        is_regular=points > 0 or (width > 1 and len(sample) > 1 and evenness >= 0.5),
    )
    return (points, round(evenness, 2), width), table


def _used(cells: list[str]) -> int:
    """The width of a record without the empty cells that spreadsheets add at its end."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def _is_comment(record: Record) -> bool:
    return len(record.cells) == 1 and record.cells[0].lstrip().startswith("#")


def _holds_data(cells: list[str]) -> bool:
    """Nobody names a column with an address, a web link or a bare number."""
    for cell in cells:
        text = cell.strip()
        if "@" in text or "://" in text or re.fullmatch(r"[\d.,+()/ -]*\d[\d.,+()/ -]*", text):
            return True
    return False


def records(text: str, delimiter: str) -> Iterator[Record]:
    """All records of a text, in order, blank lines included.

    A quotation mark that is not closed swallows the lines after it. Where that happened (the
    file ends inside the quotes, they run on for too long, or the closing mark stands in the
    middle of a later cell) only the first of those lines is taken, marked `unclosed`, and
    reading goes on with the next.
    """
    if csv.field_size_limit() < len(text) + 1:
        csv.field_size_limit(len(text) + 1)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    number = 1
    while True:
        lines.begin_record()
        cells = next(reader, None)
        taken = lines.taken
        if cells is None or taken[0] is _END:
            return
        if len(taken) == 1 and not lines.is_cut:
            yield Record(number, cells)
            number += 1
        elif not lines.is_cut and _is_closed(taken, delimiter):
            yield Record(number, cells)
            number += len(taken)
        else:
            guess = _without_quotes(taken[0], delimiter)
            lines.put_back(taken[1:])
            yield Record(number, guess, unclosed=True)
            number += 1


def _is_closed(taken: list[str], delimiter: str) -> bool:
    if taken[-1] is _END:
        return False
    try:
        list(csv.reader(taken, delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error:
        return False
    return True


def _without_quotes(line: str, delimiter: str) -> list[str]:
    """The cells of a line whose last quotation mark is open: that mark means nothing."""
    cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
    rest = [cells[-1].rstrip("\r\n")]
    return cells[:-1] + next(csv.reader(rest, delimiter=delimiter, quoting=csv.QUOTE_NONE), [])


class _Lines:
    """The lines of a text for csv.reader; remembers which of them made the current record.

    csv asks for a further line only inside quotation marks. When these run on for too long it
    is told that there are no more, ends the record there, and `is_cut` is set.
    """

    def __init__(self, text: str) -> None:
        self.taken: list[str] = []
        self.is_cut = False
        self._further = 0  # characters of the record after its first line
        self._may_give_back = _GIVEN_BACK_AT_MOST
        self._matches = _LINE.finditer(text)
        self._back: deque[str] = deque()
        self._ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def begin_record(self) -> None:
        self.taken.clear()
        self.is_cut = False
        self._further = 0

    def __next__(self) -> str:
        if self.taken and self._is_too_long():
            self.is_cut = True
            raise StopIteration
        if self._back:
            line = self._back.popleft()
        else:
            match = next(self._matches, None)
            if match is not None:
                line = match.group()
            elif not self._ended:
                self._ended = True
                line = _END
            else:
                raise StopIteration
        if self.taken:
            self._further += len(line)
        self.taken.append(line)
        return line

    def _is_too_long(self) -> bool:
        return (
            len(self.taken) >= _MOST_LINES
            or self._further >= _MOST_CHARACTERS
            or self._may_give_back <= 0
        )

    def put_back(self, lines: list[str]) -> None:
        """Give the lines again; the mark of the end is given anew when they are used up."""
        self._may_give_back -= sum(map(len, lines)) + _LINE_COSTS * len(lines)
        if lines and lines[-1] is _END:
            lines = lines[:-1]
            self._ended = False
        self._back.extendleft(reversed(lines))
