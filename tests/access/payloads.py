"""A valid form for every address that takes POST.

``Ref`` stands for the id of one of the student's own things; the tests of foreign ids put
another student's in its place. ``{mark}`` is the word that the owner's things carry,
``{today}`` the owner's day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from networkapp.time import days_after
from tests.access.world import World


@dataclass(frozen=True)
class Ref:
    """The id of a thing of this kind; ``shape`` is what stands around it."""

    kind: str
    shape: str = "{}"

    def of(self, world: World) -> str:
        return self.shape.format(world[self.kind])


@dataclass(frozen=True)
class File:
    """A file to be sent."""

    text: str

    def opened(self) -> SimpleUploadedFile:
        return SimpleUploadedFile("people.csv", self.text.encode(), "text/csv")


Payload = dict[str, Any]

_NO_ROWS = {
    "work-TOTAL_FORMS": "0",
    "work-INITIAL_FORMS": "0",
    "channel-TOTAL_FORMS": "0",
    "channel-INITIAL_FORMS": "0",
}
_WORK = {
    "work-TOTAL_FORMS": "1",
    "work-INITIAL_FORMS": "1",
    "work-0-id": Ref("position"),
    "work-0-title": "Engineer",
    "work-0-organization": "Acme",
    "work-0-department": "R&D",
    "work-0-industry": "Chemicals",
    "work-0-area": "Minnesota",
    "work-0-starts_on": "2024-05-01",
    "work-0-ends_on": "2025-05-01",
    "work-0-is_current": "on",
    "channel-TOTAL_FORMS": "1",
    "channel-INITIAL_FORMS": "1",
    "channel-0-id": Ref("channel"),
    "channel-0-kind": "email",
    "channel-0-value": "new@example.com",
    "channel-0-label": "work",
    "channel-0-is_preferred": "on",
}
_CONTACT = {
    "full_name": "Priya Raman",
    "source": Ref("source"),
    "stage": "met",
    "area": "Marshall, MN",
    "how_met": "At a talk",
    "met_on": "2026-01-31",
    "met_at": Ref("event"),
    "referred_by": "{mark} Other",
    "pronouns": "she/her",
    "pronunciation": "PREE-ya",
    "sort_name": "Raman, Priya",
    "closeness": "3",
    "can_help_with": ["information", "referral"],
    "disciplines": "Chemistry",
    "research": "Polymers",
    "tags": "one, two",
    "note": "A note",
    "version": "1",
}
_EVENT = {
    "name": "Spring fair",
    "kind": "career_fair",
    "organization_name": "The chamber",
    "place": "Gym",
    "starts_on": "2026-03-01",
    "ends_on": "2026-03-02",
    "starts_at_time": "09:00",
    "ends_at_time": "17:00",
    "look_for": "Ann\nBob",
    "note": "Bring cards",
    "version": "1",
}

_MEETING = {
    "kind": "call",
    "met_on": "{today}",
    "summary": "Talked",
    "direction": "by_me",
    "others": "{mark} Other",
    "add_missing": "",
    "event": Ref("event"),
    "i_promised": "Send it",
    "i_promised_by": "2026-12-01",
    "they_promised": "Answer",
    "they_promised_by": "2026-12-02",
    "version": "1",
}

# Forms of students, by URL name.
STUDENT: dict[str, Payload] = {
    "contacts:new": {**_CONTACT, **_NO_ROWS},
    "contacts:edit": {**_CONTACT, **_WORK, "referred_by": ""},
    "contacts:quick-add": {
        "line": "Wen Li, analyst, Acme",
        "source": Ref("source"),
        "event": Ref("event"),
        "keep_both": "on",
        "then": "",
    },
    "contacts:view-save": {"name": "My view", "query": Ref("tag", "tag={}&sort=quiet")},
    "contacts:view-removal": {},
    "contacts:paste": {"lines": "Ann Bly, clerk, Bank\nBo Li", "source": Ref("source")},
    "contacts:meeting-new": _MEETING,
    "contacts:bulk": {
        "do": "tag",
        "tag": "bulk tag",
        "stage": "",
        "what": "",
        "due_on": "",
        "query": Ref("tag", "tag={}&source=0&event=0&made_by=0"),
        "contact": [Ref("contact"), Ref("other")],
    },
    "contacts:bulk-undo": {},
    "contacts:stage": {"stage": "met"},
    "contacts:tags": {"tags": "red, green"},
    "contacts:trashing": {},
    "contacts:restoration": {},
    "contacts:purge": {},
    "contacts:meeting-log": _MEETING,
    "contacts:follow-up-plan": {
        "kind": "thank",
        "what": "Thank them",
        "due_on": "2026-12-01",
        "side": "me",
    },
    "contacts:meeting-edit": {
        "kind": "call",
        "met_on": "2026-01-31",
        "direction": "by_me",
        "summary": "Said more",
        "version": "1",
    },
    "contacts:meeting-trashing": {"next": ""},
    "contacts:meeting-restoration": {"next": ""},
    "contacts:follow-up-completion": {"next": ""},
    "contacts:follow-up-reopening": {"next": ""},
    "contacts:follow-up-snooze": {"days": "3", "next": ""},
    "contacts:follow-up-move": {"due_on": "2026-12-24", "next": ""},
    "contacts:follow-up-trashing": {"next": ""},
    "contacts:follow-up-restoration": {"next": ""},
    "contacts:event-new": _EVENT,
    "contacts:event-edit": _EVENT,
    "contacts:event-trashing": {},
    "contacts:event-restoration": {},
    "contacts:event-presence": {},
    "contacts:event-presence-end": {},
    "contacts:event-person": {"line": "Ann Bly, clerk", "same": Ref("other"), "anyway": ""},
    "contacts:import-list": {"source": Ref("source"), "file": File("name\nAnn Bly\n")},
    "contacts:import-mapping": {"date_order": "mdy", "column-0": "name", "column-1": ""},
    "contacts:import-choices": {
        "source": Ref("source"),
        "shown": ["2", "3"],
        "take": ["2", "3"],
        "as-2": "add",
        "as-3": "update",
        "do": "",
    },
    "contacts:import-run": {
        "source": Ref("source"),
        "shown": ["2"],
        "take": ["2"],
        "as-2": "add",
    },
    "contacts:import-undo": {},
    "contacts:import-reading": {},
    "contacts:import-removal": {},
    "insights:touch": {"kind": "call", "next": ""},
    "insights:reminder": {"days": "3", "next": ""},
    "insights:people": {
        "line_1": "Sam Poe, teacher, School",
        "source_1": "friend",
        "line_2": "",
        "source_2": "",
        "line_3": "",
        "source_3": "",
    },
    "insights:wishes": {
        "industry_1": "Chemicals",
        "industry_2": "",
        "industry_3": "",
        "profession_1": "Chemist",
        "profession_2": "",
        "profession_3": "",
        "area_1": "Minnesota",
        "area_2": "",
        "area_3": "",
    },
    "insights:dismissal": {},
}

# More ways to fill the same form, for what one payload cannot show.
VARIANTS: dict[str, list[Payload]] = {
    "contacts:meeting-new": [
        {"read": "1", "mail": "From: {mark}@example.com\nDate: Mon, 2 Feb 2026 10:00\n\nHello"},
        {**_MEETING, "others": ";; ;"},
        {**_MEETING, "others": ";; ;", "add_missing": "on"},
        {**_MEETING, "others": "Brand New; brand new; !!!; " + "x" * 300, "add_missing": "on"},
        {**_MEETING, "others": "{mark} Other; {mark} Other"},
    ],
    "contacts:meeting-log": [
        {**_MEETING, "others": "{mark} Other; {mark} Other; {mark} Okafor"},
        {**_MEETING, "others": "{mark} Other", "met_on": "2099-01-01"},
    ],
    "contacts:bulk": [
        {"do": "stage", "stage": "met", "query": "", "contact": [Ref("contact")]},
        {"do": "follow_up", "what": "x", "due_on": "2026-12-01", "contact": [Ref("contact")]},
        {"do": "delete", "contact": [Ref("contact"), Ref("other")]},
        {"do": "delete", "everybody": "on", "query": Ref("tag", "tag={}")},
        {"do": "delete", "everybody": "on", "query": Ref("event", "event={}")},
        {"do": "delete", "everybody": "on", "query": Ref("import", "made_by={}")},
        {"do": "delete", "everybody": "on", "query": Ref("source", "source={}")},
        {"do": "delete", "everybody": "on", "query": Ref("area", "area={}")},
        {"do": "delete", "everybody": "on", "query": Ref("industry", "industry={}")},
    ],
}

# Forms of members and administrators; ids here belong to no student.
OTHERS: dict[str, Payload] = {
    "accounts:hat": {"hat": "student"},
    "accounts:settings": {
        "full_name": "Somebody Else",
        "pronouns": "they/them",
        "time_zone": "America/New_York",
        "locale": "en",
        "theme": "dark",
        "uses_shortcuts": "on",
        "student-program": "History",
        "student-graduation_year": "2028",
        "student-student_id": "12345",
    },
    "accounts:deletion": {"password": "", "email": "not mine"},
    "accounts:invitation": {
        "full_name": "New Person",
        "email": "new.person@example.edu",
        "roles": ["student"],
    },
    "accounts:institution": {
        "name": "Prairie College",
        "sender": "Career Services <careers@example.edu>",
        "email_domains": "example.edu",
        "date_order": "mdy",
        "time_zone": "America/Chicago",
        "going_cold_days": "120",
        "thank_you_due_hours": "24",
        "thank_you_overdue_hours": "48",
        "trash_days": "30",
    },
    "accounts:term-create": {
        "term-name": "Autumn",
        "term-starts_on": "2027-09-01",
        "term-ends_on": "2027-12-20",
    },
    "accounts:term-removal": {},
    "accounts:holiday-create": {"holiday-off_on": "2027-07-04", "holiday-name": "Fourth of July"},
    "accounts:holiday-removal": {},
    "accounts:person-roles": {"roles": ["student", "staff"]},
    "accounts:person-studies": {
        "studies-program": "History",
        "studies-graduation_year": "2028",
        "studies-student_id": "12345",
    },
    "accounts:person-closing": {},
    "accounts:person-reopening": {},
    "accounts:person-sign-out": {},
    "accounts:person-invitation": {},
    "accounts:demo-sign-in": {"email": "maya@example.edu"},
    "account_login": {"login": "nobody@example.edu", "password": "wrong password"},
    "account_signup": {
        "full_name": "Someone New",
        "email": "someone.new@example.edu",
        "password1": "a long enough phrase",
    },
    "account_logout": {},
    "account_reauthenticate": {"password": "wrong"},
    "account_email": {"action_add": "", "email": "second@example.edu"},
    "account_email_verification_sent": {"code": "ABC123"},
    "account_change_password": {
        "oldpassword": "x",
        "password1": "a long enough phrase",
        "password2": "a long enough phrase",
    },
    "account_set_password": {
        "password1": "a long enough phrase",
        "password2": "a long enough phrase",
    },
    "account_reset_password": {"email": "maya@example.edu"},
    "account_confirm_login_code": {"code": "ABC123"},
    "account_confirm_password_reset_code": {"code": "ABC123"},
    "account_complete_password_reset": {
        "password1": "a long enough phrase",
        "password2": "a long enough phrase",
    },
    "account_request_login_code": {"email": "nobody@example.edu"},
    "usersessions_list": {},
}

ALL = STUDENT | OTHERS


def filled(payload: Payload, world: World, **instead: Any) -> Payload:
    """Return the payload with the student's own ids, a fresh one-time key, and ``instead``."""
    own: Payload = {"once": str(uuid4())}
    for name, value in payload.items():
        own[name] = [_own(each, world) for each in value] if isinstance(value, list) else _own(
            value, world
        )  # fmt: skip
    return own | instead


def _own(value: Any, world: World) -> Any:
    if isinstance(value, File):
        return value.opened()
    if isinstance(value, Ref):
        return value.of(world)
    today = world.today
    return str(value).replace("{mark}", world.mark).replace("{today}", today.isoformat())


def references(payload: Payload) -> Iterator[tuple[str, Ref]]:
    """Yield the fields of a payload that hold ids, each with what it refers to."""
    for name, value in payload.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Ref):
                yield name, each


def encoded(payload: Payload) -> str:
    """Return the payload as the body of a form."""
    return urlencode(payload, doseq=True)


def later(world: World, days: int) -> str:
    """Return a day as a form sends it."""
    return days_after(world.today, days).isoformat()
