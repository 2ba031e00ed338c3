"""The period that figures are about, as the address names it, in whole months up to now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, TextChoices
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from aantafel.core.dates import day_of
from ideas.models import Idea

FEW = 6  # months that all get their name


class Span(TextChoices):
    """The value is the word in the address."""

    YEAR = "dit-jaar", _("This year")
    TWELVE = "12-maanden", _("The last 12 months")
    ALL = "alles", _("From the beginning")


@dataclass(frozen=True)
class Period:
    """`months` are the first days of its months, the oldest first."""

    span: Span
    months: tuple[date, ...]

    @property
    def since(self) -> datetime:
        first = self.months[0]
        return timezone.make_aware(datetime(first.year, first.month, 1))  # noqa: DTZ001  made aware here

    def labels(self) -> list[str]:
        """Short, below a chart; every other one where there are many, so that they stay apart on a telephone."""
        few = len(self.months) <= FEW
        return [written(month, "M") if few or month.month % 2 else "" for month in self.months]

    def years(self) -> list[str]:
        """Below the labels: the year, where it begins; that of the first month where there is room for it."""
        januaries = [at for at, month in enumerate(self.months) if month.month == 1]
        named = {*januaries, *([] if januaries and januaries[0] < FEW / 2 else [0])}
        return [str(month.year) if at in named else "" for at, month in enumerate(self.months)]


def span_of(text: str) -> Span:
    """The span that an address names; the last 12 months when it names none."""
    return Span(text) if text in Span.values else Span.TWELVE


def period_of(span: Span) -> Period:
    """Never earlier than the first idea of the municipality in scope. One query."""
    this = clock.today().replace(day=1)
    earliest = Idea.objects.aggregate(first=Min("submitted_at"))["first"]
    begin = min(day_of(earliest).replace(day=1), this) if earliest else this
    match span:
        case Span.YEAR:
            first = max(this.replace(month=1), begin)
        case Span.TWELVE:
            first = max(_months_before(this, 11), begin)
        case _:
            first = begin
    count = (this.year - first.year) * 12 + this.month - first.month
    return Period(span, tuple(_months_before(this, back) for back in range(count, -1, -1)))


def month(first: date) -> str:
    """ "maart 2026", in the language in force."""
    return written(first, "F Y")


def _months_before(first: date, back: int) -> date:
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)
