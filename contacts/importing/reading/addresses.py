"""E-mail addresses, telephone numbers and web addresses out of cells that hold more than that."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from networkapp.text import normalise_email, normalise_phone

MAX_EMAIL, MAX_PHONE, MAX_URL = 254, 80, 500
#: More than this many of a kind in one cell or on one person is a mistake in the file.
MAX_PER_PERSON = 20
_MAX_CELL = 4000

_PLAIN = re.compile(r"[^\s@,;:<>()\[\]\"\\|/]+@[^\s@,;:<>()\[\]\"\\|/]+")
_BRACKETS = re.compile(r"<([^<>]*)>")
_SEPARATORS = re.compile(r"(?::::|[;,|\s])+")
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_PHONE_SEPARATORS = re.compile(r":::|[;\n|]")
_HOST = re.compile(r"[^\s/@:?#.]+(?:\.[^\s/@:?#.]+)+(?::\d+)?(?:[/?#]\S*)?")


def read_emails(cells: Iterable[str], warnings: list[str]) -> tuple[str, ...]:
    """All addresses of some cells, lower-cased and each once, in order.

    Understood are mailto:, "Name <a@b>" and several addresses in a cell. What is no address is
    kept out, with a warning.
    """
    found: dict[str, None] = {}
    for cell in cells:
        for part in _addresses_in(_short(cell, warnings))[:MAX_PER_PERSON]:
            email = normalise_email(part)
            if email and len(email) <= MAX_EMAIL and _PLAIN.fullmatch(email):
                found[email] = None
            elif part.lower().startswith(("/o=", "/ou=", "/cn=")):
                warnings.append(
                    _("This person's e-mail is an address inside an Exchange server; kept out.")
                )
            else:
                warnings.append(
                    _("“%(text)s” is not an e-mail address; kept out.") % {"text": part[:80]}
                )
    return tuple(found)[:MAX_PER_PERSON]


def _addresses_in(cell: str) -> list[str]:
    if not cell.isascii():
        cell = _ZERO_WIDTH.sub("", cell)
    if _PLAIN.fullmatch(cell) or "@" not in cell or cell.lower().startswith(("/o=", "/ou=")):
        return [cell]
    if "<" in cell:
        bracketed = [part.strip() for part in _BRACKETS.findall(cell) if "@" in part]
        rest = _SEPARATORS.split(_BRACKETS.sub(" ", cell))
        # Beside an address in brackets stands a name, and perhaps plain addresses.
        return bracketed + [part for part in rest if "@" in part] if bracketed else [cell]
    parts = [part for part in _SEPARATORS.split(cell) if part]
    # "Ann Example ann@example.com": words beside an address are somebody's name.
    return [part for part in parts if "@" in part]


def read_phones(cells: Iterable[str], warnings: list[str]) -> tuple[str, ...]:
    """All telephone numbers of some cells as they were written, each once, in order.

    What has fewer than three digits is no number and is kept out, with a warning.
    """
    found: dict[str, str] = {}
    for cell in cells:
        for part in _PHONE_SEPARATORS.split(_short(cell, warnings))[:MAX_PER_PERSON]:
            part = part.strip()
            if not part:
                continue
            key = normalise_phone(part) if len(part) <= MAX_PHONE else ""
            if key:
                found.setdefault(key, part)
            else:
                warnings.append(
                    _("“%(text)s” is not a phone number; kept out.") % {"text": part[:80]}
                )
    return tuple(found.values())[:MAX_PER_PERSON]


def read_web_address(text: str, warnings: list[str]) -> str:
    """The http(s) address in a cell, its scheme added; "" with a warning when there is none.

    No other scheme is ever kept: `javascript:` must not become a link.
    """
    for part in _short(text, warnings).split():
        address = part if "://" in part else f"https://{part}" if _HOST.fullmatch(part) else ""
        if _is_web(address):
            return address
    warnings.append(_("“%(text)s” is not a web address; kept out.") % {"text": text[:80]})
    return ""


def _short(cell: str, warnings: list[str]) -> str:
    """No list of addresses is as long as what is cut off here."""
    if len(cell) <= _MAX_CELL:
        return cell
    warnings.append(
        _("“%(start)s…” is longer than %(limit)s characters; the rest was left out.")
        % {"start": cell[:40], "limit": _MAX_CELL}
    )
    return cell[:_MAX_CELL]


def _is_web(address: str) -> bool:
    if not address or len(address) > MAX_URL or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host)
