"""One table with everybody who could do something at it, each with a name that stands nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import Http404
from django.test import Client

from aantafel.accounts.enums import Capacity, NameDisplay, Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from coaches.models import CoachProfile
from municipalities import sites
from municipalities.models import Municipality
from tables.models import Meeting, Minutes, Seat, Table
from tables.permissions import Notes, Work, meeting_work, noted_meeting, worked_table
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.coaches import CoachProfileFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import TableFactory

ORGANISERS = ("pinner", "partner", "coach", "coordinator", "operator")
OUTSIDERS = ("neighbour", "stranger", "invitee", "reader", "helper")
WITH_ACCOUNT = (*ORGANISERS, *OUTSIDERS)
# who can stand on the list: first name, last name, capacity. No name is a part of another or of a text of the site.
CAST = {
    "partner": ("Xanthippe", "Qwarts", Capacity.RESIDENT),
    "invitee": ("Ybeltje", "Zwoerd", Capacity.PROFESSIONAL),
    "helper": ("Quirijntje", "Vlimscherf", Capacity.EMPLOYEE),
    "mailed": ("Wubbegonda", "Kwistjens", Capacity.RESIDENT),
    "doctor": ("Zjoerdina", "Pruttelaar", Capacity.PROFESSIONAL),
    "alderman": ("Hjalmartje", "Gzellig", Capacity.EMPLOYEE),
}
OTHERS = {
    "pinner": ("Oedipoes", "Njorkveld"),
    "coach": ("Froukelina", "Ditmarsum"),
    "coordinator": ("Gerlachus", "Obbinkhof"),
    "operator": ("Mechteldis", "Ubbergs"),
    "neighbour": ("Tjaltsje", "Ypeburg"),
    "stranger": ("Waldemartje", "Jiskefet"),
    "reader": ("Pancratius", "Eemkwartel"),
}
SHOWS = {NameDisplay.HIDDEN: 0, NameDisplay.FIRST: 1, NameDisplay.FULL: 2}


# When it all happens: some days before the clock goes forward, and far from midnight, whenever the tests run.
BEGINNING = datetime(2031, 3, 26, 9, 0, tzinfo=UTC)


class Nothing(Exception):
    """There is nothing here that this could be done with."""


def full_name(who: str) -> str:
    first, last = (CAST.get(who) or OTHERS[who])[:2]
    return f"{first} {last}"


@dataclass
class World:
    """`now` is the moment that everybody lives in. What is remembered here was written down when it was done, and is
    not read from the product: who said stop, whose name may show, and where somebody typed a name.
    """

    is_local: bool
    now: datetime
    table_id: int = 0
    town: Municipality = None  # type: ignore[assignment] # set when it is made
    people: dict[str, User] = field(default_factory=dict)
    coach: CoachProfile | None = None
    first_mail: int = 0
    counted: int = 0
    quiet: set[str] = field(default_factory=set)  # addresses that said stop
    gone: set[str] = field(default_factory=set)  # and those that were erased, or taken off the list
    shows: dict[str, int] = field(default_factory=dict)  # by name: the most that they ever let show
    typed_in: set[int] = field(default_factory=set)  # minutes in which somebody typed the name of the invitee
    erased: set[str] = field(default_factory=set)
    secrets: set[str] = field(default_factory=set)  # words that everyone may not read

    def table(self) -> Table:
        return Table.everywhere.select_related("idea__owner", "idea__pinner", "municipality").get(pk=self.table_id)

    def user(self, who: str) -> User:
        """Raises Nothing for who has no account, or no more."""
        if who not in self.people:
            raise Nothing
        return User.objects.get(pk=self.people[who].pk)

    def email(self, who: str) -> str:
        return f"{who}{self.table_id}@buurt.example"

    def work(self, who: str) -> Work:
        return worked_table(self.user(who), self.table_id)

    def meeting_work(self, who: str, meeting: Meeting) -> tuple[Work, Meeting]:
        return meeting_work(self.user(who), self.table_id, meeting.number)

    def organised(self, who: str, meeting: Meeting) -> Work:
        """For who organises the table, and not for who only leads that meeting."""
        work, _meeting = self.meeting_work(who, meeting)
        if work.is_facilitator:
            raise Http404
        return work

    def notes(self, who: str, meeting: Meeting) -> Notes:
        return noted_meeting(self.user(who), self.table_id, meeting.number)

    def minutes(self) -> list[Minutes]:
        return list(Minutes.everywhere.filter(meeting__table=self.table_id).order_by("pk"))

    def seat(self, who: str) -> Seat | None:
        """As somebody stands on the list now."""
        here = Seat.everywhere.filter(table=self.table_id, removed_at=None)
        return here.filter(email=self.email(who)).first()

    def text(self, about: str) -> str:
        """Another one each time."""
        self.counted += 1
        return f"{about} {self.counted}."

    def browser(self, who: str = "") -> Client:
        """At the site where the table stands."""
        table = self.table()
        host = sites.host_of(table.municipality.instance) if sites.is_open(table.municipality_id) else "localhost"
        client = Client(headers={"host": host})
        if who:
            client.force_login(self.user(who))
        return client

    def mails(self) -> list[dict[str, Any]]:
        """Since this table was made, in order."""
        rows = OutgoingMail.objects.filter(pk__gt=self.first_mail).order_by("pk")
        found: list[Any] = list(rows.values("pk", "kind", "to_address", "body_text", "dedupe_key"))
        return found

    @contextmanager
    def clock(self) -> Iterator[None]:
        with clock.frozen(self.now):
            yield

    def wait(self, **span: int) -> None:
        self.now += timedelta(**span)


def make(*, is_local: bool, shows_pinner: str, has_account: bool = True) -> World:
    """Its idea is on the site, and its table stands at the first step."""
    sites._directory.clear()
    world = World(is_local, BEGINNING)
    with world.clock():
        _fill(world, shows_pinner, has_account)
    sites._directory.clear()
    return world


def _fill(world: World, shows_pinner: str, has_account: bool) -> None:
    is_local = world.is_local
    town = InstanceFactory.create().municipality if is_local else MunicipalityFactory.create()
    last = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first()
    world.town, world.first_mail = town, last or 0
    pinner = UserFactory.create(name=full_name("pinner"), name_display=shows_pinner)
    idea = IdeaFactory.create(
        published=True,
        sketched=True,
        municipality=town,
        owner=pinner if has_account else None,
        pinner__name=full_name("pinner"),
        pinner__name_display=shows_pinner,
    )
    world.table_id = TableFactory.create(idea=idea).pk
    world.shows[full_name("pinner")] = SHOWS[NameDisplay(shows_pinner)]
    if has_account:
        world.people["pinner"] = pinner
    for who in [one for one in WITH_ACCOUNT if one != "pinner"]:
        world.people[who] = UserFactory.create(
            name=full_name(who), name_display=NameDisplay.HIDDEN, email=world.email(who)
        )
    MembershipFactory.create(user=world.people["operator"])
    _give(world.people["neighbour"], Role.COORDINATOR, InstanceFactory.create().municipality)
    if is_local:
        _give(world.people["coordinator"], Role.COORDINATOR, town)
        _give(world.people["reader"], Role.READER, town)
        world.coach = CoachProfileFactory.create(municipality=town, user=world.people["coach"])
        world.shows[full_name("coach")] = 2  # coaches are presented by name


def _give(user: User, role: Role, town: Municipality) -> None:
    MembershipFactory.create(user=user, municipality=town, role=role)
