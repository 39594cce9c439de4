"""Which pages are measured."""

from __future__ import annotations

import re
from html import unescape

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client as SignIn
from django.utils.crypto import get_random_string

from accounts.models import User
from benchmarks.data import Scene
from benchmarks.database import connection_as
from benchmarks.measuring import BareHandler, Case, Client
from networkapp.db.roles import OWNER, WEB
from networkapp.web.keyset import PAGE_SIZE

LIST = "/contacts/"
# The bare pages read the user as Django itself does.
PLAIN_BACKEND = "django.contrib.auth.backends.ModelBackend"
FOLLOWING = re.compile(r'href="\?([^"]*\bafter=[^"]*)"')


def cases_of(scene: Scene, *, contacts: int) -> list[Case]:
    """Return the cases of a run, the product's and the bare pages beside each other."""
    ours = signed_in(scene.owner, settings.AUTHENTICATION_BACKENDS[0])
    product = Client(WSGIHandler(), connection_as(WEB), ours)
    bare = Client(BareHandler(), connection_as(OWNER), signed_in(scene.owner, PLAIN_BACKEND))
    number = min(400, max(2, contacts // PAGE_SIZE))
    deep = page_address(product, number)
    somebody = f"{LIST}{scene.contact_id}/"
    return [
        Case("list, page 1", product, LIST),
        Case("bare list", bare, LIST),
        Case(f"list, page {number}", product, deep),
        Case("contact page", product, somebody),
        Case("bare contact page", bare, somebody),
        Case("search, common word", product, f"{LIST}?q={scene.common}"),
        Case("search, rare word", product, f"{LIST}?q={scene.rare}"),
        Case("search, three words", product, f"{LIST}?q={scene.three.replace(' ', '+')}"),
        Case("search as typed (htmx)", product, f"{LIST}?q={scene.common}", target="results"),
        Case("25 more (htmx)", product, deep, target="more"),
        Case("Today", product, "/"),
    ]


def page_address(client: Client, number: int) -> str:
    """Return the address of page ``number`` of the list, by following the links."""
    address = LIST
    for _page in range(number - 1):
        found = FOLLOWING.search(client.expect(address, zipped=False, target="more").text)
        if found is None:
            raise RuntimeError(f"the list has no page {number}")
        address = f"{LIST}?{unescape(found[1])}"
    return address


def signed_in(user: User, backend: str) -> str:
    """Sign in and return the cookies that a browser would send."""
    browser = SignIn()
    browser.force_login(user, backend=backend)
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    secret = get_random_string(32)
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}"
