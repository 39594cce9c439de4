"""The check that every address has a door."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

from networkapp.web.doors import Door


@register()
def check_doors(*, app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Report every view without a door, and every door by name that leads nowhere."""
    return door_problems(get_resolver(), named_doors())


def named_doors() -> Mapping[str, str]:
    """Return the doors given by URL name to the views of other packages."""
    doors: Mapping[str, str] = import_string("networkapp.doors.DOORS")
    return doors


def door_problems(resolver: URLResolver, doors: Mapping[str, str]) -> list[CheckMessage]:
    """Return an Error for each address of `resolver` that is not as `doors` and views say."""
    problems: list[CheckMessage] = []
    seen: set[str] = set()
    for key, pattern in walk(resolver):
        view = pattern.callback
        is_ours = getattr(view, "door", None) is not None
        if key in doors:
            seen.add(key)
            if is_ours:
                problems.append(_error(f"{key} has a door of its own and one by name.", view))
            try:
                Door.from_text(doors[key])
            except ValueError as error:
                problems.append(_error(f"The door of {key}: {error}.", view))
        elif not is_ours:
            problems.append(_error(f"The view of {key} has no door.", view))
        elif getattr(view, "door_stands_at", None) is not view:
            problems.append(_error(f"The door of {key} is not its first line.", view))
    for key in sorted(set(doors) - seen):
        problems.append(_error(f"networkapp.doors names {key}, which no longer exists.", None))
    return problems


def _error(message: str, view: Any) -> Error:
    hint = (
        "Every view says who may enter, above all other decorators: @student_required, "
        '@staff_required, @admin_required, @member_required or @public("why"). '
        "Views of other packages get their door in networkapp/doors.py."
    )
    return Error(message, hint=hint, obj=view, id="networkapp.E001")


def walk(
    resolver: URLResolver, namespaces: tuple[str, ...] = (), route: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Yield every address under `resolver`: its full name, or its route if it has none."""
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry, inner, here)
        elif entry.name:
            yield ":".join([*namespaces, entry.name]), entry
        else:
            yield here, entry
