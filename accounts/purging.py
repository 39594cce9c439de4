"""What has had its time and is thrown away every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from accounts.models import OutboxMessage, SentMail
from networkapp.time import moment_before
from networkapp.web.once import purge_submitted_forms

if TYPE_CHECKING:
    from datetime import datetime

OUTBOX_DAYS = 30
FORM_KEY_DAYS = 2
# A mail that was never sent keeps its body; after this nobody waits for it any more.
UNSENT_DAYS = 7


def purge(*, now: datetime) -> None:
    """Delete old mails, form keys and sessions. Rows of students are none of its business."""
    OutboxMessage.objects.filter(sent_at__lt=moment_before(now, days=OUTBOX_DAYS)).delete()
    purge_submitted_forms(before=moment_before(now, days=FORM_KEY_DAYS))
    Session.objects.filter(expire_date__lt=now).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(alive)).delete()
    SentMail.objects.filter(
        sent_at=None, created_at__lt=moment_before(now, days=UNSENT_DAYS)
    ).update(text="", html="")
