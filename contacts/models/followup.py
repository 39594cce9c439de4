"""Something to do about a contact, by me or by them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from contacts.models.meeting import Meeting
from contacts.querysets import FollowUpQuerySet
from contacts.states import FollowUpKind
from networkapp.db.models import OwnedModel, SameOwner, VersionedModel


class FollowUp(VersionedModel, OwnedModel):
    """A promise or a reminder, with a due date or without.

    Higher apps write one for what they want seen on a contact, with ``link`` to their page.
    """

    class Side(models.TextChoices):
        ME = "me", _("I do it")
        THEM = "them", _("They promised it")

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="follow_ups")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    kind = models.CharField(
        _("what"), max_length=10, choices=FollowUpKind.choices, default=FollowUpKind.CHECK_IN
    )
    side = models.CharField(_("who"), max_length=4, choices=Side.choices, default=Side.ME)
    what = models.CharField(_("in your words"), max_length=200, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    link = models.CharField(max_length=200, blank=True, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            SameOwner(field="contact", name="contacts_followup_contact_same_owner"),
            SameOwner(field="meeting", name="contacts_followup_meeting_same_owner"),
            models.CheckConstraint(
                condition=models.Q(kind__in=FollowUpKind.values),
                name="contacts_followup_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(side__in=["me", "them"]), name="contacts_followup_side_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"],
                name="contacts_followup_open",
                condition=models.Q(done_at__isnull=True, deleted_at__isnull=True),
            ),
            models.Index(fields=["owner", "contact"], name="contacts_followup_contact"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What to do, in the student's words or by its kind."""
        return self.what or str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.deleted_at is None

    def is_late(self, *, on: date) -> bool:
        """Say whether it is open and its day has passed."""
        return self.is_open and self.due_on is not None and self.due_on < on
