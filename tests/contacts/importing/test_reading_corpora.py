"""Real-life files: each yields the people that stand in it."""

import csv
import io
from datetime import date

import pytest

from contacts.importing.reading import Person, Problem, Reading, UnreadableFile, read_people
from networkapp.text import clean_text
from tests.corpora import Expected, corpus, expected

FOLDERS = ("linkedin", "google", "outlook", "yahoo", "thunderbird", "generic", "nasties")


def read(path: str, **options) -> Reading:
    return read_people(corpus(path), **options)


def read_or_refuse(content: bytes) -> tuple[list[Person | Problem], str]:
    try:
        return list(read_people(content).people()), ""
    except UnreadableFile as error:
        return [], str(error)


def people(path: str, **options) -> list[Person]:
    return [item for item in read(path, **options).people() if isinstance(item, Person)]


def problems(path: str) -> list[Problem]:
    return [item for item in read(path).people() if isinstance(item, Problem)]


def by_name(path: str) -> dict[str, Person]:
    return {person.name: person for person in people(path)}


@pytest.mark.parametrize("file", expected(*FOLDERS), ids=lambda file: file.path)
def test_every_file_yields_its_count_or_a_sentence(file: Expected):
    items, sentence = read_or_refuse(corpus(file.path))
    found = [item for item in items if isinstance(item, Person)]
    if sentence:
        assert file.least is None, sentence
        assert sentence.endswith(".")
    if file.least is not None and file.most is not None:
        assert file.least <= len(found) <= file.most
    rows = [person.row for person in found]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize(
    ("folder", "format"),
    [("google", "google"), ("outlook", "outlook"), ("yahoo", "yahoo"), ("generic", "csv")],
)
def test_the_program_that_wrote_a_file_is_recognised(folder: str, format: str):
    for file in expected(folder):
        assert read(file.path).format == format, file.path


def test_linkedin_files_are_recognised_but_for_the_outlook_style_of_2014():
    for file in expected("linkedin"):
        wanted = "outlook" if "2014" in file.path else "linkedin"
        assert read(file.path).format == wanted, file.path


# --- LinkedIn ---


def test_a_row_with_only_a_date_is_reported_with_its_line():
    path = "linkedin/li_preamble_blankrow.csv"
    found = people(path)
    assert [person.name for person in found] == [
        "Priya Sharma",
        "Rahul Iyer",
        "Priya Sharma",
        "Anita Rao",
    ]
    rahul = found[1]
    assert (rahul.row, rahul.email, rahul.organization) == (6, "rahul@example.com", "Flipkart")
    assert (rahul.title, rahul.connected_on) == ("Senior SDE", date(2020, 1, 5))
    assert found[0].linkedin_url != found[2].linkedin_url
    assert (found[3].organization, found[3].title) == ("", "")
    assert [problem.row for problem in problems(path)] == [9]


def test_byte_order_mark_accents_and_quoted_commas():
    jose, aesop = people("linkedin/li_bom_accents_quoted_company.csv")
    assert (jose.name, jose.organization, jose.title) == (
        "José García",
        "Acme, Inc.",
        "Senior Engineer",
    )
    assert (jose.email, jose.connected_on) == ("", date(2024, 1, 15))
    assert jose.linkedin_url == "https://www.linkedin.com/in/josegarcia"
    assert (aesop.name, aesop.email, aesop.organization, aesop.title, aesop.connected_on) == (
        "Æsop Fontaine",
        "aesop@example.com",
        "Globex",
        "Director, Operations",
        date(2024, 2, 3),
    )


def test_notes_without_a_blank_line_and_addresses_without_a_scheme():
    jerry, alex = people("linkedin/li_preamble_no_blank_line.csv")
    assert (jerry.email, jerry.connected_on) == ("jerry@example.com", date(2026, 7, 1))
    assert jerry.linkedin_url == "https://www.linkedin.com/in/jerry-mathis"
    assert alex.linkedin_url == "https://www.linkedin.com/in/alex-johnson"


def test_the_address_may_stand_last():
    found = by_name("linkedin/li_url_last_unquoted_notes.csv")
    alice = found["Alice Johnson"]
    assert (alice.email, alice.organization, alice.title, alice.connected_on) == (
        "alice.johnson@techcorp.com",
        "TechCorp",
        "CTO",
        date(2023, 1, 15),
    )
    assert alice.linkedin_url == "https://www.linkedin.com/in/alicejohnson"
    without = {name for name, person in found.items() if not person.email}
    assert without == {"Carol Davis", "Frank Miller", "Henry Taylor"}


