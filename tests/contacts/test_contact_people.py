"""A contact's page, the form that makes one, and the form that changes one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from contacts.models import Contact, Organization, Position, Tag
from contacts.states import Stage
from networkapp.db.acting import acting_as
from tests import htmx, make


def form(**more: Any) -> dict[str, Any]:
    """Everything the form sends, with the rows that Django's formsets want."""
    return {
        "full_name": "Dana Okafor",
        "source": source_id("friend"),
        "stage": "heard_of",
        "work-TOTAL_FORMS": 1, "work-INITIAL_FORMS": 0,
        "channel-TOTAL_FORMS": 1, "channel-INITIAL_FORMS": 0,
        "channel-0-kind": "email",
    } | more  # fmt: skip


def source_id(key: str) -> int:
    from contacts.models import Source

    return Source.objects.get(owner=None, key=key).pk


def test_name_and_source_are_enough(as_maya: Client, maya: User) -> None:
    response = as_maya.post("/contacts/new/", form())
    with acting_as(maya):
        contact = Contact.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/contacts/{contact.pk}/"
    assert contact.owner == maya


def test_everything_said_is_saved(as_maya: Client, maya: User) -> None:
    boss = make.contact(maya, "Helena Lindqvist")
    as_maya.post("/contacts/new/", form(**{
        "area": "Marshall, MN", "how_met": "Career fair", "met_on": "2026-03-01",
        "referred_by": "helena lindqvist", "pronouns": "she/her", "closeness": "3",
        "tags": "brand, Mentor, BRAND", "note": "Likes tea", "can_help_with": ["information"],
        "work-0-title": "Brand manager", "work-0-organization": "3M Company",
        "work-0-industry": "Consumer goods", "work-0-is_current": "on",
        "channel-0-value": "Dana@Example.com",
    }))  # fmt: skip
    with acting_as(maya):
        contact = Contact.objects.for_page().get(full_name="Dana Okafor")
        assert contact.area is not None
        assert contact.area.label == "Marshall, MN"
        assert contact.referred_by == boss
        assert contact.private.closeness == 3
        assert contact.private.note == "Likes tea"
        assert contact.headline == "Brand manager, 3M Company"
        assert sorted(Tag.objects.values_list("name", flat=True)) == ["Mentor", "brand"]
        assert contact.channels.get().normalized == "dana@example.com"
        assert "tea" in contact.private.search_text
    text = as_maya.get(f"/contacts/{contact.pk}/").content.decode()
    for word in ("Brand manager", "3M Company", "Marshall, MN", "Likes tea", "she/her", "Helena"):
        assert word in text


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"full_name": ""}, "full_name", "fill this in"),
        ({"full_name": "x" * 5000}, "full_name", "under 200 characters"),
        ({"source": ""}, "source", "choose"),
        ({"source": "99999"}, "source", "choose"),
        ({"met_on": "2026-02-30"}, "met_on", "does not exist"),
        ({"met_on": "soon"}, "met_on", "write the date"),
        ({"referred_by": "Nobody Known"}, "referred_by", "None of your other contacts"),
        ({"closeness": "9"}, "closeness", "choose"),
        ({"tags": "y" * 70}, "tags", "under 60"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_kept(
    as_maya: Client, maya: User, wrong: dict[str, str], field: str, words: str
) -> None:
    response = as_maya.post("/contacts/new/", form(how_met="at the fair", **wrong))
    assert response.status_code == 422
    assert words in str(response.context_data["form"].errors[field])
    assert "at the fair" in response.content.decode()
    with acting_as(maya):
        assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"channel-0-value": "not-an-email"}, "name@example.org"),
        ({"channel-0-kind": "website", "channel-0-value": "javascript:alert(1)"}, "https://"),
        ({"channel-0-kind": "linkedin", "channel-0-value": "https://evil.example"}, "linkedin.com"),
        ({"work-0-department": "Sales"}, "title or an organisation"),
        (
            {"work-0-title": "X", "work-0-starts_on": "2026-05-01", "work-0-ends_on": "2026-04-01"},
            "last day comes after",
        ),
    ],
)
def test_rows_say_what_is_wrong(
    as_maya: Client, maya: User, rows: dict[str, str], words: str
) -> None:
    response = as_maya.post("/contacts/new/", form(**rows))
    assert response.status_code == 422
    assert words in response.content.decode()


def test_names_of_every_alphabet_are_kept_as_they_are(as_maya: Client, maya: User) -> None:
    for name in ("王 芳", "שרה לוי", "José María García-Núñez", "👩‍👩‍👧 Emoji", "<b>Bold</b> & Co"):
        as_maya.post("/contacts/new/", form(full_name=name))
    with acting_as(maya):
        saved = set(Contact.objects.values_list("full_name", flat=True))
    assert saved >= {"王 芳", "שרה לוי", "José María García-Núñez", "<b>Bold</b> & Co"}
    assert "<b>Bold" not in as_maya.get("/contacts/").content.decode()


