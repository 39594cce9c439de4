"""The catalogues shipped with the product, and a student's own entries in them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as N

from contacts.models import Area, Industry, Source
from contacts.states import Family
from contacts.us_states import US_STATES
from networkapp.text import clean_text, fold

# (key, name, family); keys never change, names are the administrator's (product S13).
SOURCES = (
    ("alumni-ambassador", N("Alumni ambassador"), Family.ALUMNI),
    ("alumni-linkedin", N("Alumni on LinkedIn"), Family.ALUMNI),
    ("alumni-other", N("Alumni, other"), Family.ALUMNI),
    ("professor", N("Professor"), Family.FACULTY),
    ("academic-advisor", N("Academic advisor"), Family.FACULTY),
    ("friend", N("Friend"), Family.PERSONAL),
    ("family", N("Family"), Family.PERSONAL),
    ("co-worker", N("Co-worker"), Family.PERSONAL),
    ("coach", N("Coach"), Family.PERSONAL),
    ("acquaintance", N("Acquaintance"), Family.PERSONAL),
    ("heard-lecturer", N("Lecturer I heard"), Family.HEARD_ABOUT),
    ("heard-employer", N("Employer I heard of"), Family.HEARD_ABOUT),
    ("heard-prominent", N("Prominent person"), Family.HEARD_ABOUT),
    ("referral", N("Referral"), Family.REFERRAL),
    ("event", N("Met at an event"), Family.HEARD_ABOUT),
    ("other", N("Other"), Family.HEARD_ABOUT),
)

INDUSTRIES = (
    "Agriculture and food", "Arts and entertainment", "Automotive", "Banking",
    "Biotechnology", "Construction", "Consulting", "Consumer goods", "Education", "Energy",
    "Engineering", "Environment", "Fashion", "Finance", "Government", "Health care",
    "Hospitality", "Human resources", "Insurance", "Law", "Logistics", "Manufacturing",
    "Marketing and advertising", "Media and publishing", "Medical devices", "Nonprofit",
    "Pharmaceuticals", "Public safety", "Real estate", "Research", "Retail", "Social work",
    "Software", "Sports", "Telecommunications", "Tourism", "Transportation", "Utilities",
)  # fmt: skip


def ensure_catalogues(**kwargs: Any) -> None:
    """Make the institution's rows after every migrate and flush; safe to repeat."""
    have = set(Source.objects.filter(owner=None).values_list("key", flat=True))
    Source.objects.bulk_create(
        Source(key=key, name=name, family=family, position=position)
        for position, (key, name, family) in enumerate(SOURCES, start=1)
        if key not in have
    )
    known = set(Industry.objects.filter(owner=None).values_list("folded", flat=True))
    Industry.objects.bulk_create(
        Industry(name=name, folded=fold(name)[:160])
        for name in INDUSTRIES
        if fold(name) not in known
    )
    country, _made = Area.objects.get_or_create(
        owner=None, kind=Area.Kind.COUNTRY, code="US", defaults={"name": "United States"}
    )
    there = set(
        Area.objects.filter(owner=None, kind=Area.Kind.STATE).values_list("code", flat=True)
    )
    Area.objects.bulk_create(
        Area(kind=Area.Kind.STATE, name=name, code=code, folded=fold(name), parent=country)
        for code, name in US_STATES
        if code not in there
    )


def source_by_key(key: str) -> Source:
    """Return the institution's source with this fixed key. Raises Source.DoesNotExist."""
    return Source.objects.get(owner=None, key=key)


def industry_for(owner: Any, name: str) -> Industry | None:
    """Return the industry of that name, the institution's first; else a student's own, made."""
    name = clean_text(name)[:120]
    if not (folded := fold(name)[:160]):
        return None
    found = Industry.objects.visible_to(owner).filter(folded=folded).order_by("owner_id").last()
    return found or Industry.objects.create(owner=owner, name=name)


@transaction.atomic
def area_for(owner: Any, text: str) -> Area | None:
    """Return the place named by ``text``: "Minnesota", "MN", "Marshall, MN" or any other name.

    A city that is not known becomes the student's own, within its state when that is named.
    """
    text = clean_text(text)[:120]
    if not text:
        return None
    areas = Area.objects.visible_to(owner).select_related("parent")
    state = areas.filter(kind=Area.Kind.STATE, code=text.upper()).first()
    if state:
        return state
    city, comma, tail = (part.strip() for part in text.rpartition(","))
    if comma and city:
        tail = tail.removesuffix(".")
        parent = (
            areas.filter(kind=Area.Kind.STATE, code=tail.upper()).first()
            or areas.filter(
                kind__in=[Area.Kind.STATE, Area.Kind.COUNTRY], folded=fold(tail)[:160]
            ).first()
        )
        if parent:
            return _city(owner, city, parent)
    known = areas.filter(folded=fold(text)[:160]).order_by("kind").first()
    return known or (_city(owner, text, None) if fold(text) else None)


def _city(owner: Any, name: str, parent: Area | None) -> Area:
    cities = Area.objects.visible_to(owner).filter(kind=Area.Kind.CITY, folded=fold(name)[:160])
    found = cities.filter(parent=parent).order_by("id").first()
    return found or Area.objects.create(owner=owner, kind=Area.Kind.CITY, name=name, parent=parent)