def test_dates_that_excel_changed():
    found = by_name("linkedin/li_excel_mangled_dates.csv")
    assert found["John Doe"].connected_on == date(2024, 1, 15)
    charlie = found["Charlie Davis"]
    assert (charlie.email, charlie.organization, charlie.title, charlie.connected_on) == (
        "charlie@startup.com",
        "Stealth",
        "Co-founder",
        date(2025, 5, 5),
    )
    assert found["Bob Wilson"].email == ""


def test_one_hundred_and_fifty_rows():
    found = people("linkedin/li_150_rows.csv")
    assert {person.email for person in found if person.email} == {
        "james.w@email.com",
        "eva.l@email.com",
        "anjali.b@email.com",
    }
    first, last = found[0], found[-1]
    assert (first.name, first.organization, first.connected_on) == (
        "Alex Chen",
        "Google",
        date(2026, 2, 15),
    )
    assert (last.name, last.organization, last.title, last.connected_on) == (
        "Alex Rivera",
        "Anthropic",
        "Research Scientist - Alignment",
        date(2025, 1, 25),
    )
    assert any((p.name, p.organization) == ("Liam O'Brien", "Slack") for p in found)


def test_no_notes_at_all():
    found = people("linkedin/li_no_preamble_25.csv")
    assert all(person.email.endswith("@example.com") for person in found)
    assert (found[0].name, found[0].organization, found[0].connected_on) == (
        "Aditya Rao",
        "Bright Star NBFC",
        date(2026, 1, 15),
    )
    assert (found[-1].name, found[-1].connected_on) == ("Thomas Abraham", date(2026, 1, 10))


def test_an_unknown_column_is_left_out_and_said():
    path = "linkedin/li_extra_column_dupes.csv"
    assert read(path).unmapped == ["Extra Column"]
    found = people(path)
    assert found[0].email == "alice@example.com"
    assert found[1].linkedin_url == "https://www.linkedin.com/in/bob-sample"
    assert found[2].linkedin_url == "https://www.linkedin.com/in/carol-test"
    assert [person.name for person in found].count("Dana Dup") == 2
    assert (found[-1].name, found[-1].linkedin_url) == ("Nobody Nourl", "")


def test_emoji_alphabets_and_decomposed_letters():
    found = people("linkedin/a_li_emoji_rtl_crlf_bom.csv")
    assert found[0].name == "Zoë 🚀 Lindqvist"
    assert found[0].organization == 'Smith, Jones & Co. "The Firm"'
    assert found[1].name.endswith("García-Núñez, MBA, PMP ✅")
    # Family name first, as it is written.
    assert (found[2].name, found[2].connected_on) == ("王 芳", date(2024, 2, 29))
    assert found[3].organization.endswith('בע"מ')
    assert found[5].name == "👨\u200d👩\u200d👧\u200d👦 Sam O’Neill"
    assert (found[5].email, found[5].organization, found[5].title) == (
        "sam.oneill@example.com",
        "",
        "",
    )
    assert found[7].name == "Zo\u00eb Decomposed"


def test_semicolons_windows_letters_and_dotted_dates():
    found = by_name("linkedin/a_li_european_excel_semicolon_cp1252.csv")
    assert found["Jürgen Groß"].connected_on == date(2024, 3, 12)
    maelle = found["Maëlle Lefèvre"]
    assert (maelle.organization, maelle.title) == ("Café; Thé & Cie", "Chef de projet – €")
    assert found["Ingrid Ångström"].connected_on == date(2022, 12, 31)


def test_older_layouts():
    li = by_name("linkedin/a_li_2018_no_url.csv")["Li Wei"]
    assert (li.connected_on, li.email, li.linkedin_url) == (date(2016, 9, 9), "", "")
    ana = people("linkedin/a_li_2014_outlook_style.csv")[0]
    assert (ana.name, ana.title) == ("Ana Prueba, MBA", "Sr. Manager, Compensation & Benefits")


def test_a_new_account_has_no_connections():
    reading = read("linkedin/a_li_headers_only.csv")
    assert list(reading.people()) == []
    assert not reading.needs_mapping


