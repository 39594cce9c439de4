"""A file of contacts on its way in (product C7)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from contacts.states import (
    IMPORT_BUSY,
    IMPORT_REMOVABLE,
    ImportStatus,
    RowChoice,
    RowResult,
)
from networkapp.db.models import OwnedModel, OwnedQuerySet, OwnerPolicy, SameOwner


class ContactImportQuerySet(OwnedQuerySet["ContactImport"]):
    """Reading imports."""

    def light(self) -> ContactImportQuerySet:
        """Leave the file itself where it is: ten megabytes are not for a page."""
        return self.select_related("source").defer("content")


class ContactImport(OwnedModel):
    """One uploaded file: what it is, how it is read, how far it has come."""

    file_name = models.CharField(max_length=200)
    content = models.BinaryField(default=b"")  # zlib; emptied when the import is over
    size = models.PositiveIntegerField(default=0)  # bytes
    status = models.CharField(
        max_length=14, choices=ImportStatus.choices, default=ImportStatus.UPLOADED
    )
    format = models.CharField(max_length=12, blank=True)
    date_order = models.CharField(max_length=3, blank=True)  # empty: as the institution writes
    headers = models.JSONField(default=list)
    samples = models.JSONField(default=list)  # the first records, shown beside the column names
    mapping = models.JSONField(default=dict)  # column index as text -> field key
    is_mapped_by_hand = models.BooleanField(default=False)
    source = models.ForeignKey("contacts.Source", on_delete=models.PROTECT, related_name="+")
    # The newest contact when the file was compared: those that came later are compared again.
    newest_contact = models.BigIntegerField(default=0)
    tabs = models.JSONField(default=dict)  # of the preview: suggestion, "all" or "note" -> rows
    ticked_count = models.PositiveIntegerField(default=0)
    row_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)  # rows the worker is through with
    added_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    skipped_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    taken_back_count = models.PositiveIntegerField(default=0)
    kept_count = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)  # one kind sentence when something is wrong
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = ContactImportQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "id"], name="%(app_label)s_%(class)s_owner_id"
            ),
            OwnerPolicy(name="contacts_contactimport_policy", catalogues=["source"]),
            models.CheckConstraint(
                condition=models.Q(status__in=ImportStatus.values),
                name="contacts_contactimport_status_known",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="contacts_contactimport_newest")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("contacts:import", args=[self.pk])

    @property
    def is_busy(self) -> bool:
        """The worker is at it."""
        return self.status in IMPORT_BUSY

    @property
    def is_removable(self) -> bool:
        """Nothing of it was imported, so it can be thrown away."""
        return self.status in IMPORT_REMOVABLE

    @property
    def is_all_known(self) -> bool:
        """The preview suggests to leave everybody out."""
        return not (self.tabs.get(RowChoice.ADD) or self.tabs.get(RowChoice.UPDATE))

    @property
    def work_count(self) -> int:
        """How many rows the worker has before it; 0 while that is not known."""
        if self.status == ImportStatus.UNDOING:
            return self.added_count + self.updated_count
        return self.row_count

    @property
    def percent(self) -> int:
        """How far the worker has come, 0 to 100."""
        return min(100, round(100 * self.done_count / self.work_count)) if self.work_count else 0


class ImportRowQuerySet(OwnedQuerySet["ImportRow"]):
    """Reading rows of imports."""

    def of(self, contact_import: ContactImport) -> ImportRowQuerySet:
        return self.filter(owner=contact_import.owner_id, contact_import=contact_import)

    def suggested(self, show: str) -> ImportRowQuerySet:
        """Those of one tab of the preview: a suggestion, or "note"; all for anything else."""
        if show in RowChoice.values:
            return self.filter(suggestion=show)
        return self.exclude(message="") if show == "note" else self

    def came_to(self, show: str) -> ImportRowQuerySet:
        """Those of one tab of the report: a result, "skipped" with nothing new, or "note"."""
        if show == RowResult.SKIPPED:
            return self.filter(result__in=[RowResult.SKIPPED, RowResult.UNCHANGED])
        if show in RowResult.values:
            return self.filter(result=show)
        return self.exclude(Q(message="") | Q(result=RowResult.SKIPPED)) if show == "note" else self


class ImportRow(OwnedModel):
    """One row of the file: the person read, what is suggested and why, chosen, and done."""

    contact_import = models.ForeignKey(
        ContactImport,
        on_delete=models.CASCADE,
        related_name="rows",
        db_constraint=False,
        db_index=False,
    )
    number = models.PositiveIntegerField()  # the line of the file on which the record starts
    person = models.JSONField(default=dict)
    suggestion = models.CharField(max_length=6, choices=RowChoice.choices)
    choice = models.CharField(max_length=6, choices=RowChoice.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    match = models.ForeignKey(
        Contact,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    result = models.CharField(max_length=10, choices=RowResult.choices, default=RowResult.WAITING)
    contact = models.ForeignKey(
        Contact,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    # What an update replaced, so that undo can put it back: field -> [before, after].
    before = models.JSONField(default=dict)
    message = models.CharField(max_length=500, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            OwnerPolicy(name="contacts_importrow_policy"),
            SameOwner(field="contact_import", name="contacts_importrow_import_same_owner"),
            SameOwner(field="match", name="contacts_importrow_match_same_owner"),
            SameOwner(field="contact", name="contacts_importrow_contact_same_owner"),
            models.UniqueConstraint(
                fields=["owner", "contact_import", "number"], name="contacts_importrow_once"
            ),
            models.CheckConstraint(
                condition=models.Q(suggestion__in=RowChoice.values, choice__in=RowChoice.values),
                name="contacts_importrow_choice_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "contact"],
                name="contacts_importrow_contact",
                condition=models.Q(contact__isnull=False),
            ),
            models.Index(
                fields=["owner", "match"],
                name="contacts_importrow_match",
                condition=models.Q(match__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of {self.contact_import_id}"
