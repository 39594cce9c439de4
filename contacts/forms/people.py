"""The contact's form: the person, the private part, and rows of work and addresses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.adding import normalized_channel
from contacts.catalogues import source_by_key
from contacts.duplicates import Resemblance, Twin, find_twins
from contacts.models import Contact, Event, Source
from contacts.states import CanHelpWith, ChannelKind, Family, Stage
from networkapp.text import fold
from networkapp.web.forms import DateField, KindForm


def source_choices(owner: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the sources, grouped by family, as the choices of a select."""
    groups: dict[str, list[tuple[int, str]]] = {value: [] for value in Family.values}
    for source in Source.objects.visible_to(owner).order_by("position", "name"):
        groups[source.family].append((source.pk, str(source)))
    return [(str(label), groups[value]) for value, label in Family.choices if groups[value]]


class SourceField(forms.TypedChoiceField):
    """One of the sources that the student sees; gives the Source itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Where from"), **kwargs)

    def offer_to(self, owner: Any) -> None:
        """Fill the choices for ``owner``."""
        self.choices = source_choices(owner)
        self.coerce = lambda pk: Source.objects.visible_to(owner).get(pk=pk)


class ContactForm(KindForm):
    """Only name and source are required (product C1)."""

    full_name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    source = SourceField()
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage"), choices=Stage.choices, initial=Stage.HEARD_OF
    )
    area = forms.CharField(
        label=gettext_lazy("Area"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Such as “Marshall, MN”, “Minnesota” or a country."),
        widget=forms.TextInput(attrs={"list": "areas", "autocomplete": "off"}),
    )
    how_met = forms.CharField(
        label=gettext_lazy("How we met, or where I heard of them"), max_length=500, required=False
    )
    met_on = DateField(label=gettext_lazy("First met on"), required=False)
    met_at = forms.ModelChoiceField(
        label=gettext_lazy("Met at"), queryset=Event.objects.none(), required=False
    )
    referred_by = forms.CharField(
        label=gettext_lazy("Referred by"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The name of one of your contacts."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    pronouns = forms.CharField(label=gettext_lazy("Pronouns"), max_length=60, required=False)
    pronunciation = forms.CharField(
        label=gettext_lazy("How to say the name"), max_length=200, required=False
    )
    sort_name = forms.CharField(
        label=gettext_lazy("Sorted as"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Such as “García, José”. Empty: as the name is written."),
    )
    closeness = forms.TypedChoiceField(
        label=gettext_lazy("Closeness"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("Not said")),
            (1, gettext_lazy("1: we have hardly met")),
            (2, gettext_lazy("2: an acquaintance")),
            (3, gettext_lazy("3: we know each other")),
            (4, gettext_lazy("4: a friend")),
            (5, gettext_lazy("5: very close")),
        ],
        help_text=gettext_lazy("Only you see this."),
    )
    can_help_with = forms.MultipleChoiceField(
        label=gettext_lazy("Can help with"),
        choices=CanHelpWith.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    disciplines = forms.CharField(
        label=gettext_lazy("Disciplines"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For professors and advisors."),
    )
    research = forms.CharField(
        label=gettext_lazy("Research and projects"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Former students and community ties lead on, too."),
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Your own words, separated by commas."),
    )
    note = forms.CharField(
        label=gettext_lazy("Private note"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Only you see this. Leave out health, religion, politics and family matters."
        ),
    )
    keep_both = forms.BooleanField(
        label=gettext_lazy("It is somebody else. Add them all the same."), required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: Any, contact: Contact | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.owner, self.contact = owner, contact
        self.twins: list[Twin] = []
        source = self.fields["source"]
        assert isinstance(source, SourceField)  # noqa: S101  (for the type checker)
        source.offer_to(owner)
        if not self.initial.get("source"):
            self.initial["source"] = source_by_key("acquaintance").pk
        met_at = self.fields["met_at"]
        assert isinstance(met_at, forms.ModelChoiceField)  # noqa: S101
        met_at.queryset = Event.objects.visible_to(owner).kept().order_by("-starts_on")

    def is_twin(self, work: list[dict[str, Any]], addresses: list[dict[str, Any]]) -> bool:
        """Ask once when somebody of this address, or name and employer, is there already."""
        if self.cleaned_data["keep_both"]:
            return False
        twins = find_twins(
            self.owner,
            full_name=self.cleaned_data["full_name"],
            organization=work[0]["organization"] if work else "",
            addresses=tuple((row["kind"], row["value"]) for row in addresses),
        )
        self.twins = [twin for twin in twins if twin.resemblance != Resemblance.WEAK]
        if self.twins:
            self.add_error("full_name", _("You may have this person already. Look below."))
        return bool(self.twins)

    def clean_full_name(self) -> str:
        name: str = self.cleaned_data["full_name"]
        if not name:
            raise ValidationError(_("Give a name, a nickname will do."))
        return name

    def clean_referred_by(self) -> Contact | None:
        """Find the referrer among the student's own contacts, by name."""
        name = self.cleaned_data["referred_by"]
        if not name:
            return None
        people = Contact.objects.visible_to(self.owner).kept()
        found = [
            person
            for person in people.filter(full_name__iexact=name)[:3]
            or people.filter(sort_key=fold(name))[:3]
            if self.contact is None or person.pk != self.contact.pk
        ]
        if not found:
            raise ValidationError(
                _("None of your other contacts has this name. Add that person first.")
            )
        current = self.contact and self.contact.referred_by_id
        return next((person for person in found if person.pk == current), found[0])

    def clean_tags(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["tags"].split(",")]
        names = [name for name in names if fold(name)]
        if any(len(name) > 60 for name in names):
            raise ValidationError(_("Please keep each tag under 60 characters."))
        return names


