"""Which request, and whose, a line of the log belongs to."""

import logging
import secrets
from contextvars import ContextVar
from typing import Any

_request_id: ContextVar[str] = ContextVar("request_id", default="-")
_user_id: ContextVar[str] = ContextVar("user_id", default="-")


def current_request_id() -> str:
    """Return the id of the request being answered, "-" outside of one."""
    return _request_id.get()


def begin_request() -> str:
    """Give the request now beginning an id, and return it."""
    request_id = secrets.token_hex(8)
    _request_id.set(request_id)
    _user_id.set("-")
    return request_id


def end_request() -> None:
    """Forget the request, so that what the thread does next is not taken for part of it."""
    _request_id.set("-")
    _user_id.set("-")


def note_user(user_id: Any) -> None:
    """Remember for the log who is asking: the id, never a name."""
    _user_id.set(str(user_id))


class RequestIdFilter(logging.Filter):
    """Put `request_id` and `user_id` on every record, and secrets in addresses out of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        record.user_id = _user_id.get()
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        if match is not None and match.kwargs and isinstance(record.args, tuple):
            # The route instead of the path: calendar and invitation links carry a secret.
            path = getattr(request, "path", None)
            record.args = tuple(f"/{match.route}" if arg == path else arg for arg in record.args)
        return True
