"""What the browser run prints at its end, beside passed and failed."""

REPORT: dict[str, list[str]] = {}


def note(title: str, line: str) -> None:
    """Have ``line`` printed under ``title`` when all tests have run."""
    REPORT.setdefault(title, []).append(line)
