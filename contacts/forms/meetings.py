"""Logging a meeting where you are, and changing one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.adding import add_contact
from contacts.catalogues import source_by_key
from contacts.meetings import Promise
from contacts.models import Contact, Event, FollowUp
from contacts.states import Direction, MeetingKind
from networkapp.time import days_after
from networkapp.web.forms import DateField, KindForm


class MeetingForm(KindForm):
    """A touch of any kind; with a day to come it becomes a plan (product C9)."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How"), choices=MeetingKind.choices, widget=forms.RadioSelect
    )
    met_on = DateField(label=gettext_lazy("When"))
    summary = forms.CharField(
        label=gettext_lazy("What was said"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Who reached out"), choices=Direction.choices, required=False
    )
    others = forms.CharField(
        label=gettext_lazy("Who else was there"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Names of your contacts, separated by semicolons."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    add_missing = forms.BooleanField(
        label=gettext_lazy("Add whom I do not have yet"), required=False
    )
    event = forms.ModelChoiceField(
        label=gettext_lazy("At an event"), queryset=Event.objects.none(), required=False
    )
    i_promised = forms.CharField(label=gettext_lazy("I promised"), max_length=200, required=False)
    i_promised_by = DateField(label=gettext_lazy("Until"), required=False)
    they_promised = forms.CharField(
        label=gettext_lazy("They promised"), max_length=200, required=False
    )
    they_promised_by = DateField(label=gettext_lazy("Until"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: Any, contact: Contact | None, on: date, **kwargs: Any):
        kwargs.setdefault("auto_id", "log_%s")
        kwargs.setdefault("initial", {"kind": MeetingKind.IN_PERSON, "met_on": on})
        super().__init__(*args, **kwargs)
        self.owner, self.contact, self.on = owner, contact, on
        self.missing: list[str] = []  # named, and nobody's name yet
        if contact is None:
            self.require_people()
        event = self.fields["event"]
        assert isinstance(event, forms.ModelChoiceField)  # noqa: S101  (for the type checker)
        event.queryset = Event.objects.visible_to(owner).kept().order_by("-starts_on")
        self.quick_days = [
            (on.isoformat(), _("Today")),
            (days_after(on, -1).isoformat(), _("Yesterday")),
            (days_after(on, -7).isoformat(), _("Last week")),
        ]

    def require_people(self) -> None:
        """Ask who was there: the form stands by itself, on nobody's page."""
        self.fields["others"].required = True
        self.fields["others"].label = _("With whom")

    def clean_met_on(self) -> date:
        """Away from a contact's page there is nobody to plan for, so the day must have come."""
        day: date = self.cleaned_data["met_on"]
        if self.contact is None and day > self.on:
            raise ValidationError(
                _("That day has not come yet. Plan it as a follow-up on the person's page.")
            )
        return day

    def logged(self, *, now: datetime) -> dict[str, Any]:
        """Return what the form says, as ``log_meeting`` takes it; adds whom it is to add."""
        said = self.cleaned_data
        source = source_by_key("acquaintance")
        here = [self.contact] if self.contact else []
        new = [
            add_contact(owner=self.owner, full_name=name, source=source, now=now)
            for name in self.missing
        ]
        fields = ("met_on", "kind", "direction", "summary", "event")
        return {name: said[name] for name in fields} | {
            "owner": self.owner,
            "contacts": [*here, *said["others"], *new],
            "promises": self.promises(),
        }

    def clean_direction(self) -> str:
        return self.cleaned_data["direction"] or Direction.BY_ME

    def clean_others(self) -> list[Contact]:
        """Find each named person among the student's own contacts."""
        found: list[Contact] = []
        for name in filter(None, map(str.strip, self.cleaned_data["others"].split(";"))):
            matches = Contact.objects.visible_to(self.owner).kept().called(name)
            if len(matches) > 1:
                raise ValidationError(
                    _("Several of your contacts fit “%(name)s”. Please write the whole name.")
                    % {"name": name}
                )
            found += [one for one in matches if one != self.contact and one not in found]
            self.missing += [] if matches else [name[:200]]
        if self.missing and not self.data.get(self.add_prefix("add_missing")):
            raise ValidationError(
                _("None of your contacts is called “%(name)s”. Tick below to add them.")
                % {"name": "”, “".join(self.missing)}
            )
        if self.contact is None and not found and not self.missing:
            raise ValidationError(_("Say who it was with."))
        return found

    @property
    def is_to_come(self) -> bool:
        """The day has not come: this is a plan."""
        return bool(self.cleaned_data["met_on"] > self.on)

    def promises(self) -> list[Promise]:
        """Return what was promised on either side."""
        said = self.cleaned_data
        pairs = (
            (said["i_promised"], FollowUp.Side.ME, said["i_promised_by"]),
            (said["they_promised"], FollowUp.Side.THEM, said["they_promised_by"]),
        )
        return [Promise(what, side=side, due_on=due) for what, side, due in pairs if what]


class MeetingEditForm(KindForm):
    """What can be changed of a logged meeting."""

    kind = forms.ChoiceField(
        label=gettext_lazy("How"), choices=MeetingKind.choices, widget=forms.RadioSelect
    )
    met_on = DateField(label=gettext_lazy("When"))
    direction = forms.ChoiceField(label=gettext_lazy("Who reached out"), choices=Direction.choices)
    summary = forms.CharField(
        label=gettext_lazy("What was said"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_met_on(self) -> date:
        day: date = self.cleaned_data["met_on"]
        if day > self.on:
            raise ValidationError(_("That day has not come yet. Plan a follow-up instead."))
        return day
