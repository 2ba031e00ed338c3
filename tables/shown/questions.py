"""What tables ask everyone, as pages show it."""

from django.db.models import Count, QuerySet

from aantafel.core.paging import Page, by_moment
from municipalities.models import Municipality
from tables.models import QuestionAnswer, Table, TableQuestion

FEW = 3


def open_of(table: Table) -> list[TableQuestion]:
    """What this table asks everyone now, the newest first. One query."""
    return list(_shown().filter(table=table))


def newest(*, municipality: Municipality | None = None, limit: int = FEW) -> list[TableQuestion]:
    """The newest open questions of one municipality, or of the whole site. One query."""
    rows = _shown()
    if municipality is not None:
        rows = rows.filter(table__municipality=municipality)
    return list(rows[:limit])


def find(municipality: Municipality | None, *, after: str = "") -> Page[TableQuestion]:
    """A page of open questions, the newest first. One query."""
    rows = _shown()
    if municipality is not None:
        rows = rows.filter(table__municipality=municipality)
    return by_moment(rows, moment="asked_at", after=after)


def at_address(pk: int) -> TableQuestion | None:
    """A question, open or closed or hidden, of a table that everyone may see here. One query."""
    rows = TableQuestion.everywhere.filter(table__in=Table.objects.public().values("pk"), pk=pk)
    return _with_table(rows).annotate(answer_count=Count("answers")).first()


def of_organisers(table: Table) -> list[TableQuestion]:
    """All that this table asked, the newest first, with how many answers came and how many wait. Two queries."""
    rows = TableQuestion.everywhere.filter(table=table).order_by("-asked_at", "-pk")
    found = list(rows)
    waiting: dict[int, int] = {}
    total: dict[int, int] = {}
    counted = QuestionAnswer.everywhere.filter(question__table=table).order_by().values_list("question", "state")
    for question_id, state, number in counted.annotate(n=Count("pk")):
        total[question_id] = total.get(question_id, 0) + number
        if state == "new":
            waiting[question_id] = number
    for one in found:
        one.table = table
        one.answer_count, one.waiting_count = total.get(one.pk, 0), waiting.get(one.pk, 0)  # type: ignore[attr-defined]
    return found


def _shown() -> QuerySet[TableQuestion]:
    return _with_table(TableQuestion.objects.open()).order_by("-asked_at", "-pk")


def _with_table(rows: QuerySet[TableQuestion]) -> QuerySet[TableQuestion]:
    return rows.select_related("table__idea", "table__municipality").defer("table__idea__search")
