"""What a coach answers to a question of the desk, and what the pinner says about being reached."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.intents import Meaning
from aantafel.accounts.models import User
from aantafel.accounts.permissions import is_coach
from aantafel.core import clock, killpoints
from aantafel.core.errors import DomainError, WrongState
from coaches import notifications
from coaches.enums import Side
from coaches.lifecycle import State
from coaches.models import CoachProfile, Match, MatchMessage
from coaches.services import states
from coaches.services.matches import NoLongerCoach
from coaches.signals import match_accepted
from ideas.models import Idea


class NotYours(WrongState):
    default = _("This question was put to another coach.")


class TakenBack(WrongState):
    default = _("This question was taken back. You need not do anything.")


class TooLate(WrongState):
    default = _("The day to answer has passed, and somebody else may have been asked. Write or ring the coordinator.")


class NoRoom(WrongState):
    default = _("You have as many tables as you want to guide at once. In your profile you can make room for one more.")


class Resting(WrongState):
    default = _("You are taking a rest. In your profile you can end it; then you can say yes.")


class SaidNo(WrongState):
    default = _("You have said no to this question already. Write the coordinator if you see it differently now.")


class HasEnded(WrongState):
    default = _("Your work at this idea has ended.")


_CLOSED: dict[State, type[WrongState]] = {
    State.WITHDRAWN: TakenBack,
    State.EXPIRED: TooLate,
    State.DECLINED: SaidNo,
    State.ENDED: HasEnded,
}


def accept(*, actor: User, key: UUID) -> Match:
    """The coach says yes; pinner and coach hear of each other. Once more, as after a double click, it is a yes still.

    Locks idea, coach and match, so that of two last places one is taken. Raises NoMatch, NotYours, TakenBack, TooLate,
    SaidNo, HasEnded, NoLongerCoach, Resting and NoRoom.
    """
    with transaction.atomic():
        idea, coach, match = states.lock(states.number_of(key))
        killpoints.reach("match:accepting")
        if coach.user_id != actor.pk:
            raise NotYours
        if match.status is State.ACCEPTED:
            return match
        _refuse_closed(match)
        _refuse_gone(idea, coach)
        _refuse_without_room(coach)
        states.move(match, State.ACCEPTED, answered_at=clock.now(), shares_contact_coach=coach.shares_contact)
        notifications.accepted(match)
        match_accepted.send(sender=Match, idea_id=idea.pk, match=match, actor=actor)
    return match


def decline(*, key: UUID, reason: str = "") -> bool:
    """No; the desk hears it, with the reason if there is one. Whoever has the key from the mail may say it. False when
    it was said before. Raises NoMatch and what is closed."""
    with transaction.atomic():
        match = states.lock_match(states.number_of(key))
        killpoints.reach("match:declining")
        if match.status is State.DECLINED:
            return False
        _refuse_closed(match)
        states.move(match, State.DECLINED, answered_at=clock.now(), reason=reason)
        notifications.answered(match)
    return True


def ask_back(*, key: UUID, text: str) -> bool:
    """The coach wants to know more before answering; the desk gets it by mail. False for the same text again. Raises
    NoMatch and what is closed."""
    with transaction.atomic():
        match = states.lock_match(states.number_of(key))
        _refuse_closed(match)
        last = match.messages.last()
        if last is not None and (last.side, last.text) == (Side.COACH, text):
            return False
        line = MatchMessage.objects.create(match=match, side=Side.COACH, author=match.coach.user, text=text)
        notifications.said(line)
    return True


def share_contact(*, actor: User, match_id: int, shares: bool) -> bool:
    """The pinner lets the coach have their mail address, or no longer does. False when nothing changes. Raises NoMatch
    for who does not look after the idea, and MovedOn for a match that does not run or somebody who is no coach now."""
    with transaction.atomic():
        match = states.lock_match(match_id)
        if not Idea.everywhere.of(actor).filter(pk=match.idea_id).exists():
            raise states.NoMatch
        if match.status is not State.ACCEPTED or (shares and not _serves(match.coach)):
            raise states.MovedOn
        if match.shares_contact_pinner == shares:
            return False
        match.shares_contact_pinner = shares
        match.save(update_fields=["shares_contact_pinner"])
        if shares:
            notifications.pinner_shares(match, actor)
    return True


def forget_consent(*, idea: Idea) -> None:
    """Another looks after a locked idea from now on: whether a coach may have their address they say themselves."""
    shared = Match.everywhere.filter(idea=idea, shares_contact_pinner=True).order_by("pk")
    numbers = list(shared.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    Match.everywhere.filter(pk__in=numbers).update(shares_contact_pinner=False)


def accept_as_meant(user: User, key: str) -> str:
    """For the sign-in: the address is proved, and the yes said. What can no longer be done does not keep anybody from
    signing in: the page that this leads to says how it stands."""
    try:
        accept(actor=user, key=UUID(key))
    except DomainError:
        return answer_path(key)
    return answer_path(key)


def answer_path(key: str) -> str:
    return reverse("coaches:answer", args=[key])


def meaning(key: str) -> Meaning:
    match = Match.everywhere.select_related("idea").filter(key=UUID(key)).first()
    if match is None:
        return Meaning()
    return Meaning(str(_("With this code you say yes to guiding the idea “%(title)s”.")) % {"title": match.idea.title})


def why_not_yes(match: Match) -> DomainError | None:
    """Why this coach cannot say yes at this moment, for the page that asks; None when they can."""
    try:
        _refuse_closed(match)
        _refuse_gone(match.idea, match.coach)
        _refuse_without_room(match.coach)
    except DomainError as error:
        return error
    return None


def _refuse_closed(match: Match) -> None:
    closed = _CLOSED.get(match.status)
    if closed is not None:
        raise closed


def _refuse_gone(idea: Idea, coach: CoachProfile) -> None:
    if not idea.is_public or idea.municipality_id != coach.municipality_id:
        raise TakenBack
    if not _serves(coach):
        raise NoLongerCoach


def _serves(coach: CoachProfile) -> bool:
    return coach.ended_at is None and is_coach(coach.user, coach.municipality_id)


def _refuse_without_room(coach: CoachProfile) -> None:
    if coach.is_paused:
        raise Resting
    if Match.everywhere.running().filter(coach=coach).count() >= coach.tables_at_once:
        raise NoRoom
