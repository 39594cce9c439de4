"""The cast: two students, a staff member, an administrator. A test reads like a story.

Maya is the student most stories are about; Omar is another student who must never see her
people; Ines works in career services; Ada administers. None of them is a super-reader.
"""

from accounts.models import StudentProfile, User
from accounts.roles import Role


def make_maya() -> User:
    maya = User.objects.create_user(
        "maya@example.edu",
        full_name="Maya Lind",
        roles=(Role.STUDENT,),
        time_zone="America/Chicago",
    )
    StudentProfile.objects.create(user=maya, program="Marketing", graduation_year=2027)
    return maya


def make_omar() -> User:
    omar = User.objects.create_user(
        "omar@example.edu", full_name="Omar Haddad", roles=(Role.STUDENT,)
    )
    StudentProfile.objects.create(user=omar, program="Nursing", graduation_year=2028)
    return omar


def make_ines() -> User:
    return User.objects.create_user(
        "ines@example.edu", full_name="Ines Duarte", roles=(Role.STAFF,)
    )


def make_ada() -> User:
    return User.objects.create_user("ada@example.edu", full_name="Ada Berg", roles=(Role.ADMIN,))
