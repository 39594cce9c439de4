"""A pasted e-mail, read for whom it was with, when, and what it said (product C9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from email import message_from_string, policy
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from contacts.models import Channel, Contact
from contacts.states import ChannelKind, Direction
from networkapp.text import clean_text, normalise_email
from networkapp.time import today_for

LONGEST = 100_000
SUMMARY = 4000
LONGEST_HEADER = 2000


@dataclass(frozen=True, slots=True)
class ReadMail:
    """What a mail says, as the start of a meeting's form."""

    contacts: list[Contact]
    unknown: list[str]  # addresses that none of the contacts has
    on: date | None
    direction: str
    summary: str


def read_mail(text: str, *, owner: Any, zone: tzinfo) -> ReadMail:
    """Read pasted text with its headers; what is not there stays empty.

    The student's own address tells who wrote: a mail from it went out.
    """
    message = message_from_string(clean_text(text)[:LONGEST], policy=policy.compat32)
    senders = _addresses(message.get_all("from", []))
    others = _addresses(message.get_all("to", []) + message.get_all("cc", []))
    own = normalise_email(owner.email)
    addresses = [address for address in dict.fromkeys(senders + others) if address != own]
    channels = Channel.objects.visible_to(owner).filter(
        kind=ChannelKind.EMAIL, normalized__in=addresses, contact__deleted_at__isnull=True
    )
    known = {channel.normalized: channel.contact for channel in channels.select_related("contact")}
    subject = str(message.get("subject", "")).strip()
    payload = message.get_payload()
    body = payload.strip() if isinstance(payload, str) else ""
    return ReadMail(
        contacts=list(dict.fromkeys(known.values())),
        unknown=[address for address in addresses if address not in known],
        on=_day(str(message.get("date") or message.get("sent") or ""), zone),
        direction=Direction.BY_ME if own in senders else Direction.BY_THEM,
        summary="\n".join(part for part in (subject, body) if part)[:SUMMARY],
    )


def _addresses(headers: list[Any]) -> list[str]:
    texts = [str(header)[:LONGEST_HEADER] for header in headers]
    try:
        found = [normalise_email(address) for _name, address in getaddresses(texts)]
    except RecursionError:  # the parser goes one level deeper for every bracket
        return []
    return [address for address in found if address]


def _day(text: str, zone: tzinfo) -> date | None:
    try:
        moment: datetime = parsedate_to_datetime(text[:LONGEST_HEADER])
        return today_for(zone, moment) if moment.tzinfo else moment.date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
