"""Reading contacts and what hangs on them; every page's joins have a name here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Count, F, Q

from contacts.states import CAN_GO_COLD, Stage
from networkapp.db.models import OwnedQuerySet
from networkapp.text import fold
from networkapp.time import days_after

M = TypeVar("M", bound=models.Model)


class TrashableQuerySet(OwnedQuerySet[M]):
    """Rows that are deleted softly."""

    def kept(self: Any) -> Any:
        """Leave out what lies in the trash."""
        return self.filter(deleted_at__isnull=True)

    def in_trash(self: Any) -> Any:
        """Only what lies in the trash."""
        return self.filter(deleted_at__isnull=False)


class ContactQuerySet(TrashableQuerySet[Any]):
    """Reading and changing many contacts."""

    def for_list(self) -> ContactQuerySet:
        """Bring what a row of a list shows, in one query."""
        return self.select_related("source", "area__parent").only(
            "full_name",
            "sort_key",
            "title",
            "organization_name",
            "stage",
            "last_contact_on",
            "next_due_on",
            "next_step",
            "created_at",
            "owner_id",
            "source__name",
            "source__family",
            "source__owner_id",
            "area__name",
            "area__kind",
            "area__parent__code",
            "area__parent__name",
        )

    def for_rows(self) -> Any:
        """Bring the same as plain values; annotations that follow stand among them."""
        from contacts.rows import COLUMNS

        return self.values(*COLUMNS)

    def for_page(self) -> ContactQuerySet:
        """Bring what the contact's own page shows of the person."""
        from contacts.page_rows import with_details

        joined = self.select_related("source", "area__parent", "private", "referred_by", "met_at")
        return with_details(joined)

    def called(self, name: str) -> list[Any]:
        """Those whom ``name`` names: by the whole name, else by words of it; two at most."""
        whole = Q(full_name__iexact=name) | Q(sort_key=fold(name)[:120])
        if found := list(self.filter(whole)[:2]):
            return found
        some = self
        for word in words_of(name):
            some = some.filter(sort_key__contains=word)
        return list(some[:2]) if words_of(name) else []

    def names_for_choice(self) -> Any:
        """The names to offer while typing: those last in touch first, a hundred at most."""
        kept = self.kept().order_by(F("last_contact_on").desc(nulls_last=True), "sort_key")
        return kept.values_list("full_name", flat=True)[:100]

    def in_family(self, family: str) -> ContactQuerySet:
        return self.filter(source__family=family)

    def in_area(self, area_id: int) -> ContactQuerySet:
        """Those in the area, or in one within it (a city in its state), by home or by work."""
        from contacts.models import Area

        places = Area.objects.filter(
            Q(pk=area_id) | Q(parent=area_id) | Q(parent__parent=area_id)
        ).values("pk")
        return self.filter(Q(area__in=places) | self._current("area__in", places))

    def in_industry(self, industry_id: int) -> ContactQuerySet:
        return self.filter(self._current("industry", industry_id))

    def tagged(self, tag_id: int) -> ContactQuerySet:
        from contacts.models import ContactTag

        return self.filter(
            models.Exists(ContactTag.objects.filter(contact=models.OuterRef("pk"), tag=tag_id))
        )

    def met_at_event(self, event_id: int) -> ContactQuerySet:
        return self.filter(met_at=event_id)

    def may_be_contacted(self) -> ContactQuerySet:
        """Those who did not ask to be left alone."""
        return self.exclude(stage=Stage.DO_NOT_CONTACT)

    def silent_since(self, day: date) -> ContactQuerySet:
        """Those last in touch before ``day``, or never."""
        return self.filter(Q(last_contact_on__lt=day) | Q(last_contact_on__isnull=True))

    def with_open_follow_up(self) -> ContactQuerySet:
        from contacts.models import FollowUp

        open_ones = FollowUp.objects.filter(contact=models.OuterRef("pk")).open()
        return self.filter(models.Exists(open_ones))

    def going_cold(self, *, on: date, after_days: int) -> ContactQuerySet:
        """Those met or kept in touch with, and not heard from for ``after_days`` days."""
        return self.filter(stage__in=CAN_GO_COLD, last_contact_on__lt=days_after(on, -after_days))

    def put_in_trash(self, *, now: datetime) -> int:
        """Delete softly; return how many were not in the trash before."""
        return self.filter(deleted_at__isnull=True).update(deleted_at=now, updated_at=now)

    def restore(self, *, now: datetime) -> int:
        """Take out of the trash; return how many were in it."""
        return self.filter(deleted_at__isnull=False).update(deleted_at=None, updated_at=now)

    @staticmethod
    def _current(lookup: str, value: Any) -> Any:
        from contacts.models import Position

        work = Position.objects.filter(contact=models.OuterRef("pk"), is_current=True)
        return models.Exists(work.filter(**{lookup: value}))


class EventQuerySet(TrashableQuerySet[Any]):
    """Reading events."""

    def for_list(self) -> EventQuerySet:
        from contacts.models import Contact

        met = (
            Contact.objects.kept()
            .filter(met_at=models.OuterRef("pk"))
            .order_by()
            .values("met_at")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(people_count=models.functions.Coalesce(models.Subquery(met), 0))

    def upcoming(self, *, on: date) -> EventQuerySet:
        return self.filter(Q(starts_on__gte=on) | Q(ends_on__gte=on)).order_by("starts_on", "id")

    def past(self, *, on: date) -> EventQuerySet:
        return self.exclude(Q(starts_on__gte=on) | Q(ends_on__gte=on)).order_by("-starts_on", "-id")

    def here(self, *, now: datetime) -> EventQuerySet:
        """The event at which the student is now, if any."""
        return self.filter(here_until_at__gt=now).order_by("-here_until_at")


class MeetingQuerySet(TrashableQuerySet[Any]):
    """Reading meetings."""

    def with_contact(self, contact_id: int) -> MeetingQuerySet:
        return self.filter(participants__contact=contact_id)

    def for_timeline(self) -> MeetingQuerySet:
        from contacts.page_rows import with_participants

        return with_participants(self.select_related("event"))


class FollowUpQuerySet(TrashableQuerySet[Any]):
    """Reading follow-ups."""

    def open(self) -> FollowUpQuerySet:
        return self.filter(done_at__isnull=True, deleted_at__isnull=True)

    def done(self) -> FollowUpQuerySet:
        return self.filter(done_at__isnull=False, deleted_at__isnull=True)

    def mine(self) -> FollowUpQuerySet:
        """What I promised or plan; the rest was promised to me."""
        return self.filter(side="me")

    def theirs(self) -> FollowUpQuerySet:
        """What was promised to me."""
        return self.filter(side="them")

    def due(self, *, on: date) -> FollowUpQuerySet:
        """Open, and due on or before ``on``."""
        return self.open().filter(due_on__lte=on)

    def of_kept_contacts(self) -> FollowUpQuerySet:
        """Leave out those of contacts in the trash."""
        return self.filter(contact__deleted_at__isnull=True)

    def for_list(self) -> FollowUpQuerySet:
        return self.select_related("contact__source")


def words_of(query: str) -> list[str]:
    """Return the folded words of a search, at most ten."""
    return fold(query).split()[:10]
