"""The database app: no tables of its own, but checks and commands."""

from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "networkapp.db"
    label = "db"

    def ready(self) -> None:
        from networkapp.db import checks  # noqa: F401  (registers the checks)
