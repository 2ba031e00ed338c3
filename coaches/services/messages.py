"""The one writer of messages between pinner and coach: a row and a mail to the other, as long as the match runs."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import ratelimit
from aantafel.core.errors import DomainError, WrongState
from coaches.lifecycle import State
from coaches.models import CoachMessage, CoachProfile, Match
from coaches.notifications import messages as mails
from coaches.services import states
from ideas.models import Idea
from ideas.notifications import addressee

MOST_PER_DAY = 30


class TooMany(DomainError):
    default = _("You sent many messages today. Your text is still here; try again tomorrow.")


class NotTogether(WrongState):
    default = _("You are no longer linked to each other for this idea, so your message was not sent.")


class NobodyReads(WrongState):
    default = _("The idea pinner gets no mail from this site. Ask the coordinator how to reach them.")


def write(*, actor: User, match_id: int, text: str) -> bool:
    """The other gets it by mail. False for the same text again, as after a double click. Locks person, idea, coach and
    match. Raises TooMany, NotTogether, NobodyReads, and NoMatch for who is neither pinner nor coach of the match.
    """
    if not ratelimit.hit("coach-message", actor.recipient, limit=MOST_PER_DAY, per=timedelta(days=1)):
        raise TooMany
    with transaction.atomic():
        people.lock(actor)
        idea, coach, match = states.lock(match_id)
        reader = _reader(actor, idea, coach)
        if match.status is not State.ACCEPTED or coach.ended_at is not None:
            raise NotTogether
        if reader is None:
            raise NobodyReads
        last = match.letters.last()
        if last is not None and (last.writer_id, last.text) == (actor.pk, text):
            return False
        mails.written(CoachMessage.objects.create(match=match, writer=actor, text=text), reader)
    return True


def can_write(match: Match) -> bool:
    """Whether the two can write to each other now. The match was fetched with coach and idea."""
    runs = match.status is State.ACCEPTED and match.coach.ended_at is None
    return runs and addressee(match.idea) is not None


def _reader(actor: User, idea: Idea, coach: CoachProfile) -> User | None:
    """The other of the two. Raises NoMatch."""
    if actor.pk == coach.user_id:
        return addressee(idea)
    if Idea.everywhere.of(actor).filter(pk=idea.pk).exists():
        return coach.user
    raise states.NoMatch
