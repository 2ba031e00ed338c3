"""Notes of the desk about an idea: written and taken away, never changed."""

from django.db import transaction

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import IdeaNote
from ideas.services import states


def add(*, actor: User, idea_id: int, text: str) -> IdeaNote:
    """Write something down for colleagues. The same text, sent twice, stands there once. Locks the idea, which may be
    on its way to another municipality."""
    with transaction.atomic():
        idea = states.lock(idea_id)
        same = IdeaNote.everywhere.filter(idea=idea, author=actor, text=text)
        twice = same.filter(created_at__gt=clock.a_moment_ago()).first()
        return twice or IdeaNote.everywhere.create(idea=idea, author=actor, text=text)


def remove(*, actor: User, idea_id: int, note_id: int) -> bool:
    """Take one's own note away; False when it is gone, or somebody else's."""
    return IdeaNote.everywhere.filter(pk=note_id, idea=idea_id, author=actor).delete()[0] > 0
