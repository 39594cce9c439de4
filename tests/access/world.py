"""One of everything for each of two students, and ways to see whether anything has changed.

Every text of a student's carries a word that nobody else's has (``World.mark``): where it
stands on a page, that student's row was shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.models import Holiday, Institution, OutboxMessage, Term, User
from contacts import bulk, editing
from contacts.catalogues import source_by_key
from contacts.models import (
    Area,
    Channel,
    Contact,
    ContactImport,
    ContactPrivate,
    FollowUp,
    ImportRow,
    Industry,
    Organization,
    Position,
    SavedView,
    Source,
    Tag,
    Target,
)
from contacts.states import ImportStatus, RowChoice
from insights.models import Dismissal
from networkapp.db.acting import acting_as
from networkapp.db.models import CatalogueModel, OwnedModel
from networkapp.time import days_after
from networkapp.web.checks import walk
from tests import make

# What never exists: the page for it is the page for somebody else's.
NOBODYS = 999_999_999


@dataclass
class World:
    """The ids of one student's things, by kind."""

    owner: User
    mark: str
    ids: dict[str, int]

    @property
    def today(self) -> date:
        return self.owner.today(timezone.now())

    def __getitem__(self, kind: str) -> int:
        return self.ids[kind]


def make_world(owner: User, mark: str) -> World:
    """Make one of everything for ``owner``."""
    now = timezone.now()
    today = owner.today(now)
    event = make.event(owner, f"{mark} Fair", place=f"{mark} Hall", look_for=f"{mark} Looked-for")
    to_come = make.event(owner, f"{mark} Lecture", starts_on=days_after(today, 5))
    past = make.event(owner, f"{mark} Social", starts_on=days_after(today, -9))
    contact = make.contact(
        owner,
        f"{mark} Okafor",
        organization=f"{mark} Works",
        title=f"{mark} Manager",
        met_at=event,
        note=f"{mark} note",
        how_met=f"{mark} how",
        email=f"{mark}@example.com".lower(),
    )
    other = make.contact(owner, f"{mark} Other", referred_by=contact)
    trashed = make.contact(owner, f"{mark} Trashed")
    cold = make.contact(owner, f"{mark} Cold")
    make.meeting(cold, met_on=days_after(today, -300))
    meeting = make.meeting(contact, other, summary=f"{mark} summary", event=event)
    follow_up = make.follow_up(contact, due_on=today, what=f"{mark} call")
    theirs = make.follow_up(
        other, due_on=days_after(today, 3), what=f"{mark} owed", side=FollowUp.Side.THEM
    )
    done = make.follow_up(cold, what=f"{mark} finished")
    with acting_as(owner):
        editing.retag(contact, [f"{mark} tag"])
        trashed.put_in_trash(now=now)
        FollowUp.objects.filter(pk=done.pk).update(done_at=now)
        change = bulk.stage_contacts(
            Contact.objects.filter(pk=other.pk), owner=owner, stage="met", now=now
        )
        source = Source.objects.create(
            owner=owner, key=f"{mark}-own".lower(), name=f"{mark} source", family="personal"
        )
        area = Area.objects.create(owner=owner, kind=Area.Kind.CITY, name=f"{mark} Town")
        industry = Industry.objects.create(owner=owner, name=f"{mark} Trade")
        position = Position.objects.get(contact=contact)
        Position.objects.filter(pk=position.pk).update(industry=industry, area=area)
        imports = [
            _import(owner, mark, status, contact)
            for status in (
                ImportStatus.READY,
                ImportStatus.DONE,
                ImportStatus.NEEDS_MAPPING,
                ImportStatus.FAILED,
            )
        ]
        target = Target.objects.create(
            owner=owner, dimension="profession", value=f"{mark} profession"
        )
        view = SavedView.objects.create(owner=owner, name=f"{mark} view", query="cold=1")
        Dismissal.objects.create(owner=owner, key="step-wishes")
        return World(
            owner,
            mark,
            {
                "contact": contact.pk,
                "other": other.pk,
                "trashed": trashed.pk,
                "cold": cold.pk,
                "meeting": meeting.pk,
                "follow_up": follow_up.pk,
                "theirs": theirs.pk,
                "event": event.pk,
                "event_to_come": to_come.pk,
                "event_past": past.pk,
                "change": change.pk,
                "tag": Tag.objects.visible_to(owner).get().pk,
                "organization": Organization.objects.get(name=f"{mark} Works").pk,
                "position": position.pk,
                "channel": Channel.objects.visible_to(owner).get().pk,
                "source": source.pk,
                "area": area.pk,
                "industry": industry.pk,
                "target": target.pk,
                "view": view.pk,
                "import": imports[0].pk,
                "import_done": imports[1].pk,
                "import_mapping": imports[2].pk,
                "import_failed": imports[3].pk,
                "row": ImportRow.objects.filter(contact_import=imports[0]).earliest("pk").pk,
            },
        )


