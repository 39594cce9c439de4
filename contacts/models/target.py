"""Where a student wants to work (product T1)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networkapp.db.models import OwnedModel, OwnedQuerySet, OwnerPolicy
from networkapp.text import fold


class Target(OwnedModel):
    """An industry, a profession, a service or an area in which the student wishes to work."""

    class Dimension(models.TextChoices):
        INDUSTRY = "industry", _("Industry")
        PROFESSION = "profession", _("Profession")
        SERVICE = "service", _("Service")
        AREA = "area", _("Area")

    dimension = models.CharField(max_length=10, choices=Dimension.choices)
    value = models.CharField(_("where you want to work"), max_length=120)
    folded = models.CharField(max_length=160, db_collation="C", editable=False)
    industry = models.ForeignKey(
        "contacts.Industry",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    area = models.ForeignKey(
        "contacts.Area",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    priority = models.PositiveSmallIntegerField(_("priority"), default=2)  # 1 comes first
    wanted_contacts = models.PositiveSmallIntegerField(_("contacts wanted"), default=3)
    wanted_interviews = models.PositiveSmallIntegerField(_("interviews wanted"), default=2)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "id"], name="%(app_label)s_%(class)s_owner_id"
            ),
            OwnerPolicy(name="contacts_target_policy", catalogues=["industry", "area"]),
            models.UniqueConstraint(
                fields=["owner", "dimension", "folded"],
                name="contacts_target_once",
                violation_error_message=_("You named that already."),
            ),
            models.CheckConstraint(
                condition=models.Q(dimension__in=["industry", "profession", "service", "area"]),
                name="contacts_target_dimension_known",
            ),
            models.CheckConstraint(
                condition=models.Q(priority__range=(1, 3)), name="contacts_target_priority"
            ),
            models.CheckConstraint(
                condition=~models.Q(folded=""),
                name="contacts_target_named",
                violation_error_message=_("Say where you want to work."),
            ),
        ]

    def __str__(self) -> str:
        return self.value

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.value)[:160]
        super().save(*args, **kwargs)
