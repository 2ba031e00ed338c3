"""All figures in the order of the page, and what else of them can be taken along as a file."""

from collections.abc import Callable

from aantafel.core.sheets import Sheet
from aantafel.pages.coordinator.figures import ideas, lists, people, reach, tables
from aantafel.pages.coordinator.figures.figure import Figure
from aantafel.pages.coordinator.figures.period import Period
from municipalities.models import Municipality

LISTS: dict[str, Callable[[], Sheet]] = {"alle-ideeen": lists.ideas, "alle-coaches": lists.coaches}


MAKERS: dict[tuple[str, ...], Callable[[Municipality, Period], list[Figure]]] = {
    ("ideeen-per-maand", "ingang"): lambda _municipality, period: ideas.came_in(period),
    ("antwoord",): lambda _municipality, period: [ideas.answered(period)],
    ("match",): lambda _municipality, period: [ideas.matched(period)],
    ("stappen",): lambda _municipality, _period: [tables.standing()],
    ("duur",): lambda _municipality, period: [tables.stays(period)],
    ("coaches",): lambda _municipality, _period: [people.load()],
    ("driehoek",): lambda municipality, period: [people.triangle(period, municipality)],
    ("buurten",): lambda _municipality, _period: [reach.by_neighbourhood()],
    ("postcodes",): lambda municipality, _period: [reach.by_postcode(municipality)],
}


def of(municipality: Municipality, period: Period) -> list[Figure]:
    """Inside the scope of the desk. A fixed number of queries."""
    return [figure for make in MAKERS.values() for figure in make(municipality, period)]


def one(key: str, municipality: Municipality, period: Period) -> Figure | None:
    """The figure with this key, without counting the others; None when there is no such figure."""
    make = next((make for keys, make in MAKERS.items() if key in keys), None)
    return next(figure for figure in make(municipality, period) if figure.key == key) if make else None
