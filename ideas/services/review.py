"""What the operator decides, or at an open local site the coordinator: `role` says as what somebody does it.

Each decision locks the site of the municipality and then the idea, so that two people cannot decide twice, and no site
opens or ends in between: the decision is always taken at the desk that the idea lies on.

`seen` is the number of the last line of the review's history that somebody has read. When another line has come
since (a colleague asked something, the pinner changed the text), the decision would be about something else: Conflict.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, killpoints
from aantafel.core.errors import Conflict
from ideas import notifications
from ideas.enums import NoticeWay, ReviewKind, ReviewRole
from ideas.lifecycle import IN_REVIEW, State
from ideas.models import Idea, MunicipalityNotice
from ideas.services import idea_merge, pass_on, states, tallies, whose_desk


class MovedOn(Conflict):
    default = _("Something happened to this idea after you opened it. Read it again before you decide.")


def approve(*, actor: User, idea_id: int, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR) -> Idea:
    """Make the idea public, inside the caller's transaction: `tables.services.publish` does that and the table.

    Likes bring a free meeting where the operator decided, and none where a coordinator did. Raises Conflict when
    somebody else has decided, OtherDesk for the wrong role. Sends nothing by itself.
    """
    idea = _undecided(idea_id, seen, role)
    now = clock.now()
    states.move(idea, State.PUBLISHED, published_at=now, decided_at=now)
    _close_what_cannot(idea)
    tallies.open_tally(idea, threshold=0 if role is ReviewRole.COORDINATOR else settings.FREE_MEETING_LIKES)
    states.note(idea, ReviewKind.APPROVED, role, actor=actor)
    return idea


def ask(
    *, actor: User, idea_id: int, question: str, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR
) -> None:
    """Ask the pinner something; the idea waits for the answer."""
    with transaction.atomic():
        idea = _undecided(idea_id, seen, role)
        states.move(idea, State.ASKED)
        entry = states.note(idea, ReviewKind.QUESTION, role, actor=actor, text=question)
        notifications.question(idea, entry)


def refuse(
    *, actor: User, idea_id: int, reason: str, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR
) -> None:
    """Refuse with a reason, which the pinner gets by mail along with a way to answer back."""
    with transaction.atomic():
        idea = _undecided(idea_id, seen, role)
        states.move(idea, State.REFUSED, decided_at=clock.now())
        _close_what_cannot(idea)
        entry = states.note(idea, ReviewKind.REFUSED, role, actor=actor, text=reason)
        notifications.refused(idea, entry)


def open_notice(*, idea: Idea) -> MunicipalityNotice:
    """The one record per idea of what its municipality hears; inside the publishing transaction."""
    municipality = idea.municipality
    if municipality is None:
        raise ValueError("a published idea has a municipality")
    reachable = municipality.email and municipality.mail_blocked_at is None
    way = NoticeWay.MAIL if reachable else NoticeWay.FORM
    return MunicipalityNotice.objects.create(idea=idea, municipality=municipality, way=way)


def last_line(idea: Idea) -> int:
    """The number of the last line of the review's history; 0 when there is none."""
    return idea.review_entries.order_by("-pk").values_list("pk", flat=True).first() or 0


def _close_what_cannot(idea: Idea) -> None:
    """Nobody is asked any more for a yes to what this decision rules out."""
    pass_on.close_all_of(idea)
    idea_merge.close_impossible(idea)


def _undecided(idea_id: int, seen: int | None, role: ReviewRole) -> Idea:
    idea = _at_desk(idea_id, role)
    if idea.status not in IN_REVIEW:
        raise Conflict
    if seen is not None and seen != last_line(idea):
        raise MovedOn
    return idea


def _at_desk(idea_id: int, role: ReviewRole) -> Idea:
    """The idea, locked, if it lies on the desk where this role decides. Locks the site of its municipality first."""
    place = Idea.everywhere.filter(pk=idea_id).values_list("municipality_id", flat=True).first()
    whose_desk.hold(place, role)
    killpoints.reach("review:site")
    idea = states.lock(idea_id)
    if idea.municipality_id != place:
        raise MovedOn
    return idea
