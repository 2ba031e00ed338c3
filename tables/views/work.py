"""The first page for who organises a table: where it stands."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tables import guide, work_menu
from tables.cards import standing
from tables.views.doors import WorkRequest, at_table


@at_table
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    now = guide.for_owner(request.work.table.step)
    return render(request, "tables/work/home.html", context(request, now=now))


def context(request: WorkRequest, **more: Any) -> dict[str, Any]:
    """What every page of the place where a table is organised shows."""
    table = request.work.table
    return {
        "work": request.work,
        "table": table,
        "idea": table.idea,
        "standing": standing(table),
        "work_menu": [] if request.work.is_facilitator else work_menu.shown(table.pk, request.path),
        **more,
    }
