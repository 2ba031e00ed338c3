"""What happened at tables: the steps they took, who sits there, meetings, minutes, plans and questions to everyone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from aantafel.accounts.enums import Capacity
from aantafel.pages.bench import minutes_written, rows, shares, words
from tables.enums import MeetingPurpose, SeatSource, TableState, TableStep, TimelineKind, WordKind
from tables.models import (
    Action,
    AgendaPart,
    Invitation,
    Meeting,
    Minutes,
    MinutesVersion,
    OwnerWord,
    Seat,
    StepChange,
    Table,
    TableQuestion,
)

FEW = 40  # of what stands in a list of its own there are so many at least: two pages
PEOPLE, MOST_PEOPLE, MOST_MEETINGS = 6, 40, 8
ACTIONS = 4
PLANNED, ASKING = 10, 20  # one table in so many has a meeting to come, asks everyone something
RESTING = 12  # one in so many that run
CHANGED = 10  # of so many minutes one has a second version
ENDS = (
    (TableStep.CREATE, TableState.RUNNING, 20),
    (TableStep.CHOOSE, TableState.RUNNING, 25),
    (TableStep.DO, TableState.RUNNING, 30),
    (TableStep.DO, TableState.STOPPED, 5),
    (TableStep.EVALUATE, TableState.RUNNING, 10),
    (TableStep.EVALUATE, TableState.FINISHED, 10),
)
ROLES = ("buurvrouw", "huisarts", "wethouder", "winkelier", "student", "leraar", "wijkverpleegkundige", "griffier")
PURPOSES = (MeetingPurpose.FIRST, MeetingPurpose.SECOND, MeetingPurpose.PROGRESS)


@dataclass(frozen=True)
class Opened:
    """A public idea with its table. `is_busiest`: the one that most people like, with the most people and meetings."""

    pk: int
    idea: int
    municipality: int
    owner: int
    moment: datetime
    is_busiest: bool = False


@dataclass
class Worked:
    """A table at which people met, and what was decided of it before anything is written."""

    opened: Opened
    step: TableStep
    state: TableState
    days: list[datetime]  # of the meetings that were held
    seats: range
    meetings: range  # one more than the days when there is one to come
    alive: datetime

    @property
    def rests(self) -> bool:
        running = self.state == TableState.RUNNING and not self.opened.is_busiest
        return running and self.opened.pk % RESTING == 0


@dataclass
class Numbers:
    """The numbers that rows get which others point to."""

    seats: int = field(default_factory=lambda: rows.next_number(Seat))
    meetings: int = field(default_factory=lambda: rows.next_number(Meeting))
    minutes: int = field(default_factory=lambda: rows.next_number(Minutes))
    words: int = field(default_factory=lambda: rows.next_number(OwnerWord))


def write(chance: Random, now: datetime, opened: Sequence[Opened], *, tables: int, minutes: int) -> dict[str, int]:
    """A table for each public idea. At so many of them people met, with so many minutes; at the others only the idea
    lies on the table. No table has more than `MOST_MEETINGS`. Gives what was made, by kind.
    """
    numbers = Numbers()
    first = numbers.minutes
    met = _met(chance, now, opened, tables=tables, minutes=minutes, numbers=numbers)
    _write_tables(opened, met)
    _write_people(chance, met)
    _write_meetings(chance, now, met)
    _write_timeline(opened, met, numbers)
    written = _write_minutes(chance, met, first)
    _write_plans(chance, now, met)
    asked = _write_questions(chance, now, met)
    rows.settle(Table, Seat, Meeting, Minutes, OwnerWord)
    for there in met.values():
        if there.opened.is_busiest:
            minutes_written.begin(chance, there.meetings[-1], there.seats[1], there.opened.owner)
    return {"tables where people met": len(met), "minutes": written, "questions": asked}


def _met(
    chance: Random, now: datetime, opened: Sequence[Opened], *, tables: int, minutes: int, numbers: Numbers
) -> dict[int, Worked]:
    """By the number of the table, in the order in which they were opened."""
    busiest = [one for one in opened if one.is_busiest]
    others = [one for one in opened if not one.is_busiest]
    chosen = busiest[:tables] + chance.sample(others, max(min(tables - len(busiest), len(others)), 0))
    held = dict(zip(chosen, shares.divide(minutes, [1.0] * len(chosen)), strict=True)) if chosen else {}
    to_come = max(len(chosen) // PLANNED, FEW)
    found = {}
    for one in sorted(chosen, key=lambda each: each.pk):
        step, state, _weight = chance.choices(ENDS, weights=[weight for *_end, weight in ENDS])[0]
        if one.is_busiest:
            step, state = TableStep.DO, TableState.RUNNING
        count = MOST_MEETINGS if one.is_busiest else min(held[one], MOST_MEETINGS)
        days = [one.moment + (now - one.moment) * (number + 1) / (count + 2) for number in range(count)]
        coming = one.is_busiest or (state == TableState.RUNNING and chance.random() < to_come / len(chosen) * 1.2)
        found[one.pk] = Worked(
            opened=one,
            step=step,
            state=state,
            days=days,
            seats=_next(numbers, "seats", MOST_PEOPLE if one.is_busiest else PEOPLE),
            meetings=_next(numbers, "meetings", count + coming),
            alive=days[-1] if days else one.moment,
        )
    return found


def _next(numbers: Numbers, name: str, count: int) -> range:
    first = getattr(numbers, name)
    setattr(numbers, name, first + count)
    return range(first, first + count)


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _write_tables(opened: Sequence[Opened], met: dict[int, Worked]) -> None:
    def table(one: Opened) -> dict[str, Any]:
        there = met.get(one.pk)
        alive = there.alive if there else one.moment
        return {
            "id": one.pk,
            "idea_id": one.idea,
            "municipality_id": one.municipality,
            "opened_at": one.moment,
            "step": (there.step if there else TableStep.IDEA).value,
            "state": (there.state if there else TableState.RUNNING).value,
            "moved_at": alive,
            "alive_at": alive,
            "rests_since": alive if there and there.rests else None,
        }

    rows.copy(Table, map(table, opened))


def _write_people(chance: Random, met: dict[int, Worked]) -> None:
    def seats() -> Iterator[dict[str, Any]]:
        for there in met.values():
            for number, pk in enumerate(there.seats):
                yield {
                    "id": pk,
                    "key": _key(chance),
                    "table_id": there.opened.pk,
                    "user_id": there.opened.owner if number == 0 else None,
                    "is_owner": number == 0,
                    "source": (SeatSource.OWN if number else SeatSource.OWNER).value,
                    "name": f"Meting {pk}",
                    "name_display": "first",
                    "capacity": _capacity(number).value,
                    "role": ROLES[pk % len(ROLES)],
                    "interest": "Ik woon of werk hier.",
                    "added_at": there.opened.moment,
                }

    rows.copy(Seat, seats())


def _capacity(number: int) -> Capacity:
    return list(Capacity)[number % 3]


def _write_meetings(chance: Random, now: datetime, met: dict[int, Worked]) -> None:
    to_come = {there.opened.pk: _day_to_come(chance, now, there) for there in met.values()}

    def meetings() -> Iterator[dict[str, Any]]:
        for there in met.values():
            days = [*there.days, to_come[there.opened.pk]]
            for number, (pk, day) in enumerate(zip(there.meetings, days, strict=False)):
                yield {
                    "id": pk,
                    "key": _key(chance),
                    "door_code": f"{pk:010x}",
                    "table_id": there.opened.pk,
                    "number": number + 1,
                    "purpose": PURPOSES[min(number, 2)].value,
                    "state": "held" if number < len(there.days) else "planned",
                    "starts_at": day,
                    "place": f"Buurthuis bij {chance.choice(words.PLACES)}",
                    "link": "https://praat.example/tafel" if chance.random() < 0.1 else "",
                    "size": 12,
                    "made_at": there.opened.moment,
                    "changed_at": there.opened.moment,
                }

    rows.copy(Meeting, meetings())
    rows.copy(Invitation, _invitations(chance, met))
    parts = ((pk, place) for there in met.values() for pk in there.meetings for place in range(4))
    part = {"minutes": 30, "title": "Samen verder"}
    rows.copy(AgendaPart, ({"meeting_id": pk, "position": place, **part} for pk, place in parts))


def _day_to_come(chance: Random, now: datetime, there: Worked) -> datetime:
    """At the busiest table somebody writes at this moment."""
    if there.opened.is_busiest:
        return now - timedelta(minutes=30)
    return now + timedelta(hours=chance.randint(24, 120 * 24))


def _invitations(chance: Random, met: dict[int, Worked]) -> Iterator[dict[str, Any]]:
    """Everyone came to what was held; to what is to come two in three say that they come."""
    for there in met.values():
        for number, meeting in enumerate(there.meetings):
            day = there.days[number] if number < len(there.days) else None
            for place, seat in enumerate(there.seats):
                comes = day is not None or place % 3 != 2
                yield {
                    "key": _key(chance),
                    "meeting_id": meeting,
                    "seat_id": seat,
                    "sent_at": there.opened.moment,
                    "answer": "comes" if comes else "",
                    "answered_at": there.opened.moment if comes else None,
                    "checked_in_at": day,
                    "sat_as": _capacity(place).value if day else "",
                    "sat_role": ROLES[seat % len(ROLES)] if day else "",
                    "sat_interest": "Ik woon of werk hier." if day else "",
                }


def _write_timeline(opened: Sequence[Opened], met: dict[int, Worked], numbers: Numbers) -> None:
    """Each table was opened; one where people met took its steps, and after each meeting its owner went on."""
    said = [
        (numbers.words + number, there.opened.pk, meeting, day)
        for number, (there, meeting, day) in enumerate(
            (there, meeting, day)
            for there in met.values()
            for meeting, day in zip(there.meetings, there.days, strict=False)
        )
    ]
    word = {"round": 1, "kind": WordKind.GO_ON.value, "reason": "We willen verder.", "role": "owner"}
    rows.copy(OwnerWord, ({"id": pk, "table_id": at, "meeting_id": of, "at": day, **word} for pk, at, of, day in said))

    def lines() -> Iterator[dict[str, Any]]:
        usual = {"kind": TimelineKind.STEP.value, "from_step": None, "word_id": None, "note": ""}
        for one in opened:
            yield {**usual, "table_id": one.pk, "to_step": 1, "role": "operator", "created_at": one.moment}
        for there in met.values():
            for step in range(2, there.step.value + 1):
                at = there.opened.moment + (there.alive - there.opened.moment) * step / 7
                moved = {"from_step": step - 1, "to_step": step, "role": "owner", "created_at": at}
                yield {**usual, "table_id": there.opened.pk, **moved}
        step_of = {there.opened.pk: there.step.value for there in met.values()}
        for pk, at_table, _meeting, day in said:
            here = {"from_step": step_of[at_table], "to_step": step_of[at_table], "created_at": day}
            for kind, role, of in (("meet", "owner", None), ("note", "owner", None), ("word", "owner", pk)):
                yield {**usual, **here, "table_id": at_table, "kind": kind, "role": role, "word_id": of}

    rows.copy(StepChange, lines())


def _write_minutes(chance: Random, met: dict[int, Worked], first: int) -> int:
    """In the order in which they were published, as rows lie in life. How many those are."""
    held = sorted(
        (
            (day, meeting, number, there)
            for there in met.values()
            for number, (meeting, day) in enumerate(zip(there.meetings, there.days, strict=False))
        ),
        key=lambda one: one[:2],
    )
    if not held:
        return 0
    sheets = minutes_written.Sheets(chance)

    def written() -> Iterator[dict[str, Any]]:
        for number, (day, meeting, _at, there) in enumerate(held):
            yield {
                "id": first + number,
                "meeting_id": meeting,
                "state": "published",
                "version": _versions(number),
                "stamp": 20,
                "public_stamp": 20,
                "step": there.step.value,
                **sheets.texts(number),
                "begun_at": day,
                "changed_at": day,
                "published_at": day + timedelta(hours=2),
            }

    def versions() -> Iterator[dict[str, Any]]:
        for number, (day, _meeting, at, there) in enumerate(held):
            for version in range(1, _versions(number) + 1):
                yield {
                    "minutes_id": first + number,
                    "number": version,
                    "content": sheets.content(number, at + 1, there.opened.pk, day),
                    "reason": "Er stond een verkeerde dag." if version > 1 else "",
                    "role": "owner",
                    "at": day + timedelta(hours=2 * version),
                }

    rows.copy(Minutes, written())
    rows.copy(MinutesVersion, versions())
    return len(held)


def _versions(number: int) -> int:
    return 1 if number % CHANGED else 2


def _write_plans(chance: Random, now: datetime, met: dict[int, Worked]) -> None:
    def actions() -> Iterator[dict[str, Any]]:
        for there in met.values():
            if there.step < TableStep.DO:
                continue
            for number in range(ACTIONS):
                yield {
                    "key": _key(chance),
                    "table_id": there.opened.pk,
                    "number": number + 1,
                    "meeting_id": there.meetings[0] if there.meetings else None,
                    "text": f"Vragen wat er mag bij {chance.choice(words.PLACES)}",
                    "seat_id": there.seats[number % len(there.seats)],
                    "due_on": (now + timedelta(days=chance.randint(-60, 60))).date(),
                    "state": "done" if number % 2 else "open",
                    "done_at": now if number % 2 else None,
                    "made_at": there.alive,
                    "changed_at": there.alive,
                }

    rows.copy(Action, actions())


def _write_questions(chance: Random, now: datetime, met: dict[int, Worked]) -> int:
    """What tables ask everyone now, and as much that was closed. How many are open."""
    running = [there for there in met.values() if there.state == TableState.RUNNING]
    asking = running[:: max(min(ASKING, len(running) // FEW), 1)]

    def question(there: Worked, *, is_open: bool) -> dict[str, Any]:
        return {
            "table_id": there.opened.pk,
            "title": f"Wie heeft er een {chance.choice(words.THINGS)} over?",
            "text": words.story(chance),
            "until": (now + timedelta(days=30 if is_open else -30)).date(),
            "place": f"bij {chance.choice(words.PLACES)}",
            "state": "open" if is_open else "closed",
            "role": "owner",
            "asked_at": there.alive,
            "changed_at": there.alive,
            "closed_at": None if is_open else now,
        }

    ordered = sorted(asking, key=lambda one: one.alive)
    rows.copy(TableQuestion, (question(there, is_open=is_open) for there in ordered for is_open in (False, True)))
    return len(asking)
