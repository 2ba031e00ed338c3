"""What pages show of the four core questions: each with its help and its answer, if there is one."""

from dataclasses import dataclass

from tables.enums import CoreQuestion
from tables.models import CoreAnswer, Table
from tables.road.core_help import HELP, Help


@dataclass(frozen=True)
class Asked:
    """A core question at one table. `number` is its place among the four; `is_newer` that the page of the table still
    shows an earlier text.
    """

    question: CoreQuestion
    number: int
    help: Help
    answer: CoreAnswer | None = None

    @property
    def text(self) -> str:
        return self.answer.text if self.answer else ""

    @property
    def version(self) -> int:
        return self.answer.version if self.answer else 0

    @property
    def is_newer(self) -> bool:
        return self.answer is not None and self.answer.is_public and self.answer.public_text != self.answer.text


def asked(table: Table) -> list[Asked]:
    """The four, in their order. One query."""
    return asked_of([table.pk])[table.pk]


def asked_of(tables: list[int]) -> dict[int, list[Asked]]:
    """The four of each of these tables. One query."""
    rows = CoreAnswer.everywhere.filter(table__in=tables)
    answers = {(answer.table_id, answer.question): answer for answer in rows}
    four = list(enumerate(CoreQuestion, start=1))
    return {
        table: [Asked(one, number, HELP[one], answers.get((table, one.value))) for number, one in four]
        for table in tables
    }


def shown(table: Table) -> list[Asked]:
    """Those of which everyone may read the answer. One query."""
    return [one for one in asked(table) if one.answer is not None and one.answer.is_public]


def unanswered(answers: list[Asked]) -> list[Asked]:
    return [one for one in answers if not one.text]
