"""A LinkedIn export of any length, always the same for the same length."""

from __future__ import annotations

import csv
import io

_PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses '
    'are missing."\n\n'
)
_HEADER = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
_FIRST = ["José", "Dana", "Mei", "Ayaan", "Åsa", "Łukasz", "Priya", "Tom", "Ngozi", "Siobhán"]
_LAST = ["García", "Okafor", "Lindqvist", "Müller", "Nguyen", "O'Brien", "Smith", "Warsame"]
_WORK = ["Analyst", "Brand manager", "Nurse", "Software engineer", "Owner, Founder"]


def connections(count: int) -> bytes:
    """Return a Connections.csv with ``count`` people; every third has an e-mail address."""
    text = io.StringIO()
    text.write(_PREAMBLE)
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for number in range(count):
        first, last = _FIRST[number % 10], f"{_LAST[number % 8]}-{number}"
        writer.writerow(
            [
                first,
                last,
                f"https://www.linkedin.com/in/person-{number}",
                f"person{number}@example.org" if number % 3 == 0 else "",
                f"Company {number % 3000}, Inc.",
                _WORK[number % 5],
                f"{number % 28 + 1:02} Mar {2010 + number % 15}",
            ]
        )
    return text.getvalue().encode()