def test_a_double_click_makes_one(as_maya: Client, maya: User) -> None:
    sent = form(once="9f1d3c52-7a30-4d3e-8d2c-0a4f3a0c2b11")
    first, second = as_maya.post("/contacts/new/", sent), as_maya.post("/contacts/new/", sent)
    assert first["Location"] == second["Location"]
    with acting_as(maya):
        assert Contact.objects.count() == 1


def test_an_edit_saves_and_history_of_work_stays(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya, organization="3M", title="Analyst")
    with acting_as(maya):
        position = Position.objects.get()
    response = as_maya.post(f"/contacts/{contact.pk}/edit/", form(**{
        "full_name": "Dana O. Okafor", "version": contact.version, "stage": "met",
        "work-TOTAL_FORMS": 2, "work-INITIAL_FORMS": 1,
        "work-0-id": position.pk, "work-0-title": "Analyst", "work-0-organization": "3M",
        "work-0-ends_on": "2026-01-31",
        "work-1-title": "Director", "work-1-organization": "Polaris", "work-1-is_current": "on",
    }))  # fmt: skip
    assert response.status_code == 302
    with acting_as(maya):
        contact.refresh_from_db()
        assert contact.full_name == "Dana O. Okafor"
        assert contact.headline == "Director, Polaris"
        assert contact.stage_is_pinned
        assert Position.objects.count() == 2
        assert not Position.objects.get(pk=position.pk).is_current


def test_saving_over_a_newer_change_shows_both_and_loses_nothing(
    as_maya: Client, maya: User
) -> None:
    contact = make.contact(maya, "Dana Okafor")
    url = f"/contacts/{contact.pk}/edit/"
    as_maya.post(url, form(full_name="Dana First", version=1))
    response = as_maya.post(url, form(full_name="Dana Second", version=1, note="typed long"))
    text = response.content.decode()
    assert response.status_code == 409
    assert "Dana First" in text
    assert "Dana Second" in text
    assert "typed long" in text
    with acting_as(maya):
        assert Contact.objects.get().full_name == "Dana First"
    current = response.context_data["form"]["version"].value()
    assert as_maya.post(url, form(full_name="Dana Second", version=current)).status_code == 302


def test_a_chain_of_referrals_cannot_close(as_maya: Client, maya: User) -> None:
    first = make.contact(maya, "First Person")
    second = make.contact(maya, "Second Person", referred_by=first)
    make.contact(maya, "Third Person", referred_by=second)
    response = as_maya.post(
        f"/contacts/{first.pk}/edit/",
        form(full_name="First Person", referred_by="Third Person", version=1),
    )
    assert response.status_code == 422
    assert "through this one already" in response.content.decode()


def test_the_page_knows_pieces(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    for piece in ("timeline", "follow-ups", "log", "about"):
        text = htmx.get(as_maya, f"/contacts/{contact.pk}/", target=piece).content.decode()
        assert f'id="{piece}"' in text
        assert "<html" not in text


@pytest.mark.parametrize("path", ["", "edit/"])
def test_another_students_contact_is_not_found(as_omar: Client, maya: User, path: str) -> None:
    contact = make.contact(maya)
    theirs = as_omar.get(f"/contacts/{contact.pk}/{path}")
    nobody = as_omar.get(f"/contacts/999999/{path}")
    assert theirs.status_code == nobody.status_code == 404


def test_the_stage_moves_by_hand_and_stays(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    as_maya.post(f"/contacts/{contact.pk}/stage/", {"stage": Stage.DO_NOT_CONTACT})
    make.meeting(contact)
    with acting_as(maya):
        contact.refresh_from_db()
    assert contact.stage == Stage.DO_NOT_CONTACT
    assert not contact.may_be_contacted
    assert "Do not contact" in as_maya.get(f"/contacts/{contact.pk}/").content.decode()
    assert as_maya.post(f"/contacts/{contact.pk}/stage/", {"stage": "x"}).status_code == 302


def test_employers_are_one_row_by_their_normalised_name(maya: User) -> None:
    make.contact(maya, "A", organization="Acme, Inc.")
    make.contact(maya, "B", organization="ACME Inc")
    make.contact(maya, "C", organization="Plan A")
    with acting_as(maya):
        assert sorted(Organization.objects.values_list("name", flat=True)) == [
            "Acme, Inc.",
            "Plan A",
        ]


def test_the_timeline_shows_older_things_page_by_page(as_maya: Client, maya: User) -> None:
    contact = make.contact(maya)
    today = maya.today(timezone.now())
    for number in range(45):
        make.meeting(contact, met_on=today - timedelta(days=number), summary=f"talk {number:02}.")
    text = as_maya.get(f"/contacts/{contact.pk}/").content.decode()
    assert text.count("talk ") == 20
    older = as_maya.get(f"/contacts/{contact.pk}/").context_data["older"]
    more = htmx.get(as_maya, f"/contacts/{contact.pk}/?before={older:%Y-%m-%d}", target="older")
    assert more.content.decode().count("talk ") == 20
    assert "talk 19." not in more.content.decode()
    assert as_maya.get(f"/contacts/{contact.pk}/?before=nonsense").status_code == 200