class PositionForm(KindForm):
    """One line of work."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    organization = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=200, required=False
    )
    department = forms.CharField(label=gettext_lazy("Department"), max_length=200, required=False)
    industry = forms.CharField(
        label=gettext_lazy("Industry"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "industries", "autocomplete": "off"}),
    )
    area = forms.CharField(
        label=gettext_lazy("Area"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": "areas", "autocomplete": "off"}),
    )
    starts_on = DateField(label=gettext_lazy("From"), required=False)
    ends_on = DateField(label=gettext_lazy("Until"), required=False)
    is_current = forms.BooleanField(
        label=gettext_lazy("Works there now"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.is_blank:
            return said
        if not said.get("title") and not said.get("organization"):
            self.add_error("title", _("Give a title or an organisation."))
        start, end = said.get("starts_on"), said.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The last day comes after the first."))
        return said

    @property
    def is_blank(self) -> bool:
        """True for a row that says nothing; the hidden id and the tick do not count."""
        names = ("title", "organization", "department", "industry", "area", "starts_on", "ends_on")
        return not any(self.cleaned_data.get(name) for name in names)


class ChannelForm(KindForm):
    """One way to reach somebody."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ChannelKind.choices)
    value = forms.CharField(label=gettext_lazy("Address or number"), max_length=500, required=False)
    label = forms.CharField(
        label=gettext_lazy("Label"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("work, home…")}),
    )
    is_preferred = forms.BooleanField(label=gettext_lazy("Preferred"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind, value = said.get("kind", ""), said.get("value", "")
        if value and kind == ChannelKind.WEBSITE and ":" not in value.partition("/")[0]:
            value = said["value"] = f"https://{value}"
        if value and not normalized_channel(kind, value):
            self.add_error("value", self._what_is_wrong(kind))
        elif (
            kind == ChannelKind.WEBSITE and value and not value.startswith(("http://", "https://"))
        ):
            self.add_error("value", _("A web address starts with https://."))
        return said

    def _what_is_wrong(self, kind: str) -> str:
        if kind == ChannelKind.EMAIL:
            return _("Please write an e-mail address such as name@example.org.")
        if kind == ChannelKind.LINKEDIN:
            return _("Please paste the address of the profile, such as linkedin.com/in/dana.")
        return _("Please write the number with its digits.")


class RowSet(BaseFormSet):
    """Rows of a form; those left blank are taken away."""

    def filled(self) -> list[dict[str, Any]]:
        """Return what the rows say, without those blank or ticked for removal."""
        rows = []
        for form in self.forms:
            said = form.cleaned_data
            if said.get("DELETE") or not (
                said.get("value") or said.get("title") or said.get("organization")
            ):
                continue
            rows.append(said)
        return rows


PositionRows = formset_factory(PositionForm, formset=RowSet, extra=1, can_delete=True, max_num=30)
ChannelRows = formset_factory(ChannelForm, formset=RowSet, extra=1, can_delete=True, max_num=30)
