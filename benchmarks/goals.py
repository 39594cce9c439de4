"""The goals, as ratios within one run, and whether a run met them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """``value`` must not pass ``limit``, upwards or, with ``at_least``, downwards.

    An aim is printed like a goal, and a run that misses it has not failed.
    """

    name: str
    value: float
    limit: float
    unit: str
    at_least: bool = False
    is_aim: bool = False

    @property
    def is_met(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def line(self) -> str:
        """Return the goal in words, for the terminal."""
        bound = "at least" if self.at_least else "at most"
        said = "met" if self.is_met else "not yet" if self.is_aim else "MISSED"
        return (
            f"{said:8}{self.name}: {self.value:,g}{self.unit}, {bound} {self.limit:,g}{self.unit}"
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"is_met": self.is_met}


def goals_of(pages: dict[str, dict[str, Any]], imported: dict[str, Any]) -> list[Goal]:
    """Compare a run's figures, by the names that ``benchmarks.pages`` gives them."""

    def ratio(one: str, other: str) -> float:
        return round(pages[one]["cpu_ms"] / pages[other]["cpu_ms"], 2)

    searches = [name for name in pages if name.startswith("search")]
    slowest = max(searches, key=lambda name: float(pages[name]["cpu_ms"]))
    deep = next(name for name in pages if name.startswith("list, page") and name != "list, page 1")
    ours = [figures["queries"] for name, figures in pages.items() if not name.startswith("bare")]
    contact_page = ratio("contact page", "bare contact page")
    return [
        Goal("list beside the bare list", ratio("list, page 1", "bare list"), 1.5, "×"),
        Goal(f"{deep} beside page 1", ratio(deep, "list, page 1"), 1.1, "×"),
        Goal(f"{slowest} beside the list", ratio(slowest, "list, page 1"), 2, "×"),
        Goal("queries of a page", max(ours), 8, ""),
        # The processors' seconds, of the app and the database one after the other: what the
        # clock would say on a machine that does nothing else.
        Goal("import", imported["rows_per_cpu_second"], 2000, " rows/s", at_least=True),
        Goal("contact page beside the bare one", contact_page, 2, "×", is_aim=True),
        Goal("database time of a search", pages[slowest]["db_ms"], 10, " ms", is_aim=True),
    ]
