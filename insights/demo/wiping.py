"""Taking the demo student's network away, so that it can be told anew."""

from __future__ import annotations

from accounts.models import User
from contacts import models as contacts
from insights.models import Dismissal


def wipe(owner: User) -> None:
    """Delete everything that ``owner`` owns in contacts and here, children first."""
    for model in (
        contacts.ImportRow,
        contacts.ContactImport,
        contacts.BulkChange,
        contacts.FollowUp,
        contacts.MeetingContact,
        contacts.Meeting,
        contacts.ContactTag,
        contacts.Tag,
        contacts.Channel,
        contacts.Position,
        contacts.Organization,
        contacts.ContactPrivate,
    ):
        model._base_manager.filter(owner=owner).delete()
    people = contacts.Contact._base_manager.filter(owner=owner)
    people.update(referred_by=None, met_at=None)
    people.delete()
    contacts.Event._base_manager.filter(owner=owner).delete()
    contacts.Target._base_manager.filter(owner=owner).delete()
    Dismissal._base_manager.filter(owner=owner).delete()
