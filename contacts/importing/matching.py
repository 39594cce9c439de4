"""Who of a file is known already: within the file itself, and among the owner's contacts.

Compared in this order: the LinkedIn page; an e-mail address; the folded name with the same
organisation. Two with the same name and different pages or addresses are never one. A contact
answers to one row of a file only, so that a file read twice finds each of its people again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from contacts.importing.known import Known, known_people
from contacts.importing.stored import StoredPerson, addresses, name_key, organization_key
from contacts.models import Channel, Contact, ImportRow
from contacts.states import ChannelKind, RowResult


class Doubles:
    """Finds rows of one file that speak of the same person as an earlier row.

    The same LinkedIn page, or the same e-mail address under the same name. A shared address
    alone is no sign: families and offices share theirs.
    """

    def __init__(self) -> None:
        self._by_page: dict[str, int] = {}
        # (e-mail, name) -> the first row with it, and the first of those without a page.
        self._first: dict[tuple[str, str], int] = {}
        self._without_page: dict[tuple[str, str], int] = {}

    def earlier_row(self, person: StoredPerson, row: int) -> int:
        """Return the number of the earlier row with this person, or 0; remember this one."""
        page, name = person.get("linkedin_url", ""), name_key(person["name"])
        keys = [(email, name) for email in person.get("emails", ())]
        found = self._by_page.get(page, 0) if page else 0
        if not found:
            known = self._without_page if page else self._first
            found = next((known[key] for key in keys if key in known), 0)
        if page:
            self._by_page.setdefault(page, found or row)
        for key in keys:
            self._first.setdefault(key, found or row)
            if not page:
                self._without_page.setdefault(key, found or row)
        return found


class Repeats:
    """Finds rows of one file that repeat an earlier row in every column.

    Only of people without any address: with one, they are doubles. Nothing says that it is not
    a second person of this name, so these rows are only not ticked by themselves.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[str, int], int] = {}

    def earlier_row(self, person: StoredPerson, record: int, row: int) -> int:
        """Return the number of the earlier row that is equal, or 0; remember this one."""
        if addresses(person):
            return 0
        earlier = self._first.setdefault((person["name"], record), row)
        return 0 if earlier == row else earlier


class Sign(Enum):
    """By what a contact was recognised."""

    PAGE = "page"
    EMAIL = "email"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Match:
    """What the account says about one row."""

    contact: Known | None = None
    sign: Sign | None = None
    taken_by: int = 0  # the contact is this earlier row's
    has_namesake: bool = False  # somebody else of the same name


NOBODY = Match()


