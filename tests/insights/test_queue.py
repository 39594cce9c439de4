"""The order of what is worth doing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, FollowUp
from contacts.states import Stage
from insights.queue import MOST_TASKS, Why, due_count, queue_for
from networkapp.db.acting import acting_as
from networkapp.time import days_after, days_before
from tests import make

ON = date(2026, 11, 22)


def queue_of(user, on=ON, cold_days=120):
    with acting_as(user):
        return queue_for(user, on=on, cold_days=cold_days)


def headings(user):
    return [task.heading for task in queue_of(user).tasks]


def set_fields(contact, **fields):
    with acting_as(contact.owner_id):
        Contact.objects.filter(pk=contact.pk).update(**fields)


def a_follow_up(owner, name, *, days, **more):
    due_on = days_after(ON, days)
    return make.follow_up(make.contact(owner, name, stage=Stage.MET), due_on=due_on, **more)


def test_late_promises_of_mine_come_first_then_what_is_due_thanks_first(maya):
    a_follow_up(maya, "Today Call", days=0, kind="call")
    a_follow_up(maya, "Today Thanks", days=0, kind="thank")
    a_follow_up(maya, "Their Promise", days=-5, kind="send", side="them")
    a_follow_up(maya, "Late Check", days=-9)
    a_follow_up(maya, "Late Thanks", days=-1, kind="thank")
    assert headings(maya) == [
        "Thank Late Thanks",
        "Check in with Late Check",
        "Thank Today Thanks",
        "Call Today Call",
        "Ask Their Promise about what they wanted to send",
    ]


def test_at_most_five_things_and_the_rest_is_counted(maya):
    for number in range(8):
        a_follow_up(maya, f"Person {number}", days=-number)
    queue = queue_of(maya)
    assert len(queue.tasks) == MOST_TASKS
    assert (queue.due_count, queue.left_over) == (8, 3)
    with acting_as(maya):
        assert due_count(maya, on=ON) == 8


def test_people_going_cold_come_after_what_is_due(maya):
    cold = make.contact(maya, "Coach Reyes")
    make.meeting(cold, met_on=days_before(ON, 150))
    warm = make.contact(maya, "Warm Friend")
    make.meeting(warm, met_on=days_before(ON, 100))
    a_follow_up(maya, "Dana Okafor", days=0)
    queue = queue_of(maya)
    assert [task.why for task in queue.tasks] == [Why.PROMISE, Why.COLD]
    assert queue.tasks[1].heading == "Say hello to Coach Reyes"


def test_the_threshold_is_the_institutions(maya):
    make.meeting(make.contact(maya, "Coach Reyes"), met_on=days_before(ON, 50))
    assert queue_of(maya).tasks == []
    assert [task.why for task in queue_of(maya, cold_days=49).tasks] == [Why.COLD]


def test_somebody_planned_for_is_not_cold(maya):
    cold = make.contact(maya, "Coach Reyes")
    make.meeting(cold, met_on=days_before(ON, 150))
    make.follow_up(cold, due_on=days_after(ON, 7))
    assert queue_of(maya).tasks == []


def test_a_short_list_suggests_whom_to_write_to(maya):
    make.contact(maya, "Heard Of")
    make.contact(maya, "To Write", stage=Stage.TO_CONTACT)
    assert headings(maya) == ["Write to To Write", "Write to Heard Of"]
    assert queue_of(maya).task_count == 0


def test_a_full_list_suggests_nobody(maya):
    for number in range(3):
        a_follow_up(maya, f"Person {number}", days=0)
    make.contact(maya, "Heard Of")
    assert all(task.is_promise for task in queue_of(maya).tasks)


@pytest.mark.parametrize("side", ["me", "them"])
def test_nobody_is_reminded_of_who_must_not_be_contacted(maya, side):
    follow_up = a_follow_up(maya, "Leave Me", days=-3, side=side)
    set_fields(follow_up.contact, stage=Stage.DO_NOT_CONTACT)
    queue = queue_of(maya)
    assert (queue.tasks, queue.coming, queue.due_count) == ([], [], 0)


def test_people_in_the_trash_and_what_is_done_stay_away(maya):
    gone = a_follow_up(maya, "Gone", days=-3)
    set_fields(gone.contact, deleted_at=make.aware(2026, 11, 1))
    done = a_follow_up(maya, "Done", days=-3)
    with acting_as(maya):
        FollowUp.objects.filter(pk=done.pk).update(done_at=make.aware(2026, 11, 1))
    assert queue_of(maya).due_count == 0


def test_the_next_two_weeks_are_coming(maya):
    a_follow_up(maya, "Tomorrow", days=1)
    a_follow_up(maya, "In Two Weeks", days=14)
    a_follow_up(maya, "Too Far", days=15)
    assert [task.name for task in queue_of(maya).coming] == ["Tomorrow", "In Two Weeks"]


def test_many_late_things_do_not_hide_what_is_coming(maya):
    for number in range(12):
        a_follow_up(maya, f"Person {number}", days=-1)
    a_follow_up(maya, "Tomorrow", days=1)
    assert [task.name for task in queue_of(maya).coming] == ["Tomorrow"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"what": "Send my résumé"}, "Send my résumé"),
        ({"what": "An introduction", "side": "them"}, "Ask Dana about an introduction"),
        ({"what": "TIARA list", "side": "them"}, "Ask Dana about TIARA list"),
        ({"kind": "introduce", "side": "them"}, "Ask Dana about the introduction"),
        ({"kind": "send"}, "Send Dana what you promised"),
        ({"kind": "other"}, "Get back to Dana"),
    ],
)
def test_things_are_said_as_people_say_them(maya, more, said):
    a_follow_up(maya, "Dana", days=0, **more)
    assert headings(maya) == [said]


@pytest.mark.parametrize(
    ("days", "more", "said", "hue"),
    [
        (-1, {"kind": "thank"}, "since yesterday", "late"),
        (-3, {}, "3 days late", "late"),
        (0, {}, "today", "due"),
        (-1, {"side": "them"}, "since yesterday", "due"),
    ],
)
def test_the_pill_says_how_late_it_is(maya, days, more, said, hue):
    a_follow_up(maya, "Dana", days=days, **more)
    (task,) = queue_of(maya).tasks
    assert (task.when, task.hue) == (said, hue)


def test_another_students_things_are_not_mine(maya, omar):
    a_follow_up(omar, "Dana", days=-1)
    make.contact(omar, "Heard Of")
    assert queue_of(maya).tasks == []


def test_it_takes_two_queries(maya):
    for number in range(3):
        a_follow_up(maya, f"Person {number}", days=0)
    with acting_as(maya), CaptureQueriesContext(connection) as captured:
        queue_for(maya, on=ON, cold_days=120)
    assert len(captured) == 2
