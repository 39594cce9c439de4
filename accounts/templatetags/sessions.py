"""How a session is told to its owner."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that fits: browsers name each other, so the particular ones come first.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """Return browser and machine in words: "Firefox on Windows"."""
    name = _first(_BROWSERS, user_agent)
    machine = _first(_MACHINES, user_agent)
    if name and machine:
        return _("%(browser)s on %(machine)s") % {"browser": name, "machine": machine}
    return name or machine or _("Another program")


def _first(marks: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for mark, name in marks if mark in text), "")
