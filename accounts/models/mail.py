"""What was mailed, so that nothing is mailed twice; and the outbox of a site without mail."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class SentMail(models.Model):
    """One mail that was decided on, written in the transaction that causes it.

    The row is what keeps a job that runs twice from sending twice. It holds the body only until
    the mail is gone: codes do not stay in the database, nor in the queue's arguments. Mails
    about the account may have their code in the subject, which goes with it.
    """

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=80)  # what it is about: "accounts.user:7"
    due_on = models.DateField()
    recipient = models.EmailField()
    sender = models.CharField(max_length=320, blank=True)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # A code that has run out only confuses: not sent any more after this.
    useless_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "due_on"], name="accounts_sentmail_once"
            )
        ]
        indexes = [models.Index(fields=["recipient"], name="accounts_sentmail_recipient")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.due_on}"

    def is_useless(self, *, now: datetime) -> bool:
        """Say whether sending it now would only confuse."""
        return self.useless_at is not None and self.useless_at < now

    def mark_sent(self, *, now: datetime) -> None:
        """Note that the mail is gone, and forget what it said."""
        self.sent_at = now
        self.text = self.html = ""
        if self.kind == "account":
            self.subject = ""
        self.save(update_fields=["sent_at", "subject", "text", "html"])


class OutboxMessage(models.Model):
    """A mail kept instead of sent, where no mail server is set up."""

    sent_at = models.DateTimeField(default=timezone.now, db_index=True)
    sender = models.CharField(max_length=320)
    recipients = models.TextField()
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return self.subject
