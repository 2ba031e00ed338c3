"""Texts that several people write, each of which is kept: nobody writes over words that they have not read."""

from typing import Any, Protocol

from aantafel.accounts.models import User


class Kept(Protocol):
    """`versions` are the texts that it had, by number."""

    text: Any
    version: Any
    versions: Any


def is_overtaken(kept: Kept, actor: User, seen: int) -> bool:
    """Whether others have written since version `seen`, and left another text. Who saved twice at one moment overtakes
    nobody.
    """
    if kept.version <= seen:
        return False
    mine = kept.versions.filter(number__gt=seen, by=actor).count()
    if mine == kept.version - seen:
        return False
    read = kept.versions.filter(number=seen).values_list("text", flat=True).first()
    return bool(kept.text != (read or ""))
