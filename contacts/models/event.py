"""An occasion where people are met (product E1)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.querysets import EventQuerySet
from contacts.states import EventKind
from networkapp.db.models import OwnedModel, VersionedModel


class Event(VersionedModel, OwnedModel):
    """A conference, an association meeting, a social event, a career fair or a lecture."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=12, choices=EventKind.choices, default=EventKind.SOCIAL
    )
    organization_name = models.CharField(_("held by"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    starts_at_time = models.TimeField(_("from"), null=True, blank=True)
    ends_at_time = models.TimeField(_("until"), null=True, blank=True)
    look_for = models.TextField(
        _("people to look for"),
        max_length=2000,
        blank=True,
        help_text=_("One on a line. Tick them off as you meet them."),
    )
    note = models.TextField(_("note"), max_length=5000, blank=True)
    # "I am here now": until this moment people added anywhere are met at this event.
    here_until_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="contacts_event_dates",
                violation_error_message=_("The last day comes after the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=EventKind.values), name="contacts_event_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "starts_on", "id"], name="contacts_event_by_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_past(self, *, on: date) -> bool:
        """Say whether its last day is over."""
        return (self.ends_on or self.starts_on) < on

    def is_here(self, *, now: datetime) -> bool:
        """Say whether the student said "I am here now"."""
        return self.here_until_at is not None and self.here_until_at > now
