"""From bytes to text: which kind of file it is, and in which encoding it was written."""

import codecs
import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.importing.reading.errors import UnreadableFile

#: What a student may choose when names look wrong: codec, and the words for it.
ENCODINGS: tuple[tuple[str, Promise | str], ...] = (
    ("utf-8", gettext_lazy("Unicode (UTF-8)")),
    ("utf-16", gettext_lazy("Unicode (UTF-16)")),
    ("cp1252", gettext_lazy("Western European (Windows)")),
    ("cp1250", gettext_lazy("Central European (Windows)")),
    ("cp1251", gettext_lazy("Cyrillic (Windows)")),
    ("cp1253", gettext_lazy("Greek (Windows)")),
    ("cp1254", gettext_lazy("Turkish (Windows)")),
    ("cp1255", gettext_lazy("Hebrew (Windows)")),
    ("cp1256", gettext_lazy("Arabic (Windows)")),
    ("cp1258", gettext_lazy("Vietnamese (Windows)")),
    ("cp932", gettext_lazy("Japanese (Shift JIS)")),
    ("euc_jp", gettext_lazy("Japanese (EUC)")),
    ("gb18030", gettext_lazy("Chinese, simplified")),
    ("big5", gettext_lazy("Chinese, traditional")),
    ("cp949", gettext_lazy("Korean")),
    ("mac_roman", gettext_lazy("Western European (older Mac)")),
)
_CHOICES = frozenset(codec for codec, label in ENCODINGS)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IMAGES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00",
)  # fmt: skip
_ARCHIVES = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(r"<!doctype html|<(?:html|head|body|title|table|script|div|p|span|meta)\b")
_JSON = re.compile(r"(?:\{\s*(?:\"[^\"]*\"\s*:|\})|\[\s*(?:[{\[\]\"]|-?\d))")
_LDIF = re.compile(r"(?:version:\s*1\s+)?dn::? ")
_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# Hiragana and full-width katakana: a Japanese address book without either is hardly ever seen.
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_KANJI = re.compile("[\u4e00-\u9fff]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was read in.

    Without `encoding` it is found: a byte order mark, UTF-16, UTF-8, Shift JIS, then
    Windows-1252. Where valid UTF-8 and other bytes stand side by side the other bytes are
    read as Windows-1252, so that no row is lost, and the name is "mixed".
    NUL characters are taken out (PostgreSQL text cannot hold them).

    Raises `UnreadableFile` for an empty file and for one that is no text, or text of another
    kind (web page, vCard, JSON …).
    """
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableFile(_("This file is empty. Choose the file you exported and try again."))
    _refuse_known_binaries(content)
    text, found = _to_text(content, encoding)
    if text.count("\0") > len(text) // 4:
        raise UnreadableFile(_not_text())
    text = text.replace("\0", "").removeprefix("\ufeff")
    _refuse_other_kinds(text)
    return text, found


def _to_text(content: bytes, encoding: str | None) -> tuple[str, str]:
    if encoding:
        codec = encoding.strip().lower()
        if codec not in _CHOICES:
            raise UnreadableFile(_("Choose one of the encodings in the list."))
        return content.decode(codec, errors="replace"), codec
    for mark, codec in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, errors="replace"), codec
    if wide := _utf16_without_mark(content[:4096]):
        return content.decode(wide, errors="replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    _refuse_noise(content[:4096].decode("latin-1"))
    if (japanese := _as_shift_jis(content)) is not None:
        return japanese, "cp932"
    return _as_mixed(content)


def _utf16_without_mark(start: bytes) -> str:
    """UTF-16 of mostly Latin text has a NUL in every second byte."""
    half = len(start) // 2
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if half >= 4 and odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if half >= 4 and even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _as_shift_jis(content: bytes) -> str | None:
    """The text when the bytes are Shift JIS beyond reasonable doubt."""
    try:
        text = content.decode("cp932")
    except UnicodeDecodeError:
        return None
    kana, kanji = len(_KANA.findall(text)), len(_KANJI.findall(text))
    others = sum(not character.isascii() for character in text) - kana - kanji
    if kana >= 2 and kana + kanji > others:
        return text
    # Western text read as Shift JIS gives single kanji and half-width katakana by accident.
    likely = kanji >= 4 and kanji > 3 * others and not _HALF_WIDTH.search(text)
    return text if likely else None


def _as_mixed(content: bytes) -> tuple[str, str]:
    """Each line by itself: UTF-8 when it is valid, otherwise Windows-1252."""
    lines, found = [], "cp1252"
    for line in content.splitlines(keepends=True):
        codec = "cp1252"
        if _UTF8_LETTER.search(line) and len(line) < 4096:
            codec, found = "utf-8", "mixed"
        lines.append(line.decode(codec, errors=_WINDOWS))
    return "".join(lines), found


def _read_byte_as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:  # five bytes have no meaning in Windows-1252
        return byte.decode("latin-1"), error.start + 1


_WINDOWS = "contacts-read-byte-as-windows-1252"
codecs.register_error(_WINDOWS, _read_byte_as_windows)


def _refuse_known_binaries(content: bytes) -> None:
    start = content[:16]
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"[Content_Types].xml" in content or b"xl/workbook" in content:
            raise UnreadableFile(
                _(
                    "This looks like an Excel workbook. Open it, choose “Save as”, "
                    "take “CSV UTF-8”, and upload the CSV file."
                )
            )
        raise UnreadableFile(
            _(
                "This is a ZIP archive. Unpack it and upload the file inside: "
                "from LinkedIn that is “Connections.csv”."
            )
        )
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            _("This looks like an older Excel file. Save it as CSV and upload the CSV file.")
        )
    if start.startswith(b"%PDF"):
        raise UnreadableFile(_("This is a PDF. Export your contacts as CSV and upload that file."))
    if start.startswith(_IMAGES) or (start[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        raise UnreadableFile(
            _("This is a picture. Export your contacts as CSV and upload that file.")
        )
    if start[4:8] == b"ftyp":
        raise UnreadableFile(
            _("This is a photo or a film. Export your contacts as CSV and upload that file.")
        )
    if start.startswith(_ARCHIVES):
        raise UnreadableFile(_("This is an archive. Unpack it and upload the CSV file inside."))


def _refuse_other_kinds(text: str) -> None:
    start = text[:4096].lstrip().lower()
    if not start:
        raise UnreadableFile(_("This file is empty. Choose the file you exported and try again."))
    if start.startswith("<"):
        if _HTML.search(start):
            raise UnreadableFile(
                _(
                    "This is a web page, not a list of contacts. Perhaps the download asked you to "
                    "sign in first: download the file again and upload the CSV."
                )
            )
        if start.startswith("<?xml"):
            raise UnreadableFile(
                _("This is an XML file. Export your contacts as CSV and upload that file.")
            )
    if start.startswith("begin:vcard"):
        raise UnreadableFile(
            _(
                "This is a vCard file, which we cannot read yet. "
                "Export your contacts as CSV and upload that file."
            )
        )
    if start.startswith("begin:vcalendar"):
        raise UnreadableFile(
            _("This is a calendar file. Export your contacts as CSV and upload that file.")
        )
    if start.startswith("{\\rtf"):
        raise UnreadableFile(
            _("This is a text document. Export your contacts as CSV and upload that file.")
        )
    if _JSON.match(start):
        raise UnreadableFile(
            _("This is a JSON file. Export your contacts as CSV and upload that file.")
        )
    if _LDIF.match(start):
        raise UnreadableFile(
            _("This is an LDIF address book. Export your contacts as CSV and upload that file.")
        )
    _refuse_noise(start)


def _refuse_noise(start: str) -> None:
    """A few control characters are dirt; many are a file that is no text."""
    if len(_CONTROLS.findall(start)) > 20 + len(start) // 20:
        raise UnreadableFile(_not_text())


def _not_text() -> str:
    return _("This is not a text file. Export your contacts as CSV and upload that file.")
