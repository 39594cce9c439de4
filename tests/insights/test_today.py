"""Today, and what one does on it in place."""

import pytest
from django.utils import timezone

from contacts.models import Contact, FollowUp, Meeting
from contacts.states import Stage
from contacts.targets import set_targets
from networkapp.db.acting import acting_as
from networkapp.time import days_after, days_before
from tests import htmx, make
from tests.cost import queries_of

URL = "/"


@pytest.fixture
def today(maya):
    return maya.today(timezone.now())


@pytest.fixture
def dana(maya):
    return make.contact(maya, "Dana Okafor", title="Brand manager", organization="3M")


def test_the_heading_says_how_much_there_is_to_do(as_maya, dana, today):
    make.follow_up(dana, due_on=today, kind="thank")
    page = as_maya.get(URL).content.decode()
    assert "One thing worth doing today" in page
    assert "Thank Dana Okafor" in page


def test_nothing_waiting_is_said_kindly(as_maya, dana):
    page = as_maya.get(URL).content.decode()
    assert "Nothing is waiting. A good day to write to somebody." in page


def test_a_follow_up_of_next_week_is_coming(as_maya, dana, today):
    make.follow_up(dana, due_on=days_after(today, 7), what="Ask about brand plans")
    page = as_maya.get(URL).content.decode()
    assert page.index("Coming up") < page.index("Ask about brand plans")


def test_events_of_the_next_two_weeks_are_coming(maya, as_maya, dana, today):
    make.event(maya, "Career fair", starts_on=days_after(today, 3), look_for="A\nB")
    make.event(maya, "Far away", starts_on=days_after(today, 30))
    page = as_maya.get(URL).content.decode()
    assert "Career fair" in page
    assert "2 people to look for." in page
    assert "Far away" not in page


def test_people_met_in_the_last_week_are_counted_once(as_maya, dana, today):
    make.meeting(dana, met_on=today)
    make.meeting(dana, met_on=days_before(today, 3))
    make.meeting(dana, met_on=days_before(today, 30))
    assert "you were in touch with 1 person." in as_maya.get(URL).content.decode()


def test_the_families_are_a_bar_and_a_list(maya, as_maya, dana):
    make.contact(maya, "Prof. Lindqvist", source="professor")
    page = as_maya.get(URL).content.decode()
    assert 'aria-label="Professors and advisors 1, Friends, family, co-workers 1"' in page
    assert '<rect data-hue="faculty" x="0.00" width="50.00"' in page
    assert "/contacts/?family=faculty" in page


def test_where_i_want_to_work_counts_who_is_there(maya, as_maya, dana):
    with acting_as(maya):
        for dimension, value in (("profession", "Brand manager"), ("industry", "Sports")):
            set_targets(owner=maya, dimension=dimension, values=[value], now=timezone.now())
    page = as_maya.get(URL).content.decode()
    assert "/contacts/?q=Brand+manager" in page
    assert "<b>1</b> person" in page
    assert "nobody yet" in page


def test_htmx_gets_the_piece_alone(as_maya, dana):
    answer = htmx.get(as_maya, URL, target="today")
    assert answer.content.decode().strip().startswith('<div id="today"')
    assert "HX-Request" in answer["Vary"]


