"""The insights app: what the network looks like, and what to do today."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "insights"
