"""What happens around an idea of the demo, read from `data/eromheen.toml`. Pure data: no model is needed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from aantafel.pages.demo.stories import DATA, Story


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Help, wanting to join or a question, `days` ago; the pinner's `answer` came `answered` days ago, if at all."""

    by: str
    kind: Literal["help", "join", "question"]
    days: int
    text: str
    role: str = ""
    interest: str = ""
    answer: str = ""
    answered: int = 0


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A reaction `days` ago, with those below it.

    `hidden` is why the operator took it away, `objection` what its writer said to that; `reported` is what somebody
    finds wrong with it, which nobody has looked at yet.
    """

    by: str
    days: int
    text: str
    hidden: str = ""
    objection: str = ""
    reported: str = ""
    replies: tuple["Remark", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Around:
    """`reached` says how many days ago the like came that brought the free meeting."""

    local: int
    other: int
    fans: tuple[str, ...] = ()
    reached: int = 0
    offers: tuple[Offer, ...] = ()
    remarks: tuple[Remark, ...] = ()


@cache
def told() -> dict[str, Around]:
    """By the slug of the story. A field that does not exist is an error."""
    text = (DATA / "eromheen.toml").read_text(encoding="utf-8")
    return {slug: told_around(fields) for slug, fields in tomllib.loads(text).items()}


def around(known: Mapping[str, Around], story: Story, luck: int) -> Around:
    """What is told, or a handful of likes that grows with the age of the idea; `luck` is a number below 100."""
    return known.get(story.slug) or Around(local=3 + story.days * luck // 450, other=luck % 6)


def told_around(fields: dict[str, Any]) -> Around:
    offers = tuple(Offer(**offer) for offer in fields.pop("offer", []))
    remarks = tuple(_remark(remark) for remark in fields.pop("reaction", []))
    return Around(offers=offers, remarks=remarks, fans=tuple(fields.pop("fans", ())), **fields)


def _remark(fields: dict[str, Any]) -> Remark:
    replies = tuple(_remark(reply) for reply in fields.pop("reply", []))
    return Remark(replies=replies, **fields)
