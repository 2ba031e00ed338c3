"""Mails about what a table asks everyone, and about looking back."""

from typing import Any

from django.db.models import Q

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from municipalities import senders
from tables.models import QuestionAnswer, SurveyPass, Table, TableQuestion
from tables.notifications import sending
from tables.notifications.asking import NEWS
from tables.notifications.plan import to_seat
from tables.road import organisers


def question_answered(answer: QuestionAnswer) -> None:
    """To who organises the table: what somebody answers, and where to say something back. Once for each answer."""
    question = answer.question
    who = {"supporter": answer.user.name, "email": answer.user.email if answer.shares_email else ""}
    for user in organisers.of(question.table):
        route = ("tables:work_answer", question.table_id, question.pk, answer.pk)
        context = {"table_question": question, "table_answer": answer, **who}
        _to("tables/question_answered", question.table, user, f"{_answered_key(answer.pk)}:{user.pk}", route, context)


def answer_replied(answer: QuestionAnswer) -> None:
    """To who answered: thanks, or why it is not needed."""
    question = answer.question
    context = {"table_question": question, "table_answer": answer, "is_thanked": answer.state == "thanked"}
    route = ("tables:my_answer", answer.pk)
    _to("tables/answer_replied", question.table, answer.user, _replied_key(answer.pk), route, context)


def question_ends(question: TableQuestion) -> bool:
    """To who asked, or who organises the table when that person is gone: the day comes. Once for each day. False when
    there is nobody to tell."""
    users = [question.asked_by] if question.asked_by else list(organisers.of(question.table))
    route = ("tables:work_question", question.table_id, question.pk)
    for user in users:
        key = f"question-ends:{question.pk}:{question.until}:{user.pk}"
        _to("tables/question_ends", question.table, user, key, route, {"table_question": question})
    return bool(users)


def question_hidden(question: TableQuestion) -> None:
    """To who asked: somebody else took it off the site, and why."""
    if question.asked_by is not None:
        key = f"question-hidden:{question.pk}:{question.changed_at:%Y%m%d%H%M%S%f}"
        route = ("tables:work_question", question.table_id, question.pk)
        _to("tables/question_hidden", question.table, question.asked_by, key, route, {"table_question": question})


def survey(table: Table, asked: SurveyPass, *, is_reminder: bool = False) -> bool:
    """To who takes part: how did you like it, with a link of their own. Once, and once more for a reminder. False for
    who cannot be mailed.
    """
    key = f"survey{'-reminder' if is_reminder else ''}:{asked.pk}"
    route, more = ("tables:survey", asked.key), {"is_reminder": is_reminder}
    return to_seat("tables/survey", table, asked.seat, key, route, more, category=NEWS)


def answer_keys(pks: list[int]) -> list[str]:
    """Under which keys the outbox keeps the mails about these answers, which hold what people wrote to each other."""
    found = Q(dedupe_key__in=[f"tables:{_replied_key(pk)}" for pk in pks])
    for pk in pks:
        found |= Q(dedupe_key__startswith=f"tables:{_answered_key(pk)}:")
    return list(OutgoingMail.objects.filter(found).values_list("dedupe_key", flat=True)) if pks else []


def _answered_key(pk: int) -> str:
    return f"question-answered:{pk}"


def _replied_key(pk: int) -> str:
    return f"answer-replied:{pk}"


def _to(kind: str, table: Table, user: User, key: str, route: tuple[Any, ...], context: dict[str, Any]) -> None:
    sender = senders.of(table.municipality_id)
    shared = {"idea": table.idea, "url": sender.link(route[0], user.language, *route[1:])}
    sending.to_user(kind, f"tables:{key}", sender, {**shared, **context}, user)
