"""Cleaning keeps what was meant; folding and normalising make two spellings meet."""

import sys
from collections.abc import Callable
from time import process_time

import pytest

from networkapp.text import (
    clean_line,
    clean_text,
    fold,
    is_mark,
    normalise_email,
    normalise_linkedin,
    normalise_organisation,
    normalise_phone,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José GARCÍA", "jose garcia"),
        ("Jose\u0301", "jose"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Łódź", "lodz"),
        ("Æsir Ørsted Åse", "aesir orsted ase"),
        ("Đặng Þór Œuvre", "dang thor oeuvre"),
        ("İstanbul ılık", "istanbul ilik"),
        ("O’Brien", "o'brien"),
        ("Jean\u2011Luc", "jean-luc"),
        ("ﬁnance", "finance"),
        ("  two\u00a0 words\n", "two words"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("", ""),
    ],
)
def test_folding_takes_off_case_marks_and_odd_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_twice_is_folding_once() -> None:
    for code in [*range(0x20, 0x3000), *range(0xA000, 0xD800), *range(0xF900, 0x10000)]:
        folded = fold(chr(code) + "a")
        assert fold(folded) == folded, hex(code)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (None, ""),
        ("a\x00b", "ab"),
        ("\u00a0 José\u200b ", "José"),
        ("Jose\u0301", "José"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("bell\x07 and half \ud83d", "bell and half"),
        ("👩‍👩‍👧 family", "👩‍👩‍👧 family"),
        ("\ufeffBOM", "BOM"),
        ("שלום עולם", "שלום עולם"),
    ],
)
def test_cleaning_keeps_what_can_be_kept(text: str | None, clean: str) -> None:
    assert clean_text(text) == clean
    clean_text(text).encode()


def test_a_line_has_no_newlines() -> None:
    assert clean_line(" a\tb\r\n c\u00a0d ") == "a b c d"


@pytest.mark.parametrize(
    ("value", "email"),
    [
        (" Maya@Example.EDU ", "maya@example.edu"),
        ("<maya@example.edu>", "maya@example.edu"),
        ("mailto:maya@example.edu?subject=x", "maya@example.edu"),
        ("not an address", ""),
        ("a@@b", ""),
        ("@b", ""),
        ("a@", ""),
        (None, ""),
    ],
)
def test_addresses_meet(value: str | None, email: str) -> None:
    assert normalise_email(value) == email


@pytest.mark.parametrize(
    ("value", "phone"),
    [
        ("(617) 555-0100", "+16175550100"),
        ("+1 617.555.0100", "+16175550100"),
        ("1-617-555-0100 ext. 04", "+16175550100x4"),
        ("tel:+44-20-7946-0000", "+442079460000"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("0044 20 7946 0000", "+442079460000"),
        ("555-0100", "5550100"),
        ("call me", ""),
        ("12", ""),
    ],
)
def test_phone_numbers_meet(value: str, phone: str) -> None:
    assert normalise_phone(value) == phone


def test_a_leading_zero_means_the_institutions_country() -> None:
    assert normalise_phone("020 7946 0000", country_code="44") == "+442079460000"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.linkedin.com/in/Jane-Doe/", "https://www.linkedin.com/in/jane-doe"),
        ("uk.linkedin.com/in/jane-doe?trk=mail#top", "https://www.linkedin.com/in/jane-doe"),
        ("http://linkedin.com/in/jos%C3%A9/en", "https://www.linkedin.com/in/josé"),
        ("linkedin.com/pub/a-b/1/2/3", "https://www.linkedin.com/pub/a-b/1/2/3"),
        ("https://linkedin.com.evil.example/in/jane", ""),
        ("https://www.linkedin.com/company/acme", ""),
        ("javascript:alert(1)//linkedin.com/in/x", ""),
        ("http://[", ""),
        ("jane doe", ""),
        ("", ""),
    ],
)
def test_linkedin_pages_meet(url: str, page: str) -> None:
    assert normalise_linkedin(url) == page


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (["Acme, Inc.", "ACME Inc", "acme incorporated", "Acme Co., Ltd."], "acme"),
        (["Plan A", "PLAN A, Inc."], "plan a"),
        (["plan"], "plan"),
        (["3M", "3M Company"], "3m"),
        (["Limited"], "limited"),
        (["Inc."], "inc"),
        (["Société Générale S.A.", "Societe Generale SA"], "societe generale"),
        (["BMW GmbH & Co. KG"], "bmw"),
        (["Tiffany & Co."], "tiffany"),
        (["Johnson & Johnson", "Johnson and Johnson"], "johnson and johnson"),
        (["Cemex S.A.B. de C.V."], "cemex"),
        (["Day Spa", "DAY SPA"], "day spa"),
        (["Acqua S.p.A.", "Acqua SpA"], "acqua"),
        (["Ørsted A/S"], "orsted"),
        (["McDonald’s Corporation", "McDonalds"], "mcdonalds"),
        (["J.P. Morgan", "JP Morgan"], "jp morgan"),
        (["???"], "???"),
        ([""], ""),
    ],
)
def test_organisations_meet(names: list[str], key: str) -> None:
    assert {normalise_organisation(name) for name in names} == {key}


LONG_INPUTS = [
    "a" + "\u0323\u0301" * 500_000,
    "a" + "\u0f73\u0f71" * 500_000,  # no mark by its class, two when taken apart
    "a" + "\uff9e\u0301" * 500_000,
    "a" + "\u0323\u200b\u0301\u200b" * 250_000,
    "\u00a0\u200b" * 500_000,
    "x" + "\u00a0\u200b" * 500_000 + "x",
    "x " + "A/S " * 250_000,
]


@pytest.mark.parametrize("work", [clean_text, clean_line, fold, normalise_email, normalise_phone])
@pytest.mark.parametrize("text", LONG_INPUTS, ids=range(len(LONG_INPUTS)))
def test_a_megabyte_takes_no_time(work: Callable[[str], str], text: str) -> None:
    begun = process_time()
    work(text)
    assert process_time() - begun < 2


@pytest.mark.parametrize("work", [normalise_linkedin, normalise_organisation])
@pytest.mark.parametrize("text", LONG_INPUTS, ids=range(len(LONG_INPUTS)))
def test_nor_do_keys_of_pages_and_organisations(work: Callable[[str], str], text: str) -> None:
    begun = process_time()
    work("https://www.linkedin.com/in/" + text if work is normalise_linkedin else text)
    assert process_time() - begun < 3


def test_no_mark_is_where_nobody_looks() -> None:
    assert not any(map(is_mark, map(chr, range(0x20000, sys.maxunicode + 1))))
