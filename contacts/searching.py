"""Finding contacts by words: one folded text for each, then a second look for typing errors.

Words from names, employers, titles, tags, notes, addresses and meetings are folded into
``ContactPrivate.search_text``; the verbs that change one of them call ``refresh``. A later app
adds its own words through ``add_words``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F
from rapidfuzz import fuzz, process

from contacts.models import Channel, Contact, ContactPrivate, ContactTag, MeetingContact, Position
from contacts.querysets import ContactQuerySet, words_of
from networkapp.db.lookups import AnyOf
from networkapp.text import fold

SEARCH_TEXT_LENGTH = 20_000
# Similarity, 0 to 100, from which a name with a typing error counts as found. At 75 "jose
# garica" finds José García and "okafr" Okafor, while unrelated short names stay away.
TYPO_SCORE = 75
TYPO_RESULTS = 25

# Words of apps above: ids of contacts -> contact id -> texts.
WordsSource = Callable[[list[int]], dict[int, list[str]]]
_word_sources: list[WordsSource] = []


def add_words(source: WordsSource) -> None:
    """Register a function that gives more words of contacts, by their ids."""
    _word_sources.append(source)


def search_text(parts: Iterable[str]) -> str:
    """Return the folded text of ``parts``, kept to the length that a search reads."""
    return fold(" ".join(part for part in parts if part))[:SEARCH_TEXT_LENGTH]


def refresh(contact_ids: Iterable[int]) -> None:
    """Write the search text of these contacts anew, in a fixed number of queries."""
    ids = list(contact_ids)
    words: dict[int, list[str]] = defaultdict(list)
    for pk, *names in Contact.objects.filter(pk__in=ids).values_list(
        "pk", "full_name", "sort_name", "disciplines", "research", "area__name"
    ):
        words[pk] += [name for name in names if name]
    for pk, *texts in Position.objects.filter(contact__in=ids).values_list(
        "contact_id", "organization__name", "title", "department", "industry__name"
    ):
        words[pk] += [text for text in texts if text]
    for pk, text in ContactTag.objects.filter(contact__in=ids).values_list(
        "contact_id", "tag__name"
    ):
        words[pk].append(text)
    for pk, text in Channel.objects.filter(contact__in=ids).values_list("contact_id", "value"):
        words[pk].append(text)
    privates = list(ContactPrivate.objects.filter(contact__in=ids))
    for private in privates:
        words[private.contact_id] += [private.how_met, private.note]
    summaries = MeetingContact.objects.filter(
        contact__in=ids, meeting__deleted_at__isnull=True
    ).exclude(meeting__summary="")
    for pk, text in summaries.values_list("contact_id", "meeting__summary"):
        words[pk].append(text)
    for source in _word_sources:
        for pk, texts in source(ids).items():
            words[pk] += texts
    for private in privates:
        private.search_text = search_text(words[private.contact_id])
    ContactPrivate.objects.bulk_update(privates, ["search_text"], batch_size=500)


def search(contacts: ContactQuerySet, query: str, *, owner: Any) -> ContactQuerySet:
    """Return those of ``contacts`` in whose text every word of ``query`` occurs."""
    return contacts.filter(AnyOf(F("pk"), matches(query, owner=owner).ids))


@dataclass(frozen=True, slots=True)
class Matches:
    """How many contacts a search found, and their ids as PostgreSQL writes an array."""

    count: int
    ids: str


def matches(query: str, *, owner: Any) -> Matches:
    """Return the owner's kept contacts in whose text every word occurs.

    A pass over the owner's texts, as quick as looking for a text allows. Joined with contacts
    in one query it takes many times as long: under row-level security PostgreSQL may not know
    how many will match, and expects one.
    """
    words = words_of(query)
    with connection.cursor() as cursor:
        cursor.execute(_MATCHES + _WORD * len(words), [owner.pk, owner.pk, *words])
        count, ids = cursor.fetchone()
    return Matches(count, ids or "{}")


# Written out: asked at every letter that somebody types, and read as one text, not as rows.
_MATCHES = """
    SELECT count(*), array_agg(contact_id)::text FROM contacts_contactprivate
    WHERE owner_id = %s AND contact_id NOT IN (
        SELECT id FROM contacts_contact WHERE owner_id = %s AND deleted_at IS NOT NULL
    )
"""
_WORD = " AND strpos(search_text, %s) > 0"


def search_despite_typos(contacts: ContactQuerySet, query: str) -> list[int]:
    """Return the ids of ``contacts`` whose name or employer resembles ``query``, best first."""
    wanted = fold(query)
    if len(wanted) < 3:
        return []
    texts: dict[tuple[int, int], str] = {}
    for pk, name, organization in contacts.order_by().values_list(
        "pk", "sort_key", "organization_name"
    ):
        texts[pk, 0] = name
        if organization:
            texts[pk, 1] = fold(organization)
    found = process.extract(
        wanted, texts, scorer=_resemblance, score_cutoff=TYPO_SCORE, limit=2 * TYPO_RESULTS
    )
    return list(dict.fromkeys(key[0] for _text, _score, key in found))[:TYPO_RESULTS]


def _resemblance(wanted: str, text: str, **kwargs: Any) -> float:
    """Compare in any order of words, and against each word alone: a surname is often enough."""
    cutoff = kwargs.get("score_cutoff") or 0
    whole = fuzz.token_sort_ratio(wanted, text, score_cutoff=cutoff)
    if " " in wanted:
        return whole
    return max([whole, *(fuzz.ratio(wanted, word, score_cutoff=cutoff) for word in text.split())])
