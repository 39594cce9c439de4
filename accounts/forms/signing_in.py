"""allauth's other forms in our words: labels instead of placeholders, kind messages."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from networkapp.web.forms import KindForm

PASSWORD_HELP = _("Ten characters or more. Several words are good.")

_LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Password you use now"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code from the mail"),
}


class Spoken(KindForm):
    """Speak as the rest of the product does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = _LABELS.get(name, field.label)
            field.help_text = PASSWORD_HELP if name == "password1" else ""


class LoginForm(Spoken, allauth.LoginForm):
    """E-mail and password."""


class RequestLoginCodeForm(Spoken, allauth.RequestLoginCodeForm):
    """The e-mail to which a sign-in code goes."""


class ConfirmLoginCodeForm(Spoken, allauth.ConfirmLoginCodeForm):
    """The sign-in code."""


class ConfirmEmailCodeForm(Spoken, allauth.ConfirmEmailVerificationCodeForm):
    """The code that proves an e-mail."""


class ConfirmResetCodeForm(Spoken, allauth.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""


class ResetPasswordForm(Spoken, allauth.ResetPasswordForm):
    """The e-mail of somebody who forgot a password."""


class NewPasswordForm(Spoken, allauth.ResetPasswordKeyForm):
    """The new password of somebody who forgot the old one."""


class ChangePasswordForm(Spoken, allauth.ChangePasswordForm):
    """Another password."""


class SetPasswordForm(Spoken, allauth.SetPasswordForm):
    """A first password."""


class ReauthenticateForm(Spoken, allauth.ReauthenticateForm):
    """The password once more, before something that matters."""


class AddEmailForm(Spoken, allauth.AddEmailForm):
    """Another e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail")
