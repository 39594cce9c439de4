"""How the things to do are said: one heading and one line of sense for each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import FollowUp
from contacts.states import FollowUpKind, Stage
from networkapp.time import days_between, say_ago, say_date

if TYPE_CHECKING:
    from insights.queue import Task


def promise(follow_up: Any, *, on: date) -> Task:
    """Say a follow-up; ``follow_up`` brings contact, source and meeting."""
    from insights.queue import Task, Why

    contact = follow_up.contact
    when, hue = _due(follow_up, on=on)
    return Task(
        why=Why.PROMISE,
        contact_id=contact.pk,
        name=contact.full_name,
        family=contact.source.family,
        heading=_heading(follow_up, contact.full_name),
        sense=_promise_sense(follow_up, on=on),
        when=when,
        hue=hue,
        follow_up_id=follow_up.pk,
        due_on=follow_up.due_on,
        link=follow_up.link,
    )


def cold(contact: Any, *, on: date) -> Task:
    """Say that somebody has not been heard from for long."""
    from insights.queue import Task, Why

    last = say_date(contact.last_contact_on, on=on)
    return Task(
        why=Why.COLD,
        contact_id=contact.pk,
        name=contact.full_name,
        family=contact.family,
        heading=_("Say hello to %(name)s") % {"name": contact.full_name},
        sense=_sentences(contact.headline, _("Last in touch %(day)s") % {"day": last}),
        when=say_ago(contact.last_contact_on, on=on),
    )


def begin(contact: Any) -> Task:
    """Suggest to write to somebody for the first time."""
    from insights.queue import Task, Why

    said = (
        _("Not written to yet.")
        if contact.stage == Stage.TO_CONTACT
        else _("Nothing noted with them yet.")
    )
    return Task(
        why=Why.BEGIN,
        contact_id=contact.pk,
        name=contact.full_name,
        family=contact.family,
        heading=_("Write to %(name)s") % {"name": contact.full_name},
        sense=_sentences(contact.headline, said),
        when=_("when you like"),
    )


def _heading(follow_up: Any, name: str) -> str:
    what, kind = follow_up.what.strip(), follow_up.kind
    if follow_up.side == FollowUp.Side.THEM:
        return _asking(kind, name, what)
    if what:
        return what
    said: dict[str, str] = {
        FollowUpKind.THANK: _("Thank %(name)s"),
        FollowUpKind.WRITE: _("Write to %(name)s"),
        FollowUpKind.CALL: _("Call %(name)s"),
        FollowUpKind.MEET: _("Meet %(name)s"),
        FollowUpKind.SEND: _("Send %(name)s what you promised"),
        FollowUpKind.INTRODUCE: _("Make the introduction for %(name)s"),
        FollowUpKind.CHECK_IN: _("Check in with %(name)s"),
    }
    return said.get(kind, _("Get back to %(name)s")) % {"name": name}


def _asking(kind: str, name: str, what: str) -> str:
    if what:
        return _("Ask %(name)s about %(what)s") % {"name": name, "what": _uncapitalised(what)}
    said: dict[str, str] = {
        FollowUpKind.SEND: _("Ask %(name)s about what they wanted to send"),
        FollowUpKind.INTRODUCE: _("Ask %(name)s about the introduction"),
        FollowUpKind.MEET: _("Ask %(name)s about a day to meet"),
    }
    return said.get(kind, _("Ask %(name)s about what they promised")) % {"name": name}


def _uncapitalised(text: str) -> str:
    """Lower the first letter of "An introduction", not of "TIARA" or "I"."""
    return text[0].lower() + text[1:] if text[:2].istitle() and text[1:2].isalpha() else text


def _promise_sense(follow_up: Any, *, on: date) -> str:
    contact, name = follow_up.contact, follow_up.contact.full_name
    says_name = name.casefold() in _heading(follow_up, name).casefold()
    who = contact.headline if says_name else ", ".join(filter(None, (name, contact.headline)))
    meeting = follow_up.meeting
    if meeting is None or meeting.deleted_at:
        return _sentences(who)
    met = _("You were in touch %(day)s") % {"day": say_date(meeting.met_on, on=on)}
    return _sentences(who, met)


def _due(follow_up: Any, *, on: date) -> tuple[str, str]:
    """Return what the pill says, and its hue."""
    said = say_date(follow_up.due_on, on=on)
    if follow_up.due_on > on:
        return said, ""
    if follow_up.due_on == on:
        return said, "due"
    if follow_up.side == FollowUp.Side.THEM:
        return _("since %(day)s") % {"day": said}, "due"
    if follow_up.kind == FollowUpKind.THANK:
        return _("since %(day)s") % {"day": said}, "late"
    late = days_between(follow_up.due_on, on)
    return ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}, "late"


def _sentences(*parts: str) -> str:
    """Join what is not empty, each with its full stop."""
    said = (part for part in parts if part)
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in said)


def heading(task_count: int, *, has_suggestions: bool) -> str:
    """Return the heading of Today."""
    if task_count:
        words = {
            1: _("One thing worth doing today"),
            2: _("Two things worth doing today"),
            3: _("Three things worth doing today"),
            4: _("Four things worth doing today"),
            5: _("Five things worth doing today"),
        }
        return words[task_count]
    if has_suggestions:
        return _("Nothing is waiting. A good day to write to somebody.")
    return _("Nothing is waiting. Enjoy the day.")


def snoozes(days: tuple[int, ...]) -> list[tuple[int, str]]:
    """Return the choices of putting off, each with its words."""
    words = {1: _("One day"), 3: _("Three days"), 7: _("One week")}
    return [(n, words.get(n) or ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in days]
