"""Sign-up, and the limits of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.forms.signing_in import PASSWORD_HELP
from accounts.models import Institution
from networkapp.text import clean_text
from networkapp.web.forms import KindForm

if TYPE_CHECKING:
    from django.http import HttpRequest

NAME_LENGTH = 200


class SignupForm(KindForm, AllauthSignupForm):
    """Sign-up of a student with an e-mail of the institution."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=NAME_LENGTH,
        help_text=_("As you would like to be called."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["full_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        domains = ", ".join(f"@{domain}" for domain in Institution.current().email_domains)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].help_text = _("Your address at %(domains)s.") % {"domains": domains}
        self.fields["password1"].help_text = PASSWORD_HELP

    def clean_full_name(self) -> str:
        return clean_text(self.cleaned_data["full_name"])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if not Institution.current().allows_sign_up(email):
            domains = ", ".join(f"@{domain}" for domain in Institution.current().email_domains)
            raise ValidationError(
                _(
                    "Sign up with your %(domains)s address. If you have none, "
                    "ask career services for an invitation."
                ),
                code="domain",
                params={"domains": domains},
            )
        return str(super().clean_email())

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account whole or not at all; two at once end as "exists already"."""
        if getattr(self, "account_already_exists", False):
            # As much work as a new account makes: how long it takes must not tell.
            make_password(self.cleaned_data["password1"])
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)
