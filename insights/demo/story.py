"""Telling the demo data: every person, talk and promise through the domain's own verbs."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from accounts.models import User
from contacts import positions, searching
from contacts.adding import add_channel, add_contact
from contacts.bulk import tag_for
from contacts.catalogues import area_for, industry_for
from contacts.events import plan_event
from contacts.follow_ups import finish, plan_follow_up
from contacts.meetings import log_meeting
from contacts.models import (
    Area,
    Contact,
    ContactTag,
    Event,
    FollowUp,
    Industry,
    Meeting,
    Position,
    Source,
)
from contacts.states import Direction, Stage
from contacts.targets import set_targets
from insights.demo.alumni import ALUMNI
from insights.demo.campus import FACULTY, HEARD_ABOUT
from insights.demo.circle import PERSONAL, REFERRALS
from insights.demo.occasions import OCCASIONS, TARGETS
from insights.demo.shapes import Occasion, Person, Talk, Todo
from insights.first_run import StepKey, put_away
from networkapp.time import days_after, days_before, local_moment

PEOPLE = (*ALUMNI, *FACULTY, *PERSONAL, *HEARD_ABOUT, *REFERRALS)
SEED = 2027


@dataclass
class Story:
    """One telling, for one student on one day."""

    owner: User
    now: datetime
    on: date
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    sources: dict[str, Source] = field(default_factory=dict)
    industries: dict[str, Industry | None] = field(default_factory=dict)
    areas: dict[str, Area | None] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)

    def moment(self, days_ago: int) -> datetime:
        """Return a moment of that day between nine and five; today, now."""
        if days_ago <= 0:
            return self.now
        at = time(self.chance.randint(9, 16), self.chance.choice((0, 10, 20, 30, 45)))
        return local_moment(days_before(self.on, days_ago), at, self.owner.zone)


def tell(owner: User, *, now: datetime) -> int:
    """Build the network of ``owner``, who has none; return how many people are in it."""
    story = Story(owner, now, owner.today(now))
    story.sources = {source.key: source for source in Source.objects.filter(owner=None)}
    for occasion in OCCASIONS:
        story.events[occasion.key] = _event(story, occasion)
    for person in PEOPLE:
        story.contacts[person.name] = _contact(story, person)
    _talk_in_order(story)
    for person in PEOPLE:
        _settle(story, person)
    searching.refresh([contact.pk for contact in story.contacts.values()])
    for dimension, values in TARGETS.items():
        set_targets(owner=owner, dimension=dimension, values=values, now=now)
    put_away(owner=owner, steps=[StepKey.IMPORT], now=now)
    return len(story.contacts)


def _event(story: Story, occasion: Occasion) -> Event:
    starts_on = days_after(story.on, occasion.in_days)
    several = occasion.lasts_days > 1
    return plan_event(
        owner=story.owner,
        now=story.moment(max(20, 20 - occasion.in_days)),
        name=occasion.name,
        kind=occasion.kind,
        organization_name=occasion.organization,
        place=occasion.place,
        starts_on=starts_on,
        ends_on=days_after(starts_on, occasion.lasts_days - 1) if several else None,
        starts_at_time=time.fromisoformat(occasion.starts_at) if occasion.starts_at else None,
        ends_at_time=time.fromisoformat(occasion.ends_at) if occasion.ends_at else None,
        look_for="\n".join(occasion.look_for),
        note=occasion.note,
    )


def _contact(story: Story, person: Person) -> Contact:
    first = max((talk.days_ago for talk in person.talks), default=story.chance.randint(3, 90))
    referrer = story.contacts.get(person.referred_by)
    contact = add_contact(
        owner=story.owner,
        full_name=person.name,
        sort_name=person.sort_name,
        source=story.sources[person.source],
        stage=Stage.HEARD_OF,
        now=story.moment(first + 1),
        organization=person.organization,
        title=person.title,
        area=_area(story, person.area),
        met_at=story.events.get(person.met_at),
        referred_by=referrer,
        how_met=person.how_met,
        note=person.note,
        closeness=person.closeness,
        email=person.email,
        phone=person.phone,
        linkedin=person.linkedin,
    )
    more = {
        "pronouns": person.pronouns,
        "pronunciation": person.pronunciation,
        "can_help_with": list(person.can_help_with),
        "disciplines": person.disciplines,
        "research": person.research,
    }
    said = {name: value for name, value in more.items() if value}
    for name, value in said.items():
        setattr(contact, name, value)
    if said:
        contact.save(update_fields=list(said))
    _work(story, contact, person)
    for name in person.tags:
        if (tag := tag_for(story.owner, name)) is not None:
            ContactTag.objects.create(owner=story.owner, contact=contact, tag=tag)
    if person.email and not person.linkedin and story.chance.random() < 0.4:
        slug = person.email.partition("@")[0].replace(".", "-")
        add_channel(contact, kind="linkedin", value=f"https://www.linkedin.com/in/demo-{slug}")
    return contact


def _area(story: Story, name: str) -> Area | None:
    if name not in story.areas:
        story.areas[name] = area_for(story.owner, name)
    return story.areas[name]


def _work(story: Story, contact: Contact, person: Person) -> None:
    """Fill in the present work, and the work before it."""
    if person.industry not in story.industries:
        story.industries[person.industry] = industry_for(story.owner, person.industry)
    for position in Position.objects.filter(owner=story.owner, contact=contact):
        position.industry = story.industries[person.industry]
        position.area, position.department = contact.area, person.department
        position.starts_on = date(person.since, 6, 1) if person.since else None
        position.save()
    Position.objects.bulk_create(
        Position(
            owner=story.owner,
            contact=contact,
            title=job.title,
            organization=positions.organization_for(story.owner, job.organization),
            starts_on=date(job.since, 6, 1),
            ends_on=date(job.until, 5, 31),
            is_current=False,
        )
        for job in person.jobs
    )


def _talk_in_order(story: Story) -> None:
    """Log every talk, the oldest first, as it went."""
    talks = [(talk, person) for person in PEOPLE for talk in person.talks]
    for talk, person in sorted(talks, key=lambda pair: -pair[0].days_ago):
        _talk(story, talk, [story.contacts[name] for name in (person.name, *talk.others)])


def _talk(story: Story, talk: Talk, contacts: list[Contact]) -> None:
    met_on = days_before(story.on, talk.days_ago)
    log_meeting(
        owner=story.owner,
        contacts=contacts,
        met_on=met_on,
        on=met_on,
        now=story.moment(talk.days_ago),
        kind=talk.kind,
        direction=Direction.BY_THEM if talk.by_them else Direction.BY_ME,
        summary=talk.summary,
        event=story.events.get(talk.at),
    )


def _settle(story: Story, person: Person) -> None:
    """Give the contact its stage and its follow-ups."""
    contact = story.contacts[person.name]
    if person.stage and person.stage != contact.stage:
        contact.move_to(person.stage, now=story.now)
    for todo in person.todos:
        _plan(story, contact, todo, person.talks)


def _plan(story: Story, contact: Contact, todo: Todo, talks: Iterable[Talk]) -> None:
    ago = min((talk.days_ago for talk in talks), default=1)
    meetings = Meeting.objects.visible_to(story.owner).with_contact(contact.pk)
    follow_up = plan_follow_up(
        contact=contact,
        now=story.moment(ago),
        due_on=None if todo.due_in is None else days_after(story.on, todo.due_in),
        kind=todo.kind,
        side=FollowUp.Side.THEM if todo.by_them else FollowUp.Side.ME,
        what=todo.what,
        meeting=meetings.latest("met_on", "id") if todo.after_last_talk else None,
    )
    if todo.done_days_ago is not None:
        finish(follow_up, now=story.moment(todo.done_days_ago))
