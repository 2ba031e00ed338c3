"""Looking back, made ready to be shown: statements, charts, effects and aims."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from aantafel.accounts.enums import Capacity
from aantafel.core.charts import Chart, Series, bars
from aantafel.core.text import is_blank
from tables.enums import Aim
from tables.models import Evaluation, SurveyAnswer
from tables.shown import survey

STATEMENTS: dict[Aim, str | Promise] = {
    Aim.SUPPORT: gettext_lazy("Many people stand behind what we did."),
    Aim.HEARD: gettext_lazy("People listened to me."),
    Aim.INNOVATION: gettext_lazy("We found something new that does not cost much."),
    Aim.DEMOCRACY: gettext_lazy("I could decide along."),
    Aim.RELATIONS: gettext_lazy("Residents, professionals and the municipality dealt with each other as equals."),
    Aim.COSTS: gettext_lazy("Because of this, people need less care or help."),
}
WORDS: dict[int, str | Promise] = {
    1: pgettext_lazy("answer to a statement", "Not at all"),
    2: pgettext_lazy("answer to a statement", "Not really"),
    3: pgettext_lazy("answer to a statement", "A little"),
    4: pgettext_lazy("answer to a statement", "Quite"),
    5: pgettext_lazy("answer to a statement", "Very much"),
    0: pgettext_lazy("answer to a statement", "I do not know"),
}
QUESTIONS: dict[Aim, str | Promise] = {
    Aim.SUPPORT: gettext_lazy("Did it succeed, and do many people stand behind it?"),
    Aim.HEARD: gettext_lazy("Did people feel heard?"),
    Aim.INNOVATION: gettext_lazy("Did something new come of it, for little money?"),
    Aim.DEMOCRACY: gettext_lazy("Did people decide along?"),
    Aim.RELATIONS: gettext_lazy("Did residents, professionals and the municipality deal with each other as equals?"),
    Aim.COSTS: gettext_lazy("Do people need less care or help because of it?"),
}


@dataclass(frozen=True)
class Statement:
    """A statement with its chart, and the table behind it: a row for each word, each cell with the name of its
    column. `most` is the word that was chosen most, `most_count` how often.
    """

    key: str
    text: str
    chart: Chart
    columns: Sequence[str]
    rows: list[list[tuple[str, str]]]
    most: str
    most_count: int


@dataclass(frozen=True)
class Results:
    """`total` answered. Without statements they were too few to show what they said. `well` and `better` are their own
    words, in no order.
    """

    total: int
    statements: list[Statement]
    well: list[str]
    better: list[str]


@dataclass(frozen=True)
class SaidOfAim:
    name: str
    question: str
    text: str


def results(evaluation: Evaluation | None) -> Results | None:
    """What came out of a survey that is closed; None before that. One query."""
    if evaluation is None or evaluation.closed_at is None:
        return None
    return of_answers(list(SurveyAnswer.objects.filter(evaluation=evaluation)))


def of_answers(answers: Sequence[SurveyAnswer]) -> Results:
    """The same of the answers to a survey that is closed."""
    names = [aim.value for aim in Aim]
    counted = survey.count(((one.capacity, {aim.value: one.score(aim) for aim in Aim}) for one in answers), names)
    if not counted.is_told:
        return Results(counted.total, [], [], [])
    return Results(
        counted.total,
        [_statement(aim, counted) for aim in Aim],
        [one.went_well for one in answers if not is_blank(one.went_well)],
        [one.better for one in answers if not is_blank(one.better)],
    )


def aims(evaluation: Evaluation | None) -> list[SaidOfAim]:
    """What the owner says of each aim, also when that is nothing yet."""
    return [SaidOfAim(str(aim.label), str(QUESTIONS[aim]), evaluation.of_aim(aim) if evaluation else "") for aim in Aim]


def _statement(aim: Aim, counted: survey.Counted) -> Statement:
    numbers = counted.everyone[aim.value]
    words = [str(WORDS[word]) for word in survey.WORDS]
    text = str(STATEMENTS[aim])
    most = words[max(range(len(numbers)), key=lambda at: numbers[at])]
    chart = bars(
        f"stelling-{aim.value}",
        text,
        _("%(total)s people answered. The word that was chosen most is: %(word)s.")
        % {"total": counted.total, "word": most},
        labels=words,
        series=[Series(_("Everyone"), [float(number) for number in numbers], "a")],
        written=[str(number) for number in numbers],
    )
    groups = sorted(counted.groups.items(), key=lambda pair: Capacity.values.index(pair[0]))
    columns = [_("Answer"), _("Everyone"), *(str(Capacity(group).label) for group, _numbers in groups)]
    rows = [
        list(
            zip(
                columns,
                [word, str(numbers[at]), *(str(theirs[aim.value][at]) for _group, theirs in groups)],
                strict=True,
            )
        )
        for at, word in enumerate(words)
    ]
    return Statement(chart.key, text, chart, columns, rows, most, max(numbers))
