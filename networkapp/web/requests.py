"""Requests as the doors let them in: signed in, and with a user of ours."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from accounts.models import User

    class MemberRequest(HttpRequest):
        """A request of somebody signed in, whatever their roles."""

        user: User

    class StudentRequest(MemberRequest):
        """A request of somebody who holds the role of student."""

    class StaffRequest(MemberRequest):
        """A request of somebody who holds the role of staff."""

    class AdminRequest(MemberRequest):
        """A request of somebody who holds the role of admin."""

else:
    MemberRequest = StudentRequest = StaffRequest = AdminRequest = HttpRequest
