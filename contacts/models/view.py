"""A filter of the contact list that the student keeps under a name (product S4)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networkapp.db.models import OwnedModel, OwnedQuerySet, OwnerPolicy
from networkapp.text import fold


class SavedView(OwnedModel):
    """A name and the query string it stands for."""

    name = models.CharField(_("name"), max_length=60)
    folded = models.CharField(max_length=80, db_collation="C", editable=False)
    query = models.CharField(max_length=1000)

    objects = OwnedQuerySet.as_manager()

    class Meta(OwnedModel.Meta):
        ordering = ["folded"]
        constraints = [
            OwnerPolicy(name="contacts_savedview_policy"),
            models.UniqueConstraint(fields=["owner", "folded"], name="contacts_savedview_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)[:80]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"{reverse('contacts:list')}?{self.query}"
