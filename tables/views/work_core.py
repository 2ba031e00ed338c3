"""The four core questions at the place where a table is organised: for a desk that answers them with the owner."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tables.views import core_pages
from tables.views.core_pages import Seat
from tables.views.doors import WorkRequest, at_table


def _seat(request: WorkRequest) -> Seat:
    work = request.work
    back = reverse("tables:work", args=[work.table.pk])
    return Seat(work.table, work.role, "mine.html", "tables", work.table.pk, back, prefix="work_")


@at_table
@require_safe
def overview(request: WorkRequest) -> HttpResponse:
    return core_pages.overview(request, _seat(request))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: WorkRequest, word: str) -> HttpResponse:
    return core_pages.question(request, _seat(request), word)


@at_table
@require_safe
def versions(request: WorkRequest, word: str) -> HttpResponse:
    return core_pages.versions(request, _seat(request), word)


@at_table
@require_safe
def paper(request: WorkRequest) -> HttpResponse:
    return core_pages.paper(request, _seat(request))
