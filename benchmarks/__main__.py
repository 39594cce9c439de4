"""The command behind bin/bench. Ends with status 1 when a goal is missed."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a smaller import")
    parser.add_argument("--json", type=Path, metavar="FILE", help="default: var/bench.json")
    parser.add_argument("--contacts", type=int, default=10_000, help="of the student measured")
    parser.add_argument("--others", type=int, default=20, help="students with 1,000 each")
    parser.add_argument("--rounds", type=int, help="requests of each page")
    parser.add_argument("--rows", type=int, help="of the import")
    return parser.parse_args(words)


def run(*, contacts: int, others: int, each: int, rounds: int, rows: int) -> dict[str, Any]:
    """Fill the database at hand, which is empty, measure, and return the figures."""
    from django.utils import timezone

    from accounts.models import User
    from accounts.roles import Role
    from benchmarks.data import build, settle
    from benchmarks.importing import measure_import
    from benchmarks.measuring import measure
    from benchmarks.pages import cases_of

    now = timezone.now()
    scene = build(contacts=contacts, others=others, each=each, now=now)
    settle()
    cases = cases_of(scene, contacts=contacts)
    say(f"Measuring {len(cases)} pages, {rounds} requests each ...")
    measure(cases, rounds=rounds)
    for wrapper in {id(case.client.wrapper): case.client.wrapper for case in cases}.values():
        wrapper.close()
    say(f"Importing {rows:,} rows ...")
    newcomer = User.objects.create_user("newcomer@example.edu", roles=(Role.STUDENT,))
    return {
        "contacts": contacts,
        "contacts_of_others": others * each,
        "pages": [case.figures for case in cases],
        "import": measure_import(newcomer, rows=rows, now=now),
    }


def prepare() -> None:
    """Set Django up as in production, with static files of our own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networkapp.settings")
    settings.DEBUG = False
    settings.STATIC_ROOT = settings.VAR_DIR / "bench" / "static"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    django.setup()

    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    options = arguments(sys.argv[1:])
    prepare()

    from benchmarks.database import scratch_database
    from benchmarks.goals import goals_of
    from benchmarks.pages import PLAIN_BACKEND
    from benchmarks.report import table, write

    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, PLAIN_BACKEND]
    rounds = options.rounds or (30 if options.quick else 150)
    rows = options.rows or (5_000 if options.quick else 50_000)
    say(f"Making {options.contacts:,} contacts, and 1,000 for each of {options.others} others ...")
    with scratch_database():
        figures = run(
            contacts=options.contacts, others=options.others, each=1_000, rounds=rounds, rows=rows
        )
    goals = goals_of({one["name"]: one for one in figures["pages"]}, figures["import"])
    path = options.json or settings.VAR_DIR / "bench.json"
    write(path, figures, goals)
    print(table(figures["pages"], figures["import"]), end="\n\n")
    print("\n".join(goal.line() for goal in goals))
    print(f"\nCPU milliseconds, medians of {rounds} requests. All figures: {path}")
    return 0 if all(goal.is_met or goal.is_aim for goal in goals) else 1


if __name__ == "__main__":
    sys.exit(main())
