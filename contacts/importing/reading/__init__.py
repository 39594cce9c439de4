"""Reading contacts out of a file: bytes in, people out. Knows no database.

    reading = read_people(content)
    for item in reading.people():
        ...  # a Person, or a Problem: a record that is no contact, with the reason

The text of the file is held (10 MB at most); people are made one at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from contacts.importing.reading.columns import (
    FIELDS,
    detect_format,
    has_identity,
    header_score,
    map_columns,
    tidy_headers,
    usable_mapping,
)
from contacts.importing.reading.dates import DATE_ORDERS, parse_date
from contacts.importing.reading.decoding import ENCODINGS, decode
from contacts.importing.reading.errors import UnreadableFile
from contacts.importing.reading.people import LIMITS, Person, PersonReader, Problem
from contacts.importing.reading.tables import Record, Table, find_table, records

__all__ = [
    "DATE_ORDERS",
    "ENCODINGS",
    "FIELDS",
    "LIMITS",
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Person",
    "Problem",
    "Reading",
    "UnreadableFile",
    "parse_date",
    "read_people",
]

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200
# Notes may run over many lines, but no 50,000 people fill more than this.
_MAX_LINES = 1_000_000
_SAMPLES = 3


@dataclass(slots=True)
class Reading:
    """A file that was understood: what it is, and the people in it."""

    #: "linkedin", "outlook", "google", "yahoo", "thunderbird" or "csv"
    format: str
    encoding: str
    delimiter: str
    #: The column names; "" where a column has none.
    headers: list[str]
    #: Column index → key of FIELDS, for the columns that are taken.
    mapping: dict[int, str]
    #: The names of the columns that are left out.
    unmapped: list[str]
    date_order: str
    #: No column is known to hold a name, organisation, e-mail or phone: ask for the mapping.
    needs_mapping: bool
    #: The first few records, to show beside the column names.
    samples: list[list[str]]
    _text: str = field(repr=False)
    _table: Table = field(repr=False)

    def people(self) -> Iterator[Person | Problem]:
        """The people in the file's order; may be called again, and then starts anew."""
        reader = PersonReader(self.mapping, width=self._table.width, date_order=self.date_order)
        header = self._table.header
        count = 0
        for record in _data(self._text, self._table):
            if header is not None and record.cells == header.cells:
                yield Problem(record.line, _("This line repeats the column names."))
                continue
            count += 1
            if count > MAX_ROWS:
                yield Problem(record.line, _too_many_rows())
                return
            yield reader.read(record)


def read_people(
    content: bytes,
    *,
    mapping: Mapping[int, str] | None = None,
    date_order: str = "mdy",
    encoding: str | None = None,
) -> Reading:
    """Understand a file of contacts.

    `mapping` (column index → key of FIELDS) overrides what the column names say; `date_order`
    ("mdy" or "dmy") is how 4/8/2026 is meant; `encoding` is one of ENCODINGS, found when None.
    Raises `UnreadableFile`, with a sentence to show, when the file holds no table.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableFile(
            _("This file is larger than 10 MB. Split it and import the parts one after the other.")
        )
    if date_order not in DATE_ORDERS:
        date_order = DATE_ORDERS[0]
    text, found = decode(content, encoding)
    if max(text.count("\n"), text.count("\r")) > _MAX_LINES:
        raise UnreadableFile(_too_many_lines())
    table = find_table(text, header_score)
    if table is None or not table.is_regular:
        raise UnreadableFile(_no_table())
    if table.width > MAX_COLUMNS:
        raise UnreadableFile(
            _("This file has more than 200 columns. Keep those you need and save it again.")
        )
    headers = tidy_headers(table.header.cells if table.header else [], table.width)
    format = detect_format(headers)
    if mapping is None:
        chosen = map_columns(headers, format)
    else:
        chosen = usable_mapping(mapping, table.width)
    samples = []
    for record in _data(text, table):
        samples.append(tidy_headers(record.cells, table.width))
        if len(samples) == _SAMPLES:
            break
    return Reading(
        format=format,
        encoding=found,
        delimiter=table.delimiter,
        headers=headers,
        mapping=chosen,
        unmapped=[name for i, name in enumerate(headers) if name and i not in chosen],
        date_order=date_order,
        needs_mapping=not has_identity(chosen),
        samples=samples,
        _text=text,
        _table=table,
    )


def _data(text: str, table: Table) -> Iterator[Record]:
    """The records below the header; lines with nothing at all on them are passed over."""
    begin = table.first_line + (1 if table.header is not None else 0)
    for record in records(text, table.delimiter):
        if record.line >= begin and (len(record.cells) > 1 or not record.is_blank):
            yield record


def _no_table() -> str:
    return _(
        "We found no table of contacts in this file. It should be a CSV file whose first line "
        "names the columns, such as “First Name, Last Name, Email”."
    )


def _too_many_lines() -> str:
    return _("This file has more than a million lines. Keep those with contacts and save it again.")


def _too_many_rows() -> str:
    return _(
        "This file has more than 50,000 rows. The rows from here on were not read: "
        "put them in a file of their own and import that next."
    )
