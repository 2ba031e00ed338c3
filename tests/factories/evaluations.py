"""Tables that look back."""

from typing import Any

from aantafel.core import clock
from tables.models import Evaluation, SurveyAnswer, SurveyPass, Table
from tables.services import survey
from tests.factories.plans import seat_at

SAYS: dict[str, Any] = {
    **dict.fromkeys(("support", "heard", "innovation", "democracy", "relations", "costs"), 4),
    "went_well": "",
    "better": "",
}


def evaluation_of(table: Table, **fields: Any) -> Evaluation:
    return Evaluation.everywhere.create(table=table, round=table.round, **fields)


def pass_of(evaluation: Evaluation, name: str, **fields: Any) -> SurveyPass:
    seat = seat_at(evaluation.table, name, email=f"{name.lower().replace(' ', '.')}@rond.example", **fields)
    return SurveyPass.objects.create(evaluation=evaluation, seat=seat)


def answers_of(evaluation: Evaluation, count: int, capacity: str = "resident", **fields: Any) -> None:
    """As many people who answered, all the same."""
    for number in range(count):
        one = pass_of(evaluation, f"{capacity} {number}", capacity=capacity)
        made = {**SAYS, "capacity": capacity, "code": survey.code_of(one), **fields}
        SurveyAnswer.objects.create(evaluation=evaluation, **made)
    SurveyPass.objects.filter(evaluation=evaluation).update(has_answered=True)


def closed_evaluation(table: Table, **fields: Any) -> Evaluation:
    return evaluation_of(table, **{"opened_at": clock.now(), "closed_at": clock.now(), **fields})
