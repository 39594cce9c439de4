"""The accounts app: who you are."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import checks  # noqa: F401  (registers the checks)
        from accounts.models.institution import ensure_institution

        # flush deletes what a migration inserts, so the one row is made after every migrate.
        post_migrate.connect(ensure_institution, sender=self)
