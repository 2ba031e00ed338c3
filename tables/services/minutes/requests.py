"""What people ask about public minutes and tables, without an account, and what who looks after them answers."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User, normalise_email
from aantafel.accounts.services import people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from ideas.enums import IdeaState
from tables.enums import ActorRole, MinutesRequestKind, MinutesRequestOutcome
from tables.models import Minutes, MinutesRequest, Table
from tables.notifications import minutes as mails


class TooManyRequests(DomainError):
    default = _("Many requests came from your connection in a short time. Your text is still here; try in an hour.")


class NothingPublic(WrongState):
    default = _("This is not public, so there is nothing to correct.")


class AnswerMissing(DomainError):
    default = _("Write what you did, or why it stays as it is. Whoever asked gets it by mail.")


def ask(
    *,
    kind: MinutesRequestKind,
    text: str,
    email: str,
    client: str,
    language: str,
    minutes_id: int | None = None,
    table_id: int | None = None,
) -> MinutesRequest:
    """About these minutes, or about what else this table shows: put it before the owner of the table and the desk.
    Whoever leaves an address gets a receipt, and later the answer. The same, sent twice, counts once.

    `client` is the visitor's address, for the rate limit. Raises TooManyRequests, NothingPublic.
    """
    address = normalise_email(email)
    if not ratelimit.hit("minutes-request", client, limit=50, per=timedelta(hours=1)):
        raise TooManyRequests
    if address and not ratelimit.hit("minutes-request-mail", address, limit=10, per=timedelta(hours=1)):
        raise TooManyRequests
    with transaction.atomic():
        minutes = _locked_minutes(minutes_id) if minutes_id is not None else None
        table = minutes.meeting.table if minutes is not None else _locked_table(table_id or 0)
        said = {"table": table, "minutes": minutes, "kind": kind, "text": text, "email": address}
        known = MinutesRequest.everywhere.filter(handled_at=None, at__gt=clock.a_moment_ago())
        twice = known.filter(**said).first()
        if twice is not None:
            return twice
        made = MinutesRequest.everywhere.create(language=language, **said)
        mails.request_received(made)
        mails.request_waits(made)
        return made


def _locked_minutes(pk: int) -> Minutes:
    rows = Minutes.everywhere.public().select_for_update(of=("self",), no_key=True).defer("search", "words")
    minutes = rows.select_related("meeting__table__idea").filter(pk=pk).first()
    if minutes is None:
        raise NothingPublic
    return minutes


def _locked_table(pk: int) -> Table:
    rows = Table.everywhere.select_for_update(of=("self",), no_key=True).filter(idea__state=IdeaState.PUBLISHED)
    table = rows.select_related("idea").defer("idea__search").filter(pk=pk).first()
    if table is None:
        raise NothingPublic
    return table


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
        request = rows.select_related("minutes__meeting__table__idea", "table__idea").get(pk=request_id)
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
