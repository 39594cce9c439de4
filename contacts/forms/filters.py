"""The filters of the list as a form that sends itself by GET."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.filtering import SILENT_DAYS, ContactFilter
from contacts.models import Area, Contact, Event, Industry, Position, Source, Tag
from contacts.states import Family, Stage
from networkapp.web.forms import KindForm

ANY = ("", _("Any"))


class FilterForm(KindForm):
    """Offers only what the student's own people have, so that no choice leads to nobody."""

    q = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    family = forms.ChoiceField(label=_("Family of sources"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    industry = forms.ChoiceField(label=_("Industry"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    event = forms.ChoiceField(label=_("Met at"), required=False)
    silent = forms.ChoiceField(label=_("Last in touch"), required=False)
    todo = forms.BooleanField(label=_("With an open follow-up"), required=False)
    cold = forms.BooleanField(label=_("Going cold"), required=False)

    def __init__(self, wanted: ContactFilter, *, owner: Any) -> None:
        initial = {name: value or "" for name, value in asdict(wanted).items()}
        super().__init__(initial=initial, auto_id="filter_%s")
        contacts = Contact.objects.visible_to(owner).kept().order_by()
        current = Position.objects.visible_to(owner).filter(is_current=True)
        self._offer("family", Family.choices)
        self._offer("stage", Stage.choices)
        self._offer("silent", [(n, _("More than %d days ago, or never") % n) for n in SILENT_DAYS])
        self._offer_rows("source", Source.objects.filter(pk__in=contacts.values("source")))
        areas = Area.objects.visible_to(owner).select_related("parent")
        here = areas.filter(pk__in=contacts.values("area")) | areas.filter(
            pk__in=Area.objects.filter(pk__in=contacts.values("area")).values("parent")
        )
        self._offer("area", [(area.pk, area.label) for area in here.distinct()])
        self._offer_rows("industry", Industry.objects.filter(pk__in=current.values("industry")))
        self._offer_rows("tag", Tag.objects.visible_to(owner).order_by("folded"))
        self._offer_rows("event", Event.objects.visible_to(owner).kept().order_by("-starts_on"))

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (for the type checker)
        field.choices = [ANY, *choices]

    def _offer_rows(self, name: str, rows: Any) -> None:
        self._offer(name, [(row.pk, str(row)) for row in rows])
