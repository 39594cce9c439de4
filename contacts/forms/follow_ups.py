"""Planning something, and giving it another day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, FollowUp
from contacts.states import FollowUpKind
from networkapp.time import days_after, months_after
from networkapp.web.forms import DateField, KindForm


def quick_days(on: date) -> list[tuple[str, str]]:
    """Return (ISO day, words) for the buttons that fill in a due day."""
    return [
        (days_after(on, 1).isoformat(), str(_("Tomorrow"))),
        (days_after(on, 7).isoformat(), str(_("Next week"))),
        (days_after(on, 14).isoformat(), str(_("In two weeks"))),
        (months_after(on, 1).isoformat(), str(_("In a month"))),
    ]


class FollowUpForm(KindForm):
    """What, by whom, and when."""

    kind = forms.ChoiceField(label=_("What"), choices=FollowUpKind.choices)
    what = forms.CharField(
        label=_("In your words"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Ask about the spring internship")}),
    )
    due_on = DateField(label=_("Due"), required=False, help_text=_("Empty: some time."))
    side = forms.ChoiceField(
        label=_("Who"), choices=FollowUp.Side.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, contact: Contact, on: date, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "plan_%s")
        kwargs.setdefault("initial", {"side": "me", "due_on": days_after(on, 7)})
        super().__init__(*args, **kwargs)
        self.contact = contact
        self.quick_days = quick_days(on)

    def clean(self) -> dict[str, Any]:
        """Nothing is planned about somebody who asked to be left alone (product C2)."""
        if not self.contact.may_be_contacted:
            raise ValidationError(
                _("%(name)s asked not to be contacted. Change the stage first if that is over.")
                % {"name": self.contact.full_name}
            )
        return super().clean() or {}


class MoveForm(KindForm):
    """Another day for a follow-up, or none."""

    due_on = DateField(label=_("Due"), required=False)
