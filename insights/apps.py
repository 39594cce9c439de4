"""The insights app: what the network looks like, and what to do today."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    name = "insights"

    def ready(self) -> None:
        from accounts.navigation import NavItem, add_items
        from accounts.roles import Role
        from insights.counting import today_count

        item = NavItem(_("Today"), "/", "today", order=10, count=today_count)
        add_items(Role.STUDENT, [item])
