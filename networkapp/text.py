"""Text as people type it, and the folded forms by which it is compared.

Cleaning keeps what was meant and can be stored; folding and normalising make keys for
searching, sorting and matching, and are never shown.
"""

import re
import unicodedata
from functools import cache
from typing import Literal
from urllib.parse import unquote, urlsplit

# Letters that Unicode does not take apart, yet people type without their stroke or tail,
# and the several signs that a phone or a word processor puts for one key.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "n",
        "ŧ": "t",
        "ə": "e",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ɲ": "n",
        "ƴ": "y",
        **dict.fromkeys("‘’‚‛ʼʻʽ′´`＇", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_INVISIBLE += "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DROP_INVISIBLE = str.maketrans("", "", _INVISIBLE)
# Control characters (but tab and newline), and halves of surrogate pairs, which UTF-8 cannot hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
# Trimmed at the ends: every space, and what is as good as one.
_EDGES = "\u200b\u2060\u00ad" + "".join(filter(str.isspace, map(chr, range(0x3001))))
# No script puts more marks on one letter (Unicode's Stream-Safe Text Format, UAX #15), and
# normalising sorts each run of marks in quadratic time.
MOST_MARKS = 30


@cache
def _long_runs_of_marks() -> re.Pattern[str]:
    """Return a pattern of the runs that are too long, what may stay being its first group."""
    # No mark is in the planes above.
    marks = "".join(char for char in map(chr, range(0x300, 0x20000)) if is_mark(char))
    # One mark stands alone in front: that lets the search leap from mark to mark.
    return re.compile(f"([{marks}][{marks}]{{{MOST_MARKS - 1}}})[{marks}]+")


def is_mark(char: str) -> bool:
    """Say whether normalising `char` yields only marks that attach to what stands before."""
    return bool(unicodedata.combining(unicodedata.normalize("NFKD", char)[0]))


def normalise(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """Return `text` in a normal form, in linear time: marks beyond 30 in a row are dropped."""
    return unicodedata.normalize(form, _long_runs_of_marks().sub(r"\1", text))


def fold(text: str) -> str:
    """Return `text` as it is searched and sorted: no case, no accents, single spaces.

    Folding a folded text changes nothing, so folded queries meet folded records.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    folded = text.translate(_DROP_INVISIBLE).translate(_LETTERS)
    # Casefolding can bring new marks (İ) and decomposing new capitals (㎏): once more each.
    for _ in range(2):
        folded = normalise("NFKD", folded).casefold()
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(folded.translate(_LETTERS).split())


def clean_text(value: str | None) -> str:
    """Return `value` fit to be stored: NFC, no NUL or control characters, trimmed.

    Newlines stay, as \\n; no-break and zero-width spaces are trimmed at the ends like others.
    """
    if not value:
        return ""
    if value.isascii() and value.isprintable():
        return value.strip()
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = _UNPRINTABLE.sub("", text.replace("\u0085", "\n").replace("\u2029", "\n"))
    return normalise("NFC", text).strip(_EDGES)


def clean_line(value: str | None) -> str:
    """Return `value` as one clean line: every run of space or newline becomes one space."""
    return " ".join(clean_text(value).split())


def normalise_email(value: str | None) -> str:
    """Return the address as it is compared (no `mailto:`, brackets or capitals), or ""."""
    text = clean_line(value).strip("<>()[]\"'.,; ")
    if text.lower().startswith("mailto:"):
        text = unquote(text[7:]).partition("?")[0]
    text = clean_line(text).strip("<>. ").lower()
    local, at, domain = text.rpartition("@")
    if not (local and at and domain) or any(char.isspace() for char in text) or "@" in local:
        return ""
    return text


_EXTENSION = re.compile(r"(?:;ext=|extension|ext\.?|x|#)\s*:?\s*(\d{1,8})\s*$", re.IGNORECASE)


def normalise_phone(value: str | None, *, country_code: str = "1") -> str:
    """Return the number as it is compared: `+` and digits, `x` and an extension; or "".

    A number written without its country is taken to be of `country_code` where its shape
    allows (ten digits in North America, a leading 0 elsewhere); otherwise only its digits stay.
    """
    text = normalise("NFKC", clean_line(value))
    if text.lower().startswith("tel:"):
        text = text[4:]
    extension = ""
    if match := _EXTENSION.search(text):
        text, extension = text[: match.start()], f"x{int(match[1])}"
    is_international = text.lstrip(" (").startswith("+")
    if is_international:
        text = re.sub(r"\(\s*0\s*\)", "", text)
    digits = "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())
    if not is_international and digits.startswith("00"):
        is_international, digits = True, digits[2:]
    if len(digits) < 3:
        return ""
    if is_international:
        return f"+{digits}{extension}"
    if country_code == "1":
        if re.fullmatch(r"1?[2-9]\d{9}", digits):
            return f"+1{digits[-10:]}{extension}"
    elif digits.startswith("0"):
        return f"+{country_code}{digits[1:]}{extension}"
    return digits + extension


def normalise_linkedin(url: str | None) -> str:
    """Return the one address of a person's LinkedIn page, or "" when `url` is no such page.

    Countries, languages, case, tracking and a missing scheme do not matter.
    """
    text = clean_line(url)
    if not text or any(char.isspace() for char in text):
        return ""
    if "://" not in text:
        text = "https://" + text.lstrip("/")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    is_linkedin = host == "linkedin.com" or host.endswith(".linkedin.com")
    if parts.scheme.lower() not in {"http", "https"} or not is_linkedin:
        return ""
    steps = [step for step in clean_line(unquote(parts.path)).lower().split("/") if step]
    if len(steps) >= 3 and steps[0] == "mwlite":
        steps = steps[1:]
    if len(steps) < 2 or any(char.isspace() for char in "".join(steps)):
        return ""
    if steps[0] == "in":
        return f"https://www.linkedin.com/in/{steps[1]}"
    if steps[0] == "pub":
        return "https://www.linkedin.com/pub/" + "/".join(steps[1:5])
    return ""


_LEGAL_FORMS = frozenset(
    """
    inc incorporated corp corporation co company companies ltd limited llc llp lllp lp pllc plc
    pbc gmbh mbh ggmbh ag kg kgaa ohg ug bv nv vof sa sas sasu sarl eurl srl sl slu
    ltda eirl sab sapi sadecv aps asa ab oy oyj hb kb kft zrt nyrt doo dd jsc ojsc pjsc ooo zao
    pty proprietary pte pvt private bhd sdn kk spzoo sro sicav tbk
    """.split()  # noqa: SIM905
)
# Legal forms that are also words: "Day Spa", "Such As". Only their own spelling counts.
_LEGAL_SPELLINGS = {
    "spa": re.compile(r"S\.\s?[pP]\.\s?A\.?|SpA"),
    "as": re.compile(r"A/[sS]|A\.S\.?|AS"),
    "se": re.compile(r"S\.E\.?|SE"),
    "pa": re.compile(r"P\.A\.?|PA"),
    "pc": re.compile(r"P\.C\.?|PC"),
    "sc": re.compile(r"S\.C\.?|SC"),
    "ev": re.compile(r"[eE]\.\s?V\.?|eV"),
    "cv": re.compile(r"C\.\s?V\.?|CV"),
}
_INITIALS = re.compile(r"\b(?:[a-z][./]\s?){1,4}[a-z]\b\.?")
_PHRASES = (
    ("de c v", "decv"),
    ("de cv", "decv"),
    ("sp z o o", "spzoo"),
    ("sp z oo", "spzoo"),
    ("spol s r o", "sro"),
    ("d o o", "doo"),
    ("s r o", "sro"),
    ("co op", "coop"),
)


def normalise_organisation(name: str | None) -> str:
    """Return the name by which two spellings of one organisation meet.

    Case, accents, punctuation and legal forms at the end ("Inc.", "GmbH & Co. KG") go; a
    name that is nothing but a legal form stays. "Plan A" does not become "plan".
    """
    raw = clean_line(name)
    folded = fold(raw).replace("&", " and ").replace("+", " and ")
    folded = _INITIALS.sub(lambda match: re.sub(r"[./\s]", "", match[0]), folded)
    folded = re.sub(r"(?<=\w)'(?=\w)", "", folded)
    words = " ".join(re.sub(r"[^\w]|_", " ", folded).split())
    for phrase, word in _PHRASES:
        if words.endswith(" " + phrase):
            words = words.removesuffix(phrase) + word
    left = words.split()
    legal_forms = {word for word in set(left) if _is_legal_form(word, raw)}
    while len(left) > 1 and left[-1] in legal_forms:
        left.pop()
        if len(left) > 1 and left[-1] == "and":
            left.pop()
    return " ".join(left) or fold(raw)


def _is_legal_form(word: str, raw: str) -> bool:
    if spelling := _LEGAL_SPELLINGS.get(word):
        is_shouted = raw.upper() == raw and "." not in raw and "/" not in raw
        return not is_shouted and bool(spelling.search(raw))
    return word in _LEGAL_FORMS or word == "decv"
