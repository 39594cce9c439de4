"""A contact, and apart from it what is nobody's business but the student's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.querysets import ContactQuerySet
from contacts.states import CanHelpWith, Stage, is_forward
from networkapp.db.models import OwnedModel, OwnedQuerySet, OwnerPolicy, SameOwner, VersionedModel
from networkapp.text import fold
from networkapp.time import days_between

SORT_KEY_LENGTH = 120


class Contact(VersionedModel, OwnedModel):
    """Somebody in a student's network; may exist before they ever met (product C1, C2).

    ``title``, ``organization_name`` repeat the main current position, ``last_contact_on`` the
    newest meeting, ``next_*`` the first open follow-up: a list of people is one table then.
    ``contacts.clocks`` and ``contacts.positions`` are the only writers of these.
    """

    full_name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(
        _("sorted as"), max_length=200, blank=True, help_text=_("Such as “García, José”.")
    )
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, db_collation="C", editable=False)
    pronouns = models.CharField(_("pronouns"), max_length=60, blank=True)
    pronunciation = models.CharField(_("how to say the name"), max_length=200, blank=True)
    source = models.ForeignKey(
        "contacts.Source", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage.choices, default=Stage.HEARD_OF
    )
    stage_is_pinned = models.BooleanField(_("keep this stage as I set it"), default=False)
    met_on = models.DateField(_("first met on"), null=True, blank=True)
    met_at = models.ForeignKey(
        "contacts.Event",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people_met",
        db_constraint=False,  # SameOwner makes the key
        db_index=False,
        verbose_name=_("met at"),
    )
    referred_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="referred",
        db_constraint=False,
        db_index=False,
        verbose_name=_("referred by"),
    )
    area = models.ForeignKey(
        "contacts.Area",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    can_help_with = ArrayField(
        models.CharField(max_length=20, choices=CanHelpWith.choices),
        verbose_name=_("can help with"),
        default=list,
        blank=True,
    )
    disciplines = models.CharField(_("disciplines"), max_length=300, blank=True)
    research = models.TextField(_("research and projects"), max_length=2000, blank=True)
    title = models.CharField(max_length=200, blank=True, editable=False)
    organization_name = models.CharField(max_length=200, blank=True, editable=False)
    last_contact_on = models.DateField(null=True, editable=False)
    next_due_on = models.DateField(null=True, editable=False)
    next_step = models.CharField(max_length=200, blank=True, editable=False)
    # The import that made this contact; a plain number, for undo alone.
    made_by_import = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    open_follow_ups: list[Any]  # brought by for_page()

    objects = ContactQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "id"], name="%(app_label)s_%(class)s_owner_id"
            ),
            OwnerPolicy(name="contacts_contact_policy", catalogues=["source", "area"]),
            SameOwner(field="referred_by", name="contacts_contact_referred_by_same_owner"),
            SameOwner(field="met_at", name="contacts_contact_met_at_same_owner"),
            models.CheckConstraint(
                condition=~models.Q(full_name=""),
                name="contacts_contact_named",
                violation_error_message=_("Give a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="contacts_contact_stage_known"
            ),
            models.CheckConstraint(
                condition=models.Q(referred_by__isnull=True)
                | ~models.Q(referred_by=models.F("id")),
                name="contacts_contact_not_referred_by_self",
                violation_error_message=_("Nobody refers you to themselves."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "sort_key", "id"],
                name="contacts_contact_by_name",
                condition=models.Q(deleted_at__isnull=True),
            ),
            models.Index(
                fields=["owner", "source"],
                name="contacts_contact_by_source",
                condition=models.Q(deleted_at__isnull=True),
            ),
            models.Index(
                fields=["owner", "referred_by"],
                name="contacts_contact_referred",
                condition=models.Q(referred_by__isnull=False),
            ),
            models.Index(
                fields=["owner", "met_at"],
                name="contacts_contact_met_at",
                condition=models.Q(met_at__isnull=False),
            ),
            models.Index(
                fields=["owner", "made_by_import"],
                name="contacts_contact_import",
                condition=models.Q(made_by_import__isnull=False),
            ),
            models.Index(
                fields=["owner", "deleted_at"],
                name="contacts_contact_trash",
                condition=models.Q(deleted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("contacts:page", args=[self.pk])

    # --- Questions ---

    @property
    def headline(self) -> str:
        """The line under the name: "Brand manager, 3M"."""
        return ", ".join(part for part in (self.title, self.organization_name) if part)

    @property
    def help_labels(self) -> list[str]:
        """What they can help with, in words."""
        return [str(CanHelpWith(key).label) for key in self.can_help_with]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def may_be_contacted(self) -> bool:
        """False when the person asked not to be: no reminders, no drafts (product C2)."""
        return self.stage != Stage.DO_NOT_CONTACT

    def is_going_cold(self, *, on: date, after_days: int) -> bool:
        """Say whether somebody met has not been heard from for ``after_days`` days."""
        return (
            self.stage in (Stage.MET, Stage.KEEPING_IN_TOUCH)
            and self.last_contact_on is not None
            and days_between(self.last_contact_on, on) > after_days
        )

    # --- Verbs ---

    def name_it(self) -> None:
        """Set the sort key from the name; called before every save that names somebody."""
        self.sort_key = sort_key_for(self.full_name, self.sort_name)

    def move_to(self, stage: str, *, now: datetime, pinned: bool = False) -> None:
        """Put the contact in ``stage`` as the student says."""
        self.stage = stage
        self.stage_is_pinned = pinned
        self.updated_at = now
        self.save(update_fields=["stage", "stage_is_pinned", "updated_at"])

    def suggest_stage(self, stage: str, *, now: datetime) -> bool:
        """Move forward to ``stage`` unless pinned or already there; say whether it moved."""
        if self.stage_is_pinned or not is_forward(self.stage, stage):
            return False
        self.move_to(stage, now=now)
        return True

    @transaction.atomic
    def put_in_trash(self, *, now: datetime) -> None:
        """Delete softly; safe to repeat."""
        Contact.objects.filter(pk=self.pk, owner=self.owner_id).put_in_trash(now=now)
        self.refresh_from_db(fields=["deleted_at", "updated_at"])

    @transaction.atomic
    def restore(self, *, now: datetime) -> None:
        """Take out of the trash; safe to repeat."""
        Contact.objects.filter(pk=self.pk, owner=self.owner_id).restore(now=now)
        self.refresh_from_db(fields=["deleted_at", "updated_at"])


class ContactPrivate(OwnedModel):
    """What no scope of sharing ever opens: notes, closeness, and the words to search."""

    contact = models.OneToOneField(
        Contact, primary_key=True, on_delete=models.CASCADE, related_name="private"
    )
    how_met = models.CharField(
        _("how we met, or where I heard of them"), max_length=500, blank=True
    )
    closeness = models.PositiveSmallIntegerField(
        _("closeness"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    note = models.TextField(_("private note"), max_length=20_000, blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            OwnerPolicy(name="contacts_contactprivate_policy"),
            SameOwner(field="contact", name="contacts_contactprivate_same_owner"),
            models.CheckConstraint(
                condition=models.Q(closeness__isnull=True) | models.Q(closeness__range=(1, 5)),
                name="contacts_contactprivate_closeness",
                violation_error_message=_("Closeness goes from 1 to 5."),
            ),
        ]
        indexes = [models.Index(fields=["owner"], name="contacts_contactprivate_owner")]

    def __str__(self) -> str:
        return f"private part of {self.contact_id}"


def sort_key_for(full_name: str, sort_name: str = "") -> str:
    """Return the folded key that lists are sorted by; emoji and signs go to the end."""
    return fold(sort_name or full_name)[:SORT_KEY_LENGTH] or "~"
