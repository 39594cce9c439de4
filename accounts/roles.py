"""The roles a person may hold. One person may hold several; docs/roles.md says who may what."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A role, in the order in which the hats are offered."""

    STUDENT = "student", _("Student")
    STAFF = "staff", _("Career services staff")
    ADMIN = "admin", _("Administrator")
