"""Questions about tables that a public page asks."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, JSONObject

from aantafel.accounts.models import User
from aantafel.core.paging import Page, by_moment
from ideas.enums import ReviewKind
from ideas.models import Idea, ReviewEntry
from municipalities.models import Municipality
from tables.enums import ActionState, MeetingState, TableState
from tables.models import (
    Action,
    Choice,
    Effect,
    Evaluation,
    Meeting,
    News,
    Seat,
    StepChange,
    Table,
    TableDocument,
    TableQuestion,
    Variant,
)
from tables.permissions import co_owned

STANDINGS = {
    "loopt": Q(state=TableState.RUNNING, rests_since=None),
    "rust": Q(state=TableState.RUNNING, rests_since__isnull=False),
    "gestopt": Q(state=TableState.STOPPED),
    "klaar": Q(state=TableState.FINISHED),
}


@dataclass(frozen=True)
class Wish:
    """Which tables somebody looks for; step 0 is every step, and `standing` "" is however they stand."""

    step: int = 0
    standing: str = ""
    municipality: Municipality | None = None


def for_cards(tables: QuerySet[Table]) -> QuerySet[Table]:
    """Only what a card shows. `seated` tells capacity and source of who takes part."""
    seated = Seat.everywhere.seated().filter(table=OuterRef("pk")).order_by()
    shown = tables.annotate(seated=ArraySubquery(seated.values(told=Concat("capacity", Value(" "), "source"))))
    return shown.select_related("idea", "municipality").only(
        *("step", "state", "opened_at", "rests_since", "pinner_left_at"),
        *("municipality__name", "idea__title", "idea__language", "idea__capacity"),
    )


def find(wish: Wish, *, after: str = "") -> Page[Table]:
    """A page of tables, the newest first. One query."""
    tables = Table.objects.public()
    if wish.step:
        tables = tables.filter(step=wish.step)
    if wish.standing:
        tables = tables.filter(STANDINGS[wish.standing])
    if wish.municipality is not None:
        tables = tables.filter(municipality=wish.municipality)
    return by_moment(for_cards(tables), moment="opened_at", after=after)


def newest(*, municipality: Municipality, limit: int = 3) -> list[Table]:
    """The newest tables of one municipality. One query."""
    tables = for_cards(Table.objects.public().filter(municipality=municipality))
    return list(tables.order_by("-opened_at", "-pk")[:limit])


def table_of(idea: Idea) -> Table | None:
    """The table of an idea, if everyone may see it. One query."""
    table = Table.objects.public().filter(idea=idea).first()
    if table is not None:
        table.idea = idea
    return table


def shared_with(user: User) -> list[Table]:
    """The public tables that somebody owns with who pinned the idea. One query."""
    found = co_owned(user).exclude(idea__owner=user)
    return list(found.select_related("idea").defer("idea__search").order_by("-opened_at", "-pk"))


def public_table(pk: int) -> Table | None:
    """One table with the idea, its documents and how far its plan is; `was_joined`: whether `joined_by` finds
    something. One query.
    """
    tables = Table.objects.public().select_related("municipality", "idea__owner", "idea__pinner")
    joined = ReviewEntry.objects.filter(idea=OuterRef("idea"), kind=ReviewKind.MERGED)
    every = Action.everywhere.filter(table=OuterRef("pk")).exclude(state=ActionState.DROPPED)
    actions = every.filter(round=OuterRef("round"))
    shown = tables.annotate(
        was_joined=Exists(joined),
        has_variants=Exists(Variant.everywhere.filter(table=OuterRef("pk"), dropped_at=None)),
        looks_back=Exists(Evaluation.everywhere.filter(table=OuterRef("pk"), published_at__isnull=False)),
        actions_agreed=_count(actions),
        actions_done=_count(actions.filter(state=ActionState.DONE)),
        has_earlier_plan=Exists(every.exclude(round=OuterRef("round"))),
        chosen=Subquery(_choice()),
        effects=ArraySubquery(_effects()),
        newest_news=Subquery(News.everywhere.filter(table=OuterRef("pk")).values("text")[:1]),
        papers=ArraySubquery(_papers()),
    )
    return shown.defer("idea__search").filter(pk=pk).first()


def _count(rows: QuerySet[Action]) -> Coalesce:
    counted = rows.order_by().values("table").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _choice() -> QuerySet[Choice, Any]:
    """What a table chose in the round in which it is."""
    made = Choice.everywhere.filter(table=OuterRef("pk"), round=OuterRef("round"), variant__isnull=False)
    return made.filter(closed_at__isnull=False).values(told=JSONObject(title="variant__title", reason="reason"))[:1]


def _effects() -> QuerySet[Effect, Any]:
    """What changed, of the last round that the table looked back on."""
    looked = Evaluation.everywhere.filter(table=OuterRef(OuterRef("pk")), published_at__isnull=False)
    return Effect.everywhere.filter(evaluation=Subquery(looked.order_by("-round").values("pk")[:1])).values("text")


def _papers() -> QuerySet[TableDocument, Any]:
    """The documents of a table, each as a small object."""
    here = TableDocument.everywhere.shown().filter(table=OuterRef("pk")).order_by("pk")
    return here.values(told=JSONObject(pk="pk", title="title", about="about", link="link", size="size"))


def meetings(table: Table) -> list[Meeting]:
    """Its meetings that have a day, with what its page shows of their minutes, the first one first. One query."""
    rows = Meeting.objects.public().filter(table=table).exclude(state=MeetingState.CANCELLED)
    shown = rows.select_related("written").only(
        *("table", "number", "round", "purpose", "title", "state", "starts_at", "minutes", "place", "address", "link"),
        *("is_open", "size", "readers", "written__version", "written__published_at"),
    )
    return list(shown.order_by("starts_at", "pk"))


def people(table: Table) -> list[Seat]:
    """Who takes part, for everyone to read. One query."""
    return list(Seat.objects.public().filter(table=table))


def was_public(pk: int) -> bool:
    """Whether a table stood on the site and went with its idea."""
    rows = Table.everywhere.of_this_site()
    return rows.filter(pk=pk, idea__state__in=("withdrawn", "merged")).exists()


def merged_into(pk: int) -> Table | None:
    """The public table of the idea that this table's idea became part of. One query."""
    return Table.objects.public().select_related("idea").filter(idea__merged_from__table=pk).first()


def joined_by(table: Table) -> list[ReviewEntry]:
    """The ideas that became part of this table's idea, as lines with their title, the first one first. One query, or
    none for a table of which `public_table` says so.
    """
    if not getattr(table, "was_joined", True):
        return []
    return list(ReviewEntry.objects.filter(idea=table.idea_id, kind=ReviewKind.MERGED))


def history(table: Table) -> list[StepChange]:
    """What happened at a table, the first thing first, each with what says whether everyone can read more of it. One
    query.
    """
    looked_back = Evaluation.everywhere.filter(table=OuterRef("table"), round=OuterRef("word__round"))
    lines = table.step_changes.select_related("word").annotate(
        meeting_day=F("meeting__starts_at"),
        meeting_number=F("meeting__number"),
        minutes_version=F("meeting__written__version"),
        is_asked=Exists(TableQuestion.everywhere.filter(pk=OuterRef("question"), hidden_at=None)),
        news_told=F("news__at"),
        looks_back=Exists(looked_back.filter(published_at__isnull=False)),
    )
    return list(lines)
