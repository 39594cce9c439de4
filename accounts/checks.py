"""Checks of the settings: no demo beside production, no cache that each process has alone."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}


@register("demo")
def check_demo(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Report a demo beside settings of production: anybody could enter as administrator."""
    if not settings.DEMO:
        return []
    signs = production_signs()
    if not signs:
        return []
    return [
        Error(
            f"DEMO is on beside settings of production: {', '.join(signs)}.",
            hint="Unset DEMO. One-click sign-in is for one's own machine.",
            id="networkapp.E010",
        )
    ]


def production_signs() -> list[str]:
    """Return the settings that say this is no demo on one's own machine."""
    others = sorted(set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS)
    # Where bin/run listens; the web server that it starts inherits it.
    address = os.environ.get("HOST", "")
    signs = {
        "DATABASE_URL": bool(settings.DATABASE_URL),
        "SECRET_KEY": settings.SECRET_KEY_IS_CHOSEN,
        "HTTPS": settings.HTTPS,
        f"ALLOWED_HOSTS ({', '.join(others)})": bool(others),
        f"HOST ({address})": bool(address) and address not in LOCAL_HOSTS,
    }
    return [name for name, is_set in signs.items() if is_set]


@register()
def check_cache(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Report a cache that each process has for itself: its rate limits would count apart."""
    backend = settings.CACHES["default"]["BACKEND"]
    if "locmem" not in backend.lower() and "dummy" not in backend.lower():
        return []
    return [
        Error(
            f"The default cache is {backend}, which the processes do not share.",
            hint="Rate limits live in the cache. Use DatabaseCache or Redis.",
            id="networkapp.E011",
        )
    ]
