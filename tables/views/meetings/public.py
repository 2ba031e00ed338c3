"""The meetings that everyone may know of, and their calendars."""

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dateformat import format as written
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock, icalendar
from aantafel.core.addresses import with_query
from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from aantafel.core.text import slugify
from municipalities import sites
from tables.enums import MeetingState, Readers
from tables.meetings import calendar
from tables.meetings import cards as meeting_cards
from tables.meetings import mine as my_meetings
from tables.meetings import queries as meeting_queries
from tables.meetings import words as meeting_words
from tables.meetings.queries import Wish
from tables.minutes import live
from tables.minutes.text import path_of
from tables.models import Meeting
from tables.road.addresses import address
from tables.shown import queries
from tables.views.meetings.agenda import parts_of, timed
from tables.views.public import asked_municipality

ONLINE, PAST = "online", "geweest"
FRESH_SECONDS = 300  # a calendar that follows us looks once an hour


@require_safe
@public_page
def listed(request: HttpRequest) -> HttpResponse:
    past = request.GET.get("stand", "") == PAST
    wish = Wish(
        municipality=asked_municipality(request.GET.get("gemeente", "")),
        capacity="" if past else _capacity(request.GET.get("hoedanigheid", "")),
        online=request.GET.get("waar", "") == ONLINE,
        month=_month(request.GET.get("maand", "")),
        past=past,
    )
    page = meeting_queries.find(wish, after=request.GET.get("na", "")[:40])
    kept = {
        "gemeente": wish.municipality.slug if wish.municipality else "",
        "hoedanigheid": wish.capacity,
        "waar": ONLINE if wish.online else "",
        "maand": f"{wish.month:%Y-%m}" if wish.month else "",
        "stand": PAST if wish.past else "",
    }
    here = reverse("tables:all_meetings")
    months = [] if wish.past else meeting_queries.months(wish, page)
    context = {
        "cards": [meeting_cards.card(row) for row in page.items],
        "wish": wish,
        "is_filtered": any((wish.municipality, wish.capacity, wish.online, wish.month)),
        "months": [
            (f"{one:%Y-%m}", written(one, "F Y"), with_query(here, {**kept, "maand": f"{one:%Y-%m}"})) for one in months
        ],
        "this_month": kept["maand"],
        "every_month_url": with_query(here, {**kept, "maand": ""}),
        "capacities": [
            (one.value == wish.capacity, one.label, with_query(here, {**kept, "hoedanigheid": one.value}))
            for one in Capacity
        ],
        "anyone_url": with_query(here, {**kept, "hoedanigheid": ""}),
        "online_url": with_query(here, {**kept, "waar": "" if wish.online else ONLINE}),
        "country_url": with_query(here, {**kept, "gemeente": ""}),
        "coming_url": with_query(here, {"gemeente": kept["gemeente"]}),
        "past_url": with_query(here, {"gemeente": kept["gemeente"], "stand": PAST}),
        "feed_url": with_query(sites.here() + reverse("tables:meetings_feed"), {"gemeente": kept["gemeente"]}),
        "newer": "" if page.is_first else with_query(here, kept),
        "older": with_query(here, {**kept, "na": page.next}) if page.next else "",
    }
    return render_page(request, "tables/meetings/public_list.html", context)


@require_safe
@public_page
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_queries.public_meeting(pk)
    if meeting is None:
        return _gone(request, pk)
    counts = meeting_queries.counts(meeting)
    now = clock.now()
    coming = meeting.state == MeetingState.PLANNED and not meeting_words.is_over(meeting, now)
    minutes_version = getattr(meeting, "minutes_version", 0)
    context = {
        "meeting": meeting,
        "table": meeting.table,
        "idea": meeting.table.idea,
        "when": meeting_words.when(meeting),
        "when_iso": localtime(meeting.starts_at).isoformat(timespec="minutes") if meeting.starts_at else "",
        "when_and_how_long": meeting_words.when_and_how_long(meeting),
        "where": meeting_words.where(meeting),
        "access": meeting_words.access(meeting),
        "counts": counts,
        "timed": timed(meeting, parts_of(meeting)),
        "is_coming": coming,
        "is_over": meeting.state == MeetingState.PLANNED and not coming,
        "is_now": meeting_words.is_now(meeting),
        "is_past": meeting_words.is_past(meeting),
        "is_held": meeting.state == MeetingState.HELD,
        "is_cancelled": meeting.state == MeetingState.CANCELLED,
        "places": meeting_cards.places(meeting, sum(counts.values())),
        "can_sign_up": coming and meeting.is_open,
        "is_full": meeting_cards.is_full(meeting, sum(counts.values())),
        "sign_up_url": address("sign_up", meeting.pk),
        "work_url": my_meetings.work_url(request.user, meeting) if isinstance(request.user, User) else "",
        "minutes_url": _minutes_url(meeting) if minutes_version else "",
        "live_url": _live_url(meeting),
        "calendar_url": reverse("tables:meeting_calendar", args=[meeting.pk]),
    }
    return render_page(request, "tables/meetings/public.html", context)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_SECONDS)
def one_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, to take over into a calendar of one's own."""
    meeting = meeting_queries.public_meeting(pk)
    event = calendar.event_of(meeting, public=True) if meeting else None
    if event is None:
        raise Http404
    return icalendar.response(icalendar.single(event), f"bijeenkomst-{pk}.ics")


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_SECONDS)
def table_calendar(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The meetings of one table, to follow. Whatever its title was, the number says which table it is."""
    table = queries.public_table(pk)
    if table is None:
        raise Http404
    name = _("AanTafel!: %(title)s") % {"title": table.idea.title}
    content = icalendar.calendar(name, calendar.events(meeting_queries.of_table(table), public=True))
    return icalendar.response(content, f"tafel-{pk}.ics")


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_SECONDS)
def all_calendar(request: HttpRequest) -> HttpResponse:
    """The meetings of this site, or of one municipality, to follow."""
    municipality = asked_municipality(request.GET.get("gemeente", ""))
    instance = sites.of(request)
    where = instance.municipality.name if instance else municipality.name if municipality else _("the Netherlands")
    name = _("AanTafel! meetings in %(place)s") % {"place": where}
    content = icalendar.calendar(name, calendar.events(meeting_queries.of_site(municipality), public=True))
    return icalendar.response(content, "bijeenkomsten.ics")


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting of a table that went with its idea: where the idea is now, if it went on elsewhere."""
    if not meeting_queries.was_public(pk):
        raise Http404
    number = Meeting.everywhere.values_list("table", flat=True).get(pk=pk)
    onward = queries.merged_into(number)
    if onward is not None:
        return HttpResponseRedirect(onward.url)  # it may be taken back, so never for good
    return render_page(request, "ideas/gone.html", status=410)


def _live_url(meeting: Meeting) -> str:
    """Where everyone can read along; "" when there is nothing to read. One query in two seconds."""
    state = live.state(meeting.table_id, meeting.number)
    return path_of(meeting, "live") if state and not state.version and state.readers != Readers.TABLE else ""


def _minutes_url(meeting: Meeting) -> str:
    return address("published", meeting.table_id, slugify(meeting.table.idea.title), meeting.number)


def _capacity(text: str) -> str:
    return text if text in Capacity.values else ""


def _month(text: str) -> date | None:
    """YYYY-MM; anything else is every month."""
    try:
        return datetime.strptime(text[:7], "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return None
