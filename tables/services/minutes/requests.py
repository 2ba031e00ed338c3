"""What people ask about public minutes, without an account, and what who looks after them answers."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User, normalise_email
from aantafel.accounts.services import people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from tables.enums import ActorRole, MinutesRequestKind, MinutesRequestOutcome
from tables.models import Minutes, MinutesRequest
from tables.notifications import minutes as mails


class TooManyRequests(DomainError):
    default = _("Many requests came from your connection in a short time. Your text is still here; try in an hour.")


class NothingPublic(WrongState):
    default = _("These minutes are not public, so there is nothing to correct.")


class AnswerMissing(DomainError):
    default = _("Write what you did, or why it stays as it is. Whoever asked gets it by mail.")


def ask(
    *, minutes_id: int, kind: MinutesRequestKind, text: str, email: str, client: str, language: str
) -> MinutesRequest:
    """Put it before the owner of the table and the desk. Whoever leaves an address gets a receipt, and later the
    answer. The same, sent twice, counts once.

    `client` is the visitor's address, for the rate limit. Raises TooManyRequests, NothingPublic.
    """
    address = normalise_email(email)
    if not ratelimit.hit("minutes-request", client, limit=50, per=timedelta(hours=1)):
        raise TooManyRequests
    if address and not ratelimit.hit("minutes-request-mail", address, limit=10, per=timedelta(hours=1)):
        raise TooManyRequests
    with transaction.atomic():
        rows = Minutes.everywhere.public().select_for_update(of=("self",), no_key=True).defer("search", "words")
        minutes = rows.select_related("meeting__table__idea").filter(pk=minutes_id).first()
        if minutes is None:
            raise NothingPublic
        said = {"kind": kind, "text": text, "email": address}
        known = MinutesRequest.everywhere.filter(minutes=minutes, handled_at=None, at__gt=clock.a_moment_ago())
        twice = known.filter(**said).first()
        if twice is not None:
            return twice
        made = MinutesRequest.everywhere.create(minutes=minutes, language=language, **said)
        mails.request_received(made)
        mails.request_waits(made)
        return made


def answer(
    *, actor: User, request_id: int, outcome: MinutesRequestOutcome, text: str, role: ActorRole
) -> MinutesRequest:
    """Say what was done, or why not. Whoever left an address gets it by mail. Raises AnswerMissing, and Conflict when
    somebody else has answered.
    """
    if not text.strip():
        raise AnswerMissing
    with transaction.atomic():
        people.lock(actor)
        rows = MinutesRequest.everywhere.select_for_update(of=("self",), no_key=True)
        request = rows.select_related("minutes__meeting__table__idea").get(pk=request_id)
        if request.handled_at is not None:
            raise Conflict
        request.handled_at, request.handled_by, request.handled_as = clock.now(), actor, role
        request.outcome, request.answer = outcome, text.strip()
        request.save(update_fields=["handled_at", "handled_by", "handled_as", "outcome", "answer"])
        mails.request_answered(request)
        return request


def erase_old() -> int:
    """Requests that were answered three months ago, with the address in them."""
    before = clock.now() - settings.REPORT_KEPT
    return MinutesRequest.everywhere.filter(handled_at__lt=before).delete()[0]
