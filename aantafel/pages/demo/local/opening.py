"""Prepares and opens a local site of the demo: its people, its look, its tables in the neighbourhood."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from aantafel.accounts.services import memberships, sharing
from aantafel.core import clock
from aantafel.pages.demo import people
from aantafel.pages.demo.local.data import Coach, Local, Meeting
from aantafel.pages.demo.pictures.logos import logo
from coaches.models import CoachProfile
from coaches.services import profiles
from movement.models import PhysicalTable
from movement.services import hand_over, physical_tables
from movement.services import sites as preparing
from movement.services.physical_tables import Hours
from municipalities import sites
from municipalities.models import Instance, Municipality
from municipalities.services import accents, looks, neighbourhoods
from municipalities.switches import Switch, to_keep

TRAINER = "Marloes Kringhoek"


@dataclass
class Opened:
    """A local site with whoever and whatever it has, by key."""

    local: Local
    municipality: Municipality
    now: datetime
    people: dict[str, User]
    coaches: dict[str, CoachProfile] = field(default_factory=dict)
    meetings: dict[str, PhysicalTable] = field(default_factory=dict)

    @property
    def coordinator(self) -> User:
        return self.people[self.local.having(Role.COORDINATOR)[0]]

    def ago(self, days: int, minutes: int = 0) -> datetime:
        return self.now - timedelta(days=days, minutes=minutes)


def open_site(*, local: Local, municipalities: dict[str, Municipality], operator: User, now: datetime) -> Opened:
    """From the first preparation to the hand-over, each at its moment."""
    municipality = municipalities[local.site.code]
    with clock.frozen(now - timedelta(days=local.site.prepared)):
        folk = {key: people.make_person(one, municipalities) for key, one in local.country.people.items() if one.email}
        opened = Opened(local, municipality, now, folk)
        instance = preparing.prepare(
            actor=operator,
            municipality=municipality,
            name=local.site.name,
            subdomain=local.site.subdomain,
            hosts=[],
        )
        _give_roles(opened, operator)
        _furnish(opened, instance)
    for coach in local.coaches:
        _train(opened, coach)
    for meeting in local.meetings:
        _set_up(opened, meeting)
    with clock.frozen(now - timedelta(days=local.site.opened)):
        hand_over.open_site(actor=operator, instance_id=instance.pk)
    sites.forget()  # the mails that follow lead to the new site, before this transaction ends
    return opened


def _give_roles(opened: Opened, operator: User) -> None:
    """The coordinator by the operator, and the others by the coordinator."""
    coordinator = opened.coordinator
    for member in opened.local.members:
        user = opened.people[member.person]
        actor = operator if user == coordinator else coordinator
        for role in map(Role, member.roles):
            capacity = member.capacity if role is Role.INITIATIVE else ""
            memberships.give(actor=actor, user=user, municipality=opened.municipality, role=role, capacity=capacity)
        if member.parts:
            parts = [DeskPart(part) for part in member.parts]
            sharing.set_parts(actor=coordinator, user=user, municipality=opened.municipality, parts=parts)


def _furnish(opened: Opened, instance: Instance) -> None:
    """Its texts, logo, colour, parts and neighbourhoods, chosen by the coordinator."""
    site, actor = opened.local.site, opened.coordinator
    neighbourhoods.add(actor=actor, municipality=opened.municipality, names=site.neighbourhoods)
    accents.change(
        actor=actor,
        instance_id=instance.pk,
        seen=accents.version(instance),
        logo=ContentFile(logo(site.logo), name="logo.png"),
        logo_description=site.logo_text,
        switches=to_keep(switch for switch in Switch if switch.value not in site.off),
        **site.values,
    )
    draft = looks.try_accent(actor=actor, instance_id=instance.pk, accent=site.accent)
    looks.publish(actor=actor, instance_id=instance.pk, digest=draft.digest, seen=accents.version(instance))


def _train(opened: Opened, coach: Coach) -> None:
    """Becomes a coach on the first day of the training, and fills in a profile that evening."""
    user, town, coordinator = opened.people[coach.person], opened.municipality, opened.coordinator
    first = opened.ago(coach.first)
    second = opened.ago(coach.second).date() if coach.second else None
    with clock.frozen(first):
        memberships.give(actor=coordinator, user=user, municipality=town, role=Role.COACH)
        profile = CoachProfile.everywhere.get(user=user, municipality=town)
        profiles.set_training(
            actor=coordinator,
            profile_id=profile.pk,
            first_day_on=first.date(),
            first_day_trainer=TRAINER,
            second_day_on=second,
            second_day_trainer=TRAINER if second else "",
        )
    with clock.frozen(first + timedelta(hours=5)):
        areas = town.neighbourhoods.filter(name__in=coach.areas).values_list("pk", flat=True)
        profiles.change(
            actor=user,
            profile_id=profile.pk,
            neighbourhoods=list(areas),
            about=coach.about,
            themes=list(coach.themes),
            qualities=list(coach.qualities),
            languages=list(coach.languages),
            moments=list(coach.moments),
            public_parts=list(coach.shown),
            shares_contact=coach.shares_contact,
            tables_at_once=coach.tables,
            **({"paused_from": opened.ago(3).date()} if coach.rests else {}),
        )
    opened.coaches[coach.person] = profile


def _set_up(opened: Opened, meeting: Meeting) -> None:
    town, actor = opened.municipality, opened.coordinator
    with clock.frozen(opened.ago(opened.local.site.opened)):
        table = physical_tables.set_up(
            actor=actor,
            municipality=town,
            fields={
                "name": meeting.name,
                "address": meeting.address,
                "accessibility": meeting.accessibility,
                "neighbourhood": town.neighbourhoods.get(name=meeting.area),
                "host": opened.people[meeting.host],
            },
        )
        week = [
            Hours(day, time.fromisoformat(opens), time.fromisoformat(closes)) for day, opens, closes in meeting.hours
        ]
        physical_tables.set_hours(actor=actor, table=table, week=week)
    if meeting.closed_in:
        day = (opened.now + timedelta(days=meeting.closed_in)).date()
        with clock.frozen(opened.ago(2)):
            physical_tables.set_day(actor=actor, table=table, day=day, opens=None, closes=None, note=meeting.why_closed)
    opened.meetings[meeting.key] = table