def _import(owner: User, mark: str, status: str, contact: Contact) -> ContactImport:
    made = ContactImport.objects.create(
        owner=owner,
        file_name=f"{mark}.csv",
        status=status,
        format="generic",
        headers=["Name", f"{mark} heading"],
        samples=[[f"{mark} sample", "x"]],
        mapping={"0": "name"},
        source=source_by_key("friend"),
        row_count=2,
    )
    ImportRow.objects.bulk_create(
        ImportRow(
            owner=owner,
            contact_import=made,
            number=number,
            person={"name": f"{mark} Row {number}"},
            suggestion=choice,
            choice=choice,
            reason=f"{mark} reason",
            match=match,
        )
        for number, choice, match in (
            (2, RowChoice.ADD, None),
            (3, RowChoice.UPDATE, contact),
        )
    )
    return made


@dataclass
class Office:
    """What administrators and staff look at."""

    ids: dict[str, int]


def make_office() -> Office:
    """Make one of everything that belongs to no student."""
    today = timezone.now().date()
    Institution.current()
    term = Term.objects.create(name="Spring", starts_on=today, ends_on=days_after(today, 90))
    holiday = Holiday.objects.create(name="Founder's day", off_on=today)
    mail = OutboxMessage.objects.create(
        sender="a@example.edu", recipients="b@example.edu", subject="S", text="T", html="<p>T</p>"
    )
    return Office({"term": term.pk, "holiday": holiday.pk, "mail": mail.pk})


# --- Addresses --------------------------------------------------------------


def addresses() -> dict[str, str]:
    """Return every URL name of the project with its route."""
    return {name: str(pattern.pattern) for name, pattern in walk(get_resolver())}


def path_of(name: str, **kwargs: Any) -> str:
    """Return the address of a URL name."""
    return reverse(name, kwargs=kwargs)


# --- Has anything changed? --------------------------------------------------


def owned_models() -> list[Any]:
    """Return every model with row-level security."""
    return [m for m in apps.get_models() if issubclass(m, OwnedModel | CatalogueModel)]


# Written by any request, whatever it does.
_BY_THE_WAY = {
    "django_session",
    "networkapp_cache",
    "web_submittedform",
    "usersessions_usersession",
}


def shared_models() -> list[Any]:
    """Return the models without row-level security that a request may have reason to change."""
    return [
        model
        for model in apps.get_models()
        if model not in owned_models()
        and model._meta.managed
        and model._meta.app_label != "procrastinate"
        and model._meta.db_table not in _BY_THE_WAY
    ]


def _sum_of(model: Any) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') "
            f"FROM {connection.ops.quote_name(model._meta.db_table)} t"
        )
        return cursor.fetchone()


def rows_of(*owners: User) -> dict[str, Any]:
    """Return the number and the checksum of the rows of every table, as its owner sees it."""
    found: dict[str, Any] = {model.__name__: _sum_of(model) for model in shared_models()}
    for owner in owners:
        with acting_as(owner):
            for model in owned_models():
                found[f"{model.__name__} of {owner.email}"] = _sum_of(model)
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the tables whose rows differ."""
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}


def foreign_references(owner: User) -> list[str]:
    """Return the columns of ``owner``'s rows that point at rows ``owner`` cannot see."""
    found = []
    with acting_as(owner):
        for model in owned_models():
            for field in model._meta.concrete_fields:
                if not isinstance(field, models.ForeignKey):
                    continue
                target: Any = field.remote_field.model
                if not issubclass(target, OwnedModel | CatalogueModel):
                    continue
                lost = model.objects.exclude(**{f"{field.name}_id": None}).exclude(
                    **{f"{field.name}__in": target.objects.all()}
                )
                if lost.exists():
                    found.append(f"{model.__name__}.{field.name}")
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Run the block and take back what it wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def private_of(world: World) -> ContactPrivate:
    """Return the private part of the student's contact."""
    with acting_as(world.owner):
        return ContactPrivate.objects.get(contact=world["contact"])
