"""The one writer of the survey among who took part: who is asked, and what they answer without who.

Locks the table, and then the evaluation. An answer is found again by a code that is made of its key and the secret of
the site, so that neither who reads the rows nor who organises the table can tell whose it is.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock, page_cache
from aantafel.core.errors import WrongState
from tables.enums import TableState
from tables.lifecycle import Step
from tables.models import Evaluation, Seat, SurveyAnswer, SurveyPass, Table
from tables.notifications import look as mails
from tables.querysets import SeatQuerySet
from tables.services import steps

REMIND_AFTER = timedelta(days=7)
ANSWERED = ("support", "heard", "innovation", "democracy", "relations", "costs", "went_well", "better")


class NotNow(WrongState):
    default = _("Looking back is step 7, and your table does not stand there now.")


class NobodyThere(WrongState):
    default = _("Nobody on the list of your table takes part yet. Whoever comes to a meeting, does.")


class ClosedAlready(WrongState):
    default = _("The survey is closed. What was answered can no longer be changed.")


class AnsweredAlready(WrongState):
    default = _("This person has answered already. They can change that with the link in their mail.")


def ask(*, table_id: int) -> Evaluation:
    """Everyone who takes part gets a mail with a link of their own, once; a second time only who came since. Raises
    NotNow, NobodyThere, ClosedAlready.
    """
    with transaction.atomic():
        table = lock_looking_back(table_id)
        evaluation = lock_evaluation(table)
        if evaluation.closed_at is not None:
            raise ClosedAlready
        missing = list(without_pass(table, evaluation))
        if not missing and evaluation.opened_at is None:
            raise NobodyThere
        for seat in missing:
            mails.survey(table, SurveyPass.objects.create(evaluation=evaluation, seat=seat))
        if evaluation.opened_at is None:
            evaluation.opened_at = clock.now()
            evaluation.save(update_fields=["opened_at"])
        steps.give_sign_of_life(table)
    return evaluation


def close(*, table_id: int) -> None:
    """Nobody answers any more, and what came out shows. Safe to run twice. Raises NotNow."""
    with transaction.atomic():
        table = lock_looking_back(table_id)
        end(lock_evaluation(table))
        steps.give_sign_of_life(table)


def answer(*, key: UUID, answers: Mapping[str, Any]) -> None:
    """By who has the link. Again, as long as the survey runs, takes the place of the first. Raises ClosedAlready,
    SurveyPass.DoesNotExist.
    """
    with transaction.atomic():
        found, evaluation = _lock_pass(key=key, seat__removed_at=None, seat__erased_at=None)
        _write(found, evaluation, answers)


def type_in(*, table_id: int, pass_id: int, answers: Mapping[str, Any]) -> None:
    """What somebody wrote on paper, by who organises the table. Raises ClosedAlready, AnsweredAlready,
    SurveyPass.DoesNotExist.
    """
    with transaction.atomic():
        found, evaluation = _lock_pass(pk=pass_id, evaluation__table=table_id)
        if found.has_answered:
            raise AnsweredAlready
        _write(found, evaluation, answers)


def given(found: SurveyPass) -> SurveyAnswer | None:
    """What whoever has this link answered before, for them alone."""
    return SurveyAnswer.objects.filter(code=code_of(found)).first() if found.has_answered else None


def remind_due() -> int:
    """Who has not answered after a week hears of it once more. Safe to run twice. Gives how many got a mail."""
    before = clock.now() - REMIND_AFTER
    waiting = Evaluation.everywhere.filter(opened_at__lte=before, closed_at=None, reminded_at=None)
    waiting = waiting.filter(table__state=TableState.RUNNING, table__idea__state="published")
    return sum(_remind(table_id) for table_id in list(waiting.order_by("pk").values_list("table", flat=True)))


def code_of(found: SurveyPass) -> str:
    return salted_hmac("tables.shown.survey", str(found.key), algorithm="sha256").hexdigest()


def end(evaluation: Evaluation) -> None:
    """Inside the caller's transaction, which has locked it."""
    if evaluation.opened_at is not None and evaluation.closed_at is None:
        evaluation.closed_at = clock.now()
        evaluation.save(update_fields=["closed_at"])
        transaction.on_commit(page_cache.purge, robust=True)


def lock_looking_back(table_id: int) -> Table:
    """A locked table that runs, and stands at its last step. Raises NotNow."""
    table = steps.lock(table_id)
    if table.state != TableState.RUNNING or table.step != Step.EVALUATE or not table.idea.is_public:
        raise NotNow
    return table


def lock_evaluation(table: Table) -> Evaluation:
    """That of this round of a locked table, made when there is none."""
    found, _made = Evaluation.everywhere.get_or_create(table=table, round=table.round)
    return Evaluation.everywhere.select_for_update(of=("self",)).get(pk=found.pk)


def without_pass(table: Table, evaluation: Evaluation) -> SeatQuerySet:
    """Who takes part and was not asked yet."""
    asked = SurveyPass.objects.filter(evaluation=evaluation).values("seat")
    seated = Seat.everywhere.seated().filter(table=table, erased_at=None)
    return seated.exclude(pk__in=asked).select_related("user").order_by("pk")


def forget(seat: Seat) -> None:
    """No words of this person stay. What they chose stays counted: it tells nothing of anybody."""
    codes = [code_of(one) for one in SurveyPass.objects.filter(seat=seat, has_answered=True)]
    SurveyAnswer.objects.filter(code__in=codes).update(went_well="", better="")


def renew_keys(seat: Seat) -> None:
    """The link that was mailed opens nothing any more; what was answered with it stays the answer of this seat."""
    for one in SurveyPass.objects.filter(seat=seat).select_for_update(of=("self",), no_key=True):
        before, one.key = code_of(one), uuid4()
        one.save(update_fields=["key"])
        SurveyAnswer.objects.filter(code=before).update(code=code_of(one))


def _lock_pass(**which: Any) -> tuple[SurveyPass, Evaluation]:
    """As it stands under the locks, so that who is forgotten meanwhile says nothing any more."""
    rows = SurveyPass.objects.select_related("seat")
    table = steps.lock(rows.values_list("evaluation__table", flat=True).get(**which))
    found = rows.get(**which)
    evaluation = Evaluation.everywhere.select_for_update().get(pk=found.evaluation_id)
    if not evaluation.is_asking or not table.idea.is_public:
        raise ClosedAlready
    return found, evaluation


def _write(found: SurveyPass, evaluation: Evaluation, answers: Mapping[str, Any]) -> None:
    fields = {name: answers[name] for name in ANSWERED}
    fields |= {"evaluation": evaluation, "capacity": found.seat.capacity}
    SurveyAnswer.objects.update_or_create(code=code_of(found), defaults=fields)
    if not found.has_answered:
        found.has_answered = True
        found.save(update_fields=["has_answered"])


def _remind(table_id: int) -> int:
    with transaction.atomic():
        table = steps.lock(table_id)
        evaluation = lock_evaluation(table)
        if not evaluation.is_asking or evaluation.reminded_at is not None:
            return 0
        evaluation.reminded_at = clock.now()
        evaluation.save(update_fields=["reminded_at"])
        silent = SurveyPass.objects.filter(evaluation=evaluation, has_answered=False, seat__removed_at=None)
        rows = silent.filter(seat__erased_at=None).select_related("seat__user").order_by("pk")
        return sum(mails.survey(table, one, is_reminder=True) for one in rows)
