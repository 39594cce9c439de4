"""The forms of the first run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from contacts.adding import QuickLine, read_line
from contacts.models import Target
from contacts.targets import PER_DIMENSION
from insights.first_run import FIRST_PEOPLE
from networkapp.web.forms import KindForm

NAME_LENGTH = 200
# How the people one knows already came into one's life: keys of the source catalogue.
KNOWN_FROM = (
    ("friend", gettext_lazy("Friend")),
    ("family", gettext_lazy("Family")),
    ("co-worker", gettext_lazy("Co-worker")),
    ("professor", gettext_lazy("Professor")),
    ("academic-advisor", gettext_lazy("Academic advisor")),
    ("coach", gettext_lazy("Coach")),
    ("acquaintance", gettext_lazy("Acquaintance")),
)
DIMENSIONS = (
    (Target.Dimension.INDUSTRY, gettext_lazy("Industries")),
    (Target.Dimension.PROFESSION, gettext_lazy("Professions")),
    (Target.Dimension.AREA, gettext_lazy("Places")),
)
EXAMPLES = {
    Target.Dimension.INDUSTRY: pgettext_lazy("an example of an industry", "Consumer goods"),
    Target.Dimension.PROFESSION: pgettext_lazy("an example of a profession", "Brand manager"),
    Target.Dimension.AREA: pgettext_lazy("an example of a place", "Minneapolis, MN"),
}


class PeopleForm(KindForm):
    """Three lines, each a person and where one knows them from; empty lines are left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "person_%s")
        super().__init__(*args, **kwargs)
        for number in range(1, FIRST_PEOPLE + 1):
            line = forms.CharField(
                label=_("Person %(number)s") % {"number": number},
                max_length=600,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
            )
            source = forms.ChoiceField(
                label=_("Person %(number)s: how you know them") % {"number": number},
                choices=KNOWN_FROM,
                required=False,
            )
            self.fields |= {f"line_{number}": line, f"source_{number}": source}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        lines = [f"line_{number}" for number in range(1, FIRST_PEOPLE + 1)]
        for name in lines:
            line = said.get(name, "")
            if line and (problem := _problem(read_line(line))):
                self.add_error(name, problem)
        if not self.errors and not any(said.get(name) for name in lines):
            raise ValidationError(_("Write at least one name."))
        return said

    @property
    def rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        """The lines with their sources, for the page."""
        for number in range(1, FIRST_PEOPLE + 1):
            yield self[f"line_{number}"], self[f"source_{number}"]

    @property
    def people(self) -> list[tuple[QuickLine, str]]:
        """Who was written down, each with the key of a source."""
        said = self.cleaned_data
        numbers = [number for number in range(1, FIRST_PEOPLE + 1) if said[f"line_{number}"]]
        return [
            (read_line(said[f"line_{number}"]), said[f"source_{number}"] or "acquaintance")
            for number in numbers
        ]


def _problem(line: QuickLine) -> str:
    if not line.name:
        return _("Begin with a name: “Dana Okafor, brand manager, 3M”.")
    if max(len(line.name), len(line.title), len(line.organization)) > NAME_LENGTH:
        return _("Please keep each part under 200 characters.")
    return ""


class WishesForm(KindForm):
    """Where one wants to work: up to three industries, professions and places."""

    def __init__(self, *args: Any, targets: list[Target] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "wish_%s")
        super().__init__(*args, **kwargs)
        for dimension, label in DIMENSIONS:
            values = [t.value for t in targets or [] if t.dimension == dimension]
            for number in range(1, PER_DIMENSION + 1):
                example = str(EXAMPLES[dimension]) if number == 1 else ""
                self.fields[f"{dimension}_{number}"] = forms.CharField(
                    label=f"{label} {number}",
                    initial=values[number - 1] if number <= len(values) else "",
                    max_length=120,
                    required=False,
                    widget=forms.TextInput(attrs={"placeholder": example, "dir": "auto"}),
                )

    @property
    def groups(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """The fields of each dimension under its name."""
        for dimension, label in DIMENSIONS:
            numbers = range(1, PER_DIMENSION + 1)
            yield label, [self[f"{dimension}_{number}"] for number in numbers]

    def values_of(self, dimension: str) -> list[str]:
        """Return what was written for one dimension, in order."""
        numbers = range(1, PER_DIMENSION + 1)
        return [self.cleaned_data[f"{dimension}_{number}"] for number in numbers]
