"""Views that write a row and then go right or wrong, for test_middleware."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path

from contacts.models import Tag
from networkapp.db.acting import current_actor_id


def write(request: HttpRequest, outcome: str) -> HttpResponseBase:
    if (actor := current_actor_id()) is not None:
        Tag.objects.create(owner_id=actor, name=outcome, folded=outcome)
    if outcome == "boom":
        raise ZeroDivisionError
    if outcome == "missing":
        raise Http404
    if outcome == "forbidden":
        raise PermissionDenied
    if outcome == "stream":
        return StreamingHttpResponse(iter([b"x"]))
    return HttpResponse(
        f"{current_actor_id()}", status={"broken": 500, "invalid": 422}.get(outcome, 200)
    )


urlpatterns = [path("write/<outcome>/", write), path("accounts/<outcome>/", write)]


def plain(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("error", status=500)


def plain_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("not found", status=404)


def plain_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("forbidden", status=403)


handler500 = plain
handler404 = plain_404
handler403 = plain_403
