"""The checks of the settings, and the commands for administrators."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.checks import check_cache, check_demo
from accounts.models import User
from tests import make
from tests.accounts.people import newest_code

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "change",
    [
        {"DATABASE_URL": "postgresql://db/x"},
        {"SECRET_KEY_IS_CHOSEN": True},
        {"HTTPS": True},
        {"ALLOWED_HOSTS": ["network.example.edu"]},
    ],
)
def test_a_demo_beside_production_settings_is_an_error(
    settings: Any, change: dict[str, Any]
) -> None:
    home = {"DATABASE_URL": "", "SECRET_KEY_IS_CHOSEN": False, "HTTPS": False}
    for name, value in (home | {"ALLOWED_HOSTS": ["localhost"]} | change).items():
        setattr(settings, name, value)
    settings.DEMO = False
    assert check_demo() == []
    settings.DEMO = True
    assert [error.id for error in check_demo()] == ["networkapp.E010"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "network.example.edu"])
def test_a_demo_for_the_whole_network_is_an_error(
    settings: Any, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    settings.DEMO = True
    monkeypatch.setenv("HOST", host)
    assert "HOST" in check_demo()[0].msg


@pytest.mark.parametrize("host", ["", "127.0.0.1", "localhost", "::1"])
def test_a_demo_at_home_is_none(settings: Any, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("HOST", host)
    settings.DEMO, settings.DATABASE_URL, settings.SECRET_KEY_IS_CHOSEN = True, "", False
    settings.ALLOWED_HOSTS, settings.HTTPS = ["localhost"], False
    assert check_demo() == []


def test_a_cache_that_processes_do_not_share_is_an_error(settings: Any) -> None:
    assert check_cache() == []
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert [error.id for error in check_cache()] == ["networkapp.E011"]


def test_the_documented_production_settings_have_no_warning() -> None:
    env = os.environ | {
        "DATABASE_URL": "postgresql://nobody@localhost:1/none",
        "SECRET_KEY": "x7-" * 20 + "Qw",
        "ALLOWED_HOSTS": "network.example.edu",
        "HTTPS": "1",
    }
    env.pop("DEMO", None)
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_create_admin_makes_one_who_signs_in_by_code(db: None) -> None:
    out = StringIO()
    call_command("create_admin", "Root@Example.edu", "--name", "Root", stdout=out)
    assert "/accounts/login/code/" in out.getvalue()
    client = Client()
    client.post("/accounts/login/code/", {"email": "root@example.edu"})
    client.post("/accounts/login/code/confirm/", {"code": newest_code()})
    assert client.get("/people/").status_code == 200


def test_create_admin_promotes_and_may_be_repeated(maya: User) -> None:
    for _ in range(2):
        call_command("create_admin", "maya@example.edu", stdout=StringIO())
    assert User.objects.get().roles == {"student", "admin"}


def test_create_admin_asks_for_a_good_password(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "accounts.management.commands.create_admin.getpass"
    monkeypatch.setattr(path, lambda prompt: "short")
    with pytest.raises(CommandError):
        call_command("create_admin", "root@example.edu", "--password")
    assert not User.objects.exists()
    monkeypatch.setattr(path, lambda prompt: "a long enough one")
    call_command("create_admin", "root@example.edu", "--password", stdout=StringIO())
    assert User.objects.get().check_password("a long enough one")


def test_create_admin_takes_only_an_e_mail(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("create_admin", "nobody")


@pytest.mark.usefixtures("empty_queue")
@pytest.mark.django_db(transaction=True)
def test_erase_account_erases_at_once(maya: User) -> None:
    make.contact(maya)
    call_command("erase_account", "Maya@example.edu", "--yes", stdout=StringIO())
    assert not User.objects.exists()


def test_erase_account_knows_whom(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("erase_account", "nobody@example.edu", "--yes")
