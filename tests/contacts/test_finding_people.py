"""Words, twins, places: the rules below the pages."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from contacts import searching
from contacts.catalogues import area_for, ensure_catalogues, industry_for
from contacts.duplicates import Resemblance, find_twins
from contacts.editing import retag
from contacts.filtering import ContactFilter
from contacts.models import Area, Channel, Contact, ContactPrivate, FollowUp, Position, Source
from contacts.states import is_forward
from networkapp.db.acting import acting_as
from tests import make


def test_catalogues_are_shipped_once(db: None) -> None:
    sources, areas = Source.objects.count(), Area.objects.count()
    assert sources == 16
    assert Area.objects.filter(kind="state").count() == 51
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == "app_web"
    ensure_catalogues()
    assert (Source.objects.count(), Area.objects.count()) == (sources, areas)


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("Minnesota", "Minnesota", "state"),
        ("mn", "Minnesota", "state"),
        ("Marshall, MN", "Marshall, MN", "city"),
        ("Marshall, minnesota", "Marshall, MN", "city"),
        ("United States", "United States", "country"),
        ("Nairobi", "Nairobi", "city"),
    ],
)
def test_places_are_read(maya: User, text: str, label: str, kind: str) -> None:
    with acting_as(maya):
        area = area_for(maya, text)
        again = area_for(maya, text.upper())
    assert area == again
    assert area is not None
    assert (area.label, area.kind) == (label, kind)


def test_a_students_own_place_is_not_anothers(maya: User, omar: User) -> None:
    with acting_as(maya):
        hers = area_for(maya, "Nairobi")
        industry_for(maya, "Beekeeping")
    with acting_as(omar):
        assert not Area.objects.filter(name="Nairobi").exists()
        assert area_for(omar, "Nairobi") != hers


def test_twins_by_address_are_strong(maya: User) -> None:
    make.contact(maya, "Dana Okafor", email="Dana@Example.com")
    with acting_as(maya):
        (twin,) = find_twins(maya, full_name="D. O.", addresses=(("email", "dana@example.com"),))
    assert twin.resemblance == Resemblance.STRONG


@pytest.mark.parametrize(
    ("name", "organization", "resemblance"),
    [
        ("Okafor Dana", "3M", "likely"),
        ("Dana Okafor", "", "weak"),
        ("Dana Okafur", "3m", "likely"),
        ("Dan Oak", "3M", None),
    ],
)
def test_twins_by_name(maya: User, name: str, organization: str, resemblance: str | None) -> None:
    make.contact(maya, "Dana Okafor", organization="3M")
    with acting_as(maya):
        twins = find_twins(maya, full_name=name, organization=organization)
    assert [twin.resemblance for twin in twins] == ([resemblance] if resemblance else [])


def test_a_higher_app_adds_its_words(maya: User, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = make.contact(maya)
    monkeypatch.setattr(searching, "_word_sources", [])
    searching.add_words(lambda ids: {pk: ["Nursing informatics"] for pk in ids})
    with acting_as(maya):
        searching.refresh([contact.pk])
        found = searching.search(Contact.objects.visible_to(maya), "informatics", owner=maya)
        assert found.get() == contact


def test_a_long_note_is_cut_for_search_and_kept_whole(maya: User) -> None:
    contact = make.contact(maya, note="word " * 3900)
    with acting_as(maya):
        private = ContactPrivate.objects.get(contact=contact)
    assert len(private.search_text) <= searching.SEARCH_TEXT_LENGTH
    assert len(private.note) == 19500


def test_a_filter_goes_through_its_address_and_back() -> None:
    wanted = ContactFilter(q="a b", family="alumni", tag=7, cold=True, sort="recent")
    query = dict(pair.split("=") for pair in wanted.query().split("&"))
    assert ContactFilter.from_query(query | {"q": "a b"}) == wanted
    assert ContactFilter().query() == ""


@pytest.mark.parametrize(
    ("now", "then", "moves"),
    [
        ("heard_of", "met", True), ("met", "contacted", False), ("dormant", "contacted", True),
        ("declined", "met", False), ("do_not_contact", "met", False), ("met", "met", False),
    ],
)  # fmt: skip
def test_stages_move_forward_only(now: str, then: str, moves: bool) -> None:
    assert is_forward(now, then) is moves


class TestConstraints:
    """What the database refuses, whoever asks."""

    def refused(self, owner: User, act) -> str:
        with pytest.raises(IntegrityError) as caught, acting_as(owner), transaction.atomic():
            act()
        return str(caught.value)

    def test_a_contact_has_a_name(self, maya: User) -> None:
        who = make.contact(maya)
        refuse = lambda: Contact.objects.filter(pk=who.pk).update(full_name="")  # noqa: E731
        assert "contacts_contact_named" in self.refused(maya, refuse)

    def test_nobody_refers_themselves(self, maya: User) -> None:
        who = make.contact(maya)
        refuse = lambda: Contact.objects.filter(pk=who.pk).update(referred_by=who)  # noqa: E731
        assert "referr" in self.refused(maya, refuse)

    def test_no_chain_of_referrals_closes(self, maya: User) -> None:
        first = make.contact(maya, "A")
        second = make.contact(maya, "B", referred_by=first)
        refuse = lambda: Contact.objects.filter(pk=first.pk).update(referred_by=second)  # noqa: E731
        assert "chain of referrals" in self.refused(maya, refuse)

    def test_a_stage_is_one_of_the_stages(self, maya: User) -> None:
        who = make.contact(maya)
        refuse = lambda: Contact.objects.filter(pk=who.pk).update(stage="won")  # noqa: E731
        assert "stage_known" in self.refused(maya, refuse)

    def test_closeness_goes_from_one_to_five(self, maya: User) -> None:
        who = make.contact(maya)
        refuse = lambda: ContactPrivate.objects.filter(contact=who).update(closeness=6)  # noqa: E731
        assert "closeness" in self.refused(maya, refuse)

    def test_a_link_is_a_web_address(self, maya: User) -> None:
        who = make.contact(maya)
        refuse = lambda: Channel.objects.create(  # noqa: E731
            owner=maya, contact=who, kind="website", value="javascript:x", normalized="x"
        )
        assert "link_is_web" in self.refused(maya, refuse)

    def test_work_ends_after_it_starts(self, maya: User) -> None:
        who = make.contact(maya, title="X")
        refuse = lambda: Position.objects.filter(contact=who).update(  # noqa: E731
            starts_on="2026-02-01", ends_on="2026-01-01"
        )
        assert "position_dates" in self.refused(maya, refuse)

    def test_anothers_contact_cannot_be_referred_to(self, maya: User, omar: User) -> None:
        hers, his = make.contact(maya), make.contact(omar)
        refuse = lambda: FollowUp.objects.create(owner=omar, contact_id=hers.pk)  # noqa: E731
        assert "same_owner" in self.refused(omar, refuse)
        refuse = lambda: Contact.objects.filter(pk=his.pk).update(referred_by=hers)  # noqa: E731
        assert "same_owner" in self.refused(omar, refuse)

    def test_anothers_own_source_cannot_be_used(self, maya: User, omar: User) -> None:
        from django.db import ProgrammingError

        with acting_as(maya):
            own = Source.objects.create(owner=maya, key="choir", name="Choir", family="personal")
        his = make.contact(omar)
        with pytest.raises(ProgrammingError, match="row-level security"), acting_as(omar):
            Contact.objects.filter(pk=his.pk).update(source=own)

    def test_a_person_is_not_deleted_from_under_their_rows(self, maya: User) -> None:
        make.contact(maya)
        pk = maya.pk

        def delete() -> None:
            maya.delete()
            connection.check_constraints()

        with pytest.raises(IntegrityError), transaction.atomic():
            delete()
        assert User.objects.filter(pk=pk).exists()


@pytest.mark.parametrize("letter", ["ß", "ﷺ", "㍿"])
def test_letters_that_fold_into_many_fit(maya: User, letter: str) -> None:
    contact = make.contact(maya, letter * 200, organization=letter * 200, title=letter * 200)
    with acting_as(maya):
        assert area_for(maya, letter * 120) == area_for(maya, letter * 120)
        assert industry_for(maya, letter * 120) == industry_for(maya, letter * 120)
        retag(contact, [letter * 60])
        retag(contact, [letter * 60])
        assert contact.contact_tags.count() == 1
