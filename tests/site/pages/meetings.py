"""Meetings: where they are organised, what everyone reads, and what a key or a code opens."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, THE_OWNER, WHO_ORGANISES, Access, Page

POST_BY_WHO_ORGANISES = Access(302, 405, 404, 405)


def public_meeting_pages() -> Iterator[Page]:
    heading = ("Bijeenkomsten", "Meetings")
    yield Page("tables:all_meetings", EVERYONE, *heading, "{evening_title}", lists=True)
    title = ("{evening_title}", "{evening_title}")
    yield Page("tables:meeting", EVERYONE, *title, "Welkom op het plein", ("{evening}",))
    text = "SUMMARY:AanTafel!: {evening_title}"
    yield Page("tables:meetings_feed", EVERYONE, text=text, machine=True, lists=True)
    yield Page("tables:meeting_calendar", EVERYONE, text=text, args=("{evening}",), machine=True)
    yield Page("tables:table_calendar", EVERYONE, text=text, args=("{table}", "x"), machine=True, lists=True)


def meeting_pages() -> Iterator[Page]:
    yield from _work()
    yield from _with_a_key()


def _work() -> Iterator[Page]:
    table, coming, poll, now = ("{table}",), ("{table}", "11"), ("{table}", "12"), ("{table}", "13")
    name = "{evening_title}"
    who = WHO_ORGANISES
    yield Page("tables:meetings", who, "Bijeenkomsten", "Meetings", name, table, lists=True)
    yield Page("tables:meeting_plan", who, "Plan een bijeenkomst", "Plan a meeting", args=table)
    yield Page("tables:meeting_work", who, name, name, "Een foto van het plein", coming)
    yield Page("tables:meeting_change", who, "De bijeenkomst wijzigen", "Change the meeting", name, coming)
    yield Page("tables:meeting_cancel", who, "De bijeenkomst afzeggen", "Call off the meeting", name, coming)
    yield Page("tables:meeting_agenda", who, "Agenda", "Agenda", "Welkom op het plein", coming, lists=True)
    part = (*coming, "{evening_part}")
    heading = ("Een onderdeel van de agenda wijzigen", "Change a part of the agenda")
    yield Page("tables:meeting_part", who, *heading, "Welkom op het plein", part)
    yield Page("tables:meeting_facilitator", who, "Wie de bijeenkomst begeleidt", "Who leads the meeting", args=coming)
    yield Page("tables:meeting_dates", who, "Een datum zoeken", "Look for a date", "Dirk Datum", poll, lists=True)
    heading = ("Wanneer kan Dirk Datum?", "When can Dirk Datum come?")
    yield Page("tables:meeting_dates_for", who, *heading, args=(*poll, "{evening_ask}"))
    yield Page("tables:attendance", who, "Wie er is", "Who is here", "Dirk Datum", now, lists=True)
    heading = ("Welkom: laat weten dat je er bent", "Welcome: say that you are here")
    yield Page("tables:door_sheet", who, *heading, "{door_code}", now)
    yield Page("tables:meeting_now", who, "Tijdens de bijeenkomst", "During the meeting", "Nu aan tafel", now)
    for route, args in (
        ("meeting_held", now),
        ("meeting_part_move", part),
        ("meeting_facilitator_choose", coming),
        ("meeting_date", (*poll, "{evening_option}")),
        ("attendance_here", (*now, "{evening_seat}")),
        ("door_new_code", now),
    ):
        yield Page(f"tables:{route}", POST_BY_WHO_ORGANISES, args=args)


def _with_a_key() -> Iterator[Page]:
    yield Page("tables:dates", EVERYONE, "Wanneer kun je?", "When can you come?", args=("{dates_key}",))
    heading = ("Laat weten dat je er bent", "Say that you are here")
    yield Page("tables:door", EVERYONE, *heading, "Nu aan tafel", ("{door_code}",))
    heading = ("Je staat erbij", "You are checked in")
    yield Page("tables:door_done", EVERYONE, *heading, "Nu aan tafel", ("{door_code}",))
    heading = ("Wil je een bijeenkomst begeleiden?", "Will you lead a meeting?")
    yield Page("tables:facilitate", THE_OWNER, *heading, "{evening_title}", ("{facilitate_key}",))
