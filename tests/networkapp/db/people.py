"""Rows made without the domain's verbs: these tests are about the database alone."""

from typing import Any

from accounts.models import User
from contacts.models import Contact, Source
from contacts.states import Family


def a_source(owner: User, name: str = "Chess club") -> Source:
    """Add a source of ``owner``'s own; the caller acts for them."""
    return Source.objects.create(
        owner=owner, key=name.lower().replace(" ", "-"), name=name, family=Family.values[0]
    )


def a_contact(owner: User, name: str = "Dana", **more: Any) -> Contact:
    """Add a contact; the caller acts for ``owner``."""
    if "source" not in more and "source_id" not in more:
        more["source"] = a_source(owner, f"Source of {name}")
    return Contact.objects.create(owner=owner, full_name=name, sort_key=name.lower(), **more)
