"""All that was written down at a table and that everyone may read, in one query however much it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, Model, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, JSONObject

from tables.enums import MeetingState
from tables.models import (
    Action,
    Ballot,
    Choice,
    ChoiceNumber,
    Effect,
    Evaluation,
    Meeting,
    News,
    QuestionAnswer,
    Seat,
    SurveyAnswer,
    Table,
    TableQuestion,
    Variant,
)
from tables.shown.choice import Numbers, Score, of_scores

M = TypeVar("M", bound=Model)

AIMS = ("support", "heard", "innovation", "democracy", "relations", "costs")
MEETING = ("id", "number", "purpose", "title", "state", "starts_at", "minutes", "place", "address")
CHOICE = ("id", "round", "meeting_id", "way", "variant_id", "reason", "objections", "closed_at")
VARIANT = ("id", "title", "chosen_at")
ACTION = ("id", "number", "meeting_id", "text", "due_on", "state", "made_at", "done_at", "seat_id", "who")
SEAT = ("id", "capacity", "role", "name", "name_display", "source")
NEWS = ("id", "text", "picture", "picture_description", "role", "at")
QUESTION = ("id", "title", "text", "until", "place", "state", "thanks", "role", "asked_at", "closed_at", "hidden_at")
EVALUATION = ("id", "round", "closed_at", "published_at", "lessons", *AIMS)
EFFECT = ("id", "text", "whom", "known_by", "unit", "before", "after")
ANSWER = ("id", "capacity", *AIMS)


@dataclass(frozen=True)
class Chosen:
    choice: Choice
    numbers: Numbers


@dataclass(frozen=True)
class Asked:
    question: TableQuestion
    answers: int


@dataclass(frozen=True)
class LookedBack:
    evaluation: Evaluation
    effects: list[Effect]
    answers: list[SurveyAnswer]


@dataclass(frozen=True)
class Told:
    meetings: list[Meeting]
    chosen: list[Chosen]
    actions: list[Action]
    news: list[News]
    questions: list[Asked]
    looked_back: list[LookedBack]


def of(table: Table) -> Told:
    """Of a table that everyone may read. One query."""
    here = {"table": OuterRef("pk")}
    rows = Table.objects.filter(pk=table.pk).values_list(
        _all(_meetings().filter(**here), *MEETING),
        _all(Choice.everywhere.filter(**here, closed_at__isnull=False), *CHOICE, scores=_scores()),
        _all(Action.everywhere.filter(**here), *ACTION, seat=_seat()),
        _all(News.everywhere.filter(**here), *NEWS),
        _all(TableQuestion.everywhere.filter(**here), *QUESTION, answers=_answers()),
        _all(_evaluations().filter(**here), *EVALUATION, effects=_effects(), answers=_survey()),
    )
    meetings, chosen, actions, news, questions, looked_back = rows.get()
    return Told(
        [_made(Meeting, one, MEETING) for one in meetings],
        [_chosen(one) for one in chosen],
        [_action(table, one) for one in actions],
        [_made(News, one, NEWS) for one in news],
        [Asked(_made(TableQuestion, one, QUESTION), one["answers"]) for one in questions],
        [_looked_back(one) for one in looked_back],
    )


def _all(rows: QuerySet[Any], *names: str, **more: Any) -> ArraySubquery:
    return ArraySubquery(rows.order_by("pk").values(told=_object(names, **more)))


def _object(names: tuple[str, ...], **more: Any) -> JSONObject:
    return JSONObject(**{name: F(name) for name in names}, **more)


def _made(model: type[M], told: Mapping[str, Any], names: tuple[str, ...]) -> M:
    """The row as its model, with these fields alone."""
    fields = {name: model._meta.get_field(name) for name in names}
    return model(**{name: cast("Any", field).to_python(told[name]) for name, field in fields.items()})


def _meetings() -> QuerySet[Meeting]:
    return Meeting.everywhere.filter(state__in=(MeetingState.PLANNED, MeetingState.HELD))


def _scores() -> ArraySubquery:
    """Each variant of that round with what it got, on telephones and by hand together."""
    variants = Variant.everywhere.filter(table=OuterRef("table"), round=OuterRef("round"), dropped_at=None)
    here = {"choice": OuterRef(OuterRef("pk")), "variant": OuterRef("pk")}
    ballots, by_hand = Ballot.objects.filter(**here), ChoiceNumber.objects.filter(**here)
    number = _sum(ballots, Sum("number")) + _sum(by_hand, Sum("number"))
    against = _sum(ballots.filter(number=0), Count("pk")) + _sum(by_hand, Sum("against"))
    return _all(variants, *VARIANT, number=number, against=against)


def _sum(rows: QuerySet[Any], counted: Sum | Count) -> Coalesce:
    found = rows.order_by().values("variant").annotate(n=counted).values("n")
    return Coalesce(Subquery(found, output_field=IntegerField()), 0)


def _seat() -> Subquery:
    return Subquery(Seat.everywhere.filter(pk=OuterRef("seat")).values(told=_object(SEAT)))


def _answers() -> Coalesce:
    found = QuestionAnswer.everywhere.filter(question=OuterRef("pk")).order_by().values("question")
    return Coalesce(Subquery(found.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def _evaluations() -> QuerySet[Evaluation]:
    return Evaluation.everywhere.filter(published_at__isnull=False)


def _effects() -> ArraySubquery:
    return _all(Effect.everywhere.filter(evaluation=OuterRef("pk")), *EFFECT)


def _survey() -> ArraySubquery:
    return _all(SurveyAnswer.objects.filter(evaluation=OuterRef("pk")), *ANSWER)


def _chosen(told: Mapping[str, Any]) -> Chosen:
    choice = _made(Choice, told, CHOICE)
    found = [Score(_made(Variant, one, VARIANT), one["number"], one["against"]) for one in told["scores"]]
    choice.variant = next((one.variant for one in found if one.variant.pk == choice.variant_id), None)
    return Chosen(choice, of_scores(choice, found))


def _action(table: Table, told: Mapping[str, Any]) -> Action:
    action = _made(Action, told, ACTION)
    if told["seat"]:
        action.seat = _made(Seat, told["seat"], SEAT)
        action.seat.table = table
    return action


def _looked_back(told: Mapping[str, Any]) -> LookedBack:
    return LookedBack(
        _made(Evaluation, told, EVALUATION),
        [_made(Effect, one, EFFECT) for one in told["effects"]],
        [_made(SurveyAnswer, one, ANSWER) for one in told["answers"]],
    )
