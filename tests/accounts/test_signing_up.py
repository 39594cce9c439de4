"""Sign-up: open to the institution's e-mails, and makes a student."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts.models import Institution, StudentProfile, User
from tests.accounts.people import PASSWORD, newest_code, with_password, work_off_mail

SIGNUP = "/accounts/signup/"
ZOE = {"full_name": "Zoë Ünal", "email": "zoe@example.edu", "password1": PASSWORD}

pytestmark = pytest.mark.usefixtures("clean_cache")


def test_sign_up_makes_a_student_once_the_code_is_typed(anonymous: Client) -> None:
    assert anonymous.post(SIGNUP, ZOE)["Location"] == "/accounts/confirm-email/"
    assert anonymous.get("/settings/").status_code == 302
    assert anonymous.get("/accounts/confirm-email/").status_code == 200
    anonymous.post("/accounts/confirm-email/", {"code": newest_code()})
    assert anonymous.get("/settings/").status_code == 200
    zoe = User.objects.get(email="zoe@example.edu")
    assert zoe.full_name == "Zoë Ünal"
    assert zoe.roles == {"student"}
    assert StudentProfile.objects.filter(user=zoe).exists()
    assert EmailAddress.objects.get(user=zoe).verified


def test_another_domain_gets_a_kind_word_beside_the_field(anonymous: Client) -> None:
    page = anonymous.post(SIGNUP, ZOE | {"email": "zoe@gmail.example"}).content.decode()
    assert 'id="id_email_error"' in page
    assert "@example.edu" in page
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["zoe@example.edu.evil.example", "zoe@notexample.edu"])
def test_a_domain_that_looks_alike_is_another_domain(anonymous: Client, email: str) -> None:
    anonymous.post(SIGNUP, ZOE | {"email": email})
    assert not User.objects.exists()


def test_without_domains_nobody_signs_up(anonymous: Client) -> None:
    Institution.objects.update(email_domains=[])
    Institution.forget()
    assert "invitation" in anonymous.get(SIGNUP).content.decode()
    anonymous.post(SIGNUP, ZOE)
    assert not User.objects.exists()


def test_an_e_mail_that_is_taken_is_not_given_away(anonymous: Client, maya: User) -> None:
    with_password(maya)
    taken = anonymous.post(SIGNUP, ZOE | {"email": "MAYA@example.edu"})
    fresh = Client().post(SIGNUP, ZOE)
    assert taken.status_code == fresh.status_code
    assert taken["Location"] == fresh["Location"]
    subjects = {mail.to[0]: mail.subject for mail in work_off_mail()}
    assert subjects["maya@example.edu"] == "You have an account already"


def test_somebody_who_came_by_in_the_meantime_is_no_error(
    anonymous: Client, maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The other sign-up commits after this one looked, so only the database can tell.
    monkeypatch.setattr(
        "allauth.account.internal.flows.manage_email.email_already_exists",
        lambda email, **kwargs: (email, False),
    )
    response = anonymous.post(SIGNUP, ZOE | {"email": "maya@example.edu"})
    assert response["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", "x" * 5000),
        ("full_name", "Zo\x00ë"),
        ("full_name", "   "),
        ("email", "no e-mail"),
        ("password1", "short"),
        ("password1", "password123"),
        ("password1", "zoe@example.edu"),
    ],
)
def test_bad_input_makes_nobody(anonymous: Client, field: str, value: str) -> None:
    response = anonymous.post(SIGNUP, ZOE | {field: value})
    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["مها", "🦊 Fox", "O’Brien\r\nBcc: x@y.example"])
def test_names_of_every_kind(anonymous: Client, name: str) -> None:
    anonymous.post(SIGNUP, ZOE | {"full_name": name})
    assert User.objects.get().full_name == " ".join(name.split())
    for sent in work_off_mail():
        assert list(sent.message().keys()).count("Bcc") == 0


def confirm(client: Client) -> None:
    client.post("/accounts/confirm-email/", {"code": newest_code()})


def sign_in_by_code(client: Client, email: str) -> None:
    client.post("/accounts/login/code/", {"email": email})
    client.post("/accounts/login/code/confirm/", {"code": newest_code()})


def sign_in_by_password(client: Client) -> Client:
    cache.clear()  # a code for each address every few minutes only
    client.post("/accounts/login/", {"login": ZOE["email"], "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/settings/").status_code == 200


def test_a_strangers_password_does_not_outlive_the_owners_proof(anonymous: Client) -> None:
    stranger, owner = anonymous, Client()
    stranger.post(SIGNUP, ZOE)
    sign_in_by_code(owner, ZOE["email"])
    assert is_in(owner)
    assert not User.objects.get().has_usable_password()
    assert not is_in(stranger)
    assert not is_in(sign_in_by_password(stranger))
    assert not is_in(sign_in_by_password(Client()))
    assert is_in(owner)


def test_a_password_reset_proves_as_much(anonymous: Client) -> None:
    anonymous.post(SIGNUP, ZOE)
    owner = Client()
    asked = owner.post("/accounts/password/reset/", {"email": ZOE["email"]})
    owner.post(asked["Location"], {"code": newest_code()})
    assert EmailAddress.objects.get().verified
    assert not User.objects.get().has_usable_password()


def test_the_password_of_ones_own_sign_up_stays(anonymous: Client) -> None:
    anonymous.post(SIGNUP, ZOE)
    confirm(anonymous)
    assert is_in(anonymous)
    assert is_in(sign_in_by_password(Client()))


def test_the_code_may_be_typed_after_another_sign_in_by_password(anonymous: Client) -> None:
    anonymous.post(SIGNUP, ZOE)
    later = sign_in_by_password(Client())
    confirm(later)
    assert is_in(later)
    assert is_in(sign_in_by_password(Client()))


def test_a_later_sign_in_by_code_leaves_the_password(anonymous: Client) -> None:
    anonymous.post(SIGNUP, ZOE)
    confirm(anonymous)
    sign_in_by_code(Client(), ZOE["email"])
    assert is_in(anonymous)
    assert is_in(sign_in_by_password(Client()))


def test_a_taken_e_mail_costs_as_much_hashing_as_a_free_one(
    anonymous: Client, maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth import hashers

    counts = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda *args, **more: counts.append(1) or encode(*args, **more)
    )
    with_password(maya)
    counts.clear()
    Client().post(SIGNUP, ZOE | {"email": "maya@example.edu"})
    taken = len(counts)
    anonymous.post(SIGNUP, ZOE)
    assert taken == len(counts) - taken == 1
