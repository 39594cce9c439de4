"""Reading our own samples and small made-up files."""

import time
from datetime import date
from pathlib import Path

import pytest

from contacts.importing import reading as package
from contacts.importing.reading import (
    ENCODINGS,
    FIELDS,
    MAX_BYTES,
    Person,
    Problem,
    UnreadableFile,
    parse_date,
    read_people,
)
from contacts.importing.reading.columns import map_columns
from contacts.importing.reading.tables import records

SAMPLES = Path(package.__file__).parents[1] / "samples"


def people(text: str | bytes, **options) -> list[Person]:
    content = text.encode() if isinstance(text, str) else text
    return [p for p in read_people(content, **options).people() if isinstance(p, Person)]


def problems(text: str) -> list[Problem]:
    return [p for p in read_people(text.encode()).people() if isinstance(p, Problem)]


def only(text: str, **options) -> Person:
    (person,) = people(text, **options)
    return person


# --- Samples ---


def test_the_samples_are_read():
    linkedin = read_people((SAMPLES / "linkedin.csv").read_bytes())
    assert (linkedin.format, linkedin.needs_mapping) == ("linkedin", False)
    amina, tomas, greta = linkedin.people()
    assert isinstance(amina, Person)
    assert (amina.row, amina.name, amina.organization) == (
        5,
        "Amina Warsame",
        "Northfield Clinic, Inc.",
    )
    assert isinstance(tomas, Person)
    assert isinstance(greta, Person)
    assert (tomas.name, greta.connected_on) == ("Tomás Ibáñez", date(2024, 2, 29))

    amina, ruth, lakeside = people((SAMPLES / "spreadsheet.csv").read_bytes())
    assert amina.tags == ("health", "mentor")
    assert amina.linkedin_url == "https://www.linkedin.com/in/amina-warsame-sample"
    assert ruth.note == "Office hours on Tuesday\nKnows people at Lakeside"
    assert lakeside.row == 5

    jonas, aenne = people((SAMPLES / "deutsch.csv").read_bytes())
    assert (jonas.name, jonas.note) == ("Jonas Groß", "Kennt Amina; Betrag 12,50")
    assert (aenne.name, aenne.location) == ("Änne Weiß", "Köln")


def test_people_can_be_read_twice():
    reading = read_people(b"Name,Email\nAda,ada@example.com\n")
    assert list(reading.people()) == list(reading.people())


# --- Files that are something else ---


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\0\n", "empty"),
        (b"PK\x03\x04....[Content_Types].xml....", "Excel"),
        (b"PK\x03\x04....Connections.csv....", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\x1f\x8b\x08....", "archive"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n", "vCard"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "calendar"),
        (b'[{"name": "Ada", "email": "ada@example.com"}]', "JSON"),
        (b'{"contacts": []}', "JSON"),
        (b"<?xml version='1.0'?><contacts/>", "XML"),
        (b"\n <!DOCTYPE html>\n<html></html>", "web page"),
        (b"dn: cn=Ada\nobjectclass: person\n", "LDIF"),
        (b"{\\rtf1\\ansi Ada}", "document"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x0e" * 100, "text file"),
        (b"Dear Ada,\n\nit was good to meet you.\n", "no table"),
    ],
)
def test_other_files_are_refused_with_a_sentence(content: bytes, word: str):
    with pytest.raises(UnreadableFile, match=word):
        read_people(content)


def test_limits():
    with pytest.raises(UnreadableFile, match="10 MB"):
        read_people(b"x" * (MAX_BYTES + 1))
    with pytest.raises(UnreadableFile, match="200 columns"):
        read_people(("Name,Email" + ",more" * 199).encode())
    long = only(f"Name,Company,Notes\n{'n' * 900},{'c' * 900},{'x' * 30_000}\n")
    assert (len(long.name), len(long.organization), len(long.note)) == (200, 200, 20_000)
    assert len(long.warnings) == 3


def test_rows_beyond_the_limit_are_reported(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "MAX_ROWS", 2)
    items = list(read_people(b"Name\nAda\nGrace\nAlan\nKay\n").people())
    assert [type(item) for item in items] == [Person, Person, Problem]


# --- Encodings ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_found(encoding: str):
    content = "Name;Firma\nJörg Groß;Café Zoë\n".encode(encoding)
    person = people(content)[0]
    assert (person.name, person.organization) == ("Jörg Groß", "Café Zoë")


def test_an_encoding_can_be_chosen():
    content = "Name;Email\nИван Петров;ivan@example.com\n".encode("cp1251")
    assert people(content, encoding="cp1251")[0].name == "Иван Петров"
    with pytest.raises(UnreadableFile):
        read_people(content, encoding="rot13")
    for codec, _label in ENCODINGS:
        content = "Name,Email\nAda,ada@example.com\n".encode(codec)
        assert people(content, encoding=codec)[0].name == "Ada"


def test_western_text_is_not_taken_for_japanese():
    text = "Name,City\nRenée Béchard,Besançon\nÅsa Öberg,Malmö\nÞóra,Reykjavík\n"
    assert read_people(text.encode("cp1252")).encoding == "cp1252"


