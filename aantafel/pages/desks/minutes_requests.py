"""What people asked about minutes and tables that the operator looks after, and that waits for an answer."""

from django.db.models import QuerySet
from django.urls import reverse

from municipalities.querysets import run_nationally
from tables.models import MinutesRequest


def waiting() -> QuerySet[MinutesRequest]:
    return run_nationally(MinutesRequest.objects.all().waiting(), "table__municipality").order_by()


def with_table(rows: QuerySet[MinutesRequest]) -> QuerySet[MinutesRequest]:
    along = ("minutes__meeting", "table__idea", "table__municipality")
    unread = ("minutes__search", "minutes__words", "table__idea__search")
    return rows.select_related(*along).defer(*unread)


def url_of(request: MinutesRequest) -> str:
    """Where it is answered, by whoever organises the table."""
    where = reverse("tables:table_requests", args=[request.table_id])
    if request.minutes is not None:
        where = reverse("tables:minutes_requests", args=[request.table_id, request.minutes.meeting.number])
    return f"{where}#vraag-{request.pk}"
