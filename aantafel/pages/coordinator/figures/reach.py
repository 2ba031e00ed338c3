"""Figures about reach: which parts of the municipality take part. They count people, and never fewer than a handful.

They cover everything from the beginning: two periods laid beside each other would tell who came in between. They have
no total either, which would tell what was left out.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.core.charts import Series, bars
from aantafel.core.sheets import Cell
from aantafel.pages.coordinator.figures.figure import FEWEST, Figure, of_people, shown
from ideas.models import Idea, Like
from municipalities.models import Municipality

DRAWN = 20
PINNERS = Count(Coalesce("owner_id", -F("pk")), distinct=True)  # without an account every idea is of another person
Counted = Iterable[tuple[str | None, int, int]]  # place, ideas, people
People = Iterable[tuple[str | None, int]]  # place, people


def by_neighbourhood() -> Figure:
    return _figure(
        key="buurten",
        title=_("Reach by neighbourhood"),
        about=_("From the beginning: who pinned an idea for this neighbourhood, and who likes such an idea."),
        place=_("Neighbourhood"),
        unknown=_("No neighbourhood named"),
        pinned=_pinned().values_list("neighbourhood__name").annotate(n=Count("pk"), people=PINNERS),
        liked=_different(_liked().values_list("idea__neighbourhood__name", "user")),
    )


def by_postcode(municipality: Municipality) -> Figure:
    """Likes from elsewhere stay out: those are other municipalities' postcodes."""
    home = Coalesce(NullIf("owner__home_postcode", Value("")), "pinner__postcode", Value(""))
    likers = User.objects.filter(pk__in=_liked().filter(municipality=municipality).values("user")).order_by()
    return _figure(
        key="postcodes",
        title=_("Reach by postcode"),
        about=_("From the beginning: where people live who pinned or liked an idea, as far as they told us."),
        place=_("Postcode"),
        unknown=_("Not known"),
        pinned=_pinned().annotate(home=home).values_list("home").annotate(n=Count("pk"), people=PINNERS),
        liked=likers.values_list("home_postcode").annotate(people=Count("pk")),
    )


def _pinned() -> QuerySet[Idea]:
    return Idea.objects.filter(submitted_at__isnull=False).order_by()


def _liked() -> QuerySet[Like]:
    return Like.objects.filter(idea__in=Idea.objects.public()).order_by()


def _different(pairs: "QuerySet[Like, tuple[str | None, int]]") -> list[tuple[str | None, int]]:
    """How many different people there are in each place, of pairs of a place and a person. Each pair once, and then
    counted: for a COUNT(DISTINCT …) PostgreSQL sorts all of them.
    """
    once, values = pairs.distinct().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT one.place, count(*) FROM ({once}) AS one (place, person) GROUP BY 1", values)  # noqa: S608  ours
        return list(cursor.fetchall())


def _figure(
    *, key: str, title: str, about: str, place: str, unknown: str, pinned: Counted, liked: People
) -> Figure:  # fmt: skip
    """Two queries. How many ideas there are shows only where enough people pinned them."""
    pinners = {name or unknown: (ideas, people) for name, ideas, people in pinned}
    likers = {name or unknown: people for name, people in liked}
    found = [(name, *pinners.get(name, (0, 0)), likers.get(name, 0)) for name in {*pinners, *likers}]
    found.sort(key=lambda row: (-_told(row[2]) - _told(row[3]), row[0]))
    rows: list[tuple[Cell, ...]] = [
        (name, ideas if people >= FEWEST else of_people(people), of_people(people), of_people(likes))
        for name, ideas, people, likes in found
    ]
    drawn = [row for row in found if _told(row[2]) or _told(row[3])][:DRAWN]
    chart = bars(
        f"reach-{key}",
        title,
        _("The %(n)s places with most people; the table has all of them.") % {"n": len(drawn)},
        labels=[name for name, _ideas, _people, _likes in drawn],
        series=[
            Series(_("People who pinned"), [float(_told(people)) for _name, _ideas, people, _likes in drawn], "a"),
            Series(_("People who like"), [float(_told(likes)) for _name, _ideas, _people, likes in drawn], "b"),
        ],
        written=[f"{shown(of_people(people))} + {shown(of_people(likes))}" for _name, _ideas, people, likes in drawn],
    )
    few = _("Where it is fewer than %(n)s people we do not say how many, so that nobody can be recognised.")
    return Figure(
        key=key,
        title=title,
        about=f"{about} {few % {'n': FEWEST}}",
        columns=[place, _("Ideas"), _("People who pinned"), _("People who like")],
        rows=rows,
        chart=chart if drawn else None,
    )


def _told(people: int) -> int:
    """As many as may be known."""
    return people if people >= FEWEST else 0
