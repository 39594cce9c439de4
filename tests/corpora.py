"""The shared collection of real-life contact files, which is not part of the repository.

On a developer's machine without it the tests that need it are skipped, with the reason;
in CI (environment variable CI=true) its absence is a failure.
"""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

CORPORA = Path(settings.BASE_DIR).parent / "shared" / "corpora"


@dataclass(frozen=True)
class Expected:
    """A file of the corpora; `least` and `most` are None where the count does not matter."""

    path: str
    least: int | None
    most: int | None


def corpus_path(path: str) -> Path:
    """Where a file of the corpora lies; skips the test, or fails it in CI, without them."""
    if not CORPORA.is_dir():
        reason = f"The contact file corpora are not in {CORPORA}."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return CORPORA / path


def corpus(path: str) -> bytes:
    """The content of a file of the corpora; see `corpus_path`."""
    return corpus_path(path).read_bytes()


def expected(*folders: str) -> list[Expected]:
    """The rows of EXPECTED.csv for some folders.

    Without the corpora one row stands for all, so that the test that reads it says so.
    """
    if not CORPORA.is_dir():
        return [Expected("EXPECTED.csv", None, None)]
    with (CORPORA / "EXPECTED.csv").open(newline="", encoding="utf-8") as file:
        return [
            Expected(row["path"], _number(row["min_contacts"]), _number(row["max_contacts"]))
            for row in csv.DictReader(file)
            if row["path"].split("/")[0] in folders
        ]


def _number(text: str) -> int | None:
    return int(text) if text else None
