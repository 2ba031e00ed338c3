"""What tables ask everyone, and what people answer."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole
from tables.models import QuestionAnswer, Table, TableQuestion
from tests.factories.ideas import owner_of


def question_of(
    table: Table, title: str = "Wie heeft er een aanhanger?", *, days: int = 10, **fields: Any
) -> TableQuestion:
    usual = {"until": clock.today() + timedelta(days=days), "role": ActorRole.OWNER, "asked_by": owner_of(table.idea)}
    return TableQuestion.everywhere.create(table=table, title=title, **{**usual, **fields})


def answer_to(question: TableQuestion, user: User, text: str = "Ik heb er een.", **fields: Any) -> QuestionAnswer:
    return QuestionAnswer.everywhere.create(question=question, user=user, text=text, **fields)
