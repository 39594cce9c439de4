"""The stage hand: makes people and things in the database of the site under test.

Runs as a process of its own with the site's settings (never inside pytest, whose settings are
another site's). Reads one JSON object per line, answers one per line.
"""

from __future__ import annotations

import json
import re
import sys
import time
import traceback
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

from django.contrib.auth import login  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.cast import ensure_cast  # noqa: E402
from accounts.models import OutboxMessage, StudentProfile, User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from contacts.importing import steps  # noqa: E402
from contacts.models import Contact, ContactImport, Event, Meeting, Source  # noqa: E402
from contacts.states import ImportStatus  # noqa: E402
from insights.demo.story import tell  # noqa: E402
from insights.demo.wiping import wipe  # noqa: E402
from networkapp.db.acting import acting_as  # noqa: E402

# A code stands on a line of its own.
CODE = re.compile(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", re.MULTILINE)

_numbers = count(1)


def student(*, name: str, has_network: bool) -> dict[str, str]:
    """Make a student, with the demo's network or nobody, and a session for the browser."""
    email = f"guest{next(_numbers)}@example.edu"
    user = User.objects.create_user(email, full_name=name, roles=(Role.STUDENT,))
    StudentProfile.objects.create(user=user)
    if has_network:
        with acting_as(user):
            tell(user, now=timezone.now())
    return {"email": email, "session": _session_of(user)}


def _session_of(user: User) -> str:
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend="accounts.backends.RolesBackend")
    request.session.save()
    return str(request.session.session_key)


def empty_newcomer() -> None:
    """Take everything from the newcomer, so that it is the first day again."""
    newcomer = ensure_cast()["newcomer@example.edu"]
    with acting_as(newcomer):
        wipe(newcomer)


def things(*, email: str) -> dict[str, int]:
    """Return ids of somebody's things, for the addresses of pages."""
    user = User.objects.get(email=email)
    with acting_as(user):
        contacts = Contact.objects.visible_to(user)
        meeting = Meeting.objects.visible_to(user).order_by("-met_on", "-pk").first()
        assert meeting
        contact = contacts.filter(pk__in=meeting.participants.values("contact")).first()
        event = Event.objects.visible_to(user).order_by("starts_on").first()
        assert contact
        assert event
        return {"contact": contact.pk, "meeting": meeting.pk, "event": event.pk, "user": user.pk}


def count_contacts(*, email: str, name: str) -> int:
    """Return how many contacts of that name somebody has."""
    user = User.objects.get(email=email)
    with acting_as(user):
        return Contact.objects.visible_to(user).filter(full_name=name).count()


def code(*, email: str) -> str:
    """Return the code of the newest mail to somebody, once the worker has sent it."""
    for _attempt in range(300):
        mail = OutboxMessage.objects.filter(recipients=email).order_by("-sent_at").first()
        found = CODE.search(mail.text) if mail else None
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"No code was mailed to {email}.")


FILES = {
    # What becomes of it: its name and what is in it.
    "ready": ("friends.csv", "First Name,Last Name,Email\nVera,Ode,v@example.org\n{known}\n,,\n"),
    "needs_mapping": ("strange.csv", "a,b\n1,2\n3,4\n"),
    "failed": ("picture.csv", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0"),
    "running": ("slow.csv", "First Name,Last Name\nUma,Slow\n"),
    "done": ("class.csv", "First Name,Last Name,Email\nAbe,Dell,a@example.org\n,,x@\n"),
    "undone": ("club.csv", "First Name,Last Name\nCleo,Hart\nDov,Lamb\n"),
}
WAITING = {ImportStatus.UPLOADED, ImportStatus.RUNNING, ImportStatus.UNDOING}


def imports(*, email: str) -> dict[str, int]:
    """Make an import of each status with the site's own worker; return their ids by status."""
    user = User.objects.get(email=email)
    with acting_as(user):
        known = Contact.objects.visible_to(user).order_by("pk").first()
        assert known
        source = Source.objects.visible_to(user).filter(key="acquaintance").get()
        known_row = ",".join([*known.full_name.split(" ", 1), "new@example.org"])
        made = {
            status: steps.upload(
                owner=user,
                file_name=name,
                content=text.replace("{known}", known_row).encode("latin-1"),
                source=source,
                now=timezone.now(),
            )
            for status, (name, text) in FILES.items()
        }
    for status in ("done", "undone"):
        _settle(user, made[status])
        with acting_as(user):
            steps.run(made[status])
    _settle(user, made["undone"])
    with acting_as(user):
        steps.undo(made["undone"])
    for one in made.values():
        _settle(user, one)
    with acting_as(user):
        ContactImport.objects.filter(pk=made["running"].pk).update(
            status=ImportStatus.RUNNING, row_count=40, done_count=10
        )
    for status, one in made.items():
        if status != "running":
            _settle(user, one)
            assert one.status == status, (one.status, status, one.message)
    return {status: one.pk for status, one in made.items()}


def _settle(user: User, contact_import: ContactImport) -> None:
    """Wait until the worker is through with an import."""
    for _attempt in range(300):
        with acting_as(user):
            contact_import.refresh_from_db()
        if contact_import.status not in WAITING:
            return
        time.sleep(0.1)
    raise AssertionError(f"{contact_import} stays {contact_import.status}.")


DEEDS: dict[str, Callable[..., Any]] = {
    deed.__name__: deed for deed in (student, empty_newcomer, things, imports, count_contacts, code)
}


def main() -> None:
    for line in sys.stdin:
        words = json.loads(line)
        try:
            answer = {"done": DEEDS[words.pop("do")](**words)}
        except Exception:  # noqa: BLE001  (whatever it was, the test hears of it)
            answer = {"failed": traceback.format_exc()}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
