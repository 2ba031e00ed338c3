"""Figures about people: the load of coaches, and the balance of the triangle."""

from collections import Counter

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aantafel.accounts.enums import Capacity, Role
from aantafel.accounts.models import Membership
from aantafel.core.charts import Series, bars
from aantafel.core.sheets import Cell
from aantafel.pages.coordinator.figures.figure import Figure, shown
from aantafel.pages.coordinator.figures.period import Period
from coaches.models import CoachProfile
from coaches.querysets import OPEN_STATES
from ideas.enums import SupportKind, SupportState
from ideas.models import Idea, Support
from municipalities.models import Municipality

DRAWN = 20  # coaches in the chart


def with_load(coaches: QuerySet[CoachProfile]) -> QuerySet[CoachProfile]:
    """With `load`, the tables that a coach has or is asked for; who has most stands first."""
    counted = coaches.select_related("user").annotate(load=Count("matches", filter=Q(matches__state__in=OPEN_STATES)))
    return counted.order_by("-load", "user__name", "pk")


def loads(coaches: QuerySet[CoachProfile]) -> list[tuple[CoachProfile, int]]:
    return [(coach, int(getattr(coach, "load", 0))) for coach in coaches]


def row_of(coach: CoachProfile, busy: int) -> tuple[Cell, ...]:
    return (str(coach), _standing(coach), busy, coach.tables_at_once, _room(coach, busy))


def load() -> Figure:
    """Today. One query."""
    coaches = loads(with_load(CoachProfile.objects.serving()).defer("search", "about"))
    resting = sum(coach.is_paused for coach, _busy in coaches)
    drawn = coaches[:DRAWN]
    title = _("What coaches have on their hands")
    return Figure(
        key="coaches",
        title=title,
        about=_("Today. A table counts from the moment that the coach is asked. The chart shows the %(n)s fullest.")
        % {"n": DRAWN},
        columns=[_("Coach"), _("Stands at"), _("Tables now"), _("At once at most"), _("Room for")],
        rows=[row_of(coach, busy) for coach, busy in coaches],
        chart=bars(
            "load-of-coaches",
            title,
            _("%(n)s coaches, of whom %(resting)s rest.") % {"n": shown(len(coaches)), "resting": shown(resting)},
            labels=[str(coach) for coach, _busy in drawn],
            series=[
                Series(_("Tables now"), [float(busy) for _coach, busy in drawn], "a"),
                Series(_("Room for"), [float(_room(coach, busy)) for coach, busy in drawn], "b"),
            ],
            written=[
                _("%(n)s of %(most)s") % {"n": shown(busy), "most": shown(coach.tables_at_once)}
                for coach, busy in drawn
            ],
        ),
    )


def _standing(coach: CoachProfile) -> str:
    if coach.is_paused:
        return pgettext("coach", "Rests")
    return pgettext("coach", "Ready") if coach.is_trained else pgettext("coach", "In training")


def _room(coach: CoachProfile, busy: int) -> int:
    """For how many tables more; none for who rests."""
    return 0 if coach.is_paused else max(coach.tables_at_once - busy, 0)


def triangle(period: Period, municipality: Municipality) -> Figure:
    """Three groups, each by capacity. Three queries."""
    pinned = Idea.objects.filter(submitted_at__gte=period.since).values_list("capacity").annotate(n=Count("pk"))
    support = Support.objects.filter(idea__municipality=municipality, created_at__gte=period.since)
    support = support.exclude(state=SupportState.WITHDRAWN).filter(kind__in=[SupportKind.HELP, SupportKind.JOIN])
    helping = support.values_list("capacity").annotate(n=Count("user", distinct=True))
    members = Membership.objects.filter(municipality=municipality, role=Role.INITIATIVE, ended_at=None)
    group = members.values_list("capacity").annotate(n=Count("pk"))
    groups = [
        (_("Who pin ideas"), Counter(dict(pinned.order_by()))),
        (_("Who help or join"), Counter(dict(helping.order_by()))),
        (_("The initiative group"), Counter(dict(group.order_by()))),
    ]
    title = _("The balance of the triangle")
    there = any(counts.total() for _name, counts in groups)
    return Figure(
        key="driehoek",
        title=title,
        about=_(
            "Who pinned an idea and who offered help or wanted to join in this period; the initiative group today."
        ),
        columns=[_("Who"), *(str(capacity.label) for capacity in Capacity)],
        rows=[(name, *(counts[capacity] for capacity in Capacity)) for name, counts in groups] if there else [],
        chart=bars(
            "triangle",
            title,
            _("Each bar is a whole, divided over residents, professionals and people of the municipality."),
            labels=[name for name, _counts in groups],
            series=[
                Series(str(capacity.label), [float(counts[capacity]) for _name, counts in groups], capacity.value)
                for capacity in Capacity
            ],
            written=[shown(counts.total()) for _name, counts in groups],
            whole=True,
        ),
    )
