"""The few numbers on top of the figures: how it stands, at a glance."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from aantafel.pages.coordinator.figures.figure import shown
from aantafel.pages.coordinator.figures.period import Period
from coaches.models import CoachProfile
from ideas.lifecycle import State
from ideas.models import Idea
from tables.enums import TableState


def numbers(period: Period) -> list[tuple[str, str]]:
    """Each as a number and what it counts. Two queries, in the scope of the desk."""
    on_site = Q(state=State.PUBLISHED.value)
    found = Idea.objects.aggregate(
        came_in=Count("pk", filter=Q(submitted_at__gte=period.since)),
        on_site=Count("pk", filter=on_site),
        running=Count("pk", filter=on_site & Q(table__state=TableState.RUNNING)),
    )
    return [
        (shown(found["came_in"]), _("ideas came in in this period")),
        (shown(found["on_site"]), _("ideas on the site")),
        (shown(found["running"]), _("tables that run")),
        (shown(CoachProfile.objects.serving().count()), _("coaches")),
    ]
