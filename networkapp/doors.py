"""Doors of the views that other packages bring, by URL name.

"public: why", "member", "student", "staff", "admin", or "closed: why" (answers 404). An
address without a name is called by its route. The check networkapp.E001 compares this list
with the addresses there are, both ways.
"""

from django.conf import settings

_SIGNED_OUT = "public: this is how one gets in"

ACCOUNT = {
    "account_login": _SIGNED_OUT,
    "account_logout": "public: signing out twice is no error",
    "account_signup": _SIGNED_OUT,
    "account_inactive": "public: tells why sign-in is refused",
    "account_reauthenticate": "member",
    "account_change_password": "member",
    "account_set_password": "member",
    "account_email": "member",
    "account_email_verification_sent": "public: shown before the first sign-in",
    "account_confirm_email": "public: confirming an address comes before the first sign-in",
    "account_reset_password": "public: who forgot a password cannot sign in",
    "account_reset_password_done": "public: part of resetting a password",
    "account_reset_password_from_key": "public: part of resetting a password",
    "account_reset_password_from_key_done": "public: part of resetting a password",
}
MFA = {
    "mfa_index": "member",
    "mfa_authenticate": "public: the second step of signing in",
    "mfa_reauthenticate": "member",
    "mfa_activate_totp": "member",
    "mfa_deactivate_totp": "member",
    "mfa_view_recovery_codes": "member",
    "mfa_generate_recovery_codes": "member",
    "mfa_download_recovery_codes": "member",
}

DOORS: dict[str, str] = dict(ACCOUNT)
if "allauth.mfa" in settings.INSTALLED_APPS:
    DOORS |= MFA
if "allauth.usersessions" in settings.INSTALLED_APPS:
    DOORS["usersessions_list"] = "member"
