"""Sign-in, with the roles fetched in the query that fetches the person."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User

# Begun once: every page asks for one of them.
_PEOPLE = User.objects.with_roles()


class RolesBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail; each request's user arrives with the roles held."""

    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(_PEOPLE.filter(pk=user_id)), None)
        return user if user and self.user_can_authenticate(user) else None