# --- Tables ---


def test_notes_of_any_length_stand_above_the_header():
    notes = "Notes:\n" + '"a note, with a comma"\n' * 120 + 'an open " quote, and more\n'
    assert only(notes + "\nFirst Name,Last Name,Connected On\nAda,Lovelace,10 Dec 2015\n").name


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(delimiter: str):
    lines = (["Name", "Email", "Notes"], ["Ada", "ada@example.com", "1,5; 2"])
    cells = ("\n".join(delimiter.join(f'"{c}"' for c in line) for line in lines)).encode()
    reading = read_people(cells)
    assert reading.delimiter == delimiter
    assert next(reading.people()).note == "1,5; 2"  # type: ignore[union-attr]


def test_a_list_without_header_asks_for_the_mapping_and_loses_no_row():
    content = b"Ada,ada@example.com\nGrace,grace@example.com\n"
    reading = read_people(content)
    assert (reading.needs_mapping, reading.headers) == (True, ["", ""])
    found = people(content, mapping={0: "name", 1: "email"})
    assert [person.name for person in found] == ["Ada", "Grace"]


def test_a_chosen_mapping_wins_and_nonsense_in_it_is_dropped():
    person = only("a,b\nAda,Analyst\n", mapping={0: "name", 1: "title", 7: "email", -1: "phone"})
    assert (person.name, person.title) == ("Ada", "Analyst")
    assert read_people(b"a,b\n1,2\n", mapping={0: "owner"}).needs_mapping


def test_a_quotation_mark_that_closes_in_a_later_row_swallows_nothing():
    text = 'Name,Email\nAda,"ada@example.com\nGrace,"grace@example.com"\nAlan,alan@example.com\n'
    assert [person.name for person in people(text)] == ["Grace", "Alan"]
    assert [problem.row for problem in problems(text)] == [2]


def test_a_quoted_note_may_have_many_lines_but_not_the_rest_of_the_file():
    def notes(lines: int) -> str:
        note = "\n".join(["line"] * lines)
        return f'Name,Note\nAda,"{note}"\nGrace,x\n'

    ada, grace = people(notes(200))
    assert (ada.note.count("\n"), grace.row) == (199, 202)
    assert problems(notes(200)) == []
    assert problems(notes(201))[0].row == 2
    assert people(notes(201))[-1].name == "Grace"
    long = "x" * 200_000
    ada, grace = people(f'Name,Note\nAda,"{long}\n{long}"\nGrace,x\n')
    assert (ada.name, grace.row) == ("Ada", 4)


@pytest.mark.parametrize("line", ['",x"a,"\n', '"x\n', 'Ada,"x\n'])
def test_a_file_full_of_open_quotation_marks_is_read_in_a_moment(line: str):
    begun = time.process_time()
    reading = read_people(b"First Name,Last Name,Email\n" + line.encode() * 130_000)
    items = list(reading.people())
    assert time.process_time() - begun < 10
    assert len(items) == package.MAX_ROWS + 1
    assert [item.row for item in items[:3]] == [2, 3, 4]


def test_repeated_headers_comments_and_blank_lines():
    text = "Name,Email\n\nAda,a@example.com\n   \nName,Email\n# remark\n,\nAlan,b@example.com\n"
    assert [person.row for person in people(text)] == [3, 8]
    assert [problem.row for problem in problems(text)] == [5, 6, 7]


def test_records_count_lines_as_a_person_does():
    found = list(records('a,"b\r\nc"\r\n\rd,e\nf', ","))
    assert [(record.line, record.cells) for record in found] == [
        (1, ["a", "b\r\nc"]),
        (3, []),
        (4, ["d", "e"]),
        (5, ["f"]),
    ]


# --- Columns ---


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Vorname;Nachname;Firma;E-Mail", "first_name last_name organization email"),
        ("Vorname;Name;Telefon geschäftlich", "first_name name phone"),
        ("Nombre;Apellidos;Empresa;Correo", "first_name last_name organization email"),
        ("Nombre;Correo electrónico;Puesto", "name email title"),
        ("Prénom;Nom;Société;Adresse e-mail", "first_name last_name organization email"),
        ("Nom;Entreprise;Poste", "name organization title"),
        ("Nome;Sobrenome;Empresa;Cargo", "first_name last_name organization title"),
        ("Nome;Cognome;Azienda;Qualifica", "first_name last_name organization title"),
        ("Voornaam;Achternaam;Bedrijf;Functie", "first_name last_name organization title"),
        ("Magaca;iimayl;taleefan;shirkad", "name email phone organization"),
        ("FIRST_NAME;last-name; E-Mail 2 Address ", "first_name last_name email"),
        ("Title;First Name;Job Title", "- first_name title"),
        ("氏名;メールアドレス;会社", "name email organization"),
    ],
)
def test_column_names_in_several_languages(header: str, fields: str):
    headers = header.split(";")
    mapping = map_columns(headers, "csv")
    assert [mapping.get(i, "-") for i in range(len(headers))] == fields.split()


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté(e) le",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
        "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op",
        "Nome,Cognome,URL,Indirizzo email,Azienda,Posizione,Connesso il",
    ],
)
def test_linkedin_in_other_languages(header: str):
    row = "Ada,Lovelace,https://linkedin.com/in/Ada/,ada@example.com,Acme,Analyst,10. Dez. 2015"
    content = f"Notes:\nx\n\n{header}\n{row}\n".encode()
    assert read_people(content).format == "linkedin"
    (ada,) = people(content)
    assert (ada.name, ada.email, ada.organization, ada.title, ada.connected_on) == (
        "Ada Lovelace",
        "ada@example.com",
        "Acme",
        "Analyst",
        date(2015, 12, 10),
    )
    assert ada.linkedin_url == "https://www.linkedin.com/in/ada"


