"""All public minutes: to search, to narrow down and to follow. Made for who reads them for a municipality."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from aantafel.core import dates
from aantafel.core.addresses import with_query
from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from aantafel.core.paging import Page
from aantafel.core.text import shorten, tidy
from ideas.enums import Theme
from ideas.views.filters import Place, read_place
from municipalities import sites
from tables.enums import TableStep
from tables.lifecycle import Step
from tables.minutes import public
from tables.minutes.public import Wish
from tables.minutes.text import name_of, path_of
from tables.models import Minutes

LONGEST_TEXT = 100
EXCERPT = 160
MOST_POINTS = 3
NAMES = ("q", "gemeente", "plaats", "stap", "thema", "vanaf", "tot", "na")


@dataclass(frozen=True)
class Filters:
    """What an address of the list asks for."""

    wish: Wish
    place: Place = field(default_factory=Place)
    after: str = ""

    def query(self, **changes: str) -> dict[str, str]:
        """The values that an address needs to ask for just this; further on is left when something else changes."""
        wish = self.wish
        said = {
            "q": wish.text,
            "gemeente": wish.municipality.slug if wish.municipality else "",
            "plaats": self.place.text if self.place.unclear else "",
            "stap": str(wish.step or ""),
            "thema": wish.theme,
            "vanaf": wish.since.isoformat() if wish.since else "",
            "tot": wish.until.isoformat() if wish.until else "",
            "na": "" if changes else self.after,
        }
        return {name: value for name, value in {**said, **changes}.items() if value}

    def url(self, **changes: str) -> str:
        return with_query(reverse("tables:all_minutes"), self.query(**changes))

    @property
    def feed_url(self) -> str:
        return with_query(reverse("minutes_feed"), self.query(na=""))

    @property
    def active(self) -> list[tuple[str, str]]:
        """Each filter in force, with the address of the same list without it."""
        wish = self.wish
        shown = {
            "q": f"“{wish.text}”" if wish.text else "",
            "gemeente": wish.municipality.name if wish.municipality else "",
            "stap": f"{wish.step}. {TableStep(wish.step).label}" if wish.step else "",
            "thema": str(Theme(wish.theme).label) if wish.theme else "",
            "vanaf": _("From %(day)s") % {"day": dates.day(wish.since)} if wish.since else "",
            "tot": _("Up to %(day)s") % {"day": dates.day(wish.until)} if wish.until else "",
        }
        return [(label, self.url(**{name: ""})) for name, label in shown.items() if label]


@dataclass(frozen=True)
class Line:
    """Minutes in the list."""

    url: str
    meeting: str
    idea: str
    language: str
    municipality: str
    step: str
    day: str
    points: tuple[str, ...]
    day_iso: str = ""


@require_safe
@public_page
def list_all(request: HttpRequest) -> HttpResponse:
    filters = _read(request)
    if not _is_plain(request, filters):
        return HttpResponseRedirect(filters.url())
    choosing = filters.place.unclear is not None and bool(filters.place.unclear.municipalities)
    page: Page[Minutes] = Page() if choosing else public.find(filters.wish, after=filters.after)
    unclear = filters.place.unclear
    context = {
        "filters": filters,
        "wish": filters.wish,
        "place": filters.place,
        "choices": [(one.name, filters.url(plaats="", gemeente=one.slug)) for one in unclear.municipalities]
        if unclear
        else [],
        "lines": [_line(one) for one in page.items],
        "step_value": str(filters.wish.step or ""),
        "steps": [(str(one.value), f"{one.value}. {one.label}") for one in TableStep],
        "themes": Theme.choices,
        "newer": "" if page.is_first else filters.url(na=""),
        "older": filters.url(na=page.next) if page.next else "",
        "list_url": reverse("tables:all_minutes"),
        "is_local": sites.is_local(),
    }
    return render_page(request, "tables/minutes/all.html", context)


@require_safe
@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """The newest of the same list as an Atom feed, in Dutch."""
    with override("nl"):
        filters = _read(request)
        base = sites.here()
        title = " · ".join([_("Minutes of tables"), *(label for label, _url in filters.active)])
        made = Atom1Feed(
            title=title,
            link=base + filters.url(na=""),
            description=_("What was said and decided at tables."),
            language="nl",
            feed_url=base + filters.feed_url,
        )
        for one in public.newest(filters.wish):
            line = _line(one)
            address = base + line.url if line.url.startswith("/") else line.url
            made.add_item(
                title=f"{line.idea}: {line.meeting}",
                link=address,
                description="\n".join(line.points) or line.meeting,
                unique_id=address,
                pubdate=one.published_at,
                updateddate=one.published_at,
                categories=[line.municipality] if line.municipality else [],
            )
        return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _line(one: Minutes) -> Line:
    meeting = one.meeting
    table = meeting.table
    held = meeting.starts_at or one.published_at
    return Line(
        url=sites.elsewhere(table.municipality_id) + path_of(meeting),
        meeting=name_of(meeting),
        idea=table.idea.title,
        language=table.idea.language,
        municipality=table.municipality.name,
        step=f"{one.step}. {one.get_step_display()}" if one.step else "",
        day=dates.day(held) if held else "",
        day_iso=dates.day_of(held).isoformat() if held else "",
        points=_points(one.summary),
    )


def _points(summary: str) -> tuple[str, ...]:
    """The first lines of the gist, without the marks before them."""
    lines = [line.strip().lstrip("-*•–").strip() for line in summary.split("\n")]
    return tuple(shorten(line, EXCERPT) for line in lines if line)[:MOST_POINTS]


def _read(request: HttpRequest) -> Filters:
    """Any address gives filters: a value that means nothing is left out."""
    asked = request.GET
    step, theme = asked.get("stap", ""), asked.get("thema", "")
    place = Place() if sites.is_local() else read_place(asked)
    wish = Wish(
        text=tidy(asked.get("q", ""))[:LONGEST_TEXT].strip(),
        municipality=place.municipality,
        step=int(step) if step in {str(one.value) for one in Step} else 0,
        theme=theme if theme in Theme.values else "",
        since=_day(asked.get("vanaf", "")),
        until=_day(asked.get("tot", "")),
    )
    return Filters(wish, place, asked.get("na", "")[:40])


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and 2000 <= found.year <= 2100 else None


def _is_plain(request: HttpRequest, filters: Filters) -> bool:
    """Whether the address says what it asks in the one way that we write it; if not, it is sent on to that."""
    said: dict[str, Any] = filters.query()
    asked = request.GET
    return all(asked.getlist(name) == [said[name]] if name in said else name not in asked for name in NAMES)
