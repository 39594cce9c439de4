"""Stages of a contact and kinds of things, each list in one place with its named sets."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Family(TextChoices):
    """The five families of sources; each has a colour and always its word beside it."""

    ALUMNI = "alumni", _("Alumni")
    FACULTY = "faculty", _("Professors and advisors")
    PERSONAL = "personal", _("Friends, family, co-workers")
    HEARD_ABOUT = "heard", _("Met or heard about")
    REFERRAL = "referral", _("Referrals")


class Stage(TextChoices):
    """How far the acquaintance has come. The first six lead forward; the rest stand aside."""

    HEARD_OF = "heard_of", _("Heard of")
    TO_CONTACT = "to_contact", _("To contact")
    CONTACTED = "contacted", _("Contacted")
    IN_CONVERSATION = "in_conversation", _("In conversation")
    MET = "met", _("Met")
    KEEPING_IN_TOUCH = "keeping_in_touch", _("Keeping in touch")
    DORMANT = "dormant", _("Dormant")
    DECLINED = "declined", _("Declined")
    DO_NOT_CONTACT = "do_not_contact", _("Do not contact")


FORWARD = (
    Stage.HEARD_OF,
    Stage.TO_CONTACT,
    Stage.CONTACTED,
    Stage.IN_CONVERSATION,
    Stage.MET,
    Stage.KEEPING_IN_TOUCH,
)
# Those who can go cold: somebody the student has met.
CAN_GO_COLD = (Stage.MET, Stage.KEEPING_IN_TOUCH)


def is_forward(now: str, then: str) -> bool:
    """Say whether ``then`` lies further on the way than ``now``.

    Somebody dormant comes back by a touch; who declined or asked not to be contacted does not.
    """
    if now in (Stage.DECLINED, Stage.DO_NOT_CONTACT):
        return False
    if now == Stage.DORMANT:
        return True
    return FORWARD.index(Stage(then)) > FORWARD.index(Stage(now))


class MeetingKind(TextChoices):
    """The ways of being in touch."""

    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("Video call")
    CALL = "call", _("Phone call")
    MAIL = "mail", _("E-mail")
    MESSAGE = "message", _("Message")
    EVENT = "event", _("At an event")


# Kinds in which two people spoke with each other: they make a contact somebody met.
SPOKEN = (MeetingKind.IN_PERSON, MeetingKind.VIDEO, MeetingKind.CALL, MeetingKind.EVENT)


class Direction(TextChoices):
    """Who wrote or called."""

    BY_ME = "by_me", _("I reached out")
    BY_THEM = "by_them", _("They reached out")


def stage_after(kind: str, direction: str) -> Stage:
    """Return the stage that a touch of this kind suggests (product C2)."""
    if kind in SPOKEN:
        return Stage.MET
    return Stage.IN_CONVERSATION if direction == Direction.BY_THEM else Stage.CONTACTED


class FollowUpKind(TextChoices):
    """What is to be done."""

    CHECK_IN = "check_in", _("Check in")
    WRITE = "write", _("Write")
    CALL = "call", _("Call")
    MEET = "meet", _("Meet")
    THANK = "thank", _("Thank")
    SEND = "send", _("Send something")
    INTRODUCE = "introduce", _("Introduce somebody")
    OTHER = "other", _("Something else")


class EventKind(TextChoices):
    """Occasions where people are met (the settings named on the page the product grew from)."""

    CONFERENCE = "conference", _("Conference")
    ASSOCIATION = "association", _("Professional association meeting")
    SOCIAL = "social", _("Social event")
    CAREER_FAIR = "career_fair", _("Career fair")
    LECTURE = "lecture", _("Lecture")
    OTHER = "other", _("Other")


class ChannelKind(TextChoices):
    """Ways to reach somebody."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    LINKEDIN = "linkedin", _("LinkedIn")
    WEBSITE = "website", _("Website")
    OTHER = "other", _("Other")


class CanHelpWith(TextChoices):
    """What somebody offered."""

    INFORMATION = "information", _("Information")
    INTRODUCTION = "introduction", _("Introductions")
    RESUME = "resume", _("A look at my résumé")
    REFERRAL = "referral", _("A referral")


class ImportStatus(TextChoices):
    """Where an import stands. Moves: see IMPORT_MOVES."""

    UPLOADED = "uploaded", _("Waiting to be read")
    READY = "ready", _("Ready for you to choose")
    NEEDS_MAPPING = "needs_mapping", _("Tell us what the columns are")
    RUNNING = "running", _("Importing")
    DONE = "done", _("Imported")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Could not be read")


IMPORT_MOVES = {
    ImportStatus.UPLOADED: {
        ImportStatus.READY,
        ImportStatus.NEEDS_MAPPING,
        ImportStatus.FAILED,
    },
    ImportStatus.NEEDS_MAPPING: {ImportStatus.UPLOADED},
    ImportStatus.READY: {ImportStatus.UPLOADED, ImportStatus.RUNNING},
    # Back to READY when the worker gave up halfway: what is left waits for another press.
    ImportStatus.RUNNING: {ImportStatus.DONE, ImportStatus.READY},
    ImportStatus.DONE: {ImportStatus.UNDOING},
    ImportStatus.UNDOING: {ImportStatus.UNDONE, ImportStatus.DONE},
    ImportStatus.UNDONE: set(),
    ImportStatus.FAILED: {ImportStatus.UPLOADED},
}
# The worker is at it; the page shows a progress bar and asks again.
IMPORT_BUSY = {ImportStatus.UPLOADED, ImportStatus.RUNNING, ImportStatus.UNDOING}
# Nothing of it was imported yet: it can be thrown away.
IMPORT_REMOVABLE = {
    ImportStatus.UPLOADED,
    ImportStatus.READY,
    ImportStatus.NEEDS_MAPPING,
    ImportStatus.FAILED,
}


class RowChoice(TextChoices):
    """What becomes of one row of an imported file."""

    ADD = "add", _("Add")
    UPDATE = "update", _("Update")
    SKIP = "skip", _("Skip")


class RowResult(TextChoices):
    """What became of it."""

    WAITING = "waiting", _("Waiting")
    ADDED = "added", _("Added")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Nothing new")
    SKIPPED = "skipped", _("Skipped")
    FAILED = "failed", _("Not imported")
    TAKEN_BACK = "taken_back", _("Taken back")
    KEPT = "kept", _("Kept")
