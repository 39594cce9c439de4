"""What a row of a file would bring to a contact who is known already.

An update fills what is empty and adds addresses and work. It never writes over what the
student typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from contacts.importing.known import Known, KnownPosition
from contacts.importing.stored import (
    StoredPerson,
    addresses,
    has_place,
    has_work,
    organization_key,
    tag_key,
)
from contacts.states import ChannelKind
from networkapp.text import fold


@dataclass(slots=True)
class News:
    """What is new about one contact."""

    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    has_new_work: bool = False
    # A position that lacks a title or a department, and what goes there.
    completed: KnownPosition | None = None
    completed_with: dict[str, str] = field(default_factory=dict)
    location: str = ""
    pronouns: str = ""
    how_met: str = ""
    note: str = ""
    tags: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(
            self.addresses
            or self.has_new_work
            or self.completed_with
            or self.location
            or self.pronouns
            or self.how_met
            or self.note
            or self.tags
        )

    def in_words(self) -> str:
        """Return what is new as a list to read: "e-mail, employer"."""
        kinds = {kind for kind, _value, _key in self.addresses}
        words = [str(label) for kind, label in ChannelKind.choices if kind in kinds]
        if self.has_new_work or self.completed_with:
            words.append(_("work"))
        words += [
            word
            for word, value in (
                (_("place"), self.location),
                (_("pronouns"), self.pronouns),
                (_("how you met"), self.how_met),
                (_("note"), self.note),
                (_("tags"), self.tags),
            )
            if value
        ]
        return ", ".join(words)


def news_for(person: StoredPerson, known: Known) -> News:
    """Compare a row with the contact it was found to be."""
    news = News(
        addresses=[
            (kind, value, key)
            for kind, value, key in addresses(person)
            if (kind, key) not in known.addresses
        ],
        tags=[name for name in person.get("tags", ()) if _is_new_tag(name, known)],
    )
    if known.area_id is None and has_place(person):
        news.location = person["location"]
    if not known.pronouns:
        news.pronouns = person.get("pronouns", "")
    if not known.how_met:
        news.how_met = person.get("how_met", "")
    if not known.note:
        news.note = person.get("note", "")
    _compare_work(person, known, news)
    return news


def _is_new_tag(name: str, known: Known) -> bool:
    key = tag_key(name)
    return bool(key) and key not in known.tags


def _compare_work(person: StoredPerson, known: Known, news: News) -> None:
    if not has_work(person):
        return
    employer = organization_key(person.get("organization", ""))
    title, department = person.get("title", ""), person.get("department", "")
    same = [
        position
        for position in known.positions
        if (not employer or position.organization_key == employer)
        and (not title or not position.title or fold(position.title) == fold(title))
        # A title without an employer says nothing about work that has only an employer.
        and (employer or position.title)
    ]
    if not same:
        news.has_new_work = True
        return
    exact = [position for position in same if fold(position.title) == fold(title)]
    best = (exact or same)[0]
    if title and not best.title:
        news.completed_with["title"] = title
    if department and not best.department:
        news.completed_with["department"] = department
    if news.completed_with:
        news.completed = best
