"""Deciding on a mail (in the transaction that causes it) and sending it (in the worker)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from accounts.deferring import defer
from accounts.models import Institution, SentMail

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import Model


def send_once(
    kind: str,
    about: Model | str,
    due_on: date,
    to: str,
    template: str,
    context: dict[str, Any],
    *,
    useless_at: datetime | None = None,
) -> bool:
    """Decide on the one mail of ``kind`` about this thing due on this day; send it soon.

    ``template`` names a pair under templates/: ``{template}_subject.txt`` and
    ``{template}.txt``; with ``{template}.html`` where the text is not enough. Return False,
    and send nothing, when that mail was decided on before. Nothing is sent on a rollback.
    """
    subject, text, html = render(template, context)
    thing = about if isinstance(about, str) else f"{about._meta.label_lower}:{about.pk}"
    return _queue(
        {"kind": kind, "about": thing, "due_on": due_on},
        recipient=to,
        subject=subject,
        text=text,
        html=html,
        useless_at=useless_at,
    )


def send_each_time(
    kind: str,
    due_on: date,
    to: str,
    subject: str,
    text: str,
    *,
    useless_at: datetime | None = None,
) -> None:
    """Send a mail that may well come again, such as a sign-in code; this one only once."""
    _queue(
        {"kind": kind, "about": secrets.token_hex(16), "due_on": due_on},
        recipient=to,
        subject=one_line(subject),
        text=text,
        html=html_of(text),
        useless_at=useless_at,
    )


def _queue(key: dict[str, Any], **fields: Any) -> bool:
    """Write the mail down and have the worker send it; False when it stands there already."""
    from accounts.jobs import send_mail

    with transaction.atomic():
        mail, is_new = SentMail.objects.get_or_create(**key, defaults=fields | {"sender": sender()})
        if is_new:
            defer(send_mail, mail_id=mail.pk)
    return is_new


def deliver(mail_id: int, *, now: datetime) -> bool:
    """Send one mail that was decided on; False when it is gone already, or of no use any more.

    The row stays locked while the server is spoken to, so two workers send one mail.
    Raises OSError (of which SMTPException is a kind) when the server does not take it.
    """
    with transaction.atomic():
        mail = SentMail.objects.select_for_update().filter(pk=mail_id, sent_at=None).first()
        if mail is None or mail.is_useless(now=now):
            return False
        message = EmailMultiAlternatives(
            one_line(mail.subject), mail.text, one_line(mail.sender), [mail.recipient]
        )
        if mail.html:
            message.attach_alternative(mail.html, "text/html")
        message.send()
        mail.mark_sent(now=now)
    return True


def render(template: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Return subject, text and HTML of ``template``."""
    context = {"institution": Institution.current()} | context
    subject = one_line(render_to_string(f"{template}_subject.txt", context))
    text = render_to_string(f"{template}.txt", context).strip() + "\n"
    try:
        html = str(render_to_string(f"{template}.html", context))
    except TemplateDoesNotExist:
        html = html_of(text)
    return subject, text, html


def html_of(text: str) -> str:
    """Return the plain HTML twin of ``text``, everything in it escaped."""
    return render_to_string(
        "mail/from_text.html", {"text": text, "institution": Institution.current()}
    )


def one_line(text: str) -> str:
    """Return ``text`` as it may stand in a header: no line break, no control character."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def sender() -> str:
    """Return the From of our mails: the institution's, or the one from the settings."""
    return Institution.current().sender or settings.DEFAULT_FROM_EMAIL
