"""What belongs to a contact: employers, positions, ways to reach them, tags.

Foreign keys here have ``db_constraint=False``: SameOwner makes the database's key, and an index
that leads with the owner serves both ways. A second, plain key and index per column would only
slow a large import down.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models.contact import Contact
from contacts.states import ChannelKind
from networkapp.db.models import OwnedModel, OwnedQuerySet, OwnerPolicy, SameOwner
from networkapp.text import fold


class Organization(OwnedModel):
    """An employer as this student writes it; one row per normalised name (product C3)."""

    name = models.CharField(_("organisation"), max_length=200)
    normalized = models.CharField(max_length=200, db_collation="C", editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            # Made before (owner, id): of two indexes that look alike to a planner without
            # statistics it takes the younger one, and here a large import stands or falls by it.
            models.UniqueConstraint(
                fields=["owner", "normalized"], name="contacts_organization_once"
            ),
            *OwnedModel.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.name


class Position(OwnedModel):
    """Work that a contact does or did; several may be current, and history stays."""

    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        related_name="positions",
        db_constraint=False,
        db_index=False,
    )
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="positions",
        db_constraint=False,
        db_index=False,
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
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
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_current = models.BooleanField(_("works there now"), default=True)
    made_by_import = models.BigIntegerField(null=True, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            OwnerPolicy(name="contacts_position_policy", catalogues=["industry", "area"]),
            SameOwner(field="contact", name="contacts_position_contact_same_owner"),
            SameOwner(field="organization", name="contacts_position_organization_same_owner"),
            models.CheckConstraint(
                condition=models.Q(organization__isnull=False) | ~models.Q(title=""),
                name="contacts_position_says_something",
                violation_error_message=_("Give a title or an organisation."),
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="contacts_position_dates",
                violation_error_message=_("The last day comes after the first."),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "contact"], name="contacts_position_contact"),
            models.Index(fields=["owner", "organization"], name="contacts_position_org"),
            models.Index(fields=["owner", "industry"], name="contacts_position_industry"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, str(self.organization or "")) if part)


class Channel(OwnedModel):
    """A way to reach a contact. ``normalized`` is what duplicates are recognised by."""

    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        related_name="channels",
        db_constraint=False,
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ChannelKind.choices)
    label = models.CharField(_("label"), max_length=40, blank=True)
    value = models.CharField(_("address"), max_length=500)
    normalized = models.CharField(max_length=500, db_collation="C", editable=False)
    is_preferred = models.BooleanField(_("preferred"), default=False)
    made_by_import = models.BigIntegerField(null=True, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            OwnerPolicy(name="contacts_channel_policy"),
            SameOwner(field="contact", name="contacts_channel_contact_same_owner"),
            models.UniqueConstraint(
                fields=["owner", "contact", "kind", "normalized"],
                name="contacts_channel_once",
                violation_error_message=_("This contact has that already."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ChannelKind.values), name="contacts_channel_kind_known"
            ),
            # A link is http(s) or it is no link: "javascript:" never reaches a page.
            models.CheckConstraint(
                condition=~models.Q(kind__in=["linkedin", "website"])
                | models.Q(value__regex=r"^https?://"),
                name="contacts_channel_link_is_web",
                violation_error_message=_("A web address starts with https://."),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "kind", "normalized"], name="contacts_channel_find"),
        ]

    def __str__(self) -> str:
        return self.value

    @property
    def href(self) -> str:
        """The link that writes, calls or opens; empty for what is no link."""
        if self.kind == ChannelKind.EMAIL:
            return f"mailto:{self.value}"
        if self.kind == ChannelKind.PHONE:
            return f"tel:{self.normalized}" if self.normalized else ""
        return self.value if self.value.startswith(("https://", "http://")) else ""


class Tag(OwnedModel):
    """A student's own word for a group of contacts."""

    name = models.CharField(_("tag"), max_length=60)
    folded = models.CharField(max_length=80, db_collation="C", editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "folded"], name="contacts_tag_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:80]  # a letter may fold into many
        super().save(*args, **kwargs)


class ContactTag(OwnedModel):
    """A tag on a contact."""

    contact = models.ForeignKey(
        Contact,
        on_delete=models.CASCADE,
        related_name="contact_tags",
        db_constraint=False,
        db_index=False,
    )
    tag = models.ForeignKey(
        Tag,
        on_delete=models.CASCADE,
        related_name="contact_tags",
        db_constraint=False,
        db_index=False,
    )

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        constraints = [
            OwnerPolicy(name="contacts_contacttag_policy"),
            SameOwner(field="contact", name="contacts_contacttag_contact_same_owner"),
            SameOwner(field="tag", name="contacts_contacttag_tag_same_owner"),
            models.UniqueConstraint(
                fields=["owner", "contact", "tag"], name="contacts_contacttag_once"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "tag", "contact"], name="contacts_contacttag_tag"),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.contact_id}"
