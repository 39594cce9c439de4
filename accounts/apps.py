"""The accounts app: who you are."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import checks, proving, sessions  # noqa: F401  (checks registers itself)
        from accounts.models.institution import ensure_institution

        # flush deletes what a migration inserts, so the one row is made after every migrate.
        post_migrate.connect(ensure_institution, sender=self)
        sessions.connect()
        proving.connect()
        _fill_navigation()


def _fill_navigation() -> None:
    from accounts.navigation import NavItem, add_items
    from accounts.roles import Role

    home = NavItem(_("Home"), "/", "home", order=10)
    outbox = NavItem(_("Outbox"), "/outbox/", "mail", order=90)
    shared = [home, outbox] if settings.DEMO else [home]
    add_items(Role.STAFF, shared)
    add_items(
        Role.ADMIN,
        [
            *shared,
            NavItem(_("People"), "/people/", "people", order=20),
            NavItem(_("Institution"), "/people/institution/", "building", order=30),
        ],
    )
