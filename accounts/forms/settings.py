"""The forms of one's own settings."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.choices import languages, time_zones
from accounts.models import StudentProfile, User
from networkapp.text import normalise_email
from networkapp.web.forms import KindForm, KindModelForm


class ProfileForm(KindModelForm):
    """Who I am and how the pages look to me."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    locale = forms.ChoiceField(label=_("Language"), choices=languages)

    class Meta:
        model = User
        fields = ("full_name", "pronouns", "time_zone", "locale", "theme", "uses_shortcuts")
        widgets: ClassVar[dict[str, Any]] = {
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "theme": forms.RadioSelect,
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "pronouns": _("Such as she/her. Leave it empty if you like."),
            "uses_shortcuts": _("Single keys: / to search, n to add a person, ? for help."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        kept = self.instance.time_zone
        zones = dict(time_zones())
        if kept not in zones:
            self.fields["time_zone"].choices = [(kept, kept), *zones.items()]  # type: ignore[attr-defined]

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002  (Django's own)
        user: User = super().save(commit=False)
        if commit:
            user.save(update_fields=list(self.Meta.fields))
        return user


class StudiesForm(KindModelForm):
    """What somebody studies, as the school says it."""

    class Meta:
        model = StudentProfile
        fields = ("program", "graduation_year", "student_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["graduation_year"].widget.attrs |= {"min": 1950, "max": 2100}


class StudentForm(StudiesForm):
    """What I study. The student number is the school's once it stands there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.student_id:
            self.fields["student_id"].disabled = True
            self.fields["student_id"].help_text = _("An administrator can change it.")


class DeletionForm(KindForm):
    """Proof that it is really the person who leaves: the password, or else the e-mail."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    email = forms.CharField(
        label=_("Your e-mail"),
        max_length=320,
        help_text=_("Type it out, so that nobody leaves by a slip."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: User, adapter: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.adapter = user, adapter
        del self.fields["email" if user.has_usable_password() else "password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        # allauth counts the tries, so that an open session is no way to guess a password.
        if not self.adapter.reauthenticate(self.user, password):
            raise self.adapter.validation_error("incorrect_password")
        return password

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if normalise_email(email) != normalise_email(self.user.email):
            raise ValidationError(_("That is not the e-mail of this account."))
        return email
