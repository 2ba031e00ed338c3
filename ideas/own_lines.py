"""Lines on somebody's own page about what upper floors keep for them, each with how much waits."""

from dataclasses import dataclass
from itertools import chain

from aantafel.accounts.models import User
from aantafel.core.registry import Registry


@dataclass(frozen=True)
class OwnLine:
    """`text` says it with the number in it; `url` is where it all stands. `waits`: it asks something of this person."""

    text: str
    url: str
    icon: str
    waits: bool = False


own_lines = Registry("own lines")  # handlers take `user` and give a list of lines


def of(user: User) -> list[OwnLine]:
    return list(chain.from_iterable(own_lines.run(user=user)))
