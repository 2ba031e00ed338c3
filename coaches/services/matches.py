"""What the desk does with matches: ask a coach, remind, take back, end, replace. Answers are in `answers`."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, dates
from aantafel.core.errors import Conflict, DomainError, WrongState
from coaches import notifications
from coaches.enums import MatchRole, Side
from coaches.facts import coach_for
from coaches.lifecycle import DAYS_TO_ANSWER, State
from coaches.matching import Coach, exclusions, may_go_along
from coaches.models import CoachProfile, Match, MatchMessage
from coaches.querysets import MatchQuerySet
from coaches.services import states
from coaches.signals import match_asked, match_ended
from coaches.words import WHY_NOT
from ideas.models import Idea
from ideas.services import states as ideas
from ideas.signals import Along
from municipalities.enums import InstanceState
from municipalities.services import instances

MOST_DAYS = 60


class NotPublic(WrongState):
    default = _("This idea is not on the site. Only for an idea on the site can you ask a coach.")


class HasCoach(Conflict):
    default = _("A coach has been asked for this idea already, or has said yes. Look at the page again.")


class NoCoachYet(WrongState):
    default = _("Ask a coach for this idea first. Then somebody can come along.")


class NotPossible(WrongState):
    """A coach who cannot be asked; the message says why."""


class BadDay(DomainError):
    default = _("Choose a day from tomorrow on, and within sixty days.")


class JustReminded(WrongState):
    default = _("This coach had a reminder today already.")


class SiteEnded(WrongState):
    default = _("The site of this municipality has ended. Nobody can be asked any more.")


class NoLongerCoach(WrongState):
    default = _("This person is no longer a coach here.")


def usual_answer_day() -> date:
    return clock.today() + timedelta(days=DAYS_TO_ANSWER)


def ask(
    *,
    actor: User,
    idea_id: int,
    coach_id: int,
    role: MatchRole = MatchRole.COACH,
    message: str = "",
    answer_by: date | None = None,
    note: str = "",
) -> Match:
    """Ask a coach of the idea's municipality for it; they get a mail in which they can answer.

    Locks site, idea and coach. The same question once more, as after a double click, gives what is there. Raises
    BadDay, SiteEnded, NotPublic, HasCoach, NoCoachYet, NoLongerCoach and NotPossible.
    """
    day = _answer_day(answer_by)
    with transaction.atomic():
        idea = _lock(idea_id, coach_id)
        return _ask(actor, idea, coach_id, role, message=message, answer_by=day, note=note)


def _answer_day(chosen: date | None) -> date:
    day = chosen or usual_answer_day()
    if not clock.today() < day <= clock.today() + timedelta(days=MOST_DAYS):
        raise BadDay
    return day


def _lock(idea_id: int, *coach_ids: int) -> Idea:
    """The site of these coaches, the idea and the coaches: nobody else asks, answers, ends or fills up meanwhile."""
    towns = CoachProfile.everywhere.filter(pk__in=coach_ids).order_by("municipality").values_list("municipality")
    site = instances.lock(towns[0][0]) if towns else None
    idea = ideas.lock(idea_id)
    for pk in sorted(set(coach_ids)):
        states.lock_coach(pk)
    if site is not None and site.state == InstanceState.ENDED:
        raise SiteEnded
    return idea


def _ask(actor: User, idea: Idea, coach_id: int, role: MatchRole, *, message: str, answer_by: date, note: str) -> Match:
    """Site, idea and coach are locked."""
    if not idea.is_public:
        raise NotPublic
    here = Match.everywhere.filter(idea=idea)
    same = here.unanswered().filter(coach=coach_id, role=role, message=message).first()
    if same is not None:
        return same
    has_coach = here.open().filter(role=MatchRole.COACH).exists()
    if has_coach and role is MatchRole.COACH:
        raise HasCoach
    if not has_coach and role is not MatchRole.COACH:
        raise NoCoachYet
    _refuse_who_cannot(idea, coach_id, role)
    match = Match.everywhere.create(
        idea=idea, coach_id=coach_id, role=role, message=message, note=note, answer_by=answer_by, asked_by=actor
    )
    notifications.asked(match)
    match_asked.send(sender=Match, idea_id=idea.pk, match=match, actor=actor)
    return match


def _refuse_who_cannot(idea: Idea, coach_id: int, role: MatchRole) -> None:
    """As the facts are now: the page that the desk looked at may be an hour old."""
    try:
        coach = coach_for(idea, coach_id)
    except CoachProfile.DoesNotExist:
        raise NoLongerCoach from None
    reasons = exclusions(coach)
    if reasons and not (role is MatchRole.ALONG and _may_come(coach)):
        raise NotPossible(WHY_NOT[reasons[0]])


def _may_come(coach: Coach) -> bool:
    return may_go_along(coach) or not exclusions(coach)


def remind(*, actor: User, match_id: int) -> None:
    """Another mail with the same question. Raises MovedOn, and JustReminded after one today."""
    with transaction.atomic():
        match = states.lock_match(match_id)
        if match.status is not State.ASKED:
            raise states.MovedOn
        if match.reminded_at is not None and dates.day_of(match.reminded_at) == clock.today():
            raise JustReminded
        send_reminder(match)


def send_reminder(match: Match) -> None:
    """For a locked match that waits for its answer."""
    match.reminded_at = clock.now()
    match.save(update_fields=["reminded_at"])
    notifications.reminder(match)


def withdraw(*, actor: User | None, match_id: int, reason: str = "") -> None:
    """Take the question back; the coach gets a mail. Raises MovedOn for one that was answered."""
    with transaction.atomic():
        _withdraw(states.lock_match(match_id), actor=actor, reason=reason)


def end(*, actor: User | None, match_id: int, reason: str) -> None:
    """A coach who had said yes stops, by the desk or by themselves. Pinner, coach and desk hear it, whoever did it not.
    Raises MovedOn."""
    with transaction.atomic():
        _end(states.lock_match(match_id), actor=actor, reason=reason)


def close_all(
    rows: MatchQuerySet,
    *,
    actor: User | None,
    reason: str,
    tells: bool = True,
    along: Mapping[str, Along] | None = None,
) -> int:
    """Of these matches what is asked is taken back and what runs ends, as each stands once all are locked. Returns how
    many that were. By the number of the idea, since each takes the lock on its table along. Without `tells` nobody gets
    a mail that what ran has ended: the caller tells more. `along` is what else a coach reads there, by address."""
    found = states.lock_open(rows)
    for match in sorted(found, key=lambda one: (one.idea_id, one.pk)):
        if match.status is State.ASKED:
            _withdraw(match, actor=actor, reason=reason)
        else:
            _end(match, actor=actor, reason=reason, tells=tells, along=along)
    return len(found)


def _withdraw(match: Match, *, actor: User | None, reason: str) -> None:
    states.move(match, State.WITHDRAWN, ended_at=clock.now(), ended_by=actor, end_reason=reason)
    if match.coach.user != actor:
        notifications.taken_back(match)


def _end(
    match: Match, *, actor: User | None, reason: str, tells: bool = True, along: Mapping[str, Along] | None = None
) -> None:
    states.move(match, State.ENDED, ended_at=clock.now(), ended_by=actor, end_reason=reason)
    if tells:
        notifications.ended(match, by=actor, along=along or {})
    match_ended.send(sender=Match, idea_id=match.idea_id, match=match, actor=actor)


def replace(
    *, actor: User, match_id: int, coach_id: int, reason: str, message: str, answer_by: date | None = None
) -> Match:
    """End a match and ask another coach in the same role, both or neither. Raises NoMatch, MovedOn and what `ask`
    raises."""
    day = _answer_day(answer_by)
    with transaction.atomic():
        found = Match.everywhere.filter(pk=match_id).values_list("idea", "coach", "role").first()
        if found is None:
            raise states.NoMatch
        idea = _lock(found[0], found[1], coach_id)
        _end(states.lock_match(match_id), actor=actor, reason=reason)
        return _ask(actor, idea, coach_id, MatchRole(found[2]), message=message, answer_by=day, note=reason)


def say(*, actor: User, match_id: int, side: Side, text: str) -> bool:
    """A line in the talk about a match that is open; the other side gets it by mail. False for the same line again, as
    after a double click. Raises MovedOn."""
    with transaction.atomic():
        match = states.lock_match(match_id)
        if match.status not in (State.ASKED, State.ACCEPTED):
            raise states.MovedOn
        last = match.messages.last()
        if last is not None and (last.side, last.text, last.author_id) == (side, text, actor.pk):
            return False
        line = MatchMessage.objects.create(match=match, side=side, author=actor, text=text)
        notifications.said(line)
    return True
