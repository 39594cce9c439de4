"""The icons: lines of one weight on a 24 by 24 grid, drawn for this project.

Colour, weight and size come from the class `icon` in static/css/base.css.

Each entry is what stands inside the <svg>: `M` paths, and `o` for a circle "cx cy r".
"""

from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# A path, then optionally circles after "|", each "cx cy r".
ICONS = {
    "today": "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-5h4v5",
    "people": "M3 20c.4-3.6 2.7-5.5 6-5.5s5.6 1.9 6 5.5M16 5.2a3.2 3.2 0 0 1 0 "
    "6.1M17.5 14.8c2 .6 3.2 2.4 3.5 5.2|9 8 3.5",
    "person": "M4.5 20.5c.5-4.2 3.3-6.5 7.5-6.5s7 2.3 7.5 6.5|12 7.5 4",
    "users-plus": "M3 20c.4-3.6 2.7-5.5 6-5.5s5.6 1.9 6 5.5M19 8v6M16 11h6|9 8 3.5",
    "event": "M4 6.5h16V20H4zM4 10.5h16M8.5 4v4M15.5 4v4M8 14h2M14 14h2M8 17h2",
    "import": "M12 4v10M8 10.5l4 4 4-4M4.5 15v4.5h15V15",
    "upload": "M12 15V4.5M8 8.5l4-4 4 4M4.5 15v4.5h15V15",
    "download": "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15",
    "search": "M15.5 15.5L20.5 20.5|10.5 10.5 6.5",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "check": "M5 12.5l4.5 4.5L19 7",
    "clock": "M12 7v5l3.5 2|12 12 8.5",
    "snooze": "M12 9v4l2.5 1.5M5 4.5L2.5 7M19 4.5L21.5 7|12 13 7.5",
    "bell": "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
    "gear": "M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 "
    "2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1|12 12 6|12 12 2.2",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "mail": "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7",
    "phone": "M5 4h4l1.5 4.5L8 10.5c1.2 2.5 3 4.3 5.5 5.5l2-2.5L20 15v4c-8.5 1.5-16.5-6.5-15-15z",
    "link": "M10 14a4 4 0 0 0 5.7.3l3-3a4 4 0 0 0-5.7-5.7L11.5 7M14 10a4 4 0 0 0-5.7-.3l-3 "
    "3a4 4 0 0 0 5.7 5.7l1.5-1.4",
    "map-pin": "M12 21c4.5-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2 6.5 6.5 11z|12 10 2.3",
    "building": "M5 20.5V4h9v16.5M14 9.5h5v11M3 20.5h18M8 8h3M8 12h3M8 16h3",
    "tag": "M4 4h7.5l8.5 8.5-7.5 7.5L4 11.5z|8 8 1.2",
    "trash": "M4.5 6.5h15M9 6V3.5h6V6M6.5 6.5l1 14h9l1-14M10.2 10.5v6M13.8 10.5v6",
    "undo": "M8.5 5L4.5 9l4 4M5 9h8.5a5.5 5.5 0 0 1 0 11H8",
    "edit": "M4 20l1-4.5L16 4.5l3.5 3.5-11 11zM13.5 7l3.5 3.5",
    "chevron-left": "M14.5 5.5L8 12l6.5 6.5",
    "chevron-right": "M9.5 5.5L16 12l-6.5 6.5",
    "chevron-up": "M5.5 15L12 8.5l6.5 6.5",
    "chevron-down": "M5.5 9l6.5 6.5L18.5 9",
    "arrow-right": "M4.5 12h15M13 5.5l6.5 6.5-6.5 6.5",
    "arrow-left": "M19.5 12h-15M11 5.5L4.5 12l6.5 6.5",
    "close": "M6 6l12 12M18 6L6 18",
    "help": "M9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M12 16.8v.1|12 12 8.5",
    "info": "M12 11v5.5M12 7.6v.1|12 12 8.5",
    "warning": "M12 4L2.8 19.5h18.4zM12 10v4.5M12 17v.1",
    "sign-out": "M10 4H4.5v16H10M9.5 12h11M16.5 8l4 4-4 4",
    "shield": "M12 3l7.5 3v5.5c0 4.5-3 7.7-7.5 9.5-4.5-1.8-7.5-5-7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
    "lock": "M5.5 11h13v9.5h-13zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "eye": "M2.5 12c2.2-4.2 5.4-6.3 9.5-6.3s7.3 2.1 9.5 6.3c-2.2 4.2-5.4 6.3-9.5 "
    "6.3S4.7 16.2 2.5 12z|12 12 2.8",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "sun": "M12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.6 1.6M17.1 "
    "17.1l1.6 1.6M5.3 18.7l1.6-1.6M17.1 6.9l1.6-1.6|12 12 4",
    "note": "M5 3.5h14v11.5l-5 5.5H5zM14 20v-5h5M8.5 8h7M8.5 12h4",
    "star": "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9-5.3 2.9 1.1-6-4.4-4.2 6-.8z",
    "print": "M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7z",
    "more": "M12 12h.01|5.5 12 1|12 12 1|18.5 12 1",
    "meeting": "M4.5 9.5h12v6a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM16.5 11h1.5a2.5 2.5 0 0 1 0 "
    "5h-1.7M8 3.5c-1 1.2 1 1.8 0 3M12.5 3.5c-1 1.2 1 1.8 0 3",
    "chat": "M4 5h16v11.5h-9L6.5 20v-3.5H4z",
    "video": "M3.5 7h11.5v10H3.5zM15 10.5l5.5-3v9l-5.5-3",
    "filter": "M3.5 5h17l-6.5 8v6l-4 1.5V13z",
    "list": "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01",
    "sort": "M8 5v14M4.5 15.5L8 19l3.5-3.5M16 19V5M12.5 8.5L16 5l3.5 3.5",
    "file": "M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5",
    "send": "M3.5 11.5L20.5 4l-5.5 16.5-4-7z M11 13.5l4-4",
    "briefcase": "M3.5 8h17v11.5h-17zM9 8V4.5h6V8M3.5 13h17",
    "school": "M2.5 9.5L12 5l9.5 4.5L12 14zM6.5 11.5V16c3 2.5 8 2.5 11 0v-4.5M21.5 9.5v5.5",
    "target": "M12 12h.01|12 12 8.5|12 12 4.5",
    "refresh": "M19.5 5v5h-5M4.5 19v-5h5M19 10a7.5 7.5 0 0 0-13-3M5 14a7.5 7.5 0 0 0 13 3",
    "keyboard": "M3 6.5h18v11H3zM6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M7.5 14h9",
    "heart": "M12 20C6 15.5 3.5 12.5 3.5 9.2A4.3 4.3 0 0 1 12 7.5a4.3 4.3 0 0 1 8.5 "
    "1.7c0 3.3-2.5 6.3-8.5 10.8z",
}
# Other words for the same picture.
ALIASES = {
    "home": "today",
    "contacts": "people",
    "users": "people",
    "user": "person",
    "calendar": "event",
    "events": "event",
    "email": "mail",
    "pin": "map-pin",
    "settings": "gear",
    "dots": "more",
    "x": "close",
    "cup": "meeting",
    "coffee": "meeting",
    "handshake": "meeting",
    "pencil": "edit",
    "alert": "warning",
    "location": "map-pin",
    "organization": "building",
    "delete": "trash",
    "due": "clock",
}


@cache
def draw(name: str, label: str = "") -> SafeString:
    """Return the icon as inline SVG. Raises LookupError for a name there is none for."""
    name = ALIASES.get(name, name)
    if name not in ICONS:
        raise LookupError(f"there is no icon called {name!r}")
    path, *circles = ICONS[name].split("|")
    shapes = f'<path d="{path}"/>'
    for circle in circles:
        cx, cy, r = circle.split()
        shapes += f'<circle cx="{cx}" cy="{cy}" r="{r}"/>'
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(  # noqa: S308  (our own drawings; the label is escaped)
        f'<svg class="icon" viewBox="0 0 24 24" {voice}>{shapes}</svg>'
    )
