"""Changing many contacts at once, and taking it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from contacts import clocks, searching
from contacts.models import BulkChange, Contact, ContactTag, FollowUp, Tag
from contacts.querysets import ContactQuerySet
from contacts.states import FollowUpKind
from networkapp.text import clean_text, fold

BATCH = 1000


def tag_for(owner: Any, name: str) -> Tag:
    """Return the student's tag of that name, made when new. ``fold(name)`` is not empty."""
    name = clean_text(name)[:60]
    tag, _made = Tag.objects.get_or_create(
        owner=owner, folded=fold(name)[:80], defaults={"name": name}
    )
    return tag


@transaction.atomic
def tag_contacts(contacts: ContactQuerySet, *, owner: Any, tag: Tag, now: datetime) -> BulkChange:
    """Put ``tag`` on each; those who have it stay as they are."""
    have = ContactTag.objects.filter(owner=owner, tag=tag).values("contact")
    ids = list(contacts.exclude(pk__in=have).order_by().values_list("pk", flat=True))
    ContactTag.objects.bulk_create(
        (ContactTag(owner=owner, contact_id=pk, tag=tag) for pk in ids), batch_size=BATCH
    )
    _refresh_words(ids)
    return _record(owner, BulkChange.Verb.TAG, {"tag": tag.pk, "contacts": ids}, len(ids), now)


@transaction.atomic
def stage_contacts(
    contacts: ContactQuerySet, *, owner: Any, stage: str, now: datetime
) -> BulkChange:
    """Move each to ``stage``, and keep it there as the student says."""
    moving = contacts.exclude(stage=stage).order_by()
    before = {pk: [was, pinned] for pk, was, pinned in moving.values_list(
        "pk", "stage", "stage_is_pinned"
    )}  # fmt: skip
    Contact.objects.filter(owner=owner, pk__in=list(before)).update(stage=stage, updated_at=now)
    changes = {"stage": stage, "before": before}
    return _record(owner, BulkChange.Verb.STAGE, changes, len(before), now)


@transaction.atomic
def follow_up_contacts(
    contacts: ContactQuerySet,
    *,
    owner: Any,
    due_on: date | None,
    now: datetime,
    what: str = "",
    kind: str = FollowUpKind.CHECK_IN,
) -> BulkChange:
    """Plan the same follow-up for each who may be contacted."""
    ids = list(contacts.may_be_contacted().order_by().values_list("pk", flat=True))
    made = FollowUp.objects.bulk_create(
        [
            FollowUp(
                owner=owner, contact_id=pk, due_on=due_on, what=what, kind=kind, created_at=now
            )
            for pk in ids
        ],
        batch_size=BATCH,
    )
    clocks.refresh(ids)
    changes = {"follow_ups": [follow_up.pk for follow_up in made]}
    return _record(owner, BulkChange.Verb.FOLLOW_UP, changes, len(ids), now)


@transaction.atomic
def delete_contacts(contacts: ContactQuerySet, *, owner: Any, now: datetime) -> BulkChange:
    """Put each in the trash."""
    ids = list(contacts.order_by().values_list("pk", flat=True))
    Contact.objects.filter(owner=owner, pk__in=ids).put_in_trash(now=now)
    return _record(owner, BulkChange.Verb.DELETE, {"contacts": ids}, len(ids), now)


@transaction.atomic
def undo(change: BulkChange, *, now: datetime) -> None:
    """Take a bulk change back where nobody has changed it since; safe to repeat."""
    locked = BulkChange.objects.select_for_update().get(pk=change.pk)
    if locked.undone_at:
        return
    owner, changes = locked.owner_id, locked.changes
    if locked.verb == BulkChange.Verb.TAG:
        ContactTag.objects.filter(
            owner=owner, tag=changes["tag"], contact__in=changes["contacts"]
        ).delete()
        _refresh_words(changes["contacts"])
    elif locked.verb == BulkChange.Verb.STAGE:
        _restore_stages(owner, changes, now=now)
    elif locked.verb == BulkChange.Verb.FOLLOW_UP:
        undone = FollowUp.objects.filter(owner=owner, pk__in=changes["follow_ups"]).open()
        ids = list(undone.values_list("contact_id", flat=True))
        undone.update(deleted_at=now)
        clocks.refresh(ids)
    elif locked.verb == BulkChange.Verb.DELETE:
        Contact.objects.filter(owner=owner, pk__in=changes["contacts"]).restore(now=now)
    locked.undone_at = now
    locked.save(update_fields=["undone_at"])


def _restore_stages(owner: int, changes: dict[str, Any], *, now: datetime) -> None:
    by_stage: dict[tuple[str, bool], list[int]] = {}
    for pk, (stage, pinned) in changes["before"].items():
        by_stage.setdefault((stage, pinned), []).append(int(pk))
    for (stage, pinned), ids in by_stage.items():
        Contact.objects.filter(owner=owner, pk__in=ids, stage=changes["stage"]).update(
            stage=stage, stage_is_pinned=pinned, updated_at=now
        )


def _refresh_words(ids: list[int]) -> None:
    for start in range(0, len(ids), BATCH):
        searching.refresh(ids[start : start + BATCH])


def _record(
    owner: Any, verb: str, changes: dict[str, Any], count: int, now: datetime
) -> BulkChange:
    return BulkChange.objects.create(
        owner=owner, verb=verb, changes=changes, count=count, created_at=now
    )
