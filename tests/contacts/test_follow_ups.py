"""Follow-ups: plan, finish, snooze, move, drop; each where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contacts.models import Contact, FollowUp
from networkapp.db.acting import acting_as
from networkapp.time import days_after, days_before
from tests import htmx, make


def today(user: User) -> Any:
    return user.today(timezone.now())


def fresh(thing: Any) -> Any:
    with acting_as(thing.owner_id):
        thing.refresh_from_db()
    return thing


def test_planning_shows_as_the_next_step(as_maya: Client, maya: User) -> None:
    contact, due = make.contact(maya), days_after(today(maya), 7)
    sent = {"kind": "write", "what": "Send article", "side": "me", "due_on": due.isoformat()}
    assert as_maya.post(f"/contacts/{contact.pk}/follow-ups/", sent).status_code == 302
    assert fresh(contact).next_due_on == due
    assert contact.next_step == "Send article"
    assert "Send article" in as_maya.get("/contacts/").content.decode()


def test_without_a_day_it_waits(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    as_maya.post(f"/contacts/{contact.pk}/follow-ups/", {"kind": "call", "side": "me"})
    assert fresh(contact).next_due_on is None
    assert contact.next_step == "Call"


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"side": ""}, {"due_on": "31/31/2026"}, {"what": "w" * 201}]
)
def test_bad_input(as_maya: Client, maya: User, wrong: dict[str, str]) -> None:
    contact = make.contact(maya)
    sent = {"kind": "write", "what": "kept", "side": "me", "due_on": ""} | wrong
    response = htmx.post(as_maya, f"/contacts/{contact.pk}/follow-ups/", sent, target="follow-ups")
    assert response.status_code == 422
    assert "<html" not in response.content.decode()
    with acting_as(maya):
        assert not FollowUp.objects.exists()


def test_the_next_step_is_always_the_first_open_one(maya: User) -> None:
    contact, day = make.contact(maya), today(maya)
    make.follow_up(contact, what="no day")
    make.follow_up(contact, due_on=days_after(day, 9), what="later")
    first = make.follow_up(contact, due_on=days_after(day, 2), what="soon")
    assert fresh(contact).next_step == "soon"
    from contacts import follow_ups as verbs

    with acting_as(maya):
        verbs.finish(first, now=timezone.now())
    assert fresh(contact).next_step == "later"


def test_done_and_not_done(as_maya: Client, maya: User) -> None:
    follow_up = make.follow_up(make.contact(maya), due_on=today(maya))
    response = htmx.post(as_maya, f"/follow-ups/{follow_up.pk}/completion/", {})
    assert response["HX-Trigger"] == "follow-up-changed"
    assert "Undo" in response.content.decode()
    assert fresh(follow_up).done_at
    first = follow_up.done_at
    as_maya.post(f"/follow-ups/{follow_up.pk}/completion/")
    assert fresh(follow_up).done_at == first
    as_maya.post(f"/follow-ups/{follow_up.pk}/reopening/")
    assert fresh(follow_up).done_at is None


@pytest.mark.parametrize(("days", "offset"), [(1, -5), (3, 0), (7, 4)])
def test_snooze_counts_from_today_or_its_own_later_day(
    as_maya: Client, maya: User, days: int, offset: int
) -> None:
    start = days_after(today(maya), offset)
    follow_up = make.follow_up(make.contact(maya), due_on=start)
    as_maya.post(f"/follow-ups/{follow_up.pk}/snooze/", {"days": days})
    assert fresh(follow_up).due_on == days_after(max(start, today(maya)), days)


@pytest.mark.parametrize("days", ["", "2", "abc", "-1", "99999999999"])
def test_odd_snoozes_change_nothing(as_maya: Client, maya: User, days: str) -> None:
    follow_up = make.follow_up(make.contact(maya), due_on=today(maya))
    assert as_maya.post(f"/follow-ups/{follow_up.pk}/snooze/", {"days": days}).status_code == 302
    assert fresh(follow_up).due_on == today(maya)


def test_move_to_a_day_or_none(as_maya: Client, maya: User) -> None:
    follow_up = make.follow_up(make.contact(maya), due_on=today(maya))
    as_maya.post(f"/follow-ups/{follow_up.pk}/move/", {"due_on": "2027-01-05"})
    assert fresh(follow_up).due_on.isoformat() == "2027-01-05"
    as_maya.post(f"/follow-ups/{follow_up.pk}/move/", {"due_on": "2027-02-30"})
    assert fresh(follow_up).due_on.isoformat() == "2027-01-05"
    as_maya.post(f"/follow-ups/{follow_up.pk}/move/", {"due_on": ""})
    assert fresh(follow_up).due_on is None


def test_taken_off_and_put_back(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    follow_up = make.follow_up(contact, due_on=today(maya))
    as_maya.post(f"/follow-ups/{follow_up.pk}/trashing/")
    assert fresh(contact).next_step == ""
    as_maya.post(f"/follow-ups/{follow_up.pk}/restoration/")
    assert fresh(contact).next_step


def test_the_way_back_stays_on_this_site(as_maya: Client, maya: User) -> None:
    follow_up = make.follow_up(make.contact(maya))
    url = f"/follow-ups/{follow_up.pk}/completion/"
    assert as_maya.post(url, {"next": "/follow-ups/"})["Location"] == "/follow-ups/"
    for evil in ("//evil.example", "https://evil.example", "\\\\evil", "javascript:x"):
        assert as_maya.post(url, {"next": evil})["Location"].startswith("/contacts/")


def test_the_list_tells_mine_theirs_and_done_apart(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    make.follow_up(contact, what="mine now", due_on=days_before(today(maya), 2))
    make.follow_up(contact, what="theirs now", side="them")
    done = make.follow_up(contact, what="done now")
    as_maya.post(f"/follow-ups/{done.pk}/completion/")
    as_maya.get("/follow-ups/")  # the toast is read
    for show, words in (("mine", "mine now"), ("theirs", "theirs now"), ("done", "done now")):
        text = as_maya.get("/follow-ups/", {"show": show}).content.decode()
        others = {"mine now", "theirs now", "done now"} - {words}
        assert words in text
        assert not any(other in text for other in others)


def test_those_of_trashed_contacts_are_out_of_sight(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    follow_up = make.follow_up(contact, what="about nobody")
    with acting_as(maya):
        Contact.objects.get().put_in_trash(now=timezone.now())
    assert "about nobody" not in as_maya.get("/follow-ups/").content.decode()
    assert as_maya.post(f"/follow-ups/{follow_up.pk}/completion/").status_code == 404


@pytest.mark.parametrize(
    "action", ["completion", "reopening", "snooze", "move", "trashing", "restoration"]
)
def test_ladder(
    as_maya: Client, as_omar: Client, as_ines: Client, anonymous: Client, maya: User, action: str
) -> None:
    follow_up = make.follow_up(make.contact(maya))
    url = f"/follow-ups/{follow_up.pk}/{action}/"
    assert as_omar.post(url).status_code == 404
    assert as_ines.post(url).status_code == 403
    assert anonymous.post(url).status_code == 302
    assert as_maya.get(url).status_code == 405
