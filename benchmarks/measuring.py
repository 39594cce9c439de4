"""Sending requests through the whole WSGI stack and reading what each costs."""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.test import override_settings

from benchmarks import bare
from benchmarks.database import using
from networkapp.db.backend.base import DatabaseWrapper

# Transaction control goes along with other statements and is not counted.
UNCOUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class BareRequest(WSGIRequest):
    """A request for the bare pages, in the same process as the product's."""

    urlconf = "benchmarks.bare"


class BareHandler(WSGIHandler):
    """Django with the bare pages and their middleware."""

    request_class = BareRequest

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002
        with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
            super().load_middleware(is_async)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        is_zipped = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if is_zipped else self.body).decode()


@dataclass
class Client:
    """Somebody signed in, at one of the two applications, on one database connection."""

    handler: WSGIHandler
    wrapper: DatabaseWrapper
    cookie: str

    def get(self, path: str, *, zipped: bool = True, target: str = "") -> Answer:
        """Ask for ``path``; with ``target`` as htmx does for that piece of the page."""
        address, _sign, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT": "text/html",
            "HTTP_USER_AGENT": "bench",
            "HTTP_COOKIE": self.cookie,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if zipped:
            environ["HTTP_ACCEPT_ENCODING"] = "gzip"
        if target:
            environ |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": target}
        status: list[Any] = []

        def start_response(line: str, headers: list[tuple[str, str]], exc: Any = None) -> Any:
            status[:] = int(line.split()[0]), dict(headers)

        response: Any = self.handler(environ, start_response)
        try:
            body = b"".join(response)
        finally:
            response.close()
        return Answer(status[0], status[1], body)

    def expect(self, path: str, **how: Any) -> Answer:
        """Ask, and raise RuntimeError unless a page came back."""
        with using(self.wrapper):
            answer = self.get(path, **how)
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return answer


@dataclass
class Case:
    """One page to measure, and what its requests have cost so far, in milliseconds of CPU."""

    name: str
    client: Client
    path: str
    target: str = ""
    app: list[float] = field(default_factory=list)
    db: list[float] = field(default_factory=list)
    queries: int = 0
    raw_bytes: int = 0
    gzip_bytes: int = 0

    def prepare(self) -> None:
        """Warm everything up, and look at queries and sizes."""
        for _ in range(3):
            self.client.expect(self.path, target=self.target)
        with counted(self.client.wrapper) as statements:
            answer = self.client.expect(self.path, zipped=False, target=self.target)
        self.queries = len(statements)
        self.raw_bytes = len(answer.body)
        self.gzip_bytes = len(self.client.expect(self.path, target=self.target).body)

    def sample(self) -> None:
        """Send one request and note what it cost."""
        backend = Backend(self.client.wrapper)
        with using(self.client.wrapper):
            before, begun = backend.seconds(), time.process_time()
            answer = self.client.get(self.path, target=self.target)
            ended, after = time.process_time(), backend.seconds()
        if answer.status != 200:
            raise RuntimeError(f"{self.path} answered {answer.status}")
        self.app.append(1000 * (ended - begun))
        self.db.append(1000 * (after - before))

    @property
    def figures(self) -> dict[str, Any]:
        """The medians."""
        app, db = statistics.median(self.app), statistics.median(self.db)
        both = [a + d for a, d in zip(self.app, self.db, strict=True)]
        return {
            "name": self.name,
            "app_ms": round(app, 2),
            "db_ms": round(db, 2),
            "cpu_ms": round(statistics.median(both), 2),
            "queries": self.queries,
            "raw_bytes": self.raw_bytes,
            "gzip_bytes": self.gzip_bytes,
            "requests": len(self.app),
        }


@contextmanager
def counted(wrapper: DatabaseWrapper) -> Iterator[list[str]]:
    """Collect the statements sent inside, transaction control left out."""
    statements: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if not str(sql).startswith(UNCOUNTED):
            statements.append(str(sql))
        return execute(sql, params, many, context)

    with wrapper.execute_wrapper(note):
        yield statements


class Backend:
    """The server's process behind a connection; its CPU time is 0 where it cannot be seen."""

    def __init__(self, wrapper: DatabaseWrapper) -> None:
        wrapper.ensure_connection()
        self.folder = Path(f"/proc/{wrapper.connection.info.backend_pid}")

    def seconds(self) -> float:
        """Return the CPU seconds it has used so far, to the nanosecond where Linux says."""
        try:
            return int((self.folder / "schedstat").read_text().split()[0]) / 1e9
        except (OSError, ValueError):
            return 0.0


def measure(cases: list[Case], *, rounds: int) -> None:
    """Ask for every page once a round, so that what disturbs one disturbs all."""
    for case in cases:
        case.prepare()
    for _ in range(rounds):
        for case in cases:
            case.sample()
