"""Catalogues: the institution's rows (no owner) and a student's own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.states import Family
from networkapp.db.models import CatalogueModel, CatalogueQuerySet
from networkapp.text import fold


class Source(CatalogueModel):
    """Where a contact comes from (product S13). Keys are fixed; names are the admin's."""

    key = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=80)
    family = models.CharField(max_length=10, choices=Family.choices)
    position = models.PositiveSmallIntegerField(default=100)

    objects = CatalogueQuerySet.as_manager()

    class Meta(CatalogueModel.Meta):
        ordering = ["position", "name"]
        constraints = [
            *CatalogueModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "key"], name="contacts_source_key_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(family__in=Family.values), name="contacts_source_family_known"
            ),
        ]

    def __str__(self) -> str:
        return source_label(self.name, self.owner_id)


class Area(CatalogueModel):
    """A place where people work: country, state or city, each within its parent."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        STATE = "state", _("State")
        CITY = "city", _("City")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    code = models.CharField(max_length=8, blank=True)  # "US", "MN"
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    folded = models.CharField(max_length=160, db_collation="C", editable=False)

    objects = CatalogueQuerySet.as_manager()

    class Meta(CatalogueModel.Meta):
        ordering = ["folded"]
        constraints = [
            *CatalogueModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "kind", "folded", "parent"],
                name="contacts_area_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:160]
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The name with its state, as an address says it: "Marshall, MN"."""
        parent = self.parent
        return area_label(self.kind, self.name, (parent.code or parent.name) if parent else None)


def source_label(name: str, owner_id: int | None) -> str:
    """Return a source's name: the institution's in the reader's language, one's own as typed."""
    return str(_(name)) if owner_id is None else name


def area_label(kind: str | None, name: str | None, parent: str | None) -> str:
    """Return an area's name with ``parent``, the code or name of what it lies in."""
    if not name or not parent or kind == Area.Kind.STATE:
        return name or ""
    return f"{name}, {parent}"


class Industry(CatalogueModel):
    """A line of business."""

    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=160, db_collation="C", editable=False)

    objects = CatalogueQuerySet.as_manager()

    class Meta(CatalogueModel.Meta):
        ordering = ["folded"]
        constraints = [
            *CatalogueModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "folded"], name="contacts_industry_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:160]
        super().save(*args, **kwargs)
