"""All figures in the order of the page, and what else of them can be taken along as a file."""

from collections.abc import Callable

from aantafel.core.sheets import Sheet
from aantafel.pages.coordinator.figures import ideas, lists, people, reach, tables
from aantafel.pages.coordinator.figures.figure import Figure
from aantafel.pages.coordinator.figures.period import Period
from municipalities.models import Municipality

LISTS: dict[str, Callable[[], Sheet]] = {"alle-ideeen": lists.ideas, "alle-coaches": lists.coaches}


def of(municipality: Municipality, period: Period) -> list[Figure]:
    """Inside the scope of the desk. A fixed number of queries."""
    return [
        *ideas.came_in(period),
        ideas.answered(period),
        ideas.matched(period),
        tables.standing(),
        tables.stays(period),
        people.load(),
        people.triangle(period, municipality),
        reach.by_neighbourhood(),
        reach.by_postcode(municipality),
    ]
