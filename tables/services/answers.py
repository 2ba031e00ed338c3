"""The one writer of what people answer to a question of a table, and of what the table says back.

Locks the person, the table, the question and then the answer.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, page_cache, ratelimit
from aantafel.core.errors import DomainError, WrongState
from aantafel.outbox.services.privacy import redact_events
from ideas.models import Intention
from tables.enums import QuestionAnswerState, SeatSource, TableState
from tables.models import QuestionAnswer, Seat, Table, TableQuestion
from tables.notifications import look as mails
from tables.permissions import owns_or_guides
from tables.services import questions, seats, steps

TYPED = ("text", "capacity", "role", "shares_email", "may_invite")
MOST_EACH = 5


class NotOpen(WrongState):
    default = _("This question is closed, so it can no longer be answered. What you typed is still here.")


class OwnTable(WrongState):
    default = _("This is a question of your own table. Others can answer it.")


class TooMuch(DomainError):
    default = _("You sent a lot in a short time. What you typed is still here; wait an hour and try again.")


class NoLongerHere(WrongState):
    default = _("This answer is no longer here. Whoever sent it may have taken it back.")


class RepliedAlready(WrongState):
    default = _("Somebody else has replied to this already. Look at the page again.")


class NotAgreed(WrongState):
    default = _("This person did not say that the table may ask them to come.")


class ListClosed(WrongState):
    default = _("This table has stopped or is finished, so nobody is added to its list any more.")


def answer(*, actor: User, question_id: int, typed: Mapping[str, Any], name: str = "") -> QuestionAnswer:
    """Answer a question; who organises the table gets a mail. The same once more gives what is there. `name` is for
    whoever told none yet. Raises NotOpen, OwnTable, TooMuch, TableQuestion.DoesNotExist.
    """
    if not ratelimit.hit("question-answer", actor.recipient, limit=20, per=timedelta(hours=1)):
        raise TooMuch
    return _answer(actor, question_id, typed, name)


def answer_as_meant(user: User, kept: Intention) -> str:
    """For `ideas.services.intentions`: the address is proved. What can no longer be done leads to its page."""
    question_id = int(kept.data["question"])
    try:
        made = _answer(user, question_id, kept.data, kept.name)
    except (DomainError, TableQuestion.DoesNotExist):
        return form_path(kept)
    return reverse("tables:my_answer", args=[made.pk])


def form_path(kept: Intention) -> str:
    """The page on which it was typed."""
    return reverse("tables:answer_question", args=[int(kept.data["question"])])


def take_back(*, actor: User, answer_id: int) -> None:
    """Whoever sent it takes it back: nothing of it stays, also not in the mails. Safe to run twice."""
    with transaction.atomic():
        people.lock(actor)
        found = QuestionAnswer.everywhere.select_for_update(of=("self",)).filter(pk=answer_id, user=actor).first()
        if found is not None:
            redact_events(mails.answer_keys([found.pk]))
            found.delete()
            transaction.on_commit(page_cache.purge, robust=True)


def reply(*, actor: User, table_id: int, answer_id: int, state: QuestionAnswerState, text: str) -> bool:
    """Thank, or say why it is not needed; whoever answered gets that by mail. Also when the question is closed or the
    table stopped: an answer deserves one. False when these words were sent before. Raises NoLongerHere, RepliedAlready.
    """
    with transaction.atomic():
        found = _lock(steps.lock(table_id), answer_id)
        if found.state != QuestionAnswerState.NEW:
            if (found.state, found.reply) == (state, text):
                return False
            raise RepliedAlready
        found.state, found.reply, found.replied_by, found.replied_at = state, text, actor, clock.now()
        found.save()
        mails.answer_replied(found)
    return True


def put_on_list(*, actor: User, table_id: int, answer_id: int) -> Seat:
    """Who answered comes on the list of the table, if they agreed with that; once, also when they stood there before.
    Raises NoLongerHere, NotAgreed, ListClosed.
    """
    with transaction.atomic():
        table = steps.lock(table_id)
        found = _lock(table, answer_id)
        if not found.may_invite:
            raise NotAgreed
        if table.state != TableState.RUNNING:
            raise ListClosed
        found.seat = _seat_of(found, table) or _add_seat(found, table, actor)
        found.save(update_fields=["seat"])
        steps.give_sign_of_life(table)
    return found.seat


def _answer(actor: User, question_id: int, typed: Mapping[str, Any], name: str) -> QuestionAnswer:
    fields = {"capacity": actor.capacity, **{key: typed[key] for key in TYPED if key in typed}}
    with transaction.atomic():
        people.lock(actor)
        table_id = TableQuestion.everywhere.values_list("table", flat=True).get(pk=question_id)
        table = steps.lock(table_id)
        question = questions.lock(table, question_id)
        if not question.is_open or not table.idea.is_public:
            raise NotOpen
        if owns_or_guides(actor, table):
            raise OwnTable
        here = QuestionAnswer.everywhere.filter(question=question, user=actor)
        same = here.filter(state=QuestionAnswerState.NEW, **fields).first()
        if same is not None:
            return same
        if here.count() >= MOST_EACH:
            raise TooMuch
        if name and not actor.name:
            actor.name = name
            actor.save(update_fields=["name"])
        made = QuestionAnswer.everywhere.create(question=question, user=actor, **fields)
        mails.question_answered(made)
        steps.give_sign_of_life(table)
        transaction.on_commit(page_cache.purge, robust=True)
    return made


def _lock(table: Table, answer_id: int) -> QuestionAnswer:
    rows = QuestionAnswer.everywhere.select_for_update(of=("self",)).select_related("user", "question", "seat")
    found = rows.filter(pk=answer_id, question__table=table).first()
    if found is None:
        raise NoLongerHere
    found.question.table = table
    return found


def _seat_of(found: QuestionAnswer, table: Table) -> Seat | None:
    """Where they stand already: as themselves, or by their address."""
    listed = Seat.everywhere.listed().filter(table=table)
    return listed.filter(user=found.user).first() or listed.filter(email=found.user.email).first()


def _add_seat(found: QuestionAnswer, table: Table, actor: User) -> Seat:
    """Whose address is not shared gets the mail through the site."""
    details = seats.Details(
        capacity=found.capacity,
        name=found.user.name,
        role=found.role,
        email=found.user.email,
        language=found.user.language,
    )
    hidden = not found.shares_email
    return seats.put(
        table, actor=actor, details=details, source=SeatSource.ASKED, user=found.user, hides_address=hidden
    )
