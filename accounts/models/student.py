"""What the school knows of a student."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

_YEAR = _("Give the year in four digits, such as 2027.")


class StudentProfile(models.Model):
    """Program, year and number of one student; all may be empty."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, primary_key=True, related_name="student_profile"
    )
    program = models.CharField(_("program"), max_length=120, blank=True)
    graduation_year = models.PositiveSmallIntegerField(
        _("graduation year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1950, _YEAR), MaxValueValidator(2100, _YEAR)],
    )
    student_id = models.CharField(_("student number"), max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(graduation_year__isnull=True)
                | models.Q(graduation_year__range=(1950, 2100)),
                name="accounts_studentprofile_year",
                violation_error_message=_YEAR,
            ),
            models.UniqueConstraint(
                fields=["student_id"],
                condition=~models.Q(student_id=""),
                name="accounts_studentprofile_number_once",
                violation_error_message=_("Another student has this number."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def of(cls, user: User) -> StudentProfile:
        """Return the student's profile, or a new one that is not saved yet."""
        return cls.objects.filter(user=user).first() or cls(user=user)
