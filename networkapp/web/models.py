"""What the web kit keeps: which forms have been sent."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class SubmittedForm(models.Model):
    """A form somebody sent once, and the address where it led them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.UUIDField()
    url = models.TextField(default="", blank=True)
    created_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="web_submittedform_once"),
        ]

    def __str__(self) -> str:
        return str(self.key)
