"""The forms of an import: the file, what its columns are, and which rows are taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.importing.reading import FIELDS, UnreadableFile
from contacts.importing.reading.columns import has_identity
from contacts.importing.reading.decoding import decode
from contacts.models import ContactImport, Source
from contacts.states import Family, RowChoice
from networkapp.web.forms import KindForm

# Enough of a file to tell a picture or a workbook from text.
LOOKED_AT_BYTES = 64 * 1024
DEFAULT_SOURCE = "acquaintance"
MAX_NUMBER = 2**31 - 1


class SourceForm(KindForm):
    """Where the people of a file come from, one answer for all."""

    source = forms.ChoiceField(
        label=gettext_lazy("Where do these people come from?"),
        help_text=gettext_lazy("One answer for all of them; change single people later."),
    )

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = {str(one.pk): one for one in Source.objects.visible_to(owner)}
        field = self.fields["source"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (
                    str(family.label),
                    [(pk, str(one)) for pk, one in self.sources.items() if one.family == family],
                )
                for family in Family
            ]

    def clean_source(self) -> Source:
        """Return the source itself."""
        return self.sources[self.cleaned_data["source"]]


class UploadForm(SourceForm):
    """A file of contacts. What is wrong with it is said beside the field."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A CSV file of up to 10 MB and 50,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    field_order = ("file", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = (pk for pk, one in self.sources.items() if one.key == DEFAULT_SOURCE)
        self.initial.setdefault("source", next(usual, None))

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large, or plainly no text."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Split it and import one part after the other.")
            )
        try:
            decode(file.read(LOOKED_AT_BYTES))
        except UnreadableFile as error:
            raise forms.ValidationError(str(error)) from error
        file.seek(0)
        return file


class MappingForm(KindForm):
    """What each column of a file holds."""

    date_order = forms.ChoiceField(
        label=gettext_lazy("Dates such as 4/8/2026 mean"),
        choices=[("mdy", gettext_lazy("April 8")), ("dmy", gettext_lazy("4 August"))],
    )

    def __init__(self, *args: Any, contact_import: ContactImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("date_order", contact_import.date_order or "mdy")
        self.headers: list[str] = contact_import.headers
        choices = [("", _("Leave out")), *((key, str(label)) for key, label in FIELDS)]
        for index, header in enumerate(self.headers):
            widget = forms.Select(attrs={"class": "input"})
            field = forms.ChoiceField(choices=choices, required=False, widget=widget)
            field.label = header or _("Column %(number)s") % {"number": index + 1}
            self.fields[f"column-{index}"] = field
            self.initial[f"column-{index}"] = contact_import.mapping.get(str(index), "")
        self.samples: list[list[str]] = contact_import.samples

    def columns(self) -> list[dict[str, Any]]:
        """Return each column with its field and the first few values in it."""
        return [
            {
                "field": self[f"column-{index}"],
                "samples": [
                    row[index][:80] for row in self.samples if index < len(row) and row[index]
                ],
            }
            for index in range(len(self.headers))
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a column that names people."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not has_identity(self.mapping):
            raise forms.ValidationError(
                _("Say which column holds the name, or at least the e-mail or the organisation.")
            )
        return cleaned

    @property
    def mapping(self) -> dict[int, str]:
        """The columns that are taken: index → field."""
        chosen = {
            index: self.cleaned_data.get(f"column-{index}", "")
            for index in range(len(self.headers))
        }
        return {index: key for index, key in chosen.items() if key}


def read_choices(post: QueryDict) -> dict[int, str]:
    """Read which of the rows that stood on the page are ticked; what makes no sense is left out.

    ``shown`` names the rows on the page, ``take`` those ticked, ``as-7`` says of row 7 whether
    it updates the person found or adds another one.
    """
    ticked = set(_numbers(post.getlist("take")))
    choices = {}
    for number in _numbers(post.getlist("shown")):
        wanted = post.get(f"as-{number}", RowChoice.ADD.value)
        if wanted not in (RowChoice.ADD, RowChoice.UPDATE):
            wanted = RowChoice.UPDATE.value
        choices[number] = str(wanted) if number in ticked else RowChoice.SKIP.value
    return choices


def _numbers(texts: list[str]) -> list[int]:
    return [
        number
        for text in texts[:1000]
        if text.isascii()
        and text.isdigit()
        and len(text) < 11
        and (number := int(text)) <= MAX_NUMBER
    ]
