"""The box for pasted lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.catalogues import source_by_key
from contacts.forms.people import SourceField
from contacts.pasting import MOST_LINES, PastedLine, read_lines
from networkapp.web.forms import KindForm


class PasteForm(KindForm):
    """Lines of "Name, role, organisation", and where these people come from."""

    lines = forms.CharField(
        label=gettext_lazy("One person on a line"),
        max_length=100_000,
        widget=forms.Textarea(
            attrs={"rows": 10, "placeholder": "Dana Okafor, brand manager, 3M\nMarcus Bell"}
        ),
        help_text=gettext_lazy("Name, role, organisation. Only the name is needed."),
    )
    source = SourceField()

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        assert isinstance(source, SourceField)  # noqa: S101  (for the type checker)
        source.offer_to(owner)
        self.initial.setdefault("source", source_by_key("acquaintance").pk)

    def clean_lines(self) -> list[PastedLine]:
        text = self.cleaned_data["lines"]
        if len(text.splitlines()) > MOST_LINES:
            raise ValidationError(
                _("Please paste up to %(most)d lines at once, or import a file.")
                % {"most": MOST_LINES}
            )
        people = read_lines(text)
        if not people:
            raise ValidationError(_("Begin each line with a name."))
        return people
