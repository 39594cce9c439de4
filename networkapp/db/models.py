"""The abstract models: owned rows, catalogues, and rows that carry a version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from networkapp.db.constraints import SameOwner
from networkapp.db.policies import CataloguePolicy, OwnerPolicy

__all__ = [
    "CatalogueModel",
    "CataloguePolicy",
    "CatalogueQuerySet",
    "OwnedModel",
    "OwnedQuerySet",
    "OwnerPolicy",
    "SameOwner",
    "StaleEdit",
    "VersionedModel",
    "owned_constraints",
]

M = TypeVar("M", bound=models.Model)


def owned_constraints(
    *, catalogues: Sequence[str] = (), key: str = "id"
) -> list[models.BaseConstraint]:
    """Return what every owned table has: unique (owner, key), and the policy.

    ``catalogues`` names the foreign keys to catalogues. ``key`` is another name for models
    whose primary key is a relation.
    """
    return [
        models.UniqueConstraint(fields=["owner", key], name="%(app_label)s_%(class)s_owner_id"),
        OwnerPolicy(name="%(app_label)s_%(class)s_policy", catalogues=catalogues),
    ]


class OwnedQuerySet(models.QuerySet[M], Generic[M]):
    """Reading owned rows starts at the user."""

    def visible_to(self, user: Any) -> Self:
        """Return the rows that ``user`` owns."""
        return self.filter(owner=user)


class OwnedModel(models.Model):
    """A row that belongs to one student."""

    # No index of its own: unique (owner, id) begins with it.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    # Any: the plugin would hold every inherited manager to the fields of this class.
    # Each model names its manager itself, which also tells the type checker what it gives.
    objects: Any = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = owned_constraints()


class CatalogueQuerySet(models.QuerySet[M], Generic[M]):
    """Reading a catalogue."""

    def visible_to(self, user: Any) -> Self:
        """Return the institution's rows and those that ``user`` added."""
        return self.filter(Q(owner=None) | Q(owner=user))


class CatalogueModel(models.Model):
    """A row of the institution (no owner), or one that a student added for themselves."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: Any = CatalogueQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            CataloguePolicy(name="%(app_label)s_%(class)s_policy")
        ]


class StaleEdit(Exception):
    """Somebody saved the row since it was read. ``current`` is the row now, or None if gone."""

    def __init__(self, current: models.Model | None) -> None:
        super().__init__("the row was saved by somebody else since it was read")
        self.current = current


class VersionedModel(models.Model):
    """A row whose edits are refused when they started from an older version."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, *, expected: int, update_fields: Sequence[str]) -> None:
        """Save ``update_fields`` if the stored version is still ``expected``, and count it up.

        Raises StaleEdit, having changed nothing, when it is not. Signals are not sent.
        """
        rows = type(self)._base_manager.filter(pk=self.pk)
        # Not expected + 1, which for the largest number there is would be no integer any more.
        values: dict[str, Any] = {"version": F("version") + 1}
        for name in update_fields:
            field = self._meta.get_field(name)
            values[field.name] = field.pre_save(self, add=False)  # type: ignore[union-attr]
        if not rows.filter(version=expected).update(**values):
            raise StaleEdit(rows.first())
        self.version = expected + 1
