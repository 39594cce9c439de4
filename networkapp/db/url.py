"""DATABASE_URL, read into Django's dictionary."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ENGINE = "networkapp.db.backend"


def database_from_url(url: str) -> dict[str, Any]:
    """Return the settings of the database at ``url``; an empty URL means the embedded server.

    Query parameters become connection options (``?sslmode=verify-full``).
    Raises ImproperlyConfigured for anything but a PostgreSQL URL.
    """
    settings: dict[str, Any] = {
        "ENGINE": ENGINE,
        "NAME": "networkapp",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3},
    }
    if not url:
        return settings
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://")
    options = dict(parse_qsl(parts.query))
    # A socket folder stands either in the host part, percent-encoded, or in ?host=.
    host = options.pop("host", "") or unquote(parts.hostname or "")
    settings |= {
        "NAME": unquote(parts.path.lstrip("/")) or "networkapp",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": 3} | options,
    }
    return settings
