"""The forms of the administrators' pages about people."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.signup import NAME_LENGTH
from accounts.models import User
from accounts.roles import Role
from networkapp.text import clean_text
from networkapp.web.forms import KindForm


class PeopleFilterForm(forms.Form):
    """The search over the people, read from the address; whatever is odd means "all"."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("Everybody")), *Role.choices, ("closed", _("Closed accounts"))],
    )

    def chosen(self) -> tuple[str, str]:
        """Return the words and the role to look for."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("role", "")


class RolesForm(KindForm):
    """Which roles somebody holds."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Somebody without a role can sign in and sees nothing."),
    )


class InvitationForm(RolesForm):
    """Somebody to invite."""

    full_name = forms.CharField(label=_("Full name"), max_length=NAME_LENGTH)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    field_order = ["full_name", "email", "roles"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].required = True
        self.fields["roles"].help_text = ""
        self.fields["roles"].error_messages["required"] = _("Choose at least one role.")

    def clean_full_name(self) -> str:
        return clean_text(self.cleaned_data["full_name"])

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        taken = User.objects.filter(email__iexact=email).exists()
        if taken or EmailAddress.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody with this e-mail has an account already."))
        return email
