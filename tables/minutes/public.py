"""Published minutes as everyone finds and reads them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, F, QuerySet
from django.utils import timezone

from aantafel.core.documents import codec
from aantafel.core.documents.structure import Document
from aantafel.core.paging import Page, by_moment
from ideas import search
from municipalities.models import Municipality
from tables.models import Minutes, MinutesVersion, NameRemoval

MOST_FED = 30
SAMPLE, COMMON = 200, 4  # a word is common when so many of the newest minutes have it
MOST_LOOKED_UP = 5000


@dataclass(frozen=True)
class Wish:
    """Which minutes somebody looks for; step 0 is every step. The days are those of the meeting."""

    text: str = ""
    municipality: Municipality | None = None
    step: int = 0
    theme: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Read:
    """Minutes at a public table, in one of their versions."""

    minutes: Minutes
    version: MinutesVersion
    document: Document

    @property
    def is_newest(self) -> bool:
        return self.version.number == self.minutes.version

    @property
    def edition(self) -> str:
        """Another one with each version, and as soon as a name is taken out."""
        taken_out = self.version.taken_out  # type: ignore[attr-defined]  # `read` counts them along
        return f"{self.minutes.pk}-{self.version.number}-{self.minutes.version}-{taken_out}"


def find(wish: Wish, *, after: str = "") -> Page[Minutes]:
    """A page of minutes, those that were published last first. One query, three at most with a
    text.
    """
    rows = _filtered(wish)
    if rows is None:
        return Page()
    return by_moment(for_lists(rows), moment="published_at", after=after)


def newest(wish: Wish) -> list[Minutes]:
    """The same for a feed. One query."""
    rows = _filtered(wish)
    return list(for_lists(rows).order_by("-published_at", "-pk")[:MOST_FED]) if rows is not None else []


def for_lists(rows: QuerySet[Minutes]) -> QuerySet[Minutes]:
    """Only what a line in a list shows."""
    return rows.select_related("meeting__table__idea", "meeting__table__municipality").only(
        "version",
        "step",
        "summary",
        "published_at",
        "meeting__number",
        "meeting__title",
        "meeting__purpose",
        "meeting__starts_at",
        "meeting__language",
        "meeting__table__municipality__name",
        "meeting__table__idea__title",
        "meeting__table__idea__language",
        "meeting__table__idea__theme",
    )


def of_table(table_id: int) -> list[Minutes]:
    """The public minutes of one table, the first meeting first. One query."""
    rows = for_lists(Minutes.objects.public()).filter(meeting__table=table_id)
    return list(rows.order_by("meeting__number"))


def read(table_id: int, number: int, version: int | None = None) -> Read | None:
    """One version, the newest without a number; None for what is not public. One query."""
    rows = MinutesVersion.objects.public().select_related(
        "minutes__meeting__table__idea", "minutes__meeting__table__municipality"
    )
    rows = rows.defer("minutes__search", "minutes__words", "minutes__meeting__table__idea__search")
    rows = rows.filter(minutes__meeting__table=table_id, minutes__meeting__number=number)
    rows = rows.filter(number=F("minutes__version")) if version is None else rows.filter(number=version)
    rows = rows.annotate(taken_out=Count("minutes__removals"))
    found = rows.first()
    return Read(found.minutes, found, codec.from_json(found.content)) if found else None


def newest_versions(table_id: int) -> list[Read]:
    """All public minutes of a table, the first meeting first, each as it reads now. One query."""
    rows = MinutesVersion.objects.public().select_related("minutes__meeting__table__idea")
    rows = rows.defer("minutes__search", "minutes__words", "minutes__meeting__table__idea__search")
    rows = rows.filter(minutes__meeting__table=table_id, number=F("minutes__version"))
    return [Read(one.minutes, one, codec.from_json(one.content)) for one in rows.order_by("minutes__meeting__number")]


def versions(minutes: Minutes) -> list[MinutesVersion]:
    """Without their text, the newest first. One query."""
    return list(MinutesVersion.objects.filter(minutes=minutes).defer("content"))


def removals(minutes: Minutes) -> list[NameRemoval]:
    return list(minutes.removals.all())


def beside(minutes: Minutes) -> tuple[Minutes | None, Minutes | None]:
    """The public minutes of this table before and after these. One query."""
    numbered = {one.meeting.number: one for one in of_table(minutes.meeting.table_id)}
    here = minutes.meeting.number
    before, after = [n for n in numbered if n < here], [n for n in numbered if n > here]
    return (numbered[max(before)] if before else None, numbered[min(after)] if after else None)


def _filtered(wish: Wish) -> QuerySet[Minutes] | None:
    """None for a text without any word."""
    rows: QuerySet[Minutes] = Minutes.objects.public()
    if wish.text:
        query: SearchQuery | None = search.all_of(wish.text)
        if query is None:
            return None
        rows = _saying(rows, query)
    if wish.municipality is not None:
        rows = rows.filter(meeting__table__municipality=wish.municipality)
    if wish.step:
        rows = rows.filter(step=wish.step)
    if wish.theme:
        rows = rows.filter(meeting__table__idea__theme=wish.theme)
    if wish.since is not None:
        rows = rows.filter(meeting__starts_at__gte=_midnight(wish.since))
    if wish.until is not None:
        rows = rows.filter(meeting__starts_at__lt=_midnight(wish.until, days=1))
    return rows


def _saying(rows: QuerySet[Minutes], query: SearchQuery) -> QuerySet[Minutes]:
    """Those that say what is asked. PostgreSQL cannot know how rare a beginning of a word is, and would read all
    minutes by day until it has a page of them. So what few of the newest say is looked up by word first. One query, or
    two.
    """
    public = Minutes.everywhere.filter(version__gt=0)
    newest = public.order_by("-published_at", "-pk")[:SAMPLE]
    if public.filter(pk__in=newest.values("pk"), search=query)[:COMMON].count() == COMMON:
        return rows.filter(search=query)
    found = list(public.filter(search=query).values_list("pk", flat=True)[: MOST_LOOKED_UP + 1])
    return rows.filter(pk__in=found) if len(found) <= MOST_LOOKED_UP else rows.filter(search=query)


def _midnight(day: date, *, days: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))