def test_fields_have_words():
    assert all(str(label) for key, label in FIELDS)


# --- Cells ---


def test_names_beside_half_a_name():
    assert only("First Name,Name,Email\nAda,Lovelace,a@example.com\n").name == "Ada Lovelace"
    assert only("First Name,Name,Email\nAda,Ada Lovelace,a@example.com\n").name == "Ada Lovelace"
    assert only("First Name,Middle Name,Last Name\nAda,K.,Lovelace\n").name == "Ada K. Lovelace"


def test_the_name_falls_back_to_mail_then_organisation_then_phone():
    header = "Name,Email,Company,Phone\n"
    assert only(header + ",ADA@example.com,Acme,5550100\n").name == "ada@example.com"
    assert only(header + ",,Acme,5550100\n").name == "Acme"
    assert only(header + ",,,555 0100\n").name == "555 0100"


def test_white_space_and_guards():
    person = only("Name,Company,Notes\n\u00a0\u200b Ada \t  Lovelace\u00a0,'=Acme,'quoted'\n")
    assert (person.name, person.organization, person.note) == ("Ada Lovelace", "=Acme", "'quoted'")
    assert only("Name,Phone\nAda,'+1 555 010 0100\n").phones == ("+1 555 010 0100",)


def test_links_are_web_addresses_only():
    def links(value: str) -> tuple[str, str]:
        person = only(f"Name,Website\nAda,{value}\n")
        return person.linkedin_url, person.website

    assert links("javascript:alert(1)") == ("", "")
    assert links("javascript://example.com/%0aalert(1)") == ("", "")
    assert links("data:text/html;x") == ("", "")
    assert links("/contacts/") == ("", "")
    assert links("ada.example.com/me") == ("", "https://ada.example.com/me")
    assert links("http://ada.example.com") == ("", "http://ada.example.com")
    assert links("www.linkedin.com/in/Ada?trk=x") == ("https://www.linkedin.com/in/ada", "")
    assert only("Name,Website\nAda,javascript:alert(1)\n").warnings


def test_numbers_that_are_none_are_kept_out():
    person = only("Name,Phone,Email\nAda,none,none\n")
    assert (person.phones, person.emails, len(person.warnings)) == ((), (), 2)


# --- Dates ---


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("15 Jan 2024", date(2024, 1, 15)),
        ("15-Jan-24", date(2024, 1, 15)),
        ("5-May-25", date(2025, 5, 5)),
        ("Jan 15, 2024", date(2024, 1, 15)),
        ("January 15th, 2024", date(2024, 1, 15)),
        ("2024-01-15", date(2024, 1, 15)),
        ("2024-01-15T09:30:00Z", date(2024, 1, 15)),
        ("2024/1/5 09:30", date(2024, 1, 5)),
        ("20240115", date(2024, 1, 15)),
        ("12.03.2024", date(2024, 3, 12)),
        ("1.2.24", date(2024, 2, 1)),
        ("15. März 2024", date(2024, 3, 15)),
        ("15 de enero de 2024", date(2024, 1, 15)),
        ("1er août 2024", date(2024, 8, 1)),
        ("15 févr. 2024", date(2024, 2, 15)),
        ("15 de set. de 2024", date(2024, 9, 15)),
        ("15 giugno 2024", date(2024, 6, 15)),
        ("15 mei 2024", date(2024, 5, 15)),
        ("2024年2月29日", date(2024, 2, 29)),
        ("4/8/2026", date(2026, 4, 8)),
        ("9/15/2026 3:45 PM", date(2026, 9, 15)),
        ("15/9/2026", date(2026, 9, 15)),
        ("29 Feb 2023", None),
        ("31.02.2024", None),
        ("0/0/00", None),
        ("13/13/2024", None),
        ("yesterday", None),
        ("Jan 2024", None),
        ("15 Jan 99999", None),
    ],
)
def test_dates(text: str, wanted: date | None):
    assert parse_date(text, "mdy") == wanted


def test_slashes_follow_the_order_unless_impossible():
    assert parse_date("4/8/2026", "dmy") == date(2026, 8, 4)
    assert parse_date("9/15/2026", "dmy") == date(2026, 9, 15)


def test_an_impossible_date_is_left_out_with_a_warning():
    person = only("First Name,Last Name,Connected On\nAda,Lovelace,31 Feb 2024\n")
    assert (person.connected_on, len(person.warnings)) == (None, 1)
