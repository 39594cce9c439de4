"""When the worker cannot go on: the import goes back to where the student can press again."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from contacts.models import ContactImport
from contacts.states import ImportStatus
from networkapp.db.acting import acting_as

_BACK = {
    ImportStatus.UPLOADED: ImportStatus.FAILED,
    ImportStatus.RUNNING: ImportStatus.READY,
    ImportStatus.UNDOING: ImportStatus.DONE,
}


def give_up(import_id: int, *, owner_id: int) -> None:
    """Put the import back a step, with a sentence; safe to repeat."""
    owner = User.objects.get(pk=owner_id)
    with translation.override(owner.locale), acting_as(owner):
        contact_import = ContactImport.objects.light().filter(pk=import_id).first()
        back = _BACK.get(ImportStatus(contact_import.status)) if contact_import else None
        if contact_import is None or back is None:
            return
        contact_import.status = back
        contact_import.message = _(
            "Something went wrong on our side. What was done stays done: press again to go on."
        )
        contact_import.save(update_fields=["status", "message"])
