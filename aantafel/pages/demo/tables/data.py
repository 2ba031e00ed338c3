"""What the demo tells of a table, read from `data/tables/`. Pure data: no model is needed.

`days` counts back from now, `by` is who does it, `who` the key of a person of the table, as in `data_meetings`.
"""

import tomllib
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_type_hints

from aantafel.pages.demo.stories import DATA
from aantafel.pages.demo.tables.data_meetings import By, Meeting, Sitter


@dataclass(frozen=True, kw_only=True)
class Advance:
    """The table takes the next step, or goes back one; `note` is why, where the rules ask that."""

    days: int
    to: int
    by: By = "coach"
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Variant:
    key: str
    days: int
    title: str
    group: str = ""
    text: str = ""
    arguments_for: str = ""
    arguments_against: str = ""
    costs: str = ""
    picture: str = ""
    picture_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """What somebody gives to each variant, by its key; with consent 1 or 0."""

    who: str
    given: dict[str, int]
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Opened in the second hour of a meeting, or so many `days` ago. `by_hand` is for and against, by the key of the
    variant. With `chosen` it was closed half an hour later.
    """

    meeting: str = ""
    days: int = 0
    way: Literal["consent", "dots", "vote"]
    dots: int = 3
    by: By = "coach"
    ballots: tuple[Ballot, ...] = ()
    by_hand: dict[str, tuple[int, int]] | None = None
    chosen: str = ""
    reason: str = ""
    objections: str = ""


@dataclass(frozen=True, kw_only=True)
class Action:
    """One that was added to the plan outside a meeting."""

    days: int
    text: str
    who: str
    due: int
    by: By = "owner"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How an action goes, which begins with `text`: by who does it. With `due` it becomes later."""

    days: int
    text: str
    state: Literal["done", "help", "open"]
    said: str = ""
    due: int | None = None


@dataclass(frozen=True, kw_only=True)
class News:
    days: int
    text: str
    by: By = "owner"
    picture: str = ""
    picture_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Somebody answers a question; what the table said back, `replied` days ago."""

    account: str
    days: int
    text: str
    role: str = ""
    may_invite: bool = False
    state: Literal["", "thanked", "declined"] = ""
    reply: str = ""
    replied: int = 0


@dataclass(frozen=True, kw_only=True)
class Question:
    """Put to everyone, until in so many days. With `closed` it was closed so many days ago, with a word of thanks."""

    days: int
    title: str
    text: str
    until: int
    place: str = ""
    by: By = "owner"
    answers: tuple[Reply, ...] = ()
    closed: int = 0
    thanks: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document that the table is about."""

    days: int
    title: str
    about: str
    link: str
    by: By = "coach"


@dataclass(frozen=True, kw_only=True)
class Shared:
    days: int
    who: str


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What one person answers: the six aims in their order from 1 to 5 (0 for who does not know)."""

    scores: tuple[int, ...]
    went_well: str = ""
    better: str = ""


@dataclass(frozen=True, kw_only=True)
class Effect:
    text: str
    whom: str
    known_by: str
    unit: str = ""
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Everyone was asked so many days ago; the survey was `closed` and what it brought `written` so many days ago."""

    asked: int
    answers: tuple[Survey, ...] = ()
    closed: int = 0
    written: int = 0
    texts: dict[str, str] | None = None
    effects: tuple[Effect, ...] = ()
    decided: int = 0
    outcome: Literal["", "finish", "upkeep", "end", "round"] = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Still:
    """Nobody said how it goes: asked, and at rest, so many days ago."""

    asked: int
    rests: int


@dataclass(frozen=True, kw_only=True)
class Told:
    """All of a table. `site` is the subdomain of the local site, "" for the national one; `notes` the account of who
    takes notes; `judged` how many days ago the owner said that it can be judged.
    """

    idea: str
    site: str = ""
    coach: str = ""
    notes: str = ""
    people: tuple[Sitter, ...] = ()
    steps: tuple[Advance, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    variants: tuple[Variant, ...] = ()
    choices: tuple[Choice, ...] = ()
    actions: tuple[Action, ...] = ()
    progress: tuple[Progress, ...] = ()
    news: tuple[News, ...] = ()
    questions: tuple[Question, ...] = ()
    papers: tuple[Paper, ...] = ()
    shared: tuple[Shared, ...] = ()
    judged: int = 0
    evaluation: Evaluation | None = None
    still: Still | None = None


@cache
def tables() -> tuple[Told, ...]:
    """A field that does not exist is an error."""
    files = sorted((DATA / "tables").glob("*.toml"))
    return tuple(_read(Told, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def of_site(subdomain: str) -> list[Told]:
    return [told for told in tables() if told.site == subdomain]


def _read(kind: Any, row: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints.get(name), value) for name, value in row.items()})


def _value(hint: Any, value: Any) -> Any:
    """Lists as tuples, tables as what their field says, texts without white space around."""
    inner = next((one for one in get_args(hint) if is_dataclass(one)), None)
    if isinstance(value, list):
        return tuple(_read(inner, one) if inner else _value(None, one) for one in value)
    if isinstance(value, dict):
        known = inner if isinstance(hint, UnionType) else None
        return _read(known, value) if known else {key: _value(None, one) for key, one in value.items()}
    return value.strip() if isinstance(value, str) else value
