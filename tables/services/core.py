"""The one writer of the answers to the core questions. Nobody's words are overwritten by who has not read them.

`seen` is the version that somebody had before them when they began to type.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import page_cache, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from tables.enums import ActorRole, CoreQuestion
from tables.models import CoreAnswer, CoreAnswerVersion, Table
from tables.services import steps
from tables.services.versions import is_overtaken, write

ONE_SITTING = timedelta(minutes=10)
MOST_PER_HOUR = 1000  # it saves by itself, some times a minute


class TableClosed(WrongState):
    default = _("This table has stopped, so its answers stay as they are. Your text is still here.")


class TooOften(DomainError):
    default = _("That was saved very often in a short time. Your text is still here; wait an hour and save it again.")


class Overtaken(Conflict):
    """Somebody else has written since; `answer` is what now stands there."""

    default = _("Somebody else has changed this answer in the meantime. Your text is still here.")

    def __init__(self, answer: CoreAnswer) -> None:
        super().__init__()
        self.answer = answer


def save(
    *, actor: User, table_id: int, question: CoreQuestion, text: str, seen: int, role: ActorRole
) -> CoreAnswer | None:
    """Write the answer, and keep the text that stood there. The same text again changes nothing. Returns the answer;
    None when there was none and nothing was typed.

    Locks the person and the table. Raises Overtaken, TableClosed, TooOften.
    """
    if not ratelimit.hit("core-answer", actor.recipient, limit=MOST_PER_HOUR, per=timedelta(hours=1)):
        raise TooOften
    with transaction.atomic():
        table = _lock(actor, table_id)
        answer = CoreAnswer.everywhere.filter(table=table, question=question).select_related("table").first()
        if answer is None and not text:
            return None
        answer = answer or CoreAnswer(table=table, question=question, changed_as=role)
        if text == answer.text:
            return answer
        if is_overtaken(answer, actor, seen):
            raise Overtaken(answer)
        return _write(answer, text, actor=actor, role=role)


def give_way(*, actor: User, table_id: int, question: CoreQuestion, text: str, role: ActorRole) -> CoreAnswer:
    """Let the text of the other stand. What was typed oneself is kept among the earlier texts. Raises TableClosed."""
    with transaction.atomic():
        answer = CoreAnswer.everywhere.select_related("table").get(table=_lock(actor, table_id), question=question)
        theirs = answer.text
        if text in ("", theirs):
            return answer
        _write(answer, text, actor=actor, role=role)
        return _write(answer, theirs, actor=actor, role=role)


def show(*, actor: User, table_id: int, question: CoreQuestion, seen: int) -> None:
    """The pinner puts the text that they have read on the page of the table. Raises Overtaken when it is another by
    now, TableClosed.
    """
    with transaction.atomic():
        answer = CoreAnswer.everywhere.get(table=_lock(actor, table_id), question=question)
        if answer.version != seen:
            raise Overtaken(answer)
        _publish(answer, answer.text)


def hide(*, actor: User, table_id: int, question: CoreQuestion) -> None:
    """The pinner takes it off the page of the table. Safe to run twice, and at a stopped table too."""
    with transaction.atomic():
        people.lock(actor)
        rows = CoreAnswer.everywhere.select_for_update(of=("self",), no_key=True)
        _publish(rows.get(table=table_id, question=question), "")


def sittings(answer: CoreAnswer) -> QuerySet[CoreAnswerVersion]:
    """Its texts as people left them: of what was saved by itself while somebody typed only the last counts."""
    soon_after = CoreAnswerVersion.objects.filter(
        answer=OuterRef("answer"),
        number=OuterRef("number") + 1,
        by=OuterRef("by"),
        at__lt=OuterRef("at") + ONE_SITTING,
    )
    return answer.versions.filter(~Exists(soon_after)).select_related("by")


def _lock(actor: User, table_id: int) -> Table:
    people.lock(actor)
    tables = Table.everywhere.select_for_update(of=("self",), no_key=True).select_related("idea").defer("idea__search")
    table = tables.filter(pk=table_id).first()
    if table is None or not table.goes_on:
        raise TableClosed
    return table


def _write(answer: CoreAnswer, text: str, *, actor: User, role: ActorRole) -> CoreAnswer:
    write(answer, text, actor=actor, role=role)
    steps.give_sign_of_life(answer.table)
    return answer


def _publish(answer: CoreAnswer, text: str) -> None:
    if answer.public_text == text:
        return
    answer.public_text = text
    answer.save(update_fields=["public_text"])
    transaction.on_commit(page_cache.purge, robust=True)
