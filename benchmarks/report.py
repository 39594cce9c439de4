"""A run on the terminal and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.goals import Goal

HEAD = f"{'':24}{'app ms':>8}{'db ms':>8}{'both':>8}{'queries':>9}{'bytes':>10}{'gzipped':>9}"


def table(pages: list[dict[str, Any]], imported: dict[str, Any]) -> str:
    """Return the figures as lines of text."""
    lines = [HEAD]
    lines += [
        f"{one['name']:24}{one['app_ms']:8.2f}{one['db_ms']:8.2f}{one['cpu_ms']:8.2f}"
        f"{one['queries']:9}{one['raw_bytes']:10,}{one['gzip_bytes']:9,}"
        for one in pages
    ]
    lines.append(
        f"\nimport of {imported['rows']:,} rows: {imported['seconds']} s by the clock "
        f"({imported['rows_per_second']:,} a second), "
        f"{imported['reading_seconds']} s of them to the preview; "
        f"{imported['app_ms_per_row']} + {imported['db_ms_per_row']} ms of CPU a row"
    )
    return "\n".join(lines)


def write(path: Path, figures: dict[str, Any], goals: list[Goal]) -> None:
    """Write everything to ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    everything = figures | {"goals": [goal.as_json() for goal in goals]}
    path.write_text(json.dumps(everything, indent=2, ensure_ascii=False) + "\n")
