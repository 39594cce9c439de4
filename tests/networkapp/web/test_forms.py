"""Forms keep what was typed, say kindly what is wrong, and never send on what cannot be saved."""

from datetime import date
from time import process_time
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import Group
from django.test import override_settings

from networkapp.web.forms import DateField, KindForm, KindModelForm

pytestmark = pytest.mark.filterwarnings("ignore")


class PersonForm(KindForm):
    name = forms.CharField(max_length=200, help_text="As they write it.")
    note = forms.CharField(widget=forms.Textarea, required=False)
    email = forms.EmailField(required=False)
    met_on = forms.DateField(required=False)
    family = forms.ChoiceField(choices=[("a", "Alumni")], required=False)


def form(**data: Any) -> PersonForm:
    return PersonForm({"name": "Maya", **data})


def error(sent: forms.BaseForm, name: str) -> str:
    assert not sent.is_valid()
    return str(sent.errors[name][0])


def test_text_arrives_clean() -> None:
    sent = form(name="\u00a0 Jose\u0301\n  García ", note=" one\r\ntwo\x07 ")
    assert sent.is_valid()
    assert sent.cleaned_data["name"] == "José García"
    assert sent.cleaned_data["note"] == "one\ntwo"


@pytest.mark.parametrize("name", ["😀 👩‍👩‍👧", "שלום", "محمد", "'; DROP TABLE x;--", "<b>"])
def test_every_script_is_welcome(name: str) -> None:
    sent = form(name=name)
    assert sent.is_valid()
    assert sent.cleaned_data["name"] == name


def test_a_nul_is_spoken_of_and_the_rest_kept() -> None:
    sent = form(name="Ma\x00ya")
    assert "cannot be saved" in error(sent, "name")
    assert 'value="Maya"' in str(sent["name"])


def test_a_password_is_left_as_typed() -> None:
    class PasswordForm(KindForm):
        password = forms.CharField(widget=forms.PasswordInput, strip=False)

    sent = PasswordForm({"password": " e\u0301 "})
    assert sent.is_valid()
    assert sent.cleaned_data["password"] == " e\u0301 "


def test_a_name_of_5000_characters_is_told_its_length() -> None:
    sent = form(name="x" * 5000)
    assert error(sent, "name") == "Please keep this under 200 characters (5,000 now)."
    assert "x" * 5000 in str(sent["name"])


def test_what_is_missing_or_wrong_is_said_kindly() -> None:
    assert error(form(name=""), "name") == "Please fill this in."
    assert "name@example.org" in error(form(email="maya at example"), "email")
    assert error(form(family="zzz"), "family") == "Please choose one from the list."


def test_an_authors_own_words_stay() -> None:
    class OwnForm(KindForm):
        name = forms.CharField(
            max_length=3, error_messages={"required": "Who?", "max_length": "Shorter."}
        )

    assert error(OwnForm({"name": ""}), "name") == "Who?"
    assert error(OwnForm({"name": "four"}), "name") == "Shorter."


@pytest.mark.parametrize(
    ("order", "text", "day"),
    [
        ("mdy", "2026-11-24", date(2026, 11, 24)),
        ("mdy", "11/24/2026", date(2026, 11, 24)),
        ("dmy", "24/11/2026", date(2026, 11, 24)),
        ("ymd", "2026/11/24", date(2026, 11, 24)),
    ],
)
def test_dates_are_read_in_the_institutions_order(order: str, text: str, day: date) -> None:
    with override_settings(DATE_ORDER=order):
        sent = form(met_on=text)
        assert sent.is_valid()
    assert sent.cleaned_data["met_on"] == day


def test_a_date_that_does_not_exist_is_named() -> None:
    with override_settings(DATE_ORDER="mdy"):
        assert error(form(met_on="2027-02-29"), "met_on") == "29 Feb 2027 does not exist."
        assert "11/24/2026" in error(form(met_on="soon"), "met_on")


def test_a_date_field_is_the_browsers_own() -> None:
    page = str(PersonForm(initial={"met_on": date(2026, 11, 24)})["met_on"])
    assert 'type="date"' in page
    assert 'value="2026-11-24"' in page
    assert isinstance(PersonForm().fields["met_on"], DateField)


def test_errors_stand_beside_their_field_and_in_the_summary() -> None:
    page = str(form(name=""))
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'href="#id_name"' in page
    assert 'href="#id_name"' in form(name="").error_summary


def test_optional_fields_say_so_and_required_ones_do_not() -> None:
    assert "optional" in PersonForm()["note"].as_field_group()
    assert "optional" not in PersonForm()["name"].as_field_group()


@pytest.mark.django_db
def test_a_models_form_speaks_the_same_way() -> None:
    class GroupForm(KindModelForm):
        class Meta:
            model = Group
            fields = ["name"]

    assert error(GroupForm({"name": "x" * 151}), "name").startswith("Please keep this under 150")
    assert "cannot be saved" in error(GroupForm({"name": "a\x00"}), "name")
    sent = GroupForm({"name": " \u00a0 Alumni "})
    assert sent.is_valid()
    assert sent.save().name == "Alumni"


def test_what_is_far_too_long_is_not_cleaned_but_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = []
    for name in ["clean_line", "clean_text"]:
        monkeypatch.setattr(
            f"networkapp.web.forms.{name}", lambda value: lengths.append(len(value)) or value
        )
    assert "under 200 characters" in error(form(name="é" * 50_000), "name")
    assert "under 200,000 characters" in error(form(note="é" * 200_001), "note")
    assert max(lengths, default=0) < 2000


@override_settings(DATE_ORDER="mdy")
def test_a_date_of_a_megabyte_is_no_date() -> None:
    begun = process_time()
    error(form(met_on="1" + "\u0323\u0301" * 500_000), "met_on")
    assert process_time() - begun < 1
