"""A worker as a process of its own, on the database whose name is given: for killing."""

from __future__ import annotations

import sys

import django
from django.conf import settings


def main() -> None:
    """Do the jobs that wait, then leave."""
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(wait=False, queues=["default"], install_signal_handlers=False)


if __name__ == "__main__":
    main()
