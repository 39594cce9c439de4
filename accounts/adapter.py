"""What we change in allauth: who may sign up, what that makes, and how its mails are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.mail.sending import send_each_time, sender
from accounts.models import Institution, StudentProfile, User
from accounts.roles import Role
from networkapp.text import clean_text
from networkapp.time import moment_after

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """allauth, with our institution, our roles, our words and our mail."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This e-mail and password do not go together. Try again, or have a code sent to you."
        ),
        "incorrect_code": _("That is not the code we sent. Look at the newest mail from us."),
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("Type the password that you use now."),
        "too_many_login_attempts": _(
            "Too many tries. Wait five minutes and try again, or have a code sent to you."
        ),
        "rate_limited": _("That was quick. Wait a minute, then ask again."),
        "same_as_current": _("That is the e-mail you have already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether anybody may sign up; without e-mail domains administrators invite."""
        return bool(Institution.current().email_domains)

    def save_user(
        self,
        request: HttpRequest,
        user: User,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002  (allauth's own signature)
    ) -> User:
        """Make a student of somebody who signed up."""
        user.full_name = clean_text(form.cleaned_data.get("full_name", ""))
        user.time_zone = Institution.current().time_zone
        super().save_user(request, user, form, commit=commit)
        user.give_role(Role.STUDENT, by=None)
        StudentProfile.objects.get_or_create(user=user)
        return user

    def get_from_email(self) -> str:
        """Return the institution's sender."""
        return sender()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Have the worker send one of allauth's mails; a code not after it has run out."""
        mail = self.render_mail(
            template_prefix, email, {"email": email, "institution": Institution.current()} | context
        )
        now = timezone.now()
        useless_at = moment_after(now, seconds=settings.ACCOUNT_CODE_SECONDS)
        send_each_time(
            "account",
            now.date(),
            email,
            mail.subject,
            str(mail.body),
            useless_at=useless_at if "code" in context else None,
        )
