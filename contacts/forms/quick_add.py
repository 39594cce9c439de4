"""The one line that adds a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.adding import QuickLine, read_line
from contacts.catalogues import source_by_key
from contacts.duplicates import Twin, find_twins
from contacts.forms.people import SourceField
from contacts.models import Event
from networkapp.web.forms import KindForm


class QuickAddForm(KindForm):
    """ "Name, role, organisation", where from, and perhaps at which event."""

    line = forms.CharField(
        label=gettext_lazy("Who?"),
        max_length=600,
        help_text=gettext_lazy("Name, role, organisation. Only the name is needed."),
        widget=forms.TextInput(
            attrs={
                "placeholder": "Dana Okafor, brand manager, 3M",
                "autocomplete": "off",
                "data-autofocus": True,
            }
        ),
    )
    source = SourceField()
    event = forms.ModelChoiceField(
        label=gettext_lazy("Met at"), queryset=Event.objects.none(), required=False
    )
    keep_both = forms.BooleanField(
        label=gettext_lazy("It is somebody else. Add them all the same."), required=False
    )

    def __init__(self, *args: Any, owner: Any, now: datetime, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "quick_%s")
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.twins: list[Twin] = []
        events = Event.objects.visible_to(owner).kept()
        here = events.here(now=now).first()
        source, event = self.fields["source"], self.fields["event"]
        assert isinstance(source, SourceField)  # noqa: S101  (for the type checker)
        assert isinstance(event, forms.ModelChoiceField)  # noqa: S101
        source.offer_to(owner)
        event.queryset = events.order_by("-starts_on")
        at_event = here is not None or bool(self.initial.get("event"))
        self.initial.setdefault("event", here.pk if here else None)
        key = "event" if at_event else "acquaintance"
        if not str(self.initial.get("source") or "").isdigit():
            self.initial["source"] = source_by_key(key).pk

    def clean_line(self) -> str:
        line = read_line(self.cleaned_data["line"])
        if not line.name:
            raise ValidationError(_("Begin with a name."))
        for part, most in ((line.name, 200), (line.title, 200), (line.organization, 200)):
            if len(part) > most:
                raise ValidationError(
                    _("“%(start)s…” is too long. Please keep each part under 200 characters.")
                    % {"start": part[:20]}
                )
        return str(self.cleaned_data["line"])

    def clean(self) -> dict[str, Any]:
        """Ask once when somebody of the same name and employer, or address, is there."""
        said = super().clean() or {}
        if "line" in said and not said.get("keep_both"):
            line = self.quick_line
            twins = find_twins(self.owner, full_name=line.name, organization=line.organization)
            self.twins = [twin for twin in twins if twin.resemblance != "weak"]
            if self.twins:
                self.add_error("line", _("You may have this person already. Look below."))
        return said

    @property
    def quick_line(self) -> QuickLine:
        """The line, read."""
        return read_line(self.cleaned_data["line"])
