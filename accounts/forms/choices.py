"""What one chooses from: time zones and languages."""

from zoneinfo import available_timezones

from django.conf import settings


def time_zones() -> list[tuple[str, str]]:
    """Return the zones to choose from: places, without the historic abbreviations."""
    places = sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/"))
    return [(zone, zone.replace("_", " ")) for zone in [*places, "UTC"]]


def languages() -> list[tuple[str, str]]:
    """Return the languages, each under its own name as the settings write it."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]
