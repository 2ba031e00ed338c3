"""Figures about ideas: how many, along which way, and how long they waited."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Case, Count, DateTimeField, F, Min, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Greatest, TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from aantafel.core.charts import LOOKS, Series, bars, columns, lines
from aantafel.core.dates import day_of
from aantafel.core.sheets import Cell
from aantafel.pages.coordinator.figures.figure import Figure, Percentile, days, shown
from aantafel.pages.coordinator.figures.period import Period, month
from coaches.enums import MatchRole
from coaches.lifecycle import State as MatchState
from coaches.models import Match
from ideas.enums import Channel
from ideas.lifecycle import State
from ideas.models import Idea

BECAME = (State.PUBLISHED, State.REFUSED, State.WITHDRAWN, State.MERGED)
IN_CHART = len(LOOKS) - 1  # ways in that are drawn apart


def came_in(period: Period) -> list[Figure]:
    """Two figures from one query: by month and way in, and by way in and what became of them."""
    rows = (
        Idea.objects.filter(submitted_at__gte=period.since)
        .annotate(month=TruncMonth("submitted_at"))
        .values_list("month", "channel", "state")
        .annotate(n=Count("pk"))
        .order_by()
    )
    months: dict[date, Counter[str]] = defaultdict(Counter)
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for moment, channel, state, count in rows:
        months[day_of(moment)][channel] += count
        states[channel][state] += count
    ranked = sorted(states, key=lambda channel: (-states[channel].total(), channel))
    return [_by_month(period, months, ranked), _by_channel(states, ranked)]


def _by_month(period: Period, months: Mapping[date, Counter[str]], ranked: list[str]) -> Figure:
    named, rest = ranked[:IN_CHART], ranked[IN_CHART:]
    counts = [months.get(first, Counter[str]()) for first in period.months]
    series = [
        Series(str(Channel(channel).label), [float(one[channel]) for one in counts], LOOKS[at])
        for at, channel in enumerate(named)
    ]
    if rest:
        others = [float(sum(one[channel] for channel in rest)) for one in counts]
        series.append(Series(_("Other ways"), others, LOOKS[IN_CHART]))
    total, title = sum(one.total() for one in counts), _("Ideas per month")
    summary = ngettext("%(n)s idea in this period.", "%(n)s ideas in this period.", total) % {"n": shown(total)}
    return Figure(
        key="ideeen-per-maand",
        title=title,
        about=_("Every idea that was sent in, by the month in which that happened. Drafts do not count."),
        columns=[_("Month"), pgettext("figure", "All"), *(str(Channel(channel).label) for channel in ranked)],
        rows=[
            (month(first), one.total(), *(one[channel] for channel in ranked))
            for first, one in zip(period.months, counts, strict=True)
        ]
        if total
        else [],
        chart=columns("ideas-by-month", title, summary, labels=period.labels(), below=period.years(), series=series),
    )


def _by_channel(states: Mapping[str, Counter[str]], ranked: list[str]) -> Figure:
    title = _("How ideas come in")
    labels = [str(Channel(channel).label) for channel in ranked]
    totals = [states[channel].total() for channel in ranked]
    first = {"way": labels[0], "n": shown(totals[0])} if ranked else {}
    return Figure(
        key="ingang",
        title=title,
        about=_("The same ideas, by the way along which they came in, and what became of them until now."),
        columns=[
            *(_("Way in"), pgettext("figure", "All"), _("Being read"), _("On the site")),
            *(pgettext("figure", "Refused"), pgettext("figure", "Withdrawn"), pgettext("figure", "Put together")),
        ],
        rows=[
            (
                label,
                states[channel].total(),
                states[channel][State.WAITING.value] + states[channel][State.ASKED.value],
                *(states[channel][state.value] for state in BECAME),
            )
            for channel, label in zip(ranked, labels, strict=True)
        ],
        chart=bars(
            "ideas-by-way",
            title,
            _("Most came in this way: %(way)s, %(n)s.") % first if ranked else title,
            labels=labels,
            series=[Series(title, [float(total) for total in totals], "a")],
            written=[shown(total) for total in totals],
        ),
    )


def answered(period: Period) -> Figure:
    """Not of an idea that waits once more since its pinner disagreed: its answer is still to come."""
    rows = Idea.objects.filter(decided_at__gte=period.since, submitted_at__lte=F("decided_at"))
    return _waiting(
        period,
        rows,
        began="submitted_at",
        ended="decided_at",
        key="antwoord",
        title=_("How long until an answer"),
        about=_("From the day that an idea was sent in until the decision, yes or no; by the month of the decision."),
    )


def matched(period: Period) -> Figure:
    """The first coach who said yes counts."""
    said_yes = (
        Match.everywhere.filter(
            idea=OuterRef("pk"),
            role=MatchRole.COACH,
            state__in=[MatchState.ACCEPTED.value, MatchState.ENDED.value],
            answered_at__isnull=False,
        )
        .order_by()
        .values("idea")
        .annotate(first=Min("answered_at"))
    )
    moment = Subquery(said_yes.values("first"), output_field=DateTimeField())
    opened = F("municipality__instance__opened_at")
    began = Case(
        When(municipality__instance__opened_at__lte=moment, then=Greatest("published_at", opened)),
        default="published_at",
    )
    rows = Idea.objects.filter(published_at__isnull=False).annotate(matched_at=moment, waits_since=began)
    return _waiting(
        period,
        rows.filter(matched_at__gte=period.since),
        began="waits_since",
        ended="matched_at",
        key="match",
        title=_("How long until a coach"),
        about=_(
            "From the day that an idea came on the site, or the site opened, until a coach said yes; "
            "by the month of that yes."
        ),
    )


def _waiting(
    period: Period, rows: QuerySet[Idea], *, began: str, ended: str, key: str, title: str, about: str
) -> Figure:
    """From the moment in the field `began` until that in `ended`. Two queries."""
    rows = rows.annotate(took=F(ended) - F(began))
    counted = {"n": Count("pk"), "middle": Percentile("took", 0.5), "long": Percentile("took", 0.9)}
    found = {
        day_of(one["month"]): one
        for one in rows.annotate(month=TruncMonth(ended)).values("month").annotate(**counted).order_by()
    }
    whole = rows.aggregate(**counted)
    middle, long = days(whole["middle"]), days(whole["long"])
    by_month: list[tuple[date, int, float | None, float | None]] = []
    for first in period.months:
        one = found.get(first, {"n": 0, "middle": None, "long": None})
        by_month.append((first, one["n"], days(one["middle"]), days(one["long"])))
    cells: list[tuple[Cell, ...]] = [(_("The whole period"), whole["n"], middle, long)]
    cells += [(month(first), n, half, most) for first, n, half, most in by_month]
    return Figure(
        key=key,
        title=title,
        about=about,
        columns=[_("Month"), _("Ideas"), _("Half took at most (days)"), _("Nine in ten took at most (days)")],
        rows=cells if whole["n"] else [],
        chart=lines(
            f"waiting-{key}",
            title,
            _("In the whole period half took at most %(half)s days, and nine in ten at most %(most)s days.")
            % {"half": shown(middle), "most": shown(long)},
            labels=period.labels(),
            below=period.years(),
            series=[
                Series(_("Half took at most this many days"), [half for _f, _n, half, _m in by_month], "a"),
                Series(_("Nine in ten took at most this many days"), [most for _f, _n, _h, most in by_month], "b"),
            ],
        ),
    )
