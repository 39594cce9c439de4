"""Two administrators who go at the same moment do not leave the institution without one."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts import people
from accounts.erasing import leave
from accounts.models import RoleGrant, User

VERBS: dict[str, Callable[[User], object]] = {
    "close": lambda user: people.close(user, now=timezone.now()),
    "leave": lambda user: leave(user, now=timezone.now()),
    "set_roles": lambda user: people.set_roles(user, ["staff"], by=user),
}


@pytest.mark.usefixtures("empty_queue")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", VERBS)
@pytest.mark.parametrize("first", VERBS)
def test_one_of_two_stays(first: str, second: str) -> None:
    admins = [
        User.objects.create_user(f"{name}@example.edu", roles=("admin",)) for name in ("a", "b")
    ]
    together = Barrier(2, timeout=10)
    refused = []

    def go(verb: str, user: User) -> None:
        try:
            with transaction.atomic():
                together.wait()
                VERBS[verb](user)
                sleep(0.1)  # the other comes while this one is not committed
        except people.LastAdmin:
            refused.append(user)
        finally:
            connection.close()

    threads = [Thread(target=go, args=pair) for pair in zip((first, second), admins, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert len(refused) == 1
    assert RoleGrant.objects.filter(role="admin", user__is_active=True).count() == 1
