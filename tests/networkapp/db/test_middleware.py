"""One transaction for a signed-in request, kept only when all went well."""

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Tag
from networkapp.db.acting import acting_as, current_actor_id
from networkapp.db.connection import connection
from networkapp.db.middleware import StreamingInTransactionError
from tests.networkapp.db.test_acting import told_to_the_database

URLS = "tests.networkapp.db.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "networkapp.db.middleware.ActingUserMiddleware",
]
BACKEND = "accounts.backends.RolesBackend"


@pytest.fixture(autouse=True)
def _views(settings):
    settings.ROOT_URLCONF = URLS
    settings.MIDDLEWARE = MIDDLEWARE


@pytest.fixture
def browser(maya: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(maya, backend=BACKEND)
    return client


def tags_of(user: User) -> set[str]:
    with acting_as(user):
        return set(Tag.objects.values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(("outcome", "status"), [("fine", 200), ("invalid", 422)])
def test_what_a_view_wrote_is_kept(browser: Client, maya: User, outcome: str, status: int):
    answer = browser.post(f"/write/{outcome}/")
    assert (answer.status_code, answer.content) == (status, str(maya.pk).encode())
    assert tags_of(maya) == {outcome}


OUTCOMES = [("boom", 500), ("missing", 404), ("forbidden", 403), ("broken", 500)]


@pytest.mark.django_db
@pytest.mark.parametrize(("outcome", "status"), OUTCOMES)
def test_what_a_failing_view_wrote_is_rolled_back(
    browser: Client, maya: User, outcome: str, status: int
):
    assert browser.post(f"/write/{outcome}/").status_code == status
    assert tags_of(maya) == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("outcome", "status"), OUTCOMES)
def test_it_is_rolled_back_without_an_outer_transaction_too(
    browser: Client, maya: User, outcome: str, status: int
):
    assert browser.post(f"/write/{outcome}/").status_code == status
    assert not connection.in_atomic_block
    assert tags_of(maya) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["fine", "boom", "missing", "broken"])
def test_nobody_acts_after_the_request(browser: Client, outcome: str):
    browser.post(f"/write/{outcome}/")
    assert current_actor_id() is None
    assert told_to_the_database()[0] == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outcome", ["fine", "boom"])
def test_the_kept_connection_forgets_who_acted(browser: Client, outcome: str):
    browser.post(f"/write/{outcome}/")
    assert told_to_the_database() == ("", "app_web")


@pytest.mark.django_db
def test_a_request_inside_anothers_work_gives_it_back(browser: Client, omar: User):
    with acting_as(omar):
        browser.post("/write/fine/")
        assert current_actor_id() == omar.pk
        assert told_to_the_database()[0] == str(omar.pk)


@pytest.mark.django_db
def test_a_streamed_answer_is_refused(browser: Client, maya: User):
    assert browser.get("/write/stream/").status_code == 500
    assert tags_of(maya) == set()
    browser.raise_request_exception = True
    with pytest.raises(StreamingInTransactionError):
        browser.get("/write/stream/")


@pytest.mark.django_db
def test_signed_out_and_exempt_requests_have_nobody_acting(browser: Client):
    assert browser.get("/accounts/fine/").content == b"None"
    assert browser.get("/accounts/stream/").status_code == 200
    assert Client().get("/write/fine/").content == b"None"


@pytest.mark.django_db(transaction=True)
def test_the_acting_user_costs_one_query(browser: Client):
    with CaptureQueriesContext(connection) as made:
        browser.post("/write/fine/")
    verbs = [query["sql"].split()[0] for query in made.captured_queries]
    assert verbs == ["SELECT", "SELECT", "BEGIN", "SELECT", "INSERT", "COMMIT"]
