"""Mail is decided once and sent once, by the worker."""

from datetime import UTC, date, datetime
from smtplib import SMTPServerDisconnected
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.jobs import MailRetry, purge_daily, send_mail
from accounts.mail.sending import deliver, one_line, send_each_time, send_once
from accounts.models import Institution, OutboxMessage, SentMail, User
from accounts.purging import purge

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def invite(user: User) -> bool:
    context = {"user": user, "by": None, "sign_in_url": "http://testserver/"}
    return send_once("invitation", user, TODAY, user.email, "mail/invitation", context)


def test_a_mail_is_decided_on_once(maya: User) -> None:
    assert invite(maya)
    assert not invite(maya)
    row = SentMail.objects.get()
    assert (row.kind, row.about, row.due_on) == ("invitation", f"accounts.user:{maya.pk}", TODAY)
    assert ProcrastinateJob.objects.filter(task_name="accounts.jobs.send_mail").count() == 1
    assert mail.outbox == []


def test_the_job_says_nothing_of_what_is_in_the_mail(maya: User) -> None:
    invite(maya)
    assert list(ProcrastinateJob.objects.get().args) == ["mail_id"]


def test_a_job_that_runs_twice_sends_once(maya: User) -> None:
    invite(maya)
    pk = SentMail.objects.get().pk
    send_mail(mail_id=pk)
    send_mail(mail_id=pk)
    assert len(mail.outbox) == 1
    row = SentMail.objects.get()
    assert row.sent_at is not None
    assert (row.text, row.html) == ("", "")


def test_a_code_does_not_stay_in_the_subject(db: None) -> None:
    send_each_time("account", TODAY, "maya@example.edu", "Your code: ABCD-EFGH", "ABCD-EFGH")
    send_mail(mail_id=SentMail.objects.get().pk)
    assert mail.outbox[0].subject == "Your code: ABCD-EFGH"
    assert SentMail.objects.get().subject == ""


def test_a_job_for_a_mail_that_is_gone_does_nothing(db: None) -> None:
    send_mail(mail_id=12345)
    assert mail.outbox == []


def test_a_rollback_takes_the_mail_with_it(maya: User) -> None:
    with transaction.atomic():
        invite(maya)
        transaction.set_rollback(True)
    assert not SentMail.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_server_that_is_away_leaves_the_mail_to_be_sent(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    invite(maya)
    pk = SentMail.objects.get().pk

    def away(self: object, messages: object) -> int:
        raise SMTPServerDisconnected("away")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
        with pytest.raises(SMTPServerDisconnected):
            deliver(pk, now=NOW)
    assert deliver(pk, now=NOW)
    assert len(mail.outbox) == 1


def test_it_is_tried_again_for_a_day(db: None) -> None:
    waits = []
    for attempts in range(40):
        job = SimpleNamespace(attempts=attempts)
        decision = MailRetry().get_retry_decision(exception=OSError(), job=job)  # type: ignore[arg-type]
        if decision is None:
            break
        assert decision.retry_at is not None
        waits.append(round((decision.retry_at - datetime.now(UTC)).total_seconds(), -1))
    assert waits == sorted(waits)
    assert waits[0] == 30
    assert 23 * 3600 < sum(waits) < 25 * 3600


def test_a_mail_no_server_could_take_is_not_tried_again() -> None:
    job = SimpleNamespace(attempts=0)
    assert MailRetry().get_retry_decision(exception=BadHeaderError(), job=job) is None  # type: ignore[arg-type]


def test_a_code_that_has_run_out_is_not_sent(db: None) -> None:
    send_each_time("account", TODAY, "x@example.edu", "Code", "1234", useless_at=NOW)
    pk = SentMail.objects.get().pk
    assert not deliver(pk, now=NOW.replace(minute=1))
    assert mail.outbox == []


def test_text_is_always_there_and_html_is_escaped(maya: User) -> None:
    maya.full_name = "<script>x</script>"
    invite(maya)
    deliver(SentMail.objects.get().pk, now=NOW)
    sent: Any = mail.outbox[0]
    assert "Hello <script>x</script>," in sent.body
    assert "<script>" not in sent.alternatives[0].content


def test_headers_take_no_line_breaks(db: None) -> None:
    send_each_time("x", TODAY, "x@example.edu", "A\r\nBcc: y@example.edu\x00", "text")
    deliver(SentMail.objects.get().pk, now=NOW)
    assert mail.outbox[0].subject == "A Bcc: y@example.edu"
    assert one_line("a\u2028b\tc") == "a b c"


def test_mails_come_from_the_institution(db: None) -> None:
    institution = Institution.objects.get()
    institution.sender = "Career Services <careers@example.edu>"
    institution.save()
    send_each_time("x", TODAY, "x@example.edu", "s", "t")
    deliver(SentMail.objects.get().pk, now=NOW)
    assert mail.outbox[0].from_email == "Career Services <careers@example.edu>"


def test_the_night_throws_old_things_away(maya: User, as_maya: object) -> None:
    old = NOW.replace(year=2025)
    OutboxMessage.objects.create(sent_at=old, sender="s", recipients="r", subject="s", text="t")
    OutboxMessage.objects.create(sent_at=NOW, sender="s", recipients="r", subject="s", text="t")
    SentMail.objects.create(
        kind="k", about="a", due_on=TODAY, recipient="x@example.edu", text="x", created_at=old
    )
    purge(now=NOW)
    purge_daily(timestamp=0)
    assert OutboxMessage.objects.count() == 1
    assert SentMail.objects.get().text == ""
