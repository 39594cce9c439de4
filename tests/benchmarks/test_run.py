"""The benchmarks still run; what they measure on a machine at work proves nothing here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bare
from benchmarks.__main__ import run
from benchmarks.goals import Goal, goals_of
from benchmarks.pages import PLAIN_BACKEND
from benchmarks.report import table, write


@pytest.mark.usefixtures("empty_queue")
def test_a_tiny_run_measures_every_page(settings: Any, tmp_path: Path) -> None:
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, PLAIN_BACKEND]
    figures = run(contacts=60, others=2, each=5, rounds=2, rows=30)
    pages = {one["name"]: one for one in figures["pages"]}
    assert pages["bare list"]["queries"] == 3
    assert pages["list, page 1"]["queries"] <= 8
    assert all(one["app_ms"] > 0 for one in figures["pages"])
    assert figures["import"]["rows"] == 30

    goals = goals_of(pages, figures["import"])
    write(tmp_path / "bench.json", figures, goals)
    assert len(json.loads((tmp_path / "bench.json").read_text())["goals"]) == len(goals)
    assert "search, three words" in table(figures["pages"], figures["import"])


def test_a_goal_says_whether_it_is_met() -> None:
    assert Goal("list", 1.4, 1.5, "×").line().startswith("met")
    assert Goal("list", 1.6, 1.5, "×").line().startswith("MISSED")
    assert Goal("import", 5000, 2000, " rows/s", at_least=True).is_met
    assert not Goal("import", 500, 2000, " rows/s", at_least=True).is_met


def test_the_bare_pages_stay_bare() -> None:
    assert len(Path(bare.__file__).read_text().splitlines()) <= 60
