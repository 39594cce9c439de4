"""The forms of events: they parse and speak, and decide nothing."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.adding import read_line
from contacts.models import Event
from contacts.states import EventKind
from networkapp.web.forms import KindForm, KindModelForm

NAME_LENGTH = 200


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class EventForm(KindModelForm):
    """Make or edit an event."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    class Meta:
        model = Event
        fields = [
            "name",
            "kind",
            "organization_name",
            "place",
            "starts_on",
            "ends_on",
            "starts_at_time",
            "ends_at_time",
            "look_for",
            "note",
        ]
        widgets = {
            "starts_at_time": TimeInput,
            "ends_at_time": TimeInput,
            "look_for": forms.Textarea(attrs={"rows": 4}),
            "note": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {
            "starts_at_time": {"invalid": gettext_lazy("Please write the time like 17:30.")},
            "ends_at_time": {"invalid": gettext_lazy("Please write the time like 17:30.")},
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day comes after the first."))
        starts_at, ends_at = cleaned.get("starts_at_time"), cleaned.get("ends_at_time")
        one_day = ends_on is None or ends_on == starts_on
        if starts_at and ends_at and one_day and ends_at < starts_at:
            self.add_error("ends_at_time", _("It ends after it begins."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, by field of the model."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def said(self, name: str) -> str:
        """Return what stands in a field, as a person reads it."""
        value = self.cleaned_data[name] if self.is_bound else getattr(self.instance, name)
        if name == "kind":
            return str(EventKind(value).label)
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        if isinstance(value, time):
            return time_format(value, "TIME_FORMAT")
        return str(value or "")


class PersonLineForm(KindForm):
    """One line "Name, role, organisation", and what to do when such a person is there."""

    line = forms.CharField(
        label=gettext_lazy("Name, role, organisation"),
        max_length=600,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "done"}),
    )
    same = forms.IntegerField(required=False, min_value=1)
    anyway = forms.BooleanField(required=False)

    def clean_line(self) -> str:
        line: str = self.cleaned_data["line"]
        name = read_line(line).name
        if not name:
            raise ValidationError(_("Begin with a name: “Dana Okafor, brand manager, 3M”."))
        if len(name) > NAME_LENGTH:
            raise ValidationError(_("Please keep the name under 200 characters."))
        return line
