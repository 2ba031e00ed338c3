"""What the operator decides. Each decision locks the idea first, so that two operators cannot decide twice.

`seen` is the number of the last line of the review's history that the operator has read. When another line has come
since (a colleague asked something, the pinner changed the text), the decision would be about something else: Conflict.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict
from ideas import notifications
from ideas.enums import NoticeWay, ReviewKind, ReviewRole
from ideas.lifecycle import IN_REVIEW, State
from ideas.models import Idea, MunicipalityNotice
from ideas.services import states


class MovedOn(Conflict):
    default = _("Something happened to this idea after you opened it. Read it again before you decide.")


def approve(*, actor: User, idea_id: int, seen: int | None = None) -> Idea:
    """Make the idea public, inside the caller's transaction: `tables.services.publish` does that and the table.

    Raises Conflict when somebody else has decided. Sends nothing by itself.
    """
    idea = _undecided(idea_id, seen)
    now = clock.now()
    states.move(idea, State.PUBLISHED, published_at=now, decided_at=now)
    states.note(idea, ReviewKind.APPROVED, ReviewRole.OPERATOR, actor=actor)
    return idea


def ask(*, actor: User, idea_id: int, question: str, seen: int | None = None) -> None:
    """Ask the pinner something; the idea waits for the answer."""
    with transaction.atomic():
        idea = _undecided(idea_id, seen)
        states.move(idea, State.ASKED)
        entry = states.note(idea, ReviewKind.QUESTION, ReviewRole.OPERATOR, actor=actor, text=question)
        notifications.question(idea, entry)


def refuse(*, actor: User, idea_id: int, reason: str, seen: int | None = None) -> None:
    """Refuse with a reason, which the pinner gets by mail along with a way to answer back."""
    with transaction.atomic():
        idea = _undecided(idea_id, seen)
        states.move(idea, State.REFUSED, decided_at=clock.now())
        entry = states.note(idea, ReviewKind.REFUSED, ReviewRole.OPERATOR, actor=actor, text=reason)
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


def _undecided(idea_id: int, seen: int | None) -> Idea:
    idea = states.lock(idea_id)
    if idea.status not in IN_REVIEW:
        raise Conflict
    if seen is not None and seen != last_line(idea):
        raise MovedOn
    return idea
