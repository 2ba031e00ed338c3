"""The one writer of what a table asks everyone. Each change locks the table, and then the question."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from tables.enums import ActorRole, QuestionState, TimelineKind
from tables.models import Table, TableQuestion
from tables.notifications import look as mails
from tables.services import steps

MOST_OPEN = 3
LONGEST = timedelta(days=92)
WARN_BEFORE = timedelta(days=2)
DESKS = (ActorRole.COORDINATOR, ActorRole.OPERATOR)


class NotNow(WrongState):
    default = _("This table has stopped or is finished, so it asks nothing any more. Your text is still here.")


class EnoughOpen(WrongState):
    default = _("Three questions are open already. Close one of them first; then this one gets more attention.")


class TooOften(DomainError):
    default = _("Your table asked a lot today. What you typed is still here; try again tomorrow.")


class WrongDay(DomainError):
    default = _("Choose a day from today on, at most three months ahead.")


class ClosedAlready(WrongState):
    default = _("This question is closed. You can ask a new one.")


class Hidden(WrongState):
    default = _("This question is hidden. Show it again before you change it.")


class HiddenByDesk(WrongState):
    default = _("The desk has hidden this question. Only the desk can show it again.")


class SayWhy(DomainError):
    default = _("Write in one or two sentences why. Whoever asked it reads that.")


class Changed(Conflict):
    """`question` is what now stands there."""

    default = _("Somebody else has changed this question in the meantime. Your text is still here.")

    def __init__(self, question: TableQuestion) -> None:
        super().__init__()
        self.question = question


@dataclass(frozen=True)
class Asked:
    """What the table wants to know or to have."""

    title: str
    until: date
    text: str = ""
    place: str = ""


def ask(*, actor: User, role: ActorRole, table_id: int, asked: Asked) -> TableQuestion:
    """Everyone can read and answer it. The same once more, as after a double click, gives what is there. Raises NotNow,
    EnoughOpen, WrongDay, TooOften.
    """
    if not ratelimit.hit("table-question", str(table_id), limit=20, per=timedelta(days=1)):
        raise TooOften
    _must_be_a_day(asked.until)
    with transaction.atomic():
        table = steps.lock_running(table_id, NotNow)
        opened = TableQuestion.everywhere.filter(table=table).open()
        same = opened.filter(**vars(asked), asked_by=actor).first()
        if same is not None:
            return same
        if opened.count() >= MOST_OPEN:
            raise EnoughOpen
        question = TableQuestion.everywhere.create(table=table, role=role, asked_by=actor, **vars(asked))
        steps.tell(table, TimelineKind.ASKED, actor=actor, role=role, about=question)
    return question


def change(*, table_id: int, question_id: int, seen: datetime | None, asked: Asked) -> TableQuestion:
    """Another text or day. A new day is a new reason to warn before it. Raises NotNow, Changed, ClosedAlready, Hidden,
    WrongDay.
    """
    _must_be_a_day(asked.until)
    with transaction.atomic():
        table = steps.lock_running(table_id, NotNow)
        question = lock(table, question_id)
        if question.hidden_at is not None:
            raise Hidden
        if not question.is_open:
            raise ClosedAlready
        if seen is not None and question.changed_at != seen:
            raise Changed(question)
        if question.until != asked.until:
            question.warned_at = None
        for name, value in vars(asked).items():
            setattr(question, name, value)
        _save(question)
        steps.give_sign_of_life(table)
    return question


def close(*, table_id: int, question_id: int, thanks: str) -> TableQuestion:
    """Nobody can answer any more; everyone reads the thanks. Also afterwards: another word of thanks takes the place of
    the first, as does a first one for a question that its day closed.
    """
    with transaction.atomic():
        table = steps.lock(table_id)
        question = lock(table, question_id)
        _close(question, thanks)
        steps.give_sign_of_life(table)
    return question


def hide(*, actor: User, role: ActorRole, table_id: int, question_id: int, reason: str) -> TableQuestion:
    """Take it off the site, with a reason that whoever asked gets by mail. A second time changes nothing. Raises
    SayWhy.
    """
    if not reason.strip():
        raise SayWhy
    with transaction.atomic():
        question = lock(steps.lock(table_id), question_id)
        if question.hidden_at is not None:
            return question
        question.hidden_at, question.hidden_by = clock.now(), actor
        question.hidden_role, question.hidden_reason = role, reason
        _save(question)
        if question.asked_by_id != actor.pk:
            mails.question_hidden(question)
    return question


def show(*, role: ActorRole, table_id: int, question_id: int) -> TableQuestion:
    """Back on the site. What a desk has hidden only a desk shows again. Raises HiddenByDesk."""
    with transaction.atomic():
        question = lock(steps.lock(table_id), question_id)
        if question.hidden_role in DESKS and role not in DESKS:
            raise HiddenByDesk
        question.hidden_at, question.hidden_by = None, None
        question.hidden_role, question.hidden_reason = "", ""
        _save(question)
    return question


def keep_days() -> tuple[int, int]:
    """Every day: close what its day has passed for, and tell once who asked that the day comes. Safe to run twice.
    Gives how many were closed and how many people were told.
    """
    today = clock.today()
    still = TableQuestion.everywhere.filter(state=QuestionState.OPEN).order_by("pk")
    over = list(still.filter(until__lt=today).values_list("pk", "table"))
    soon = TableQuestion.everywhere.open().filter(warned_at=None, until__lte=today + WARN_BEFORE)
    soon = soon.filter(asked_at__lt=clock.now() - timedelta(days=1)).order_by("pk")
    closed = sum(_end(pk, table) for pk, table in over)
    return closed, sum(_warn(pk, table) for pk, table in list(soon.values_list("pk", "table")))


def lock(table: Table, question_id: int) -> TableQuestion:
    """A question of a locked table. Raises TableQuestion.DoesNotExist."""
    rows = TableQuestion.everywhere.select_for_update(of=("self",)).select_related("asked_by")
    question = rows.get(pk=question_id, table=table)
    question.table = table
    return question


def _end(question_id: int, table_id: int) -> bool:
    with transaction.atomic():
        question = lock(steps.lock(table_id), question_id)
        if question.state != QuestionState.OPEN or question.until >= clock.today():
            return False
        _close(question, question.thanks)
    return True


def _warn(question_id: int, table_id: int) -> bool:
    with transaction.atomic():
        question = lock(steps.lock(table_id), question_id)
        if question.warned_at is not None or not question.is_open:
            return False
        question.warned_at = clock.now()
        question.save(update_fields=["warned_at"])
        return mails.question_ends(question)


def _close(question: TableQuestion, thanks: str) -> None:
    question.state, question.thanks = QuestionState.CLOSED, thanks
    question.closed_at = question.closed_at or clock.now()
    _save(question)


def _save(question: TableQuestion) -> None:
    question.changed_at = clock.now()
    question.save()
    transaction.on_commit(page_cache.purge, robust=True)


def _must_be_a_day(day: date) -> None:
    if not clock.today() <= day <= clock.today() + LONGEST:
        raise WrongDay
