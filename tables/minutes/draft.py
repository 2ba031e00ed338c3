"""What is written down of a meeting up to now, gathered from the rows, and what is missing before it may go out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Max, OuterRef, Subquery

from aantafel.accounts.enums import Capacity
from tables.enums import MeetingPurpose, MinutesPartName
from tables.minutes import held
from tables.models import Action, Choice, Decision, Invitation, Meeting, Minutes, MinutesPicture, Seat, Wanted
from tables.shown.choice import Score, scores

CLOSING = (MinutesPartName.ACTIVE, MinutesPartName.AGAIN, MinutesPartName.MISSING)


class Lack(Enum):
    """What has to be there before minutes may go to everyone. The value is the part where one sees to it."""

    SUMMARY = MinutesPartName.SUMMARY.value
    ACTIVE = MinutesPartName.ACTIVE.value
    AGAIN = MinutesPartName.AGAIN.value
    MISSING = MinutesPartName.MISSING.value


@dataclass(frozen=True)
class Sitter:
    """Who sat at the table: name only as they wish it, "" for none."""

    capacity: Capacity
    role: str = ""
    interest: str = ""
    name: str = ""


@dataclass(frozen=True)
class Group:
    """Cards of the harvest that belong together; `title` "" for those in no group."""

    title: str
    cards: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    number: int
    text: str


@dataclass(frozen=True)
class ToDo:
    """`number` is that in the plan, or the one that it will get. `who` may be read by everyone, "" for nobody yet."""

    number: int
    text: str
    who: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Chosen:
    """What the table chose at the meeting, with what each variant got."""

    choice: Choice
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Draft:
    """All of it. `step` is where the table stood then. `texts` has every part, "" for what nobody wrote. `is_live`: it
    is being written now, so that what is not there may still come.
    """

    meeting: Meeting
    step: int
    texts: dict[MinutesPartName, str]
    sitters: tuple[Sitter, ...] = ()
    groups: tuple[Group, ...] = ()
    choices: tuple[Chosen, ...] = ()
    decisions: tuple[Decided, ...] = ()
    actions: tuple[ToDo, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    pictures: tuple[MinutesPicture, ...] = ()
    is_live: bool = False

    @property
    def absent(self) -> tuple[Capacity, ...]:
        """The capacities of which nobody sat there."""
        there = {one.capacity for one in self.sitters}
        return tuple(one for one in Capacity if one not in there)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """The first meeting is not over without its three closing questions; elsewhere they may be left open."""
        needed = [MinutesPartName.SUMMARY]
        if self.meeting.purpose == MeetingPurpose.FIRST:
            needed += CLOSING
        return tuple(Lack(name.value) for name in needed if not self.texts[name].strip())

    @property
    def open_questions(self) -> tuple[MinutesPartName, ...]:
        """The closing questions of which the minutes will say that they were not discussed."""
        return tuple(name for name in CLOSING if not self.texts[name].strip())


def gather(minutes: Minutes) -> Draft:
    """Uses `meeting`. Nine queries, however much was written, and three for each choice."""
    return Draft(
        meeting=minutes.meeting,
        step=held.step_of(minutes),
        texts=texts(minutes),
        sitters=sitters(minutes.meeting),
        groups=groups(minutes),
        choices=choices(minutes.meeting),
        decisions=decisions(minutes),
        actions=actions(minutes),
        wanted=tuple(minutes.wanted.all()),
        pictures=tuple(minutes.pictures.filter(removed_at=None)),
    )


def texts(minutes: Minutes) -> dict[MinutesPartName, str]:
    return every_part(dict(minutes.parts.values_list("part", "text")))


def every_part(written: Mapping[str, str]) -> dict[MinutesPartName, str]:
    """Also those that nobody wrote yet."""
    return {name: written.get(name.value, "") for name in MinutesPartName}


def sitters(meeting: Meeting) -> tuple[Sitter, ...]:
    """Who checked in, by capacity. One query."""
    came = Invitation.everywhere.filter(meeting=meeting, checked_in_at__isnull=False).select_related("seat")
    return by_capacity(
        Sitter(Capacity(one.sat_as), one.sat_role, one.sat_interest, _at(meeting, one.seat).shown_name) for one in came
    )


def _at(meeting: Meeting, seat: Seat) -> Seat:
    """With the table that is known already."""
    seat.table = meeting.table
    return seat


def by_capacity(found: Iterable[Sitter]) -> tuple[Sitter, ...]:
    order = list(Capacity)
    return tuple(sorted(found, key=lambda one: order.index(one.capacity)))


def said_of(seat: Seat) -> str:
    """How everyone may read of somebody: a name as they wish it, else the capacity and role."""
    if seat.shown_name:
        return seat.shown_name
    return f"{seat.get_capacity_display()}, {seat.role}" if seat.role else str(seat.get_capacity_display())


def groups(minutes: Minutes) -> tuple[Group, ...]:
    """In the order in which they were made; what is in no group comes last. One query."""
    cards: dict[tuple[bool, int, str], list[str]] = {}
    for group, title, text in minutes.cards.values_list("group", "group__title", "text"):
        cards.setdefault((group is None, group or 0, title or ""), []).append(text)
    return tuple(Group(key[2], tuple(cards[key])) for key in sorted(cards))


def choices(meeting: Meeting) -> tuple[Chosen, ...]:
    """Those that were made there, the first one first."""
    made = Choice.everywhere.filter(meeting=meeting, closed_at__isnull=False).select_related("variant")
    return tuple(Chosen(one, tuple(scores(one))) for one in made.order_by("closed_at", "pk"))


def decisions(minutes: Minutes) -> tuple[Decided, ...]:
    """Those without a number get the next ones, also after ones that were taken back. One query."""
    rows: list[Decision] = list(minutes.decisions.all())
    free = max((one.number or 0 for one in rows), default=0)
    found = []
    for one in rows:
        if one.number is None:
            free += 1
        if one.removed_at is None:
            found.append(Decided(one.number or free, one.text))
    return tuple(sorted(found, key=lambda one: one.number))


def actions(minutes: Minutes) -> tuple[ToDo, ...]:
    """Those that are not in the plan yet with the number that they will get. One query."""
    highest = Action.everywhere.filter(table=OuterRef("minutes__meeting__table")).order_by().values("table")
    rows = minutes.noted_actions.select_related("seat", "action")
    free = 0
    found = []
    for one in rows.annotate(highest=Subquery(highest.annotate(most=Max("number")).values("most"))):
        free = free or one.highest or 0
        if one.action is None:
            free += 1
        who = said_of(_at(minutes.meeting, one.seat)) if one.seat else one.who
        found.append(ToDo(one.action.number if one.action else free, one.text, who, one.due_on))
    return tuple(sorted(found, key=lambda one: one.number))
