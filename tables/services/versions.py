"""Texts that several people write, each of which is kept: nobody writes over words that they have not read."""

from typing import Any, Protocol

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole


class Kept(Protocol):
    """`versions` are the texts that it had, by number."""

    text: Any
    version: Any
    versions: Any
    changed_by: Any
    changed_as: Any
    changed_at: Any

    def save(self) -> None: ...


def write(kept: Kept, text: str, *, actor: User, role: ActorRole) -> None:
    """The newest text, which stands among those that it had too."""
    kept.text, kept.version = text, kept.version + 1
    kept.changed_by, kept.changed_as, kept.changed_at = actor, role, clock.now()
    kept.save()
    kept.versions.create(number=kept.version, text=text, by=actor, role=role, at=kept.changed_at)


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
