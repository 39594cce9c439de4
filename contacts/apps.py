"""The contacts app: a student's people."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"

    def ready(self) -> None:
        from accounts.navigation import NavItem, add_items, set_quick_add
        from accounts.roles import Role
        from contacts import timeline
        from contacts.catalogues import ensure_catalogues

        # flush deletes what a migration inserts, so catalogues are made after every migrate.
        add_items(
            Role.STUDENT,
            [
                NavItem(_("Contacts"), "/contacts/", "people", order=20),
                NavItem(_("Events"), "/events/", "event", order=30),
                NavItem(_("Follow-ups"), "/follow-ups/", "snooze", order=40),
                NavItem(_("Imports"), "/contacts/imports/", "import", order=60),
                NavItem(_("Trash"), "/contacts/trash/", "trash", order=90),
            ],
        )
        set_quick_add(Role.STUDENT, "/contacts/quick/")
        timeline.add_source(timeline.meetings)
        timeline.add_source(timeline.finished_follow_ups)
        post_migrate.connect(ensure_catalogues, sender=self)
