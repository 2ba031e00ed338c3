"""The board of tables by step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import WITH_PEOPLE
from aantafel.pages.coordinator import table_board
from aantafel.pages.coordinator.table_board import Stand


@desk_required(*WITH_PEOPLE)
@require_safe
def tables(request: DeskRequest) -> HttpResponse:
    filters = table_board.read(request.GET)
    page = table_board.page(filters)
    context = {
        "rows": table_board.rows_of(page.items, request.user, request.parts),
        "columns": table_board.columns(filters),
        "stands": [(one.label, filters.url(stand=one.value, stap=""), one.value == filters.stand) for one in Stand],
        "filters": filters,
        "all_url": filters.url(stap=""),
        "first": "" if page.is_first else filters.url(),
        "more": filters.url(na=page.next) if page.next else "",
    }
    return render(request, "coordinator/tables.html", context)
