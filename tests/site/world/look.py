"""What the table of the seeded idea asks everyone, and how it looks back."""

from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.models import Effect, Evaluation, Table, TableQuestion
from tests.factories.accounts import UserFactory
from tests.factories.evaluations import evaluation_of, pass_of
from tests.factories.questions import answer_to, question_of


def questions_of_table(table: Table, other: User, owner: User) -> dict[str, Any]:
    """One question is open, with answers; one is hidden. Says what the rows are called."""
    question = question_of(table, "Wie leent ons een schuurmachine?", text="Voor één zaterdag.", place="bij de molen")
    hidden = question_of(
        table,
        "Wie kent mevrouw Jansen?",
        hidden_at=clock.now(),
        hidden_role="owner",
        hidden_reason="Er staat een naam in.",
    )
    said = answer_to(question, other, "Die van mij mag je gebruiken.", may_invite=True)
    return {
        "table_question": question.pk,
        "table_question_title": question.title,
        "hidden_question": hidden.pk,
        "table_answer": said.pk,
        "table_answer_text": said.text,
        **_looks_back(table),
    }


def _looks_back(table: Table) -> dict[str, Any]:
    found = evaluation_of(table, opened_at=clock.now(), lessons="Begin met een kleine tafel.", published_at=clock.now())
    effect = Effect.everywhere.create(evaluation=found, text="Meer buren eten samen", unit="buren", before=3, after=12)
    asked = pass_of(found, "Sofie Stoel")
    return {
        "effect": effect.pk,
        "effect_text": effect.text,
        "lessons": found.lessons,
        "survey_key": str(asked.key),
        "survey_name": asked.seat.name,
    }


def crowd(count: int) -> None:
    """As many more of each, at every table that asks something."""
    for question in list(TableQuestion.everywhere.filter(hidden_at=None)):
        for number in range(count):
            question_of(question.table, f"Wie heeft er plank {number}?")
            answer_to(question, UserFactory.create(name=f"Hanna {number}"), f"Ik heb plank {number}.")
    for evaluation in Evaluation.everywhere.filter(effects__isnull=False).distinct():
        for number in range(count):
            Effect.everywhere.create(evaluation=evaluation, text=f"Buur {number} eet mee")
