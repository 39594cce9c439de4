"""A student's people. Every table here is row-secured: only its owner sees a row."""

from contacts.models.catalogue import Area, Industry, Source
from contacts.models.change import BulkChange
from contacts.models.contact import Contact, ContactPrivate
from contacts.models.details import Channel, ContactTag, Organization, Position, Tag
from contacts.models.event import Event
from contacts.models.followup import FollowUp
from contacts.models.imports import ContactImport, ImportRow
from contacts.models.meeting import Meeting, MeetingContact
from contacts.models.target import Target
from contacts.models.view import SavedView

__all__ = [
    "Area",
    "BulkChange",
    "Channel",
    "Contact",
    "ContactImport",
    "ContactPrivate",
    "ContactTag",
    "Event",
    "FollowUp",
    "ImportRow",
    "Industry",
    "Meeting",
    "MeetingContact",
    "Organization",
    "Position",
    "SavedView",
    "Source",
    "Tag",
    "Target",
]
