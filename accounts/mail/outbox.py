"""The mail backend of a site without a mail server: every mail becomes a row to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from accounts.models import OutboxMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class OutboxBackend(BaseEmailBackend):
    """Keep mails as OutboxMessage rows; ``/outbox/`` shows them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep ``email_messages`` and return how many were kept."""
        for mail in email_messages:
            mail.message()  # as a real server would: refuses line breaks in the headers
            OutboxMessage.objects.create(
                sender=mail.from_email[:320],
                recipients=", ".join(mail.recipients()),
                subject=str(mail.subject),
                text=str(mail.body),
                html=_html_of(mail),
            )
        return len(email_messages)


def _html_of(mail: EmailMessage) -> str:
    if not isinstance(mail, EmailMultiAlternatives):
        return ""
    htmls = (str(content) for content, kind in mail.alternatives if kind == "text/html")
    return next(htmls, "")
