"""What a table of the demo brought: the survey, the effects, the lessons and what the owner decides."""

from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal

from aantafel.pages.demo.tables.data import Effect, Evaluation, Survey
from aantafel.pages.demo.tables.stage import Stage
from tables.enums import Aim, WordKind
from tables.models import Evaluation as Row
from tables.models import SurveyPass
from tables.services import evaluation, outcome, survey


def gather(stage: Stage, told: Evaluation) -> None:
    asked = stage.ago(told.asked, "survey")
    stage.happens(asked, _ask)
    for place, answer in enumerate(told.answers):
        stage.happens(asked + timedelta(hours=2 + 3 * place), _answer, answer)
    if told.closed:
        stage.happens(stage.ago(told.closed, "closed"), _close)
    if told.written:
        stage.happens(stage.ago(told.written, "written"), _write, told)
    if told.decided:
        stage.happens(stage.ago(told.decided, told.reason), _decide, told)


def _ask(stage: Stage) -> None:
    survey.ask(table_id=stage.table.pk)


def _answer(stage: Stage, told: Survey) -> None:
    """By the next person who has not answered."""
    found = SurveyPass.objects.filter(evaluation__table=stage.table, has_answered=False).order_by("pk").first()
    if found is None:
        raise ValueError(f"more answers than people at {stage.told.idea}")
    scores = {aim.value: score for aim, score in zip(Aim, told.scores, strict=True)}
    survey.answer(key=found.key, answers={**scores, "went_well": told.went_well, "better": told.better})


def _close(stage: Stage) -> None:
    survey.close(table_id=stage.table.pk)


def _write(stage: Stage, told: Evaluation) -> None:
    actor, role = stage.who("owner")
    for effect in told.effects:
        evaluation.add_effect(actor=actor, table_id=stage.table.pk, values=_values(effect))
    texts = dict.fromkeys(evaluation.WRITTEN, "") | (told.texts or {})
    there = Row.everywhere.filter(table=stage.table, round=stage.table.round).first()
    seen = there.changed_at if there else None
    evaluation.write(actor=actor, role=role, table_id=stage.table.pk, seen=seen, texts=texts)


def _values(effect: Effect) -> dict[str, object]:
    figures = {
        name: None if number is None else Decimal(str(number))
        for name, number in (("before", effect.before), ("after", effect.after))
    }
    return {**asdict(effect), **figures}


def _decide(stage: Stage, told: Evaluation) -> None:
    actor, role = stage.who("owner")
    kind = WordKind(told.outcome)
    outcome.decide(actor=actor, table_id=stage.table.pk, kind=kind, role=role, reason=told.reason)
