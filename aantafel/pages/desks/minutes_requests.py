"""What people asked about the minutes of tables that the operator looks after, and that waits for an answer."""

from django.db.models import QuerySet
from django.urls import reverse

from municipalities.querysets import run_nationally
from tables.models import MinutesRequest


def waiting() -> QuerySet[MinutesRequest]:
    return run_nationally(MinutesRequest.objects.all().waiting(), "minutes__meeting__table__municipality").order_by()


def with_table(rows: QuerySet[MinutesRequest]) -> QuerySet[MinutesRequest]:
    along = ("minutes__meeting__table__idea", "minutes__meeting__table__municipality")
    unread = ("minutes__search", "minutes__words", "minutes__meeting__table__idea__search")
    return rows.select_related(*along).defer(*unread)


def url_of(request: MinutesRequest) -> str:
    """Where it is answered, by whoever organises the table."""
    meeting = request.minutes.meeting
    return f"{reverse('tables:minutes_requests', args=[meeting.table_id, meeting.number])}#vraag-{request.pk}"