class Matcher:
    """Compares people of one file, batch by batch, with the contacts of one owner.

    ``newer_than`` and ``not_made_by`` leave out contacts with a lower id, and those that this
    import made itself. Contacts that an undo put in the trash are left out: whoever imports
    the file again means to have them again.
    """

    def __init__(self, owner_id: int, *, newer_than: int = 0, not_made_by: int = 0) -> None:
        self.owner_id = owner_id
        self.taken: dict[int, int] = {}  # contact -> row
        self._claimed: set[int] = set()
        self._contacts = Contact.objects.filter(owner=owner_id)
        if newer_than:
            self._contacts = self._contacts.filter(pk__gt=newer_than)
        if not_made_by:
            self._contacts = self._contacts.exclude(made_by_import=not_made_by)
        self._sort_named: list[tuple[int, str]] | None = None

    def has_anybody(self) -> bool:
        """Say whether there is anybody to compare with."""
        return self._contacts.exists()

    def claim(self, people: Iterable[StoredPerson]) -> None:
        """Keep contacts whom these people name surely, from being taken by a vaguer row."""
        candidates = _Candidates(self, list(people), by_name=False)
        for person in candidates.people:
            sure = _sure_match(person, candidates, self._claimed)
            if sure:
                self._claimed.add(sure[0].pk)

    def match(
        self, people: Sequence[tuple[int, StoredPerson]], *, vaguely: bool = True
    ) -> list[Match]:
        """Return what is known of each of ``people``, given with their row numbers.

        ``vaguely`` also takes an e-mail address under another name for the same person.
        """
        candidates = _Candidates(self, [person for _row, person in people], by_name=True)
        return [self._match(row, person, candidates, vaguely=vaguely) for row, person in people]

    def _match(
        self, row: int, person: StoredPerson, candidates: _Candidates, *, vaguely: bool
    ) -> Match:
        found = _sure_match(person, candidates, self.taken)
        if not found and (holder := self._holder_of_page(person, candidates)):
            return Match(taken_by=holder)
        if not found:
            found = self._vague_match(person, candidates, vaguely=vaguely)
        if found is None:
            has_namesake = bool(candidates.by_name.get(name_key(person["name"])))
            return Match(has_namesake=True) if has_namesake else NOBODY
        self.taken[found[0].pk] = row
        candidates.drop(found[0])
        return Match(found[0], found[1])

    def _holder_of_page(self, person: StoredPerson, candidates: _Candidates) -> int:
        page = person.get("linkedin_url", "")
        holders = candidates.by_page.get(page, ()) if page else ()
        return next((self.taken[known.pk] for known in holders if known.pk in self.taken), 0)

    def _vague_match(
        self, person: StoredPerson, candidates: _Candidates, *, vaguely: bool
    ) -> tuple[Known, Sign] | None:
        page, emails = person.get("linkedin_url", ""), person.get("emails", [])
        for email in emails if vaguely else ():
            for known in candidates.by_email.get(email, {}).values():
                if not _other(page, known.linkedin):
                    return known, Sign.EMAIL
        key = organization_key(person.get("organization", ""))
        for known in candidates.by_name.get(name_key(person["name"]), {}).values():
            conflicts = _other(page, known.linkedin) or _others(emails, known.emails)
            if not conflicts and known.works_at(key):
                return known, Sign.NAME
        return None

    def is_free(self, known: Known) -> bool:
        """Say whether no row has found the contact, and none is sure to."""
        return known.pk not in self.taken and known.pk not in self._claimed

    # --- Looking up ---

    def find_ids(self, people: list[StoredPerson], *, by_name: bool) -> set[int]:
        """Return the ids of all contacts with an address, or a name, of these people."""
        pages = {page for person in people if (page := person.get("linkedin_url"))}
        emails = {email for person in people for email in person.get("emails", ())}
        ids: set[int] = set()
        for kind, keys in ((ChannelKind.LINKEDIN, pages), (ChannelKind.EMAIL, emails)):
            if keys:
                same = Channel.objects.filter(
                    owner=self.owner_id, kind=kind, normalized__in=list(keys)
                )
                ids.update(same.values_list("contact_id", flat=True))
        if by_name:
            ids |= self._ids_by_name({name_key(person["name"]) for person in people})
        allowed = self._contacts.filter(pk__in=ids).values_list("pk", "deleted_at")
        kept = dict(allowed)
        trash = [pk for pk, deleted_at in kept.items() if deleted_at]
        return set(kept) - self._taken_back(trash)

    def _ids_by_name(self, keys: set[str]) -> set[int]:
        contacts = Contact.objects.filter(owner=self.owner_id)
        # Two queries, each with an index of its own.
        ids = {
            pk
            for deleted in (True, False)
            for pk in contacts.filter(
                deleted_at__isnull=deleted, sort_key__in=list(keys)
            ).values_list("pk", flat=True)
        }
        if self._sort_named is None:
            named = contacts.exclude(sort_name="").values_list("pk", "full_name")
            self._sort_named = [(pk, name_key(name)) for pk, name in named]
        return ids | {pk for pk, key in self._sort_named if key in keys}

    def _taken_back(self, ids: list[int]) -> set[int]:
        if not ids:
            return set()
        # Rows that only updated somebody keep a record of what was before.
        rows = ImportRow.objects.filter(
            owner=self.owner_id, contact__in=ids, result=RowResult.TAKEN_BACK, before={}
        )
        return set(rows.values_list("contact_id", flat=True))


class _Candidates:
    """The contacts that some people may be; those out of the trash first.

    ``by_page`` and ``by_email_and_name`` hold everybody, ``by_email`` and ``by_name`` only
    those who are still free: thousands of one name must not be gone through for each row.
    """

    def __init__(self, matcher: Matcher, people: list[StoredPerson], *, by_name: bool) -> None:
        self.people = people
        known = known_people(matcher.owner_id, matcher.find_ids(people, by_name=by_name))
        self.by_page: dict[str, list[Known]] = defaultdict(list)
        self.by_email_and_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.by_email: dict[str, dict[int, Known]] = defaultdict(dict)
        self.by_name: dict[str, dict[int, Known]] = defaultdict(dict)
        for one in sorted(known.values(), key=lambda one: (one.deleted_at is not None, one.pk)):
            is_free = matcher.is_free(one)
            if is_free:
                self.by_name[one.name_key][one.pk] = one
            for page in one.linkedin:
                self.by_page[page].append(one)
            for email in one.emails:
                self.by_email_and_name[email, one.name_key].append(one)
                if is_free:
                    self.by_email[email][one.pk] = one

    def drop(self, known: Known) -> None:
        """Take out of the free ones whom a row has found."""
        self.by_name[known.name_key].pop(known.pk, None)
        for email in known.emails:
            self.by_email[email].pop(known.pk, None)


def _sure_match(
    person: StoredPerson, candidates: _Candidates, taken: Container[int]
) -> tuple[Known, Sign] | None:
    """Return the contact with the same LinkedIn page, or the same e-mail and name."""
    page, name = person.get("linkedin_url", ""), name_key(person["name"])
    if page:
        same = [known for known in candidates.by_page.get(page, ()) if known.pk not in taken]
        for known in same:
            if known.name_key == name:
                return known, Sign.PAGE
        if same:
            return same[0], Sign.PAGE
    for email in person.get("emails", ()):
        for known in candidates.by_email_and_name.get((email, name), ()):
            if known.pk not in taken and not _other(page, known.linkedin):
                return known, Sign.EMAIL
    return None


def _other(page: str, known: set[str]) -> bool:
    """Say whether both have a page, and not the same."""
    return bool(page and known and page not in known)


def _others(emails: Sequence[str], known: set[str]) -> bool:
    """Say whether both have e-mail addresses, and none in common."""
    return bool(emails and known and known.isdisjoint(emails))
