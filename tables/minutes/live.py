"""Reading along while minutes are made: who may, and what they see, at next to no cost for hundreds at once.

What a poll has to know (is there something new, and who may read) is asked of the database once in two seconds for all
readers together, however often somebody saves; what they read is made once for that, by one of them, while the others
get the text before it. Whoever narrows who may read, publishes or takes out a name empties it at once.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import get_language
from redis.exceptions import RedisError

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import dates
from coaches.models import Match
from municipalities import scope
from tables.enums import ActorRole, Readers
from tables.minutes import draft as written
from tables.minutes.draft import Draft, Sitter
from tables.minutes.masking import Mask
from tables.minutes.text import path_of
from tables.models import Meeting, Minutes, MinutesPart, NoteTaker, Seat
from tables.permissions import GUIDING, leads, role_at

logger = logging.getLogger(__name__)

STATE_SECONDS = 2
TEXT_SECONDS = 60
MAKING_SECONDS = 5  # if whoever makes a text dies meanwhile


@dataclass(frozen=True)
class State:
    """How the minutes of a meeting stand. `people` goes up when somebody comes to the table: one more name to hide.
    `day` is that of the meeting, `changed_at` when something was written last.
    """

    minutes_id: int
    meeting_id: int
    stamp: int
    version: int
    readers: str
    people: int
    day: date | None = None
    changed_at: datetime | None = None

    @property
    def tag(self) -> str:
        """Different for each text that a reader may see."""
        return f'"live-{self.minutes_id}-{self.stamp}-{self.people}-{get_language()}"'


def state(table_id: int, number: int) -> State | None:
    """For minutes that were begun at a public table of this site. One query in two seconds."""
    key = _key(table_id, number)
    found = _ask(key)
    if found is None:
        found = _read(table_id, number)
        _tell(key, found or "", STATE_SECONDS)
    return found if isinstance(found, State) else None


def may_read(state: State, user: object) -> bool:
    """Everyone, who has an account, or who sits at the table and who makes the minutes; as the table chose. Asks the
    database for the last alone.
    """
    if state.readers == Readers.EVERYONE:
        return True
    if not isinstance(user, User):
        return False
    return state.readers == Readers.SIGNED or _is_at_the_table(state, user)


def way_there(meeting: Meeting, minutes: Minutes | None) -> str:
    """Where everyone, or everyone with an account, can read along now; "" when there is nothing to read. Uses the idea
    of the table.
    """
    if minutes is None or minutes.version or meeting.readers == Readers.TABLE:
        return ""
    return path_of(meeting, "live")


def draft(state: State) -> tuple[Draft, Mask]:
    """What was written up to now, and the names that are not to show in it: of who is on the list of the table, owns
    it, guides it or leads the meeting. Without who is missing, and without pictures. Five queries: its reader keeps
    what comes of it.
    """
    people = ("table__idea__owner", "table__idea__pinner", "table__municipality", "facilitator")
    rows = Minutes.everywhere.select_related(*(f"meeting__{one}" for one in people)).defer("search", "words")
    matches = Match.everywhere.running().filter(idea=OuterRef("meeting__table__idea"), role__in=GUIDING)
    parts = MinutesPart.objects.filter(minutes=OuterRef("pk")).values(pair=JSONObject(part="part", text="text"))
    minutes = rows.annotate(guides=ArraySubquery(matches.values("coach__user__name")), pairs=ArraySubquery(parts)).get(
        pk=state.minutes_id
    )
    sitters, names = _people(minutes.meeting)
    pairs: list[dict[str, str]] = minutes.pairs  # type: ignore[attr-defined]  # the query adds them
    found = Draft(
        meeting=minutes.meeting,
        step=minutes.meeting.table.step,
        texts=written.every_part({pair["part"]: pair["text"] for pair in pairs}),
        sitters=sitters,
        groups=written.groups(minutes),
        decisions=written.decisions(minutes),
        actions=written.actions(minutes),
        is_live=True,
    )
    guides: list[str] = minutes.guides  # type: ignore[attr-defined]  # the query adds them
    return found, Mask([*names, *_others(minutes.meeting, guides)])


def _people(meeting: Meeting) -> tuple[tuple[Sitter, ...], list[tuple[str, str]]]:
    """Who checked in, and the names of everyone on the list with what stands in their place. One query."""
    here = Q(invitations__meeting=meeting, invitations__checked_in_at__isnull=False)
    seats = Seat.everywhere.filter(table=meeting.table_id).annotate(
        came=FilteredRelation("invitations", condition=here)
    )
    fields = ("capacity", "name", "user__name", "came__sat_as", "came__sat_role", "came__sat_interest")
    rows = list(seats.order_by("came__pk").values_list(*fields))
    sitters = [Sitter(Capacity(sat_as), role, interest) for *_seat, sat_as, role, interest in rows if sat_as]
    names = [
        (name, str(Capacity(capacity).label))
        for capacity, *known, _as, _role, _interest in rows
        for name in known
        if name
    ]
    return written.by_capacity(sitters), names


def _others(meeting: Meeting, guides: Iterable[str]) -> list[tuple[str, str]]:
    idea = meeting.table.idea
    people = (idea.owner, getattr(idea, "pinner", None), meeting.facilitator)
    named = [(one.name, str(idea.get_capacity_display())) for one in people if one is not None and one.name]
    return [*named, *((name, str(ActorRole.COACH.label)) for name in guides if name)]


def text(state: State, make: Callable[[State], str]) -> tuple[str, str]:
    """What everyone who reads along sees, with its tag."""
    kept: str | None = _ask(_text_key(state))
    if kept:
        return state.tag, kept
    before: tuple[str, str] | None = _ask(_last_key(state))
    if before and not _is_mine_to_make(state):
        return before
    made = make(state)
    _tell(_text_key(state), made, TEXT_SECONDS)
    _tell(_last_key(state), (state.tag, made), TEXT_SECONDS)
    return state.tag, made


def forget_after_commit(meeting: Meeting) -> None:
    """Something changed that the next poll has to know: who may read, or a name that is not to show. What was typed may
    wait two seconds. Uses the table.
    """
    sites_of_it = ("national", str(meeting.table.municipality_id))
    keys = [_key(meeting.table_id, meeting.number, where) for where in sites_of_it]
    keys += [f"live-last:{meeting.pk}:{language}" for language, _name in settings.LANGUAGES]
    transaction.on_commit(lambda: _forget(keys), robust=True)


def _read(table_id: int, number: int) -> State | None:
    rows = Minutes.everywhere.of_this_site().filter(
        meeting__table=table_id, meeting__number=number, meeting__table__idea__state="published"
    )
    people = Seat.everywhere.filter(table=table_id).order_by().values("table").annotate(n=Count("pk")).values("n")
    fields = ("pk", "meeting_id", "stamp", "version", "meeting__readers", "people", "meeting__starts_at", "changed_at")
    row = rows.annotate(people=Subquery(people)).values_list(*fields).first()
    if row is None:
        return None
    pk, meeting_id, stamp, version, readers, count, starts_at, changed_at = row
    day = dates.day_of(starts_at) if starts_at else None
    return State(pk, meeting_id, stamp, version, readers, count or 0, day, changed_at)


def _is_at_the_table(state: State, user: User) -> bool:
    meeting = Meeting.everywhere.select_related("table__idea").get(pk=state.meeting_id)
    if leads(user, meeting):
        return True
    seats = Seat.everywhere.listed().filter(Q(user=user) | Q(user=None, email=user.email), table=meeting.table_id)
    if seats.exists() or NoteTaker.objects.filter(meeting=meeting, seat__user=user).exists():
        return True
    return role_at(user, meeting.table) is not None


def _key(table_id: int, number: int, where: str = "") -> str:
    return f"live:{where or _where()}:{table_id}:{number}"


def _where() -> str:
    """A local site sees the tables of its own municipality alone; the national site every public one."""
    match scope.current():
        case scope.Local(municipality_id=key) | scope.Tenant(municipality_id=key):
            return str(key)
        case _:
            return "national"


def _text_key(state: State) -> str:
    return f"live-text:{state.tag}"


def _last_key(state: State) -> str:
    return f"live-last:{state.meeting_id}:{get_language()}"


def _is_mine_to_make(state: State) -> bool:
    try:
        return bool(cache.add(f"live-making:{state.tag}", 1, timeout=MAKING_SECONDS))
    except (RedisError, OSError) as error:
        logger.warning("reading along does without the cache: %s", error)
        return True


def _ask(key: str) -> Any:
    try:
        return cache.get(key)
    except (RedisError, OSError) as error:
        logger.warning("reading along does without the cache: %s", error)
        return None


def _tell(key: str, value: object, seconds: int) -> None:
    try:
        cache.set(key, value, timeout=seconds)
    except (RedisError, OSError) as error:
        logger.warning("reading along does without the cache: %s", error)


def _forget(keys: list[str]) -> None:
    try:
        cache.delete_many(keys)
    except (RedisError, OSError) as error:
        logger.warning("reading along does without the cache: %s", error)
