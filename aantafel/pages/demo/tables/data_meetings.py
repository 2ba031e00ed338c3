"""What the demo tells of the people and the meetings of a table. Pure data: no model is needed.

`days` counts back from now, `after` counts on from a meeting. `by` is who does it: owner, coach, coordinator, operator
or notes (the note taker). `who` is the key of a person of the table, or owner.
"""

from dataclasses import dataclass
from typing import Literal

By = Literal["owner", "coach", "coordinator", "operator", "notes"]
Show = Literal["full", "first", "hidden"]
Side = Literal["resident", "professional", "employee"]
Given = Literal["comes", "maybe", "not", "sends"]


@dataclass(frozen=True, kw_only=True)
class Sitter:
    """Somebody of the table. `account` is the key of somebody with an account; then their name comes from there.
    Without `days` nobody put them on the list: they sign up by themselves.
    """

    key: str
    capacity: Side
    role: str
    interest: str
    account: str = ""
    name: str = ""
    show: Show = "first"
    days: int = 0
    by: By = "coach"
    source: Literal["own", "support", "contact", "town", "office"] = "own"
    reach: Literal["mail", "phone", "person", "paper"] = "mail"
    phone: str = ""
    why: str = ""
    talent: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """People are asked, by mail or by letter."""

    days: int
    who: tuple[str, ...]
    text: str
    by: By = "coach"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody says: by the link of their mail, or (with a `way`) to whoever asked them."""

    who: str
    days: int
    given: Given
    said: str = ""
    needs: str = ""
    way: Literal["", "phone", "person", "paper"] = ""
    by: By = "coach"


@dataclass(frozen=True, kw_only=True)
class Guest:
    capacity: Side
    role: str
    interest: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Poll:
    """Days to choose from, each in so many days at an hour; who is asked, and what they say of each."""

    dates: tuple[tuple[int, str], ...]
    days: int
    who: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Leader:
    """The desk is asked for somebody who leads, names them, and they say yes."""

    account: str
    days: int
    text: str
    named: int
    said: int
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    title: str
    cards: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Noted:
    """An action. `due` is in so many days from now, so that a negative one is over. `whom` is somebody in words."""

    text: str
    who: str = ""
    whom: str = ""
    due: int | None = None


@dataclass(frozen=True, kw_only=True)
class Missed:
    capacity: Side
    role: str
    name: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    scene: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """A part of the minutes becomes another text, for a reason."""

    days: int
    part: str
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Somebody asks to correct the minutes."""

    days: int
    kind: Literal["correct", "name"]
    text: str
    email: str = ""
    answered: int = 0
    outcome: Literal["done", "stays"] = "done"
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """Written during the meeting. `handed_in` and `published` are so many days after it; 0 is not yet."""

    by: By = "coach"
    readers: Literal["table", "signed", "everyone"] = "table"
    pitch: str = ""
    said: str = ""
    active: str = ""
    again: str = ""
    missing: str = ""
    summary: str = ""
    groups: tuple[Group, ...] = ()
    decisions: tuple[str, ...] = ()
    actions: tuple[Noted, ...] = ()
    missed: tuple[Missed, ...] = ()
    pictures: tuple[Picture, ...] = ()
    handed_in: int = 0
    published: int = 0
    publisher: By = "owner"
    changes: tuple[Change, ...] = ()
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Word:
    """What the owner decides about a meeting, so many days after it."""

    after: int
    kind: Literal["go_on", "stop"]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """`planned` so many days ago; it begins `at` so many days ago, below zero in so many days. Without `at` a date is
    looked for. With `free` it is the one that the operator gives, who writes a `note` about it. Who said to come does,
    but for who stayed `away`. It was `cancelled` so many days ago.
    """

    key: str
    purpose: Literal["first", "second", "progress", "back", "other"]
    planned: int
    at: int | None = None
    free: bool = False
    note: str = ""
    time: str = "19:30"
    minutes: int = 120
    by: By = "coach"
    title: str = ""
    place: str = ""
    address: str = ""
    directions: str = ""
    step_free: bool | None = None
    toilet: bool | None = None
    hearing_loop: bool | None = None
    size: int = 0
    open: bool = True
    bring: str = ""
    preparation: str = ""
    work_form: str = ""
    asks: tuple[Ask, ...] = ()
    answers: tuple[Answer, ...] = ()
    signs_up: tuple[Answer, ...] = ()
    poll: Poll | None = None
    leader: Leader | None = None
    note_taker: str = ""
    away: tuple[str, ...] = ()
    guests: tuple[Guest, ...] = ()
    written: Minutes | None = None
    word: Word | None = None
    cancelled: int = 0
    why_cancelled: str = ""

    @property
    def came(self) -> list[str]:
        said = [one.who for one in (*self.answers, *self.signs_up) if one.given == "comes"]
        return ["owner", *(key for key in said if key not in self.away)]
