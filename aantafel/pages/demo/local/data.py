"""What the demo tells of a local site, read from `data/sites/`. Pure data: no model is needed.

Every `days` counts back from now. `person`, `by` and the like are keys of people of the same site.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from aantafel.pages.demo.around import Around, told_around
from aantafel.pages.demo.stories import DATA, Country, Person, person, read_story

NAMES = ("zutphen", "peel-en-maas", "aa-en-hunze")


@dataclass(frozen=True, kw_only=True)
class Site:
    """`prepared` and `opened` are days ago; `off` are the parts that are off; `values` go on the site as they are."""

    code: str
    subdomain: str
    name: str
    prepared: int
    opened: int
    accent: str
    logo: str
    logo_text: str
    neighbourhoods: tuple[str, ...]
    off: tuple[str, ...] = ()
    values: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Member:
    """What somebody does here: roles, in which capacity they sit in the initiative group, and parts of the desk."""

    person: str
    roles: tuple[str, ...]
    capacity: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Coach:
    """`first` and `second` are when they had the days of the training; no second day is somebody in training."""

    person: str
    about: str
    themes: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    moments: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    shares_contact: bool = False
    tables: int = 2
    first: int
    second: int = 0
    rests: bool = False


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A table in the neighbourhood. `hours` are a weekday (0 is Monday), and from when until when."""

    key: str
    name: str
    address: str
    accessibility: str
    area: str
    host: str
    hours: tuple[tuple[int, str, str], ...]
    closed_in: int = 0
    why_closed: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    kind: Literal["org", "person", "pro"]
    name: str
    offers: str
    themes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    source: str = ""
    note: str = ""
    days: int = 60


@dataclass(frozen=True, kw_only=True)
class Heard:
    """Somebody to go and see; `planned_in` so many days `visitor` goes, who `closed` it with a reason, if so."""

    about: Literal["place", "person"]
    who: str
    heard: str
    heard_from: str
    area: str = ""
    reach: str = ""
    days: int
    visitor: str = ""
    planned_in: int = 0
    closed: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    by: str
    days: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A subject among the coaches."""

    by: str
    days: int
    title: str
    text: str
    national: bool = False
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Help:
    """What somebody asks of the desk, about an idea if there is one."""

    by: str
    kind: Literal["expert", "lead", "other"]
    days: int
    text: str
    idea: str = ""
    answer: str = ""
    answered: int = 0


@dataclass(frozen=True, kw_only=True)
class Application:
    """Somebody who wants to become a coach."""

    by: str
    days: int
    phone: str
    why: str
    themes: tuple[str, ...]
    moments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A spoken message that waits at the desk."""

    name: str
    phone: str
    postcode: str
    hours: int


