"""What the operator's desk asks of reactions, and how it tells what happened to one."""

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery, TextChoices
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from aantafel.core.paging import Page, by_moment
from aantafel.pages.desks.wording import Line
from ideas.enums import ReactionEntryKind, ReviewRole
from ideas.models import Reaction, ReactionEntry, ReactionReport
from municipalities.querysets import run_nationally

BY_OPERATOR = frozenset(
    {ReactionEntryKind.HIDDEN, ReactionEntryKind.KEPT, ReactionEntryKind.SHOWN, ReactionEntryKind.STAYS}
)
KINDS: dict[str, str | Promise] = {
    ReactionEntryKind.CHANGED: pgettext_lazy("history of a reaction", "Changed"),
    ReactionEntryKind.REMOVED: pgettext_lazy("history of a reaction", "Taken away"),
    ReactionEntryKind.HIDDEN: pgettext_lazy("history of a reaction", "Hidden"),
    ReactionEntryKind.OBJECTED: pgettext_lazy("history of a reaction", "Disagreed with the hiding"),
    ReactionEntryKind.KEPT: pgettext_lazy("history of a reaction", "Looked again: it stays hidden"),
    ReactionEntryKind.SHOWN: pgettext_lazy("history of a reaction", "Shown again"),
    ReactionEntryKind.STAYS: pgettext_lazy("history of a reaction", "Reported: it stays"),
}


class Heap(TextChoices):
    """Which reactions the list shows, by the word in the address."""

    REPORTED = "gemeld", pgettext_lazy("heap of reactions", "Reported")
    OBJECTED = "bezwaar", pgettext_lazy("heap of reactions", "Objections")
    HIDDEN = "verborgen", pgettext_lazy("heap of reactions", "Hidden")
    ALL = "alles", pgettext_lazy("heap of reactions", "All")


def heap_of(text: str) -> Heap:
    return Heap(text) if text in Heap.values else Heap.ALL


def reported() -> QuerySet[Reaction]:
    """With reports that wait; `reported_at` says since when, `reported` how many."""
    waiting = ReactionReport.objects.filter(reaction=OuterRef("pk"), handled_at=None).order_by().values("reaction")
    since = Subquery(waiting.annotate(since=Min("created_at")).values("since"))
    count = Subquery(waiting.annotate(count=Count("pk")).values("count"))
    numbers = ReactionReport.objects.filter(handled_at=None).values("reaction")
    return _ours().filter(pk__in=numbers).annotate(reported_at=since, reported=count)


def objected() -> QuerySet[Reaction]:
    """Hidden ones whose writer disagrees, and waits for an answer."""
    return _ours().filter(objected_at__isnull=False, objection_answered_at=None)


def page(heap: Heap, after: str) -> Page[Reaction]:
    """A page of one heap: what waits longest first of what has to be done, else the newest."""
    if heap is Heap.REPORTED:
        return by_moment(_whole(reported()), moment="reported_at", after=after, oldest_first=True)
    if heap is Heap.OBJECTED:
        return by_moment(_whole(objected()), moment="objected_at", after=after, oldest_first=True)
    if heap is Heap.HIDDEN:
        return by_moment(_whole(_ours().filter(hidden_at__isnull=False)), moment="hidden_at", after=after)
    return by_moment(_whole(_ours()), moment="created_at", after=after)


def one(pk: int) -> Reaction:
    """With everyone around it."""
    return get_object_or_404(_whole(Reaction.objects.all()), pk=pk)


def waiting_reports(reaction: Reaction) -> list[ReactionReport]:
    return list(reaction.reports.filter(handled_at=None).order_by("created_at", "pk"))


def handled_reports(reaction: Reaction) -> list[ReactionReport]:
    handled = reaction.reports.filter(handled_at__isnull=False).select_related("handled_by")
    return list(handled.order_by("-handled_at", "-pk")[:20])


def entries_of(reaction: Reaction) -> list[ReactionEntry]:
    """Its history, oldest first."""
    return list(reaction.entries.select_related("actor"))


def lines(entries: list[ReactionEntry], *, seen: int | None = None) -> list[Line]:
    """The history as the desk shows it."""
    return [
        Line(
            at=entry.created_at,
            title=str(KINDS[entry.kind]),
            who=_who(entry),
            text=entry.text,
            changes=[],
            new=seen is not None and entry.pk > seen,
        )
        for entry in entries
    ]


def _who(entry: ReactionEntry) -> str:
    """By role; colleagues by name too, so that operators know of each other."""
    if entry.kind not in BY_OPERATOR:
        return _("The writer")
    name = entry.actor.name or entry.actor.email if entry.actor else ""
    if entry.role == ReviewRole.COORDINATOR:
        return _("Coordinator %(name)s") % {"name": name} if name else _("Coordinator")
    return _("Operator %(name)s") % {"name": name} if name else _("Operator")


def _ours() -> QuerySet[Reaction]:
    return run_nationally(Reaction.objects.all(), "idea__municipality")


def _whole(rows: QuerySet[Reaction]) -> QuerySet[Reaction]:
    return rows.select_related("idea__municipality", "user", "hidden_by").defer("idea__search")