def test_the_last_line_without_a_newline_counts():
    twenty = people("linkedin/li_20_rows.csv")
    assert sum(bool(person.email) for person in twenty) == 7
    assert (twenty[0].name, twenty[0].connected_on) == ("Sarah Chen", date(2026, 3, 15))
    assert (twenty[-1].name, twenty[-1].organization) == ("Jonathan Clark", "NVIDIA")
    taylor = people("linkedin/li_no_final_newline.csv")[-1]
    assert (taylor.name, taylor.connected_on) == ("Taylor Demo", date(2026, 6, 15))


# --- Other programs ---


def test_google():
    john, _jane, bob, _alice = people("google/g_new_subset.csv")
    assert (john.phones, john.website) == (("+1-555-0123",), "https://acme.com")
    assert john.location == "123 Main St, San Francisco, CA"
    assert bob.phones == ()
    assert people("google/g_old_minimal.csv")[1].name == "Zoë Smith"
    jane, _bob, chloe = people("google/g_new_multiline_quotes.csv")
    assert len(jane.emails) == 2
    assert jane.linkedin_url == "https://www.linkedin.com/in/jane-doe-example"
    assert (chloe.name, chloe.title, chloe.note, chloe.warnings) == (
        "Chloé Van Damme, Jr.",
        'Head of "Special" Projects',
        "Line one\nLine two",
        (),
    )
    maya, noname, globex, bjork = people("google/a_g_old_full.csv")
    assert maya.emails == ("maya@example.edu", "m.okonkwo@example.com", "maya.home@example.net")
    assert len(maya.phones) == 2
    assert maya.tags == ("Mentors", "Fall 2023")
    assert maya.linkedin_url == "https://www.linkedin.com/in/maya-okonkwo-example"
    assert noname.name == noname.email == "noname@example.com"
    assert globex.name == globex.organization == "Globex Corporation"
    assert bjork.name == "Björk"


def test_outlook():
    (three,) = people("outlook/o_three_emails_no_name.csv")
    assert (three.name, len(three.emails)) == ("test1@domain.tld", 3)
    adam, daniel, duncan = people("outlook/o_shared_contacts_actions.csv")
    assert (len(adam.emails), len(adam.phones), adam.note) == (3, 5, "Has 2 kids")
    assert (daniel.title, duncan.title) == ("Receptionist", "Supervisor")
    ines, kim, contoso = people("outlook/a_o_outlook_com.csv")
    assert (ines.organization, ines.note) == ("Exemple, SAS", "Line 1\nLine 2, with comma")
    assert (kim.name, contoso.name, contoso.phones) == ("Kim", "Contoso Ltd.", ("0123 456 789",))
    francois, ann = people("outlook/a_o_desktop_quoted_cp1252.csv")
    assert (francois.name, francois.tags) == ("François Müller", ("Alumni", "Mentors"))
    assert (ann.email, ann.emails, len(ann.warnings)) == ("", (), 1)


def test_yahoo_and_thunderbird():
    lena, sam = people("yahoo/a_y_full.csv")
    assert lena.emails == ("lena@example.com", "lena.alt@example.org")
    assert (lena.organization, lena.title, sam.name) == ('Muster "Studio"', "Designer", "Sam")
    assert len(problems("yahoo/a_y_full.csv")) == 1
    assert people("thunderbird/t_quote_org_only.csv")[0].name == "Acer America"
    (japanese,) = people("thunderbird/t_shiftjis.csv")
    assert (japanese.name, japanese.email) == ("名無し 権兵衛", "名無しの権兵衛@host.invalid")
    two = people("thunderbird/t_export_tab_cr_in_cells.csv")[1]
    assert (two.title, two.note) == ('"worker"', "here's some unicode text…")


# --- Plain lists ---


def test_plain_lists():
    found = by_name("generic/c_rolodex_fullname.csv")
    assert set(found) == {"John Doe", "Jane Smith", "Bob Wilson", "Alice Brown"}
    assert found["Alice Brown"].linkedin_url == ""
    assert found["John Doe"].location == "San Francisco, CA"
    assert read("generic/c_first_name_only.csv").unmapped == ["Joined"]
    (john,) = people("generic/c_tiny.csv")
    assert (john.name, john.email, john.phones) == ("John Doe", "jdoe@example.com", ("5551234567",))
    assert people("generic/c_fullname_dupe.csv")[1].email == "duplicate@example.com"


def test_decimal_commas_do_not_beat_semicolons():
    path = "generic/c_semicolon_decimal_comma.csv"
    assert read(path).delimiter == ";"
    assert people(path)[0].email == "karen.fisk@example.com"


def test_ragged_rows():
    found = people("generic/c_ragged.csv")
    assert all(person.email for person in found)
    assert found[0].phones == ()
    assert [person.row for person in found if person.warnings] == [6, 7, 10]


