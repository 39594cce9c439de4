"""Many people from pasted lines, "Name, role, organisation" each (product C4).

The lines become a small CSV, so that they are previewed, chosen, imported and undone as any
file is.
"""

from __future__ import annotations

import csv
import io

from contacts.adding import QuickLine, read_line
from networkapp.text import normalise_email

MOST_LINES = 500
LONGEST_LINE = 600


def read_lines(text: str) -> list[QuickLine]:
    """Return who stands in the lines; blank ones and those without a name are left out."""
    lines = (read_line(line[:LONGEST_LINE]) for line in text.splitlines()[:MOST_LINES])
    return [line for line in lines if line.name]


def as_csv(lines: list[QuickLine]) -> bytes:
    """Return the lines as the CSV file that the import reads."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Name", "Title", "Organization", "Email"])
    for line in lines:
        email = normalise_email(line.name)
        name = "" if email else line.name
        writer.writerow([name, line.title, line.organization, email])
    return out.getvalue().encode()
