"""Where a student wants to work: saying it, and counting who is already there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Count, Q

from contacts.catalogues import area_for, industry_for
from contacts.models import Area, Contact, ContactPrivate, Position, Target
from contacts.querysets import words_of
from networkapp.text import clean_line, fold

MOST_TARGETS = 12  # product T1
PER_DIMENSION = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """A target as a page shows it."""

    id: int
    dimension: str
    value: str
    industry_id: int | None = None
    area_id: int | None = None

    @property
    def query(self) -> str:
        """The filter of the contact list that shows who counts for it."""
        if self.industry_id:
            return urlencode({"industry": self.industry_id})
        if self.area_id:
            return urlencode({"area": self.area_id})
        return urlencode({"q": self.value})


@transaction.atomic
def set_targets(
    *, owner: Any, dimension: str, values: Iterable[str], now: datetime
) -> list[Target]:
    """Make these the student's targets of one dimension, in their order; safe to repeat.

    Those not named any more go; one that is named again keeps its row. At most three.
    """
    wanted = list(
        {fold(value)[:160]: value for raw in values if (value := clean_line(raw)[:120])}.items()
    )
    wanted = [(folded, value) for folded, value in wanted if folded][:PER_DIMENSION]
    mine = Target.objects.visible_to(owner).filter(dimension=dimension)
    mine.exclude(folded__in=[folded for folded, _value in wanted]).delete()
    kept = {target.folded: target for target in mine}
    targets = []
    for folded, value in wanted:
        target = kept.get(folded) or Target(owner=owner, dimension=dimension, created_at=now)
        target.value = value
        if dimension == Target.Dimension.INDUSTRY:
            target.industry = industry_for(owner, value)
        elif dimension == Target.Dimension.AREA:
            target.area = area_for(owner, value)
        target.save()
        targets.append(target)
    return targets


def count_people(owner: Any, wishes: Sequence[Wish]) -> dict[int, int]:
    """Return how many contacts count for each wish, in one query (none without wishes).

    The numbers are those of the contact list under ``Wish.query``.
    """
    if not wishes:
        return {}
    counts = (
        Contact.objects.visible_to(owner)
        .kept()
        .aggregate(**{f"t{wish.id}": Count("pk", filter=_matching(owner, wish)) for wish in wishes})
    )
    return {wish.id: counts[f"t{wish.id}"] for wish in wishes}


def _matching(owner: Any, wish: Wish) -> Q:
    work = Position.objects.filter(owner=owner, is_current=True)
    if wish.industry_id:
        return Q(pk__in=work.filter(industry=wish.industry_id).values("contact"))
    if wish.area_id:
        places = Area.objects.filter(
            Q(pk=wish.area_id) | Q(parent=wish.area_id) | Q(parent__parent=wish.area_id)
        ).values("pk")
        return Q(area__in=places) | Q(pk__in=work.filter(area__in=places).values("contact"))
    private = ContactPrivate.objects.filter(owner=owner)
    for word in words_of(wish.value):
        private = private.filter(search_text__contains=word)
    return Q(pk__in=private.values("pk"))
