"""What the screens for who makes minutes show: their parts, their lists, and what has changed since somebody looked."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from aantafel.core import clock
from tables.asking import people
from tables.enums import ActorRole, MeetingState, MinutesPartName, MinutesState
from tables.minutes.draft import said_of
from tables.models import Card, CardGroup, Meeting, Minutes, MinutesPart, NotedAction, Seat
from tables.permissions import Notes


def said_to(notes: Notes, seats: Collection[Seat]) -> dict[int, str]:
    """By number, who somebody is to who makes the minutes: who organises the table reads more than everyone does. One
    query.
    """
    for one in seats:
        one.table = notes.table
    called = people.called(notes.work, seats) if notes.work else {}
    return {one.pk: called[one.pk] if called and one.name else said_of(one) for one in seats}


def doers(notes: Notes) -> dict[int, str]:
    """Who on the list could take an action on them. Two queries."""
    return said_to(notes, list(Seat.everywhere.listed().filter(table=notes.table)))


@dataclass(frozen=True)
class Written:
    """A part as the screen shows it; `part` is None as long as nobody wrote anything."""

    name: MinutesPartName
    part: MinutesPart | None = None

    @property
    def text(self) -> str:
        return self.part.text if self.part else ""

    @property
    def version(self) -> int:
        return self.part.version if self.part else 0

    @property
    def is_of_today(self) -> bool:
        return self.part is not None and timezone.localtime(self.part.changed_at).date() == clock.today()


@dataclass(frozen=True)
class Pile:
    """Cards that belong together, with the group that they are in; None for the others."""

    group: CardGroup | None
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Line:
    """A meeting in the list of who organises the table."""

    meeting: Meeting
    minutes: Minutes | None
    waiting: int = 0

    @property
    def can_begin(self) -> bool:
        return self.minutes is None and self.meeting.state in (MeetingState.PLANNED, MeetingState.HELD)

    @property
    def is_public(self) -> bool:
        return self.minutes is not None and self.minutes.version > 0

    @property
    def waits_for_owner(self) -> bool:
        return self.minutes is not None and self.minutes.state == MinutesState.TO_CHECK


def written(minutes: Minutes) -> dict[str, Written]:
    """Every part, by the word that stands in its address. One query."""
    there = {one.part: one for one in minutes.parts.select_related("changed_by")}
    return {name.value: Written(name, there.get(name.value)) for name in MinutesPartName}


def piles(minutes: Minutes) -> list[Pile]:
    """Two queries."""
    by_group: dict[int | None, list[Card]] = {}
    for card in minutes.cards.all():
        by_group.setdefault(card.group_id, []).append(card)
    groups = [Pile(group, tuple(by_group.get(group.pk, ()))) for group in minutes.groups.all()]
    loose = by_group.get(None)
    return [*groups, Pile(None, tuple(loose))] if loose else groups


def lines(meetings: Sequence[Meeting], waiting: dict[int, int]) -> list[Line]:
    """The newest first. The meetings come with their minutes."""
    found = [(one, getattr(one, "written", None)) for one in meetings]
    return [Line(one, minutes, waiting.get(minutes.pk, 0) if minutes else 0) for one, minutes in reversed(found)]


def digests(minutes: Minutes) -> dict[str, str]:
    """For each list something that is another one as soon as the list is. Six queries."""
    actions = NotedAction.objects.filter(minutes=minutes).values_list("pk", "text", "seat", "who", "due_on", "action")
    return {
        "oogst": _digest(minutes.cards.values_list("pk", "text", "group"), minutes.groups.values_list("pk", "title")),
        "besluiten": _digest(minutes.decisions.values_list("pk", "text", "removed_at")),
        "acties": _digest(actions),
        "ontbreekt": _digest(minutes.wanted.values_list("pk", "listed_at")),
        "fotos": _digest(minutes.pictures.values_list("pk", "description", "removed_at")),
    }


def _digest(*rows: "QuerySet[Any, Any]") -> str:
    return hashlib.blake2b(repr([list(one) for one in rows]).encode(), digest_size=8).hexdigest()


def said_by(role: str) -> str:
    """As what somebody wrote, in the language in force."""
    return str(ActorRole(role).label)
