"""Who may do what at a table: fetched and authorised in one call."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from aantafel.accounts.enums import WITH_PEOPLE, DeskPart
from aantafel.accounts.models import User
from aantafel.accounts.permissions import desk_parts, is_operator
from aantafel.core import clock
from coaches.enums import MatchRole
from coaches.models import Match
from ideas.permissions import own_idea
from municipalities import sites
from municipalities.models import Municipality
from tables.enums import ActorRole
from tables.models import Meeting, Minutes, NoteTaker, Seat, Table
from tables.querysets import TableQuerySet

LEADS_AFTER = timedelta(weeks=6)
GUIDING = (MatchRole.COACH, MatchRole.CO_COACH)


@dataclass(frozen=True)
class Work:
    """Somebody who organises a table, and as what: an owner, its coach, or the desk that looks after it, with the
    `parts` of that desk at which they may work.
    """

    table: Table
    user: User
    role: ActorRole
    parts: frozenset[DeskPart] = frozenset()

    @property
    def is_owner(self) -> bool:
        return self.role is ActorRole.OWNER

    @property
    def is_coach(self) -> bool:
        return self.role is ActorRole.COACH

    @property
    def is_facilitator(self) -> bool:
        """Leads one meeting, and has its pages alone."""
        return self.role is ActorRole.FACILITATOR

    @property
    def is_desk(self) -> bool:
        return self.role in (ActorRole.COORDINATOR, ActorRole.OPERATOR)


def worked_table(user: User, pk: int) -> Work:
    """A public table that this person organises; any other is not found. Six queries at most."""
    tables = Table.everywhere.public().select_related("municipality", "idea__owner", "idea__pinner")
    table = tables.defer("idea__search").filter(pk=pk).first()
    work = work_at(user, table) if table else None
    if work is None:
        raise Http404
    return work


def meeting_work(user: User, pk: int, number: int) -> tuple[Work, Meeting]:
    """A meeting of a public table, for who organises the table or leads this meeting; any other is not found. Eight
    queries at most.
    """
    tables = ("table__municipality", "table__idea__owner", "table__idea__pinner", "facilitator", "work_form")
    rows = Meeting.everywhere.filter(table=pk, number=number, table__idea__state="published")
    meeting = rows.select_related(*tables).defer("table__idea__search").first()
    if meeting is None:
        raise Http404
    work = work_at(user, meeting.table)
    if work is None and leads(user, meeting):
        work = Work(meeting.table, user, ActorRole.FACILITATOR)
    if work is None:
        raise Http404
    return work, meeting


def leads(user: User, meeting: Meeting) -> bool:
    """Whether they lead this meeting: up to some weeks after it, in which the minutes are made."""
    if meeting.facilitator_id != user.pk:
        return False
    return meeting.ends_at is None or clock.now() < meeting.ends_at + LEADS_AFTER


def role_at(user: User, table: Table) -> ActorRole | None:
    """As what somebody organises a table; None for who does not. Uses `idea`."""
    work = work_at(user, table)
    return work.role if work else None


def work_at(user: User, table: Table) -> Work | None:
    """The same, with what they may do at their desk."""
    if owns(user, table):
        return Work(table, user, ActorRole.OWNER)
    guides = Match.everywhere.running().filter(coach__user=user, idea=table.idea_id, role__in=GUIDING)
    if guides.exists():
        return Work(table, user, ActorRole.COACH)
    if sites.is_open(table.municipality_id):
        parts = desk_parts(user, table.municipality_id)
        return None if parts.isdisjoint(WITH_PEOPLE) else Work(table, user, ActorRole.COORDINATOR, parts)
    return Work(table, user, ActorRole.OPERATOR) if is_operator(user) else None


def owns_or_guides(user: User, table: Table) -> bool:
    """Whether it is somebody's own table. Who looks after it from a desk can live there like anybody else."""
    return role_at(user, table) in (ActorRole.OWNER, ActorRole.COACH)


