"""/healthz looks at nothing; /readyz says part by part."""

import pytest
from django.test import Client, override_settings

from networkapp.web import health


@pytest.fixture
def monitor() -> Client:
    return Client()


@pytest.fixture(autouse=True)
def _addresses() -> object:
    with override_settings(ROOT_URLCONF="tests.networkapp.web.urls", MIDDLEWARE=[]):
        yield


def test_the_process_answers_without_the_database(monitor: Client) -> None:
    response = monitor.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"ok": True})
    assert monitor.post("/healthz").status_code == 405


def state(monkeypatch: pytest.MonkeyPatch, **parts: str) -> None:
    for name in ("database", "migrations", "safety", "queue"):
        monkeypatch.setattr(health, f"_state_of_{name}", lambda n=name: parts.get(n, "ok"))


@pytest.mark.parametrize("part", ["migrations", "safety", "queue"])
def test_one_part_is_enough_for_503(
    monitor: Client, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    state(monkeypatch)
    assert monitor.get("/readyz").status_code == 200
    state(monkeypatch, **{part: "degraded"})
    response = monitor.get("/readyz")
    assert response.status_code == 503
    assert response.json()[part] == "degraded"


def test_without_the_database_nothing_else_is_asked(
    monitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    state(monkeypatch, database="cannot be reached")
    assert monitor.get("/readyz").json() == {"ok": False, "database": "cannot be reached"}


@pytest.mark.django_db
def test_all_migrations_are_applied_here() -> None:
    assert health._state_of_database() == "ok"
    assert health._state_of_migrations() == "ok"


@pytest.mark.django_db
def test_a_migration_to_apply_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    known = health._migrations_on_disk() | {("contacts", "9999_tomorrow")}
    monkeypatch.setattr(health, "_migrations_on_disk", lambda: known)
    assert health._state_of_migrations() == "1 to apply"
