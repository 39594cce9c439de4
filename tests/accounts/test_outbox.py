"""/outbox/ and one-click sign-in: of a demo only."""

from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from accounts.cast import CAST, ensure_cast
from accounts.models import OutboxMessage, User
from tests import htmx

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "accounts.mail.outbox.OutboxBackend"


@pytest.fixture
def message(db: None) -> OutboxMessage:
    return OutboxMessage.objects.create(
        sender="us@example.edu",
        recipients="maya@example.edu",
        subject="Hello <b>Maya</b>",
        text="Plain & simple",
        html="<p>Rich</p><script>alert(1)</script>",
    )


@pytest.mark.usefixtures("demo")
def test_staff_and_administrators_look(
    as_ines: Client, as_ada: Client, message: OutboxMessage
) -> None:
    for client in (as_ines, as_ada):
        assert "Hello &lt;b&gt;Maya" in client.get("/outbox/").content.decode()
        page = client.get(f"/outbox/{message.pk}/")
        assert "Plain &amp; simple" in page.content.decode()
        assert "frame-src 'self'" in page["Content-Security-Policy"]
        html = client.get(f"/outbox/{message.pk}/html/")
        assert html["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert html["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.usefixtures("demo")
def test_htmx_gets_the_list_alone(as_ines: Client, message: OutboxMessage) -> None:
    assert "<html" not in htmx.get(as_ines, "/outbox/", target="results").content.decode()


@pytest.mark.usefixtures("demo")
def test_students_and_the_signed_out_do_not(
    as_maya: Client, anonymous: Client, message: OutboxMessage
) -> None:
    for url in ("/outbox/", f"/outbox/{message.pk}/", f"/outbox/{message.pk}/html/"):
        assert as_maya.get(url).status_code == 403
        assert anonymous.get(url).status_code == 302


@pytest.mark.usefixtures("demo")
def test_what_is_not_there_and_what_is_not_asked_that_way(as_ines: Client) -> None:
    assert as_ines.get("/outbox/99/").status_code == 404
    assert as_ines.post("/outbox/").status_code == 405
    text_only = OutboxMessage.objects.create(sender="s", recipients="r", subject="s", text="t")
    assert as_ines.get(f"/outbox/{text_only.pk}/html/").status_code == 404


def test_outside_a_demo_there_is_no_outbox(as_ines: Client, message: OutboxMessage) -> None:
    for url in ("/outbox/", f"/outbox/{message.pk}/", f"/outbox/{message.pk}/html/"):
        assert as_ines.get(url).status_code == 404


@pytest.mark.usefixtures("demo")
def test_the_backend_keeps_text_and_html() -> None:
    mail = EmailMultiAlternatives("Subject", "text", "a@example.edu", ["b@example.edu"])
    mail.attach_alternative("<p>html</p>", "text/html")
    mail.send()
    kept = OutboxMessage.objects.get()
    assert (kept.subject, kept.text, kept.html) == ("Subject", "text", "<p>html</p>")


@pytest.mark.usefixtures("demo")
def test_one_click_signs_in_each_of_the_cast() -> None:
    ensure_cast()
    ensure_cast()
    assert User.objects.count() == len(CAST)
    page = Client().get("/accounts/login/").content.decode()
    for member in CAST:
        assert f'value="{member.email}"' in page
        client = Client()
        assert client.post("/demo/sign-in/", {"email": member.email})["Location"] == "/"
        assert member.email in client.get("/settings/").content.decode()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("email", ["maya@example.edu", "", "\x00", "x" * 5000])
def test_one_click_is_for_the_cast_alone(anonymous: Client, maya: User, email: str) -> None:
    assert anonymous.post("/demo/sign-in/", {"email": email}).status_code in {400, 404}
    assert anonymous.get("/settings/").status_code == 302


@pytest.mark.usefixtures("demo")
def test_one_click_takes_a_post(anonymous: Client) -> None:
    assert anonymous.get("/demo/sign-in/").status_code == 405


def test_outside_a_demo_nobody_comes_in_by_a_click(anonymous: Client) -> None:
    ensure_cast()
    assert anonymous.post("/demo/sign-in/", {"email": CAST[3].email}).status_code == 404
    assert "/demo/sign-in/" not in anonymous.get("/accounts/login/").content.decode()


def test_outside_a_demo_the_cast_has_no_password() -> None:
    assert not any(user.has_usable_password() for user in ensure_cast().values())
