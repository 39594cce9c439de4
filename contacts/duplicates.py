"""Who may be the same person (product C5): strong, likely and weak resemblance.

A shared e-mail, phone or LinkedIn address is strong; a name of at least 88 in rapidfuzz's
token_sort_ratio at the same employer is likely; a name alone is weak.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from contacts.adding import normalized_channel
from contacts.models import Channel, Contact
from networkapp.text import fold, normalise_organisation

LIKELY_SCORE = 88
MOST_SHOWN = 5


class Resemblance(TextChoices):
    """How sure it is that two are one."""

    STRONG = "strong", _("same address")
    LIKELY = "likely", _("same name and employer")
    WEAK = "weak", _("similar name")


@dataclass(frozen=True, slots=True)
class Twin:
    """A contact that may be the person being added."""

    contact: Contact
    resemblance: Resemblance


def find_twins(
    owner: Any,
    *,
    full_name: str,
    organization: str = "",
    addresses: tuple[tuple[str, str], ...] = (),
    but_not: int | None = None,
) -> list[Twin]:
    """Return the owner's contacts who may be this person, surest first, five at most.

    ``addresses`` are (kind of channel, value). Those in the trash count too: adding somebody
    a second time is rarely what was meant.
    """
    ranks: dict[int, Resemblance] = {}
    for kind, value in addresses:
        normalized = normalized_channel(kind, value)
        if normalized:
            same = Channel.objects.filter(owner=owner, kind=kind, normalized=normalized)
            for pk in same.values_list("contact_id", flat=True):
                ranks[pk] = Resemblance.STRONG
    wanted, employer = fold(full_name), normalise_organisation(organization)
    if len(wanted) >= 3:
        everybody = {
            pk: (key, name)
            for pk, key, name in Contact.objects.visible_to(owner)
            .order_by()
            .values_list("pk", "sort_key", "organization_name")
        }
        names = {pk: key for pk, (key, _name) in everybody.items()}
        close = process.extract(
            wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY_SCORE, limit=20
        )
        for _name, _score, pk in close:
            same_employer = employer and normalise_organisation(everybody[pk][1]) == employer
            ranks.setdefault(pk, Resemblance.LIKELY if same_employer else Resemblance.WEAK)
    ranks.pop(but_not or 0, None)
    contacts = Contact.objects.visible_to(owner).filter(pk__in=ranks).for_list()
    order = list(Resemblance)
    twins = [Twin(contact, ranks[contact.pk]) for contact in contacts]
    twins.sort(key=lambda twin: (order.index(twin.resemblance), twin.contact.sort_key))
    return twins[:MOST_SHOWN]
