"""The request's transaction and acting user."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from networkapp.db.acting import identity_kept, set_actor


class StreamingInTransactionError(RuntimeError):
    """A view streams, and its rows would be read after the transaction, where none are seen."""


class ActingUserMiddleware:
    """Runs a signed-in request in one transaction, with its user as the acting user.

    The transaction is rolled back when the view raised anything (Http404 and PermissionDenied
    too) and when the answer's status is 500 or more: by the time a middleware sees the answer,
    Django has made a page of the exception, and committing would keep half the work. Page
    handlers for errors must not query, for the transaction may be broken by then.

    Paths under settings.NO_TRANSACTION_PREFIXES and signed-out requests run without. Stands
    right after AuthenticationMiddleware. Errors of the database (a deadlock, a lock or a
    serialization failure) are raised on, as an exception of the view or at COMMIT: answering
    them with a 503 that keeps the form's content is the error pages' work.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.exempt = tuple(settings.NO_TRANSACTION_PREFIXES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(self.exempt) or not request.user.is_authenticated:
            return self.get_response(request)
        with identity_kept(), transaction.atomic():
            set_actor(request.user.pk)
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "view_raised", False):
                transaction.set_rollback(True)
            elif response.streaming:
                raise StreamingInTransactionError(
                    f"{request.path_info} streams its answer: read the rows first, or let the "
                    "worker make the file"
                )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Remember that the view raised; the page that Django makes of it still goes out."""
        request.view_raised = True  # type: ignore[attr-defined]
