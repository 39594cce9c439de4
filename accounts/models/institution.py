"""The institution: one row of name, mail, calendar and thresholds."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import validate_time_zone

_COLD = _("Give a number of days between 7 and 1,000.")
_TRASH = _("Give a number of days between 1 and 365.")


class DateOrder(models.TextChoices):
    """How dates with slashes are read in imported files and typed fields."""

    MDY = "mdy", _("month/day/year")
    DMY = "dmy", _("day/month/year")
    YMD = "ymd", _("year/month/day")


class Institution(models.Model):
    """The one institution that runs this site. ``current()`` is the only way to it."""

    name = models.CharField(_("name"), max_length=200, default="Example University")
    logo = models.BinaryField(_("logo"), blank=True, default=b"", editable=True)
    logo_type = models.CharField(max_length=20, blank=True)
    sender = models.CharField(
        _("sender of mails"),
        max_length=200,
        blank=True,
        help_text=_("Such as “Career Services <careers@example.edu>”."),
    )
    email_domains = ArrayField(
        models.CharField(max_length=120),
        verbose_name=_("e-mail domains that may sign up"),
        default=list,
        blank=True,
        help_text=_("Separate them with commas. Empty: nobody signs up; administrators invite."),
    )
    date_order = models.CharField(
        _("order of dates"), max_length=3, choices=DateOrder.choices, default=DateOrder.MDY
    )
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="America/Chicago", validators=[validate_time_zone]
    )
    going_cold_days = models.PositiveSmallIntegerField(
        _("days without a meeting until somebody is “going cold”"),
        default=120,
        validators=[MinValueValidator(7, _COLD), MaxValueValidator(1000, _COLD)],
    )
    thank_you_due_hours = models.PositiveSmallIntegerField(
        _("hours until a thank-you is due"), default=24
    )
    thank_you_overdue_hours = models.PositiveSmallIntegerField(
        _("hours until a thank-you is overdue"), default=48
    )
    trash_days = models.PositiveSmallIntegerField(
        _("days that deleted things stay in the trash"),
        default=30,
        validators=[MinValueValidator(1, _TRASH), MaxValueValidator(365, _TRASH)],
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="accounts_institution_one_row"),
            models.CheckConstraint(
                condition=models.Q(date_order__in=DateOrder.values),
                name="accounts_institution_date_order",
            ),
            models.CheckConstraint(
                condition=models.Q(going_cold_days__range=(7, 1000)),
                name="accounts_institution_cold_days",
                violation_error_message=_COLD,
            ),
            models.CheckConstraint(
                condition=models.Q(thank_you_overdue_hours__gte=models.F("thank_you_due_hours")),
                name="accounts_institution_thank_you",
                violation_error_message=_("A thank-you is due before it is overdue."),
            ),
            models.CheckConstraint(
                condition=models.Q(trash_days__range=(1, 365)),
                name="accounts_institution_trash_days",
                violation_error_message=_TRASH,
            ),
        ]

    # (seconds on the monotonic clock until which it holds, the row)
    _held: ClassVar[tuple[float, Institution] | None] = None

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.forget()

    @classmethod
    def current(cls) -> Institution:
        """Return the institution, held for a minute so that pages do not ask for it each time."""
        held = cls._held
        if held is None or held[0] < time.monotonic():
            row = cls.objects.filter(pk=1).first() or cls(
                pk=1, email_domains=list(settings.SIGNUP_DOMAINS)
            )
            held = cls._held = (time.monotonic() + 60, row)
        return held[1]

    @classmethod
    def to_edit(cls) -> Institution:
        """Return the institution as it is stored now, whatever is held."""
        return cls.objects.get(pk=1)

    @classmethod
    def forget(cls) -> None:
        """Read the row again at the next ``current()``."""
        cls._held = None

    def allows_sign_up(self, email: str) -> bool:
        """Say whether the owner of ``email`` may make an account of their own."""
        domain = email.rpartition("@")[2].lower()
        return domain in {d.lower().lstrip("@") for d in self.email_domains}

    def holidays(self) -> frozenset[date]:
        """Return the days that are no business days."""
        return frozenset(Holiday.objects.values_list("off_on", flat=True))


def date_order() -> str:
    """Return how dates with slashes are read: "mdy", "dmy" or "ymd"."""
    return str(Institution.current().date_order)


class Term(models.Model):
    """A term of teaching."""

    name = models.CharField(_("name"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="accounts_term_order",
                violation_error_message=_("The last day comes after the first."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def remove(cls, pk: int) -> None:
        """Take a term away; safe to repeat."""
        cls.objects.filter(pk=pk).delete()


class Holiday(models.Model):
    """A day on which nobody answers: business-day counts pass over it."""

    off_on = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["off_on"]

    def __str__(self) -> str:
        return f"{self.off_on} {self.name}"

    @classmethod
    def remove(cls, pk: int) -> None:
        """Take a holiday away; safe to repeat."""
        cls.objects.filter(pk=pk).delete()


def ensure_institution(**kwargs: Any) -> None:
    """Make the one row after every migrate and flush."""
    Institution.objects.get_or_create(
        pk=1, defaults={"email_domains": list(settings.SIGNUP_DOMAINS)}
    )
    Institution.forget()
