"""What everyone reads of how a table chose, what it does, and how that goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from aantafel.core.paging import by_moment
from tables.models import Choice, News, Table, Variant
from tables.shown import choice as choice_shown
from tables.shown import plan as plan_shown
from tables.views.gone import gone


@require_safe
@public_page
def plan(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    table = _table(pk)
    if table is None:
        return gone(request, pk)
    if slug != table.idea.slug:
        return redirect("tables:public_plan", pk=pk, slug=table.idea.slug)
    page = by_moment(News.objects.public().filter(table=table), moment="at", after=request.GET.get("na", "")[:40])
    here = reverse("tables:public_plan", args=[pk, slug])
    context = {
        "table": table,
        "idea": table.idea,
        "plan": plan_shown.plan_of(table, plan_shown.name_for_everyone),
        "news": page.items,
        "newer": "" if page.is_first else here,
        "older": f"{here}?na={page.next}" if page.next else "",
    }
    return render_page(request, "tables/plan/public.html", context)


@require_safe
@public_page
def choice(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The variants of the table, and once it chose the numbers and the reasons; the newest round first."""
    table = _table(pk)
    if table is None:
        return gone(request, pk)
    if slug != table.idea.slug:
        return redirect("tables:public_choice", pk=pk, slug=table.idea.slug)
    choices = {one.round: one for one in Choice.objects.public().filter(table=table).select_related("variant")}
    found = Variant.objects.public().filter(table=table, dropped_at=None).order_by("-round", "pk")
    rounds: dict[int, list[Variant]] = {}
    for one in found:
        rounds.setdefault(one.round, []).append(one)
    shown = [
        (number, mine, choices.get(number), choice_shown.numbers(choices[number]) if number in choices else None)
        for number, mine in rounds.items()
    ]
    context = {"table": table, "idea": table.idea, "rounds": shown[:3]}
    return render_page(request, "tables/choice/public.html", context)


def _table(pk: int) -> Table | None:
    rows = Table.objects.public().select_related("idea", "municipality").defer("idea__search")
    return rows.filter(pk=pk).first()