def owns(user: User, table: Table) -> bool:
    """Whether it is their table, alone or with others. Uses `idea`."""
    if table.idea.owner_id == user.pk and table.pinner_left_at is None:
        return True
    return Seat.everywhere.listed().filter(table=table, user=user, is_owner=True).exists()


def own_table(user: User, idea_pk: int) -> Table:
    """The table of this person's own idea; of an idea without a table, or of somebody else's, it is not found."""
    idea = own_idea(user, idea_pk)
    table = Table.everywhere.filter(idea=idea).select_related("municipality").first()
    if table is None:
        raise Http404
    table.idea = idea
    return table


def shared_table(user: User, idea_pk: int) -> Table | None:
    """The public table of an idea of somebody else, when this person owns it with them."""
    return co_owned(user).filter(idea=idea_pk).first()


def co_owned(user: User) -> TableQuerySet:
    """The public tables that this person owns with whoever pinned the idea."""
    own = Seat.everywhere.listed().filter(user=user, is_owner=True).values("table")
    return Table.everywhere.public().filter(pk__in=own)


def guided_table(user: User, idea_pk: int) -> Table:
    """The table of an idea that this person guides, wherever that is; any other is not found."""
    guided = Match.everywhere.running().filter(coach__user=user, idea=idea_pk).values("idea")
    table = Table.everywhere.filter(idea__in=guided).first()
    if table is None:
        raise Http404
    return table


def coached_table(user: User, municipality: Municipality, pk: int) -> tuple[Table, Match]:
    """A table of this municipality that this person guides there, with their part in it; any other is not found."""
    matches = Match.everywhere.running().filter(coach__user=user, coach__municipality=municipality)
    found = matches.filter(idea__table__pk=pk, idea__table__municipality=municipality)
    match = found.select_related("coach__user", "idea__table", "idea__owner", "idea__pinner").first()
    if match is None:
        raise Http404
    table: Table = match.idea.table
    table.idea, table.municipality = match.idea, municipality
    return table, match


@dataclass(frozen=True)
class Notes:
    """Somebody who makes the minutes of a meeting, and as what. `minutes` is None until somebody began them."""

    meeting: Meeting
    minutes: Minutes | None
    user: User
    role: ActorRole

    @property
    def table(self) -> Table:
        return self.meeting.table

    @property
    def is_desk(self) -> bool:
        return self.role in (ActorRole.COORDINATOR, ActorRole.OPERATOR)

    @property
    def organises(self) -> bool:
        return self.role not in (ActorRole.FACILITATOR, ActorRole.NOTE_TAKER)

    @property
    def work(self) -> Work | None:
        """Of who organises the table; None for who only writes, or leads the meeting."""
        return Work(self.table, self.user, self.role) if self.organises else None


def noted_meeting(user: User, pk: int, number: int) -> Notes:
    """A meeting of a public table that this person takes notes at: who organises the table, who leads the meeting, and
    whom they asked to. Any other is not found. One query, and up to four for who does not own the table: texts that
    save by themselves come in here every few seconds.
    """
    along = ("table__municipality", "table__idea__owner", "table__idea__pinner", "written")
    rows = Meeting.everywhere.filter(table=pk, number=number, table__idea__state="published").select_related(*along)
    meeting = rows.defer("table__idea__search", "written__search", "written__words").first()
    role = role_in(user, meeting.table, meeting) if meeting else None
    if meeting is None or role is None:
        raise Http404
    return Notes(meeting, getattr(meeting, "written", None), user, role)


def role_in(user: User, table: Table, meeting: Meeting) -> ActorRole | None:
    """As what somebody may write the minutes of a meeting; None for who may not. Uses `idea`."""
    role = role_at(user, table)
    if role is not None:
        return role
    if leads(user, meeting):
        return ActorRole.FACILITATOR
    return ActorRole.NOTE_TAKER if asked_to_write(user).filter(meeting=meeting).exists() else None


def asked_to_write(user: User) -> "QuerySet[NoteTaker]":
    """Where somebody was asked to take notes: by their account, or by their address."""
    seats = Q(seat__user=user) | Q(seat__user=None, seat__email=user.email)
    return NoteTaker.objects.filter(seats, seat__removed_at=None)
