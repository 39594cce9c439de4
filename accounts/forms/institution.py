"""The forms of the institution: its name, mail, calendar and thresholds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.forms.choices import time_zones
from accounts.logos import logo_type
from accounts.models import Holiday, Institution, Term
from networkapp.web.forms import KindModelForm

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# An address alone, or a name and the address in angle brackets.
SENDER = re.compile(r'(?:"?[^"<>@]+"? ?<(?P<address>[^<>\s]+)>|(?P<alone>[^<>\s"]+))')
LOGO_MAX_BYTES = 200 * 1024


class InstitutionForm(KindModelForm):
    """The institution: its name, mail, calendar and thresholds."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    email_domains = forms.CharField(
        label=_("E-mail domains that may sign up"),
        required=False,
        max_length=2000,
        help_text=_("Separate them with commas. Empty: nobody signs up; administrators invite."),
    )
    logo_file = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG, JPEG or WebP, at most 200 KB.")
    )
    removes_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    class Meta:
        model = Institution
        fields = (
            "name",
            "sender",
            "email_domains",
            "date_order",
            "time_zone",
            "going_cold_days",
            "thank_you_due_hours",
            "thank_you_overdue_hours",
            "trash_days",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["email_domains"] = ", ".join(self.instance.email_domains)
        if not self.instance.logo:
            del self.fields["removes_logo"]

    def clean_sender(self) -> str:
        sender: str = self.cleaned_data["sender"]
        if not sender:
            return ""
        match = SENDER.fullmatch(sender)
        try:
            validate_email(match["address"] or match["alone"] if match else "")
        except ValidationError:
            raise ValidationError(
                _("Write it as “Career Services <careers@example.edu>”.")
            ) from None
        return sender

    def clean_email_domains(self) -> list[str]:
        words = self.cleaned_data["email_domains"].replace(",", " ").split()
        domains = list(dict.fromkeys(word.lower().lstrip("@") for word in words))
        for domain in domains:
            try:
                validate_email(f"somebody@{domain}")
            except ValidationError:
                raise ValidationError(
                    _("“%(domain)s” is no e-mail domain. Write them as: example.edu"),
                    params={"domain": domain[:80]},
                ) from None
        return domains

    def clean_logo_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["logo_file"]
        if upload is None:
            return None
        if (upload.size or 0) > LOGO_MAX_BYTES:
            raise ValidationError(_("This picture is larger than 200 KB. Choose a smaller one."))
        if not logo_type(upload.read()):
            raise ValidationError(_("Choose a PNG, JPEG or WebP picture."))
        upload.seek(0)
        return upload

    def save(self, commit: bool = True) -> Institution:  # noqa: FBT001, FBT002  (Django's own)
        institution: Institution = super().save(commit=False)
        upload = self.cleaned_data.get("logo_file")
        if upload:
            institution.logo = upload.read()
            institution.logo_type = logo_type(institution.logo)
        elif self.cleaned_data.get("removes_logo"):
            institution.logo, institution.logo_type = b"", ""
        if commit:
            institution.save()
        return institution


class TermForm(KindModelForm):
    """A term."""

    class Meta:
        model = Term
        fields = ("name", "starts_on", "ends_on")


class HolidayForm(KindModelForm):
    """A day that is no business day."""

    class Meta:
        model = Holiday
        fields = ("off_on", "name")