def test_a_list_saved_by_excel():
    path = "generic/c_excel_saveas.csv"
    found = people(path)
    assert found[1].name == "Maria Gonzales"
    assert (found[4].name, found[4].email, found[4].warnings) == ("Michelle Mitchell", "", ())
    reading = read(path)
    assert len(reading.headers) == 10
    chosen = {**reading.mapping, reading.headers.index("Last Contacted"): "connected_on"}
    assert people(path, mapping=chosen)[1].connected_on == date(2026, 4, 8)
    assert people(path, mapping=chosen, date_order="dmy")[1].connected_on == date(2026, 8, 4)


# --- Nasties ---


def test_naughty_strings_survive():
    path = "nasties/blns_contacts_even.csv"
    with io.StringIO(corpus(path).decode(), newline="") as file:
        rows = list(csv.DictReader(file))
    found = people(path)
    assert len(found) == len(rows)
    for row, person in zip(rows, found, strict=True):
        name = " ".join(filter(None, map(clean_text, (row["First Name"], row["Last Name"]))))
        if len(name) <= 200:
            assert person.name == name.replace("\n", " ")
        else:
            assert person.name == name[:200].rstrip()
            assert person.warnings
        assert person.note == clean_text(row["Notes"])
        assert person.email == row["Email"]


def test_formulas_are_text():
    found = people("nasties/csv_injection_a.csv")
    assert found[2].name == "=10+20+cmd|' /C calc'!A0 Inject2"
    assert (found[3].organization, found[3].title) == ("+1-555-0100", "-2+3")
    assert (found[4].organization, found[4].title) == ("=1+1", '"=1+1"')


def test_an_unclosed_quotation_mark_is_reported_and_the_other_rows_saved():
    path = "nasties/a_unclosed_quote.csv"
    assert [person.name for person in people(path)] == ["Grace Hopper", "Alan Turing"]
    (problem,) = problems(path)
    assert problem.row == 2
    assert "A quotation mark is not closed near line 2" in problem.message
    assert [
        problem.row for problem in problems("nasties/commons_csv-141.csv") if "quot" in str(problem)
    ] == [3, 4]


def test_a_huge_cell_is_cut_with_a_warning():
    huge, after = people("nasties/a_huge_field.csv")
    assert (len(huge.note), len(huge.warnings)) == (20_000, 1)
    assert (after.name, after.note, after.warnings) == ("After Huge", "ok", ())


def test_encodings_and_line_ends():
    assert [(p.name, p.organization) for p in people("nasties/a_sep_line.csv")] == [
        ("Jörg Maier", "A;B GmbH")
    ]
    assert [p.name for p in people("nasties/a_mixed_encodings.csv")] == [
        "José Utf",
        "René Latin",
        "Müller Win €",
    ]
    assert [p.name for p in people("nasties/a_nul_bytes.csv")] == ["Nul Byte", "Ok Row"]
    assert [p.row for p in people("nasties/a_cr_only_contacts.csv")] == [2, 3]
    assert read("nasties/csvkit_test_utf16_little.csv").samples[1] == ["4", "5", "ʤ"]
    assert read("nasties/csvkit_test_latin1.csv").samples[1] == ["4", "5", "©"]
    assert read("nasties/csvkit_test_utf8_bom.csv").headers == ["foo", "bar", "baz"]
    assert read("nasties/csvkit_test_header_newline.csv").headers[0] == "start end"


def test_addresses_in_disguise():
    found = people("nasties/a_spaces_nbsp_emails.csv")
    assert found[0].name == "Ana Silva"
    assert [person.emails for person in found] == [
        ("ana.silva@example.com",),
        ("mail@example.com",),
        ("angle@example.com",),
        ("a1@example.com", "a2@example.com"),
        (),
        ("zero@example.com",),
    ]
    assert found[4].warnings == ("“not-an-email” is not an e-mail address; kept out.",)


def test_a_web_page_is_refused():
    with pytest.raises(UnreadableFile, match="web page"):
        read("nasties/a_not_csv_html.csv")


@pytest.mark.parametrize("name", ["spectrum_simple", "fric_accent", "fric_blank-headers"])
def test_a_table_with_unknown_columns_asks_for_the_mapping(name: str):
    reading = read(f"nasties/{name}.csv")
    assert reading.needs_mapping
    assert all(isinstance(item, Problem) for item in reading.people())
