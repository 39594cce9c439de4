"""A change to many contacts at once, kept so that it can be taken back."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from networkapp.db.models import OwnedModel, OwnedQuerySet, OwnerPolicy


class BulkChange(OwnedModel):
    """What one press of a bulk button did, and to whom."""

    class Verb(models.TextChoices):
        TAG = "tag", _("Tagged")
        STAGE = "stage", _("Moved to a stage")
        FOLLOW_UP = "follow_up", _("Follow-up set")
        DELETE = "delete", _("Moved to the trash")

    verb = models.CharField(max_length=10, choices=Verb.choices)
    # What undo needs, by verb: the tag and who got it, each one's stage before, the follow-ups
    # made, or who went to the trash.
    changes = models.JSONField()
    count = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [OwnerPolicy(name="contacts_bulkchange_policy")]
        indexes = [models.Index(fields=["owner", "-id"], name="contacts_bulkchange_newest")]

    def __str__(self) -> str:
        return f"{self.verb}: {self.count}"
