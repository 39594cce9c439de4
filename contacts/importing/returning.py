"""Giving updated contacts back what an import changed, unless it was edited later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from contacts import positions, searching
from contacts.importing.results import Outcome
from contacts.importing.stored import StoredPerson, addresses, organization_key
from contacts.importing.touched import ties
from contacts.importing.updating import Before
from contacts.models import Channel, Contact, ContactPrivate, ContactTag, ImportRow, Position
from contacts.states import RowResult


def take_back_updates(
    pairs: Sequence[tuple[ImportRow, Contact]], *, owner_id: int, now: datetime
) -> list[Outcome]:
    """Take back what each row changed on its contact; what was edited since stays."""
    if not pairs:
        return []
    ids = [contact.pk for _row, contact in pairs]
    tied = ties(ids, owner_id=owner_id)
    held = _Held(ids, owner_id)
    outcomes = []
    for row, contact in pairs:
        record = cast(Before, row.before)
        reason = _return_one(row, contact, record, held, tied.get(contact.pk, ""), now)
        result = RowResult.KEPT if reason else RowResult.TAKEN_BACK
        outcomes.append(Outcome(row.pk, result, contact.pk, row.before, reason))
    positions.refresh_headlines(ids)
    searching.refresh(ids)
    return outcomes


class _Held:
    """What the contacts of a batch have now, read at once."""

    def __init__(self, ids: list[int], owner_id: int) -> None:
        def of(model: Any) -> Any:
            return model.objects.filter(owner=owner_id, contact__in=ids)

        self.privates = {one.contact_id: one for one in of(ContactPrivate)}
        self.channels = {one.pk: one for one in of(Channel)}
        self.positions = {one.pk: one for one in of(Position).select_related("organization")}
        self.tags = {
            (one.contact_id, one.tag.folded): one for one in of(ContactTag).select_related("tag")
        }


def _return_one(
    row: ImportRow, contact: Contact, record: Before, held: _Held, tie: str, now: datetime
) -> str:
    """Undo one row's changes and return why something stays, "" when nothing does."""
    parts = (
        _return_fields(contact, record, held),
        _remove_addresses(row, record, held),
        _return_work(row, record, held),
        _remove_tags(contact, record, held),
    )
    is_whole = all(parts)
    was_untouched = contact.updated_at == _moment(record.get("updated_to"))
    contact.version += 1
    contact.updated_at = now
    if is_whole and was_untouched:
        contact.updated_at = _moment(record.get("updated_at")) or now
    reason = "" if is_whole else _("You edited what this import had added.")
    if "deleted_at" in record:
        if tie or not (is_whole and was_untouched):
            reason = tie or _("You edited them since.")
        else:
            contact.deleted_at = _moment(record["deleted_at"])
    contact.save(update_fields=["version", "updated_at", "deleted_at", "area", "pronouns"])
    return reason


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None


def _return_fields(contact: Contact, record: Before, held: _Held) -> bool:
    private = held.privates[contact.pk]
    is_whole, is_private = True, False
    for name, (was, became) in record.get("fields", {}).items():
        owner: Any = private if name in ("how_met", "note") else contact
        if getattr(owner, name) != became:
            is_whole = False
            continue
        setattr(owner, name, was)
        is_private |= owner is private
    if is_private:
        private.save(update_fields=["how_met", "note"])
    return is_whole


def _remove_addresses(row: ImportRow, record: Before, held: _Held) -> bool:
    said = {(kind, key) for kind, _value, key in addresses(cast(StoredPerson, row.person))}
    ours = [held.channels[pk] for pk in record.get("channels", ()) if pk in held.channels]
    unchanged = [one for one in ours if (one.kind, one.normalized) in said and not one.label]
    Channel.objects.filter(pk__in=[one.pk for one in unchanged]).delete()
    return len(unchanged) == len(ours)


def _return_work(row: ImportRow, record: Before, held: _Held) -> bool:
    person = cast(StoredPerson, row.person)
    made = held.positions.get(record.get("position", 0))
    if made is not None:
        employer = made.organization.normalized if made.organization else ""
        is_as_made = (
            employer == organization_key(person.get("organization", ""))
            and made.title == person.get("title", "")
            and made.department == person.get("department", "")
            and made.starts_on is None
            and made.ends_on is None
            and made.is_current
        )
        if not is_as_made:
            return False
        made.delete()
    if ended := record.get("ended"):
        Position.objects.filter(pk=ended, ends_on=None).update(is_current=True)
    completed = held.positions.get(record.get("completed", 0))
    is_whole = True
    if completed is not None:
        back = {}
        for name, became in record.get("completed_with", {}).items():
            if getattr(completed, name) == became:
                back[name] = ""
            else:
                is_whole = False
        if back:
            Position.objects.filter(pk=completed.pk).update(**back)
    return is_whole


def _remove_tags(contact: Contact, record: Before, held: _Held) -> bool:
    ours = [held.tags.get((contact.pk, folded)) for folded in record.get("tags", ())]
    ContactTag.objects.filter(pk__in=[one.pk for one in ours if one]).delete()
    return True
