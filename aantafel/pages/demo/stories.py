"""What the demo tells, read from the files in `data/`. Pure data: no model is needed."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from aantafel.core.text import slugify

DATA = Path(__file__).resolve().parent / "data"

State = Literal["published", "waiting", "asked", "refused", "withdrawn", "draft", "unconfirmed"]
Channel = Literal["site", "phone", "paper", "talk", "table", "visit"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody invented. `email` is "" for who has none; `home` and `work` are municipality codes."""

    key: str
    name: str
    home: str
    postcode: str
    email: str
    show: Literal["full", "first", "hidden"]
    capacity: Literal["resident", "professional", "employee"] = "resident"
    work: str = ""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One idea and what happened to it.

    It came in `days` (or `hours`) ago. `later` is what its owner added, `later_after` days after publication;
    `withdrawn_after` counts likewise. `helper` filled it in for somebody, whose e-mail address they knew or not. An
    `entered` idea was taken in by the operator, over `channel`.
    """

    slug: str
    title: str
    by: str = ""
    municipality: str = ""
    postcode: str = ""
    relation: Literal["lives", "works"] = "lives"
    theme: str = ""
    days: int = 0
    hours: int = 0
    state: State = "published"
    origin: str = ""
    people: str = ""
    approach: str = ""
    place: str = ""
    area: str = ""
    role: str = ""
    interest: str = ""
    picture: str = ""
    picture_text: str = ""
    later: str = ""
    later_after: int = 0
    withdrawn_after: int = 0
    channel: Channel = "site"
    entered: bool = False
    helper: str = ""
    helper_knows_email: bool = False
    question: str = ""
    answered: str = ""
    reason: str = ""
    answer: Literal["nothing", "thanks", "wants_visit", "visit_planned", "starts"] = "nothing"
    note: str = ""

    @property
    def sketch(self) -> dict[str, Any]:
        """What the pinner told in the first sketch."""
        names = ("origin", "people", "approach", "theme", "place", "role", "interest")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, kw_only=True)
class Call:
    """Somebody who would rather be called; with a `draft`, they had begun on the site."""

    name: str
    phone: str
    municipality: str
    when: str
    text: str
    hours: int
    draft: str = ""


@dataclass(frozen=True)
class Country:
    people: dict[str, Person]
    stories: tuple[Story, ...]
    calls: tuple[Call, ...]


@cache
def country() -> Country:
    """Everything, oldest story first. A field that does not exist is an error."""
    people = {key: person(key, fields) for key, fields in _read("people.toml").items()}
    stories: list[Story] = []
    calls: list[Call] = []
    for name in ("noord.toml", "oost.toml", "west.toml", "zuid.toml", "bureau.toml"):
        tables = _read(name)
        stories += [read_story(fields) for fields in tables.get("story", [])]
        calls += [Call(**_tidy(fields)) for fields in tables.get("call", [])]
    stories.sort(key=lambda story: (-story.days, -story.hours, story.slug))
    return Country(people, tuple(stories), tuple(calls))


def helper_email(name: str) -> str:
    return f"{slugify(name).replace('-', '.')}@post.example"


def read_story(fields: dict[str, Any]) -> Story:
    return Story(**_tidy(fields))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def person(key: str, fields: dict[str, Any]) -> Person:
    email = fields.pop("email", None)
    return Person(key=key, email=helper_email(fields["name"]) if email is None else email, **fields)


def _tidy(fields: dict[str, Any]) -> dict[str, Any]:
    """`in` is no name for a Python field; texts without white space around."""
    renamed = {"municipality" if name == "in" else name: value for name, value in fields.items()}
    return {name: value.strip() if isinstance(value, str) else value for name, value in renamed.items()}
