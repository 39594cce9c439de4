"""The cast of a demo, for the sign-in page."""

from django import template

from accounts.cast import Member, on_stage

register = template.Library()


@register.simple_tag
def cast_on_stage() -> list[Member]:
    """Return the cast as far as it is there."""
    return on_stage()
