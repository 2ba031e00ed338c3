"""What people report about reactions, without an account, and what the operator decides about it."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User, normalise_email
from aantafel.core import clock, ratelimit
from aantafel.core.errors import Conflict, DomainError
from ideas import notifications
from ideas.enums import ReactionEntryKind, ReportOutcome, ReportWhy, ReviewRole
from ideas.models import Idea, Reaction, ReactionReport
from ideas.services.reaction_log import ReactionGone, lock, lock_as_read, note


class TooManyReports(DomainError):
    default = _("Many reports came from your connection in a short time. Your text is still here; try in an hour.")


def report(*, reaction_id: int, why: ReportWhy, text: str, email: str, client: str, language: str) -> None:
    """Put it before the operator. Whoever leaves an address gets a receipt, and later the decision.

    `client` is the visitor's address, for the rate limit. The same address about the same reaction counts once as long
    as it is not handled. Raises TooManyReports, and ReactionGone for what nobody reads any more.
    """
    address = normalise_email(email)
    if not ratelimit.hit("report", client, limit=100, per=timedelta(hours=1)):
        raise TooManyReports
    if address and not ratelimit.hit("report-mail", address, limit=10, per=timedelta(hours=1)):
        raise TooManyReports
    with transaction.atomic():
        reaction = lock(reaction_id)
        if reaction.removed_at is not None or reaction.hidden_at is not None or not reaction.idea.is_public:
            raise ReactionGone
        waiting = reaction.reports.filter(handled_at=None)
        if address and waiting.filter(email=address).exists():
            return
        fields = {"why": why, "text": text, "quoted": reaction.text, "email": address, "language": language}
        made = ReactionReport.objects.create(reaction=reaction, **fields)
        notifications.report_received(made)


def let_it_stay(
    *, actor: User, reaction_id: int, answer: str, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR
) -> None:
    """The operator has looked and the reaction stays; whoever left an address gets the answer. Raises Conflict when
    nothing waits any more.
    """
    with transaction.atomic():
        reaction = lock_as_read(reaction_id, seen)
        if not settle(reaction, ReportOutcome.STAYS, actor=actor, answer=answer):
            raise Conflict
        note(reaction, ReactionEntryKind.STAYS, actor=actor, text=answer, role=role)


def settle(reaction: Reaction, outcome: ReportOutcome, *, actor: User | None = None, answer: str = "") -> int:
    """Handle every report about a locked reaction that waits; how many those were. In the caller's transaction."""
    waiting = list(reaction.reports.select_for_update().filter(handled_at=None).order_by("pk"))
    for one in waiting:
        one.handled_at, one.handled_by, one.outcome = clock.now(), actor, outcome
        one.save(update_fields=["handled_at", "handled_by", "outcome"])
        notifications.report_handled(one, answer=answer)
    return len(waiting)


def settle_of_withdrawn(idea: Idea) -> None:
    """The idea went off the site, its reactions along with it. In the caller's transaction."""
    reported = Reaction.everywhere.filter(idea=idea, reports__handled_at=None, reports__isnull=False)
    for pk in reported.order_by("pk").values_list("pk", flat=True).distinct():
        settle(lock(pk), ReportOutcome.GONE)


def erase_old() -> int:
    """Reports that were handled three months ago, with the address in them."""
    before = clock.now() - settings.REPORT_KEPT
    return ReactionReport.objects.filter(handled_at__lt=before).delete()[0]
