"""What people asked to change in minutes and on the pages of tables here."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.accounts.enums import DeskPart
from aantafel.core.text import shorten
from aantafel.pages.coordinator.inbox import Row, Rows, heap
from aantafel.pages.desks import minutes_requests
from municipalities.models import Instance
from tables.models import MinutesRequest


@heap(85, "verslagen", gettext_lazy("Requests to change something"), "document", part=DeskPart.MATCH)
def questions_about_minutes(here: Instance) -> Rows[MinutesRequest]:
    rows = minutes_requests.with_table(MinutesRequest.objects.all().waiting().order_by())
    return Rows(rows, "at", _question, about="minutes")


def _question(request: MinutesRequest) -> Row:
    idea = request.table.idea
    url = minutes_requests.url_of(request)
    kind = str(request.get_kind_display())
    return Row(
        idea.title, kind, request.at, url, _("Answer"), url, more=shorten(request.text, 120), language=idea.language
    )
