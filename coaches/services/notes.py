"""What a coach writes down for themselves."""

from django.db import transaction

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock
from coaches.models import CoachNote
from ideas.models import Idea
from municipalities.models import Municipality


def add(*, actor: User, municipality: Municipality, idea: Idea, text: str) -> CoachNote:
    """The same text, sent twice, stands there once. Locks the person, so that an erasure finds it or comes first."""
    with transaction.atomic():
        people.lock(actor)
        mine = CoachNote.everywhere.filter(user=actor, idea=idea, municipality=municipality)
        twice = mine.filter(text=text, created_at__gt=clock.a_moment_ago()).first()
        return twice or CoachNote.everywhere.create(user=actor, municipality=municipality, idea=idea, text=text)


def remove(*, actor: User, note_id: int) -> None:
    """For good. Safe to run twice; a note of somebody else stays."""
    CoachNote.everywhere.filter(user=actor, pk=note_id).delete()
