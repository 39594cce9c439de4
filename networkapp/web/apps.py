"""The web kit's app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "networkapp.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from networkapp.web import checks  # noqa: F401  (registers the checks)
