"""Adding to contacts who are known already, with a record of what was there before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict

from django.db.models import F

from contacts import positions, searching
from contacts.importing.creating import Making, add_tags
from contacts.importing.known import Known
from contacts.importing.lookups import organizations
from contacts.importing.news import News, news_for
from contacts.importing.stored import StoredPerson, organization_key, tag_key
from contacts.models import Channel, Contact, ContactPrivate, Position
from networkapp.db.bulk import allocate_ids, insert_rows


class Before(TypedDict, total=False):
    """What ``ImportRow.before`` holds after an update: enough to take it back exactly."""

    fields: dict[str, list[Any]]  # of the contact and its private part: name -> [was, became]
    channels: list[int]  # made
    position: int  # made
    ended: int  # the position that was current until then
    completed: int  # the position whose empty fields were filled
    completed_with: dict[str, str]
    tags: list[str]  # folded names of those put on
    deleted_at: str  # in the trash since
    updated_at: str  # of the contact
    updated_to: str


def update_people(
    pairs: Sequence[tuple[StoredPerson, Known]], making: Making
) -> list[Before | None]:
    """Give each contact what its row brings; return what was before, None for no news.

    A contact in the trash comes out of it, with or without news.
    """
    records: list[Before | None] = []
    changed: list[tuple[Known, StoredPerson, News, Before]] = []
    for person, known in pairs:
        news = news_for(person, known)
        if not news and known.deleted_at is None:
            records.append(None)
            continue
        record = _record_of(known, making)
        records.append(record)
        changed.append((known, person, news, record))
    if changed:
        _write_fields(changed, making)
        _write_addresses(changed, making)
        _write_work(changed, making)
        add_tags([(known.pk, news.tags) for known, _p, news, _b in changed], making.owner_id)
        ids = [known.pk for known, _person, _news, _record in changed]
        positions.refresh_headlines(
            known.pk for known, _p, news, _b in changed if news.has_new_work or news.completed_with
        )
        searching.refresh(ids)
    return records


def _record_of(known: Known, making: Making) -> Before:
    record: Before = {
        "updated_at": known.updated_at.isoformat(),
        "updated_to": making.now.isoformat(),
    }
    if known.deleted_at:
        record["deleted_at"] = known.deleted_at.isoformat()
    return record


_Changed = Sequence[tuple[Known, StoredPerson, News, Before]]


def _write_fields(changed: _Changed, making: Making) -> None:
    ids = [known.pk for known, _person, _news, _record in changed]
    contacts = Contact.objects.filter(owner=making.owner_id, pk__in=ids)
    # A form opened before this would write over it: the version tells.
    contacts.update(deleted_at=None, updated_at=making.now, version=F("version") + 1)
    people, privates = [], []
    for known, _person, news, record in changed:
        fields: dict[str, list[Any]] = {}
        area = making.places.area(news.location)
        if area:
            fields["area_id"] = [None, area.pk]
        for name in ("pronouns", "how_met", "note"):
            if value := getattr(news, name):
                fields[name] = ["", value]
        if area or news.pronouns:
            person = Contact(pk=known.pk)
            person.area_id = area.pk if area else known.area_id
            person.pronouns = news.pronouns or known.pronouns
            people.append(person)
        if news.how_met or news.note:
            privates.append(
                ContactPrivate(
                    contact_id=known.pk,
                    how_met=news.how_met or known.how_met,
                    note=news.note or known.note,
                )
            )
        if fields:
            record["fields"] = fields
        if tags := [tag_key(name) for name in news.tags]:
            record["tags"] = sorted(set(tags))
    Contact.objects.bulk_update(people, ["area", "pronouns"], batch_size=500)
    ContactPrivate.objects.bulk_update(privates, ["how_met", "note"], batch_size=500)


def _write_addresses(changed: _Changed, making: Making) -> None:
    count = sum(len(news.addresses) for _known, _person, news, _record in changed)
    if not count:
        return
    ids = iter(allocate_ids(Channel, count))
    rows = []
    for known, _person, news, record in changed:
        for kind, value, key in news.addresses:
            pk = next(ids)
            record.setdefault("channels", []).append(pk)
            rows.append((pk, making.owner_id, known.pk, kind, value, key, making.import_id))
    insert_rows(
        Channel,
        ["id", "owner", "contact", "kind", "value", "normalized", "made_by_import"],
        rows,
    )


def _write_work(changed: _Changed, making: Making) -> None:
    moved = [
        (known, person, record) for known, person, news, record in changed if news.has_new_work
    ]
    if moved:
        employers = organizations(
            making.owner_id, (person.get("organization", "") for _k, person, _r in moved)
        )
        rows, ended = [], []
        for pk, (known, person, record) in zip(
            allocate_ids(Position, len(moved)), moved, strict=True
        ):
            record["position"] = pk
            main = known.positions[0] if known.positions else None
            # What the student typed stays as it is; what a file said makes room.
            if main and main.is_current and main.made_by_import is not None:
                record["ended"] = main.pk
                ended.append(main.pk)
            employer = employers.get(organization_key(person.get("organization", "")))
            rows.append(
                (
                    pk,
                    making.owner_id,
                    known.pk,
                    employer.pk if employer else None,
                    person.get("title", ""),
                    person.get("department", ""),
                    making.import_id,
                )
            )
        insert_rows(Position, ["id", *_POSITION], rows)
        Position.objects.filter(owner=making.owner_id, pk__in=ended).update(is_current=False)
    for _known, _person, news, record in changed:
        if news.completed:
            record["completed"] = news.completed.pk
            record["completed_with"] = dict(news.completed_with)
            Position.objects.filter(owner=making.owner_id, pk=news.completed.pk).update(
                **news.completed_with
            )


_POSITION = ("owner", "contact", "organization", "title", "department", "made_by_import")