@dataclass(frozen=True, kw_only=True)
class OwnForm:
    """A work form of the coordinator, or made of the national one that it `replaces`; `words` are its fields."""

    days: int
    replaces: str
    words: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A coach is asked; what they said, and how it ended, if it did."""

    coach: str
    days: int
    message: str
    role: Literal["coach", "co_coach", "along"] = "coach"
    reminded: int = 0
    asks: str = ""
    answer: Literal["", "yes", "no"] = ""
    answered: int = 0
    reason: str = ""
    shares: bool = False
    ended: int = 0


@dataclass(frozen=True, kw_only=True)
class Core:
    """An answer to a core question; a `shown` one stands on the page of the table."""

    question: Literal["waarom", "wat", "wie", "weg"]
    days: int
    text: str
    coach: str = ""
    shown: bool = False


@dataclass(frozen=True, kw_only=True)
class Merge:
    """Put together with the idea `into`; both pinners said yes so many days ago, or have not answered."""

    into: str
    days: int
    reason: str
    answered: int = 0


@dataclass(frozen=True, kw_only=True)
class PassOn:
    to: str
    days: int
    reason: str
    answered: int = 0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A conversation in so many days, at a whole hour."""

    by: str
    planned: int
    in_days: int
    hour: int
    way: Literal["place", "phone", "link"]
    where: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Road:
    """What the people of the site did with an idea."""

    table: str = ""
    taken_by: str = ""
    notes: tuple[Said, ...] = ()
    asked: tuple[Asked, ...] = ()
    core: tuple[Core, ...] = ()
    merge: Merge | None = None
    pass_on: PassOn | None = None
    talk: Plan | None = None
    coach_notes: tuple[Said, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Local:
    site: Site
    country: Country
    members: tuple[Member, ...]
    coaches: tuple[Coach, ...]
    meetings: tuple[Meeting, ...]
    contacts: tuple[Contact, ...]
    heard: tuple[Heard, ...]
    topics: tuple[Topic, ...]
    helps: tuple[Help, ...]
    applications: tuple[Application, ...]
    voices: tuple[Voice, ...]
    work_forms: tuple[OwnForm, ...]
    around: dict[str, Around] = field(default_factory=dict)
    roads: dict[str, Road] = field(default_factory=dict)

    def having(self, role: str) -> list[str]:
        """Keys of the people with this role, in the order of the file."""
        return [member.person for member in self.members if role in member.roles]


@cache
def local_sites() -> tuple[Local, ...]:
    """A field that does not exist is an error."""
    return tuple(_local(tomllib.loads((DATA / "sites" / f"{name}.toml").read_text(encoding="utf-8"))) for name in NAMES)


def _local(told: dict[str, Any]) -> Local:
    code = told["site"]["code"]
    people: dict[str, Person] = {key: person(key, {"home": code, **row}) for key, row in told["person"].items()}
    stories = [read_story(row) for row in told.get("story", [])]
    stories.sort(key=lambda story: (-story.days, -story.hours, story.slug))
    return Local(
        site=Site(**_tidy(told["site"])),
        country=Country(people, tuple(stories), ()),
        members=tuple(Member(**_tidy(row)) for row in told["member"]),
        coaches=tuple(Coach(**_tidy(row)) for row in told["coach"]),
        meetings=tuple(Meeting(**_tidy(row)) for row in told.get("meeting", [])),
        contacts=tuple(Contact(**_tidy(row)) for row in told.get("contact", [])),
        heard=tuple(Heard(**_tidy(row)) for row in told.get("heard", [])),
        topics=tuple(_topic(row) for row in told.get("topic", [])),
        helps=tuple(Help(**_tidy(row)) for row in told.get("help", [])),
        applications=tuple(Application(**_tidy(row)) for row in told.get("application", [])),
        voices=tuple(Voice(**row) for row in told.get("voice", [])),
        work_forms=tuple(
            OwnForm(days=row.pop("days"), replaces=row.pop("replaces", ""), words=row)
            for row in told.get("work_form", [])
        ),
        around={slug: told_around(row) for slug, row in told.get("around", {}).items()},
        roads={slug: _road(row) for slug, row in told.get("road", {}).items()},
    )


def _topic(row: dict[str, Any]) -> Topic:
    replies = tuple(Said(**reply) for reply in row.pop("reply", []))
    return Topic(replies=replies, **_tidy(row))


def _road(row: dict[str, Any]) -> Road:
    one: dict[str, Any] = {name: row.pop(name, None) for name in ("merge", "pass_on", "talk")}
    return Road(
        asked=tuple(Asked(**_tidy(each)) for each in row.pop("asked", [])),
        core=tuple(Core(**_tidy(each)) for each in row.pop("core", [])),
        notes=tuple(Said(**each) for each in row.pop("note", [])),
        coach_notes=tuple(Said(**each) for each in row.pop("coach_note", [])),
        merge=Merge(**one["merge"]) if one["merge"] else None,
        pass_on=PassOn(**one["pass_on"]) if one["pass_on"] else None,
        talk=Plan(**one["talk"]) if one["talk"] else None,
        **row,
    )


def _tidy(row: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples, texts without white space around."""
    return {name: _tidied(value) for name, value in row.items()}


def _tidied(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tidied(one) for one in value)
    return value.strip() if isinstance(value, str) else value
