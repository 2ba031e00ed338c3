"""The one writer of the texts of minutes. Nobody's words are overwritten by who has not read them.

`seen` is the version that somebody had before them when they began to type.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core.errors import Conflict
from tables.enums import ActorRole, MinutesPartName
from tables.models import MinutesPart
from tables.services.minutes.writing import change, demand_patience, lock, touch
from tables.services.versions import is_overtaken, write


class Overtaken(Conflict):
    """Somebody else has written since; `part` is what now stands there."""

    default = _("Somebody else has changed this part in the meantime. Your text is still here.")

    def __init__(self, part: MinutesPart) -> None:
        super().__init__()
        self.part = part


def save(
    *, actor: User, minutes_id: int, name: MinutesPartName, text: str, seen: int, role: ActorRole
) -> MinutesPart | None:
    """Write a part, and keep the text that stood there. The same text again changes nothing. Returns the part; None
    when there was none and nothing was typed.

    Locks the person and the minutes. Raises Overtaken, MinutesClosed, TooOften.
    """
    demand_patience(actor)
    with transaction.atomic():
        people.lock(actor)
        minutes = lock(minutes_id)
        part = MinutesPart.objects.filter(minutes=minutes, part=name).first()
        if text == (part.text if part else ""):
            return part
        part = part or MinutesPart(minutes=minutes, part=name, changed_as=role)
        if is_overtaken(part, actor, seen):
            raise Overtaken(part)
        write(part, text, actor=actor, role=role)
        touch(minutes)
        return part


def give_way(*, actor: User, minutes_id: int, name: MinutesPartName, text: str, role: ActorRole) -> MinutesPart:
    """Let the text of the other stand. What was typed oneself is kept among the earlier texts. Raises MinutesClosed."""
    with change(minutes_id, actor=actor) as minutes:
        part = MinutesPart.objects.get(minutes=minutes, part=name)
        theirs = part.text
        if text not in ("", theirs):
            write(part, text, actor=actor, role=role)
            write(part, theirs, actor=actor, role=role)
        return part
