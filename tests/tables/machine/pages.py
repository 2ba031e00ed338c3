"""What everyone reads of a table, and the pages of who organises it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tables.minutes.text import path_of
from tables.models import Evaluation, Meeting, Minutes, TableQuestion
from tests.tables.machine.invariants import next_thing, organisers
from tests.tables.machine.world import CAST, OTHERS, World, full_name

MOST_QUERIES = 8
OF_TABLE = (
    *("work", "forward", "back", "stop", "resume", "words", "owners", "leave", "documents", "how_it_goes"),
    *("work_core", "seats", "seat_add", "suggestions", "invite", "meetings", "meeting_plan", "minutes", "choice"),
    *("add_variant", "open_choice", "choice_room", "count_choice", "close_choice", "call_off_choice", "plan"),
    *(
        "add_action",
        "tell_news",
        "questions",
        "ask_everyone",
        "evaluation",
        "ask_survey",
        "close_survey",
        "survey_paper",
    ),
    *("type_survey", "add_effect", "write_aims", "outcome"),
)
OF_MEETING = (
    *("meeting_work", "meeting_change", "meeting_cancel", "meeting_held", "meeting_agenda", "meeting_now"),
    *("meeting_dates", "meeting_facilitator", "attendance", "door_sheet", "minutes_one", "minutes_begin"),
    *("minutes_readers", "minutes_takers", "minutes_check", "minutes_requests", "minutes_take_out", "write"),
    *("write_stand", "door_new_code"),
)


def public(world: World) -> list[tuple[str, int]]:
    """The addresses that everyone may read now, each with the minutes that it shows, or 0."""
    table = world.table()
    path = table.get_absolute_url()
    found = [(path, 0), (f"{path}verloop/", 0), (f"{path}plan/", 0), (f"{path.rstrip('/')}.ics", 0)]
    found += [(reverse(f"tables:{name}"), 0) for name in ("list", "all_meetings", "all_minutes")]
    found += [(f"{path}terugblik/", 0)] if Evaluation.everywhere.filter(table=table, published_at__isnull=False) else []
    found.append((reverse("tables:all_questions"), 0))
    found += [(one.get_absolute_url(), 0) for one in TableQuestion.everywhere.filter(table=table).order_by("pk")]
    for meeting in (
        Meeting.everywhere.filter(table=table, starts_at__isnull=False).select_related("table__idea").order_by("pk")
    ):
        found.append((reverse("tables:meeting", args=[meeting.pk]), 0))
        found += [(one, pk) for one, pk in _of_minutes(meeting)]
    return found


def _of_minutes(meeting: Meeting) -> Iterator[tuple[str, int]]:
    minutes = Minutes.everywhere.filter(meeting=meeting).first()
    if minutes is None:
        return
    page = path_of(meeting)
    if not minutes.version:
        if meeting.readers == "everyone" and meeting.state in ("planned", "held"):
            yield f"{page}live/", 0
        return
    yield page, minutes.pk
    yield f"{page.rstrip('/')}.json", minutes.pk
    for number in range(1, minutes.version):
        yield f"{page}versies/{number}/", minutes.pk


def read(world: World, path: str, minutes: int) -> None:
    """It is there, costs little, and names nobody who did not agree to it."""
    cache.clear()
    browser = world.browser()
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(path)
    assert response.status_code == 200, (path, response.status_code)
    assert len(queries) <= MOST_QUERIES, (path, len(queries))
    text = b"".join(response) if response.streaming else response.content
    found = names_in(text.decode(), world, path, minutes)
    assert not found, (path, found)


def names_in(text: str, world: World, path: str, minutes: int) -> list[str]:
    """Names, and addresses, of who did not agree, and what was not said to everyone."""
    found = [world.email(who) for who in CAST if world.email(who) in text]
    found += [secret for secret in world.secrets if secret in text]
    for who in (*CAST, *OTHERS):
        first, last = full_name(who).split(" ", 1)
        shows = world.shows.get(full_name(who), 0)
        if who == "invitee" and not path.endswith("/live/") and _was_typed(world, minutes):
            continue
        found += [first] if first in text and shows < 1 else []
        found += [last] if last in text and shows < 2 else []
    return found


def _was_typed(world: World, minutes: int) -> bool:
    return minutes in world.typed_in if minutes else bool(world.typed_in)


def read_some(world: World, turn: int) -> None:
    """The page of the table each time, and one of the others in turns."""
    found = public(world)
    read(world, *found[0])
    read(world, *found[1 + turn % (len(found) - 1)])
    here = organisers(world)
    if here:
        follow(world, here[turn % len(here)])


def read_all(world: World) -> None:
    for path, minutes in public(world):
        read(world, path, minutes)
    for who in organisers(world):
        follow(world, who)


def follow(world: World, who: str) -> None:
    """The one next thing of somebody who organises leads to a page that they can use."""
    url = next_thing(world, who).url
    if url:
        response = visit(world, who, url)
        assert response == 200, (who, url, response)


def visit(world: World, who: str, url: str) -> int:
    parts = urlsplit(url)
    browser = world.browser(who)
    if parts.netloc:
        browser = Client(headers={"host": parts.netloc})
        browser.force_login(world.user(who))
    return browser.get(url if not parts.netloc else parts.path, follow=True).status_code


def address(world: World, place: int) -> str:
    """One of the pages of who organises, by a number."""
    names = [(name, [world.table_id]) for name in OF_TABLE]
    latest = Meeting.everywhere.filter(table=world.table_id).order_by("-number").first()
    if latest is not None:
        names += [(name, [world.table_id, latest.number]) for name in OF_MEETING]
    name, args = names[place % len(names)]
    return reverse(f"tables:{name}", args=args)
