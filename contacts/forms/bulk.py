"""The bulk toolbar: who, and what to do with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from contacts import bulk
from contacts.filtering import ContactFilter, kept_contacts
from contacts.finding import matching
from contacts.models import BulkChange
from contacts.querysets import ContactQuerySet
from contacts.states import Stage
from networkapp.text import fold
from networkapp.web.forms import DateField, KindForm

MOST_TICKED = 1000


class BulkForm(KindForm):
    """The ticked contacts, or everybody whom the list's filter lets through."""

    do = forms.ChoiceField(choices=BulkChange.Verb.choices)
    tag = forms.CharField(max_length=60, required=False)
    stage = forms.ChoiceField(choices=Stage.choices, required=False)
    what = forms.CharField(max_length=200, required=False)
    due_on = DateField(required=False)
    everybody = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, owner: Any, on: date) -> None:
        super().__init__(data)
        self.owner, self.on = owner, on
        self.wanted = ContactFilter.from_query(dict(parse_qsl(data.get("query", ""))))
        self.query = self.wanted.query()
        ids = data.getlist("contact")
        self.ticked = [int(pk) for pk in ids if pk.isascii() and pk.isdigit() and len(pk) < 19]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("everybody") and not self.ticked:
            raise ValidationError(_("Tick the people you mean first."))
        if cleaned.get("do") == BulkChange.Verb.TAG and not fold(cleaned.get("tag", "")):
            raise ValidationError(_("Write the tag first, then press the button below it."))
        if cleaned.get("do") == BulkChange.Verb.STAGE and not cleaned.get("stage"):
            raise ValidationError(_("Choose a stage first."))
        if cleaned.get("do") == BulkChange.Verb.FOLLOW_UP and not (
            cleaned.get("due_on") or cleaned.get("what") or "due_on" in self.errors
        ):
            raise ValidationError(_("Say what you want to do, or give it a day."))
        return cleaned

    def first_errors(self) -> list[str]:
        """Return what to put right, one sentence for each field."""
        return [str(errors[0]) for errors in self.errors.values()]

    def people(self) -> ContactQuerySet:
        """Return the contacts meant; another student's ids find nobody."""
        if self.cleaned_data["everybody"]:
            return matching(self.owner, self.wanted, on=self.on)
        return kept_contacts(self.owner).filter(pk__in=self.ticked[:MOST_TICKED])

    def change(self, *, now: datetime) -> BulkChange:
        """Do what was asked."""
        said, people = self.cleaned_data, self.people()
        if said["do"] == BulkChange.Verb.TAG:
            tag = bulk.tag_for(self.owner, said["tag"])
            return bulk.tag_contacts(people, owner=self.owner, tag=tag, now=now)
        if said["do"] == BulkChange.Verb.STAGE:
            return bulk.stage_contacts(people, owner=self.owner, stage=said["stage"], now=now)
        if said["do"] == BulkChange.Verb.FOLLOW_UP:
            return bulk.follow_up_contacts(
                people, owner=self.owner, due_on=said["due_on"], what=said["what"], now=now
            )
        return bulk.delete_contacts(people, owner=self.owner, now=now)
