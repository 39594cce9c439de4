"""What a student chose about the pages here; everything else on them belongs to other apps."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from networkapp.db.models import OwnedModel, OwnedQuerySet


class Dismissal(OwnedModel):
    """Something on a page that the student has put away, by its key: "step-import"."""

    key = models.SlugField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "key"], name="insights_dismissal_once"),
        ]

    def __str__(self) -> str:
        return self.key
