"""What holds for every file, whatever is in it."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contacts.importing.reading import Person, UnreadableFile, parse_date, read_people
from contacts.importing.reading.people import clean_cell, one_line
from contacts.importing.reading.tables import records

_HEADERS = st.sampled_from(
    ["First Name", "Email", "Notes", "Phone", "URL", "Connected On", "Tags", "", '"', "Nom"]
)
_CELLS = st.text(max_size=40)
_WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=40
)
_LINES = st.lists(st.text(alphabet=",;\"\t\n\r|'=@ab1", max_size=60), max_size=20)


def _read_all(content: bytes) -> None:
    try:
        reading = read_people(content)
    except UnreadableFile:
        return
    for item in reading.people():
        assert item.row >= 1
        if isinstance(item, Person):
            assert item.name
            assert len(item.name) <= 200
            assert "\0" not in item.note


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"sep=;\n")
@example(b'"')
@example(b'Name,Email\n"')
def test_random_bytes_raise_nothing_but_unreadable_file(content: bytes):
    _read_all(content)
    _read_all(b"Name,Email,Phone,Website,Connected On\n" + content)


@settings(max_examples=300, deadline=None)
@given(st.lists(_HEADERS, min_size=1, max_size=6), _LINES)
def test_random_lines_under_a_header_raise_nothing(headers: list[str], lines: list[str]):
    _read_all((",".join(headers) + "\n" + "\n".join(lines)).encode())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(_CELLS, min_size=2, max_size=4), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_written_tables_come_back_the_same(rows: list[list[str]], delimiter: str):
    rows = [[cell.replace("\0", "") for cell in row] for row in rows]
    with io.StringIO(newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
        text = file.getvalue()
    found = list(records(text, delimiter))
    assert [record.cells for record in found] == rows
    assert not any(record.unclosed for record in found)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=6))
def test_names_and_notes_survive(rows: list[tuple[str, str]]):
    with io.StringIO(newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["Name", "Email", "Notes"])
        writer.writerows([n, f"p{i}@example.com", t] for i, (n, t) in enumerate(rows))
        content = file.getvalue().encode()
    found = [item for item in read_people(content).people() if isinstance(item, Person)]
    assert len(found) == len(rows)
    for i, (person, (name, note)) in enumerate(zip(found, rows, strict=True)):
        assert person.email == f"p{i}@example.com"
        assert person.name == (one_line(clean_cell(name)) or person.email)
        assert person.note == clean_cell(note)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=70), st.sampled_from(["mdy", "dmy"]))
def test_no_text_breaks_the_reading_of_dates(text: str, order: str):
    parse_date(text, order)


@pytest.mark.parametrize("mark", ['"', '""', '"""', '"a', "'"])
def test_many_broken_quotation_marks_take_no_long_time(mark: str):
    content = ("Name,Email\n" + f"Ada,{mark}x\n" * 20_000).encode()
    assert sum(1 for item in read_people(content).people()) > 0
