"""What cards and timelines show: plain values, made by the apps, so that a card asks the database nothing."""

from dataclasses import dataclass
from typing import Any


class Shown:
    """A template looks for an item before it looks for an attribute: without items each name on a card is first an
    error, and a list of twenty cards asks for three hundred names.
    """

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


@dataclass(frozen=True)
class IdeaCard(Shown):
    """An idea in a list. `date` is already written out, `date_iso` is YYYY-MM-DD; `language` is that of title and
    excerpt. `place` is the municipality, or a neighbourhood of it.

    `likes` says how many people like it, `to_go` how many more it takes; "" leaves them out.
    """

    title: str
    url: str
    place: str
    date: str
    date_iso: str
    language: str = "nl"
    excerpt: str = ""
    theme: str = ""
    picture_url: str = ""
    picture_alt: str = ""
    changed: bool = False
    likes: str = ""
    to_go: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class TableCard(Shown):
    """A table in a list, with where it stands and how many sit at it, by capacity. `mark` says that it has stopped, is
    finished or rests.
    """

    title: str
    url: str
    municipality: str
    date: str
    date_iso: str
    step: int
    step_label: str
    language: str = "nl"
    stopped: bool = False
    mark: str = ""
    residents: int = 0
    professionals: int = 0
    employees: int = 0


@dataclass(frozen=True)
class Moment:
    """One line of a timeline: when, what and, by role, who; `url` is where more of it stands."""

    date: str
    date_iso: str
    title: str
    text: str = ""
    who: str = ""
    url: str = ""
