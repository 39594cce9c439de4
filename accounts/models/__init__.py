"""Who you are, the institution, and the mail that was sent. No table here is row-secured."""

from accounts.models.institution import Holiday, Institution, Term
from accounts.models.mail import OutboxMessage, SentMail
from accounts.models.student import StudentProfile
from accounts.models.user import RoleGrant, User

__all__ = [
    "Holiday",
    "Institution",
    "OutboxMessage",
    "RoleGrant",
    "SentMail",
    "StudentProfile",
    "Term",
    "User",
]
