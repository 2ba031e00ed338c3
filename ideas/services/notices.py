"""Where municipalities stand with the ideas that they heard of."""

from datetime import date

from django.db import transaction

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import WrongState
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
    *, actor: User, notice_id: int, answer: NoticeAnswer, visit_on: date | None, note: str
) -> None:
    """What the municipality said."""
    with transaction.atomic():
        notice = MunicipalityNotice.objects.select_for_update().get(pk=notice_id)
        notice.answer, notice.visit_on, notice.note = answer, visit_on, note
        notice.answered_at = None if answer == NoticeAnswer.NOTHING else clock.now()
        notice.done_by = notice.done_by or actor
        notice.save(update_fields=["answer", "visit_on", "note", "answered_at", "done_by"])
