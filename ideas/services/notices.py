"""Where municipalities stand with the ideas that they heard of."""

from datetime import date

from django.db import transaction

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict, WrongState
from aantafel.core.marks import mark
from ideas.enums import NoticeAnswer, NoticeWay
from ideas.models import MunicipalityNotice


def mark_done(*, actor: User, notice_id: int) -> None:
    """The operator has filled in the municipality's contact form by hand. Once; a second time changes nothing."""
    with transaction.atomic():
        notice = MunicipalityNotice.objects.select_for_update().get(pk=notice_id)
        if notice.way != NoticeWay.FORM:
            raise WrongState
        if notice.done_at is None:
            notice.done_at, notice.done_by = clock.now(), actor
            notice.save(update_fields=["done_at", "done_by"])


def record_answer(
    *,
    actor: User,
    notice_id: int,
    answer: NoticeAnswer,
    visit_on: date | None,
    note: str,
    seen: str | None = None,
) -> None:
    """What the municipality said. `seen` is the `answer_mark` of what the operator had in front of them.

    Raises Conflict when a colleague has written something else since.
    """
    with transaction.atomic():
        notice = MunicipalityNotice.objects.select_for_update().get(pk=notice_id)
        if seen is not None and seen != answer_mark(notice):
            raise Conflict
        if notice.answer != answer:
            notice.answered_at = None if answer == NoticeAnswer.NOTHING else clock.now()
        notice.answered_by = actor
        notice.answer, notice.visit_on, notice.note = answer, visit_on, note
        notice.save(update_fields=["answer", "visit_on", "note", "answered_at", "answered_by"])


def answer_mark(notice: MunicipalityNotice) -> str:
    """A short mark of the answer as it stands; another answer, date or note gives another mark."""
    return mark(notice.answer, notice.visit_on, notice.note)
