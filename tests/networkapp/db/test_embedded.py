"""Where the embedded server lives, without starting another one."""

import os
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from networkapp.db.connection import connection
from networkapp.db.embedded import LONGEST_SOCKET_PATH, EmbeddedServer, embedded_server


def test_a_long_path_gets_a_short_socket_folder_of_its_own(tmp_path: Path):
    deep = EmbeddedServer(Path("/" + "x" * 120) / "postgres")
    assert len(os.fsencode(deep.socket_dir / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH
    assert deep.socket_dir != EmbeddedServer(Path("/" + "y" * 120) / "postgres").socket_dir
    assert EmbeddedServer(Path("/srv/var/postgres")).socket_dir == Path("/srv/var/postgres")


def test_a_server_never_started_is_not_running(tmp_path: Path):
    server = EmbeddedServer(tmp_path / "postgres")
    assert not server.status().running
    assert server.stop() is False
    assert not server.home.exists()


def test_files_left_by_a_killed_server_do_not_count(tmp_path: Path):
    server = EmbeddedServer(tmp_path / "postgres")
    server.data_dir.mkdir(parents=True)
    lines = [str(os.getpid()), str(server.data_dir), "1", "5432", str(tmp_path), "", "1 1", "ready"]
    (server.data_dir / "postmaster.pid").write_text("\n".join(lines))
    assert not server.status().running
    server._remove_stale_files()
    assert not (server.data_dir / "postmaster.pid").exists()


@pytest.mark.django_db
def test_the_command_describes_the_server():
    said = StringIO()
    call_command("db", "status", stdout=said)
    assert "PostgreSQL" in said.getvalue()
    assert "role     app_web: there" in said.getvalue()


@pytest.mark.django_db
def test_only_its_own_user_reaches_the_socket():
    if not connection.is_embedded:
        pytest.skip("runs on a server")
    mode = embedded_server().socket_dir.stat().st_mode
    assert stat.S_IMODE(mode) == 0o700


@pytest.mark.django_db
def test_the_sort_order_does_not_depend_on_the_environment():
    if not connection.is_embedded:
        pytest.skip("runs on a server")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datlocale, lower('ÉÅ') FROM pg_database WHERE datname = 'networkapp'"
        )
        assert cursor.fetchone() == ("C.UTF-8", "éå")
