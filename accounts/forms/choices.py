"""What one chooses from: time zones and languages."""

from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import get_language_info


def time_zones() -> list[tuple[str, str]]:
    """Return the zones to choose from: places, without the historic abbreviations."""
    places = sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/"))
    return [(zone, zone.replace("_", " ")) for zone in [*places, "UTC"]]


def languages() -> list[tuple[str, str]]:
    """Return the languages, each under its own name."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _n in settings.LANGUAGES]
