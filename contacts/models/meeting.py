"""A logged touch of any kind (product C9)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from contacts.querysets import MeetingQuerySet
from contacts.states import Direction, MeetingKind
from networkapp.db.models import OwnedModel, OwnedQuerySet, OwnerPolicy, SameOwner, VersionedModel


class Meeting(VersionedModel, OwnedModel):
    """A talk, a call, a mail or a message with one or more contacts, on a day that has come."""

    kind = models.CharField(
        _("how"), max_length=10, choices=MeetingKind.choices, default=MeetingKind.IN_PERSON
    )
    direction = models.CharField(
        _("who reached out"), max_length=8, choices=Direction.choices, default=Direction.BY_ME
    )
    met_on = models.DateField(_("when"))
    summary = models.TextField(_("what was said"), max_length=10_000, blank=True)
    event = models.ForeignKey(
        "contacts.Event", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            SameOwner(field="event", name="contacts_meeting_event_same_owner"),
            models.CheckConstraint(
                condition=models.Q(kind__in=MeetingKind.values), name="contacts_meeting_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=Direction.values),
                name="contacts_meeting_direction_known",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "met_on", "id"], name="contacts_meeting_by_day"),
            models.Index(fields=["owner", "event"], name="contacts_meeting_event"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.met_on}"


class MeetingContact(OwnedModel):
    """Who was part of a meeting."""

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.CASCADE,
        related_name="participants",
        db_constraint=False,
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        related_name="participations",
        db_constraint=False,
        db_index=False,
    )

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            OwnerPolicy(name="contacts_meetingcontact_policy"),
            SameOwner(field="meeting", name="contacts_meetingcontact_meeting_same_owner"),
            SameOwner(field="contact", name="contacts_meetingcontact_contact_same_owner"),
            models.UniqueConstraint(
                fields=["owner", "meeting", "contact"], name="contacts_meetingcontact_once"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "contact"], name="contacts_meetingcontact_who"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} in {self.meeting_id}"
