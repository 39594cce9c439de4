"""Many people from pasted lines, "Name, role, organisation" each (product C4).

The lines become a small CSV, so that they are previewed, chosen, imported and undone as any
file is.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from contacts.adding import QuickLine, read_line
from networkapp.text import normalise_email

MOST_LINES = 500
LONGEST_LINE = 600
# What lists begin their lines with: "- ", "• ", "3. ", "4) ".
_BULLET = re.compile(r"^\s*(?:[-*•–·]|\d{1,3}[.)])\s+")
_ADDRESS = re.compile(r"<?(?:mailto:)?([^\s<>,;()]{1,100}@[^\s<>,;()]{1,150})>?")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """Who stands in one line, and an e-mail address when there is one."""

    who: QuickLine
    email: str = ""


def read_lines(text: str) -> list[PastedLine]:
    """Return who stands in the lines, each once; blank ones and those without a name are left
    out. Bullets go; tabs and semicolons part as commas do."""
    lines = (_read(line[:LONGEST_LINE]) for line in text.splitlines()[:MOST_LINES])
    return [line for line in dict.fromkeys(lines) if line.who.name or line.email]


def _read(text: str) -> PastedLine:
    text = re.sub(r"[\t;]", ",", _BULLET.sub("", text))
    address = _ADDRESS.search(text)
    email = normalise_email(address[1]) if address else ""
    if address and email:
        text = text[: address.start()] + text[address.end() :]
    parts = [part.strip(" \"'") for part in text.split(",")]
    return PastedLine(read_line(",".join(parts).rstrip(",")), email)


def as_csv(lines: list[PastedLine]) -> bytes:
    """Return the lines as the CSV file that the import reads."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Name", "Title", "Organization", "Email"])
    for line in lines:
        writer.writerow([line.who.name, line.who.title, line.who.organization, line.email])
    return out.getvalue().encode()
