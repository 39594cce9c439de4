"""Doors of the views that other packages bring, by URL name.

"public: why", "member", "student", "staff", "admin", or "closed: why" (answers 404). An
address without a name is called by its route. The check networkapp.E001 compares this list
with the addresses there are, both ways.
"""

_GETTING_IN = "public: this is how one gets in"
_FORGOTTEN = "public: who forgot a password cannot sign in"

DOORS: dict[str, str] = {
    "account_login": _GETTING_IN,
    "account_request_login_code": _GETTING_IN,
    "account_confirm_login_code": _GETTING_IN,
    "account_signup": _GETTING_IN,
    "account_email_verification_sent": "public: proving an e-mail comes before the first sign-in",
    "account_inactive": "public: tells why sign-in is refused",
    "account_logout": "public: signing out twice is no error",
    "account_reset_password": _FORGOTTEN,
    "account_confirm_password_reset_code": _FORGOTTEN,
    "account_complete_password_reset": _FORGOTTEN,
    "account_password_reset_completed": _FORGOTTEN,
    "account_reauthenticate": "member",
    "account_change_password": "member",
    "account_set_password": "member",
    "account_email": "member",
    "usersessions_list": "member",
}
