"""The contacts app: a student's people."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContactsConfig(AppConfig):
    name = "contacts"

    def ready(self) -> None:
        from contacts.catalogues import ensure_catalogues

        # flush deletes what a migration inserts, so catalogues are made after every migrate.
        post_migrate.connect(ensure_catalogues, sender=self)
