"""What asking everyone and looking back hold about a person: given along, and erased."""

from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.services.privacy import redact_events
from tables.models import Effect, QuestionAnswer, SurveyAnswer, SurveyPass, TableQuestion
from tables.notifications import look as mails
from tables.services import survey

_ANSWERED = (
    *("question__title", "text", "capacity", "role", "shares_email", "may_invite"),
    *("state", "reply", "created_at", "replied_at"),
)


def export(*, user: User, **_others: Any) -> dict[str, Any]:
    """What this person asked for tables, answered to tables, and said back for them."""
    asked = TableQuestion.everywhere.filter(asked_by=user).order_by("pk")
    answers = QuestionAnswer.everywhere.filter(user=user).order_by("pk")
    replies = QuestionAnswer.everywhere.filter(replied_by=user).order_by("pk")
    passes = SurveyPass.objects.filter(seat__user=user, has_answered=True)
    own = SurveyAnswer.objects.filter(code__in=[survey.code_of(one) for one in passes])
    return {
        "table_surveys": list(own.values("evaluation__table__idea__title", *survey.ANSWERED)),
        "table_effects": list(Effect.everywhere.filter(made_by=user).order_by("pk").values("text", "whom", "known_by")),
        "table_questions": list(asked.values("title", "text", "until", "place", "thanks", "asked_at")),
        "table_question_answers": list(answers.values(*_ANSWERED)),
        "table_question_replies": list(replies.values("question__title", "reply", "replied_at")),
    }


def erase(*, user: User, **_others: Any) -> None:
    """What a table asked belongs to the table and stays. What the person answered and said back goes, in mails too;
    what they said in a survey goes with their seat.
    """
    own = QuestionAnswer.everywhere.filter(user=user)
    said = QuestionAnswer.everywhere.filter(replied_by=user)
    touched = [*own.values_list("pk", flat=True), *said.values_list("pk", flat=True)]
    redact_events(mails.answer_keys(touched))
    own.delete()
    said.update(reply="")
