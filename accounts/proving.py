"""What happens when somebody proves that an e-mail is theirs.

Anybody can sign up with the e-mail of somebody else, and a password of their own; they only
never see the code. When the owner comes in later by a mailed code, that password must not
open what is theirs from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import email_confirmed
from django.contrib import messages
from django.utils.translation import gettext as _

from accounts.sessions import end_sessions

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from django.http import HttpRequest

    from accounts.models import User


def forget_strangers(request: HttpRequest, email_address: EmailAddress, **kwargs: Any) -> None:
    """Drop password and sessions from before the proof, but those of whoever proves it."""
    user: User = email_address.user
    if _knows_the_password(request, user):
        return
    # The same object is signed in afterwards, and its session made from what it holds.
    if user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        messages.info(
            request,
            _("The password from before your e-mail was proven is gone. Choose one in Settings."),
        )
    end_sessions(user)


def _knows_the_password(request: HttpRequest, user: User) -> bool:
    """Say whether this session signed up or in by password, and the code came on top."""
    # allauth's modules import each other: this one only once all are there.
    from allauth.account.stages import EmailVerificationStage, LoginStageController

    if request.user.is_authenticated:
        return request.user.pk == user.pk
    stage = LoginStageController.enter(request, EmailVerificationStage.key)
    return stage is not None and stage.login.user == user


def connect() -> None:
    """Have every proof of an e-mail looked at before the sign-in that follows."""
    email_confirmed.connect(forget_strangers, dispatch_uid="accounts.proving.forget_strangers")