def test_done_and_snooze_stand_beside_each_thing_and_work_without_scripts(as_maya, dana, today):
    follow_up = make.follow_up(dana, due_on=today)
    page = as_maya.get(URL).content.decode()
    done, snooze = (f"/follow-ups/{follow_up.pk}/{verb}/" for verb in ("completion", "snooze"))
    assert f'action="{done}"' in page
    assert f'action="{snooze}"' in page
    answer = as_maya.post(done, {"next": "/"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/"
    assert f"/follow-ups/{follow_up.pk}/reopening/" in answer.content.decode()


def test_a_touch_is_logged_and_can_be_taken_back(maya, as_maya, dana, today):
    answer = as_maya.post(f"/today/contacts/{dana.pk}/touch/", {"kind": "mail", "next": "/"})
    assert answer["Location"] == "/"
    with acting_as(maya):
        meeting = Meeting.objects.visible_to(maya).get()
        assert (meeting.kind, meeting.met_on) == ("mail", today)
        assert Contact.objects.get(pk=dana.pk).last_contact_on == today
    assert f"/meetings/{meeting.pk}/trashing/" in as_maya.get(URL).content.decode()


def test_a_touch_tells_the_page(as_maya, dana):
    answer = htmx.post(as_maya, f"/today/contacts/{dana.pk}/touch/", {"kind": "call"})
    assert answer["HX-Trigger"] == "contact-changed"


@pytest.mark.parametrize("kind", ["", "event", "telepathy"])
def test_another_kind_of_touch_is_refused_kindly(maya, as_maya, dana, kind):
    url = f"/today/contacts/{dana.pk}/touch/"
    answer = as_maya.post(url, {"kind": kind}, follow=True)
    assert "Say whether you wrote, called or met." in answer.content.decode()
    with acting_as(maya):
        assert not Meeting.objects.visible_to(maya).exists()


def test_putting_somebody_off_plans_to_write(maya, as_maya, dana, today):
    as_maya.post(f"/today/contacts/{dana.pk}/reminder/", {"days": "3"})
    with acting_as(maya):
        follow_up = FollowUp.objects.visible_to(maya).get()
    assert (follow_up.kind, follow_up.due_on) == ("write", days_after(today, 3))


@pytest.mark.parametrize("days", ["", "2", "-1", "9999999999999999999999"])
def test_another_number_of_days_is_refused_kindly(maya, as_maya, dana, days):
    answer = as_maya.post(f"/today/contacts/{dana.pk}/reminder/", {"days": days}, follow=True)
    assert "Choose one day, three days or a week." in answer.content.decode()
    with acting_as(maya):
        assert not FollowUp.objects.visible_to(maya).exists()


@pytest.mark.parametrize("action", ["touch", "reminder"])
class TestActions:
    """What holds for both."""

    def url(self, contact, action):
        return f"/today/contacts/{contact.pk}/{action}/"

    def test_another_students_contact_is_not_found(self, as_omar, dana, action):
        sent = {"kind": "mail", "days": "1"}
        assert as_omar.post(self.url(dana, action), sent).status_code == 404

    def test_who_must_not_be_contacted_is_left_alone(self, as_maya, maya, action):
        quiet = make.contact(maya, "Quiet", stage=Stage.DO_NOT_CONTACT)
        sent = {"kind": "mail", "days": "1"}
        assert as_maya.post(self.url(quiet, action), sent).status_code == 404

    def test_signed_out_goes_to_sign_in(self, anonymous, dana, action):
        assert anonymous.post(self.url(dana, action)).status_code == 302

    def test_staff_have_no_door(self, as_ines, dana, action):
        assert as_ines.post(self.url(dana, action)).status_code == 403

    def test_a_wrong_verb_is_refused(self, as_maya, dana, action):
        assert as_maya.get(self.url(dana, action)).status_code == 405


def test_staff_and_administrators_get_their_own_home(as_ines, as_ada):
    for client in (as_ines, as_ada):
        page = client.get(URL)
        assert page.status_code == 200
        assert "Do next" not in page.content.decode()


def test_another_students_people_are_not_mine(as_omar, dana, today):
    make.follow_up(dana, due_on=today)
    assert "Dana Okafor" not in as_omar.get(URL).content.decode()


def test_signed_out_goes_to_sign_in(anonymous):
    assert anonymous.get(URL).status_code == 302


def test_a_wrong_verb_is_refused(as_maya):
    assert as_maya.post(URL).status_code == 405


def test_the_navigation_counts_what_is_due(as_maya, dana, today):
    make.follow_up(dana, due_on=today)
    make.follow_up(dana, due_on=days_after(today, 1))
    for url in (URL, "/events/"):
        assert '<span class="nav__count">1</span>' in as_maya.get(url).content.decode()


def test_today_costs_the_same_with_many_people(maya, as_maya, dana, today):
    with acting_as(maya):
        set_targets(owner=maya, dimension="profession", values=["Manager"], now=timezone.now())
    make.follow_up(dana, due_on=today)
    make.event(maya, "Fair", starts_on=today)
    few = len(queries_of(as_maya, URL))
    for number, person in enumerate(make.contacts(maya, 40)):
        make.follow_up(person, due_on=days_after(today, number % 20 + 1))
        make.event(maya, f"Event {number}", starts_on=days_after(today, number % 20))
    assert len(queries_of(as_maya, URL)) == few <= 8
