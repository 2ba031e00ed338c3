"""What everyone reads of how a table looks back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from tables.models import Effect, Evaluation, OwnerWord, Table
from tables.road.facts import OUTCOMES
from tables.shown import evaluation as shown
from tables.views.gone import gone


@require_safe
@public_page
def evaluation(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The newest round that was looked back on, or the one that is asked for."""
    table = Table.objects.public().select_related("idea", "municipality").defer("idea__search").filter(pk=pk).first()
    if table is None:
        return gone(request, pk)
    if slug != table.idea.slug:
        return redirect("tables:public_evaluation", pk=pk, slug=table.idea.slug)
    told = list(Evaluation.objects.public().filter(table=table))
    asked = request.GET.get("ronde", "")
    found = next((one for one in told if str(one.round) == asked), told[0] if told else None)
    context: dict[str, Any] = {
        "table": table,
        "idea": table.idea,
        "evaluation": found,
        "rounds": [one.round for one in told],
    }
    if found is not None:
        word = OwnerWord.objects.filter(table=table, round=found.round, kind__in=OUTCOMES).last()
        aims = [one for one in shown.aims(found) if one.text]
        effects = list(Effect.objects.public().filter(evaluation=found))
        context |= {"results": shown.results(found), "effects": effects, "aims": aims, "word": word}
    return render_page(request, "tables/evaluation/public.html", context)
