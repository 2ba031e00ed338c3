"""Tables in the neighbourhood: at the desk, on the site, and in the calendars of others."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr  # type: ignore[import-untyped]  # it has no types
from django.test import Client

from aantafel.accounts.enums import NameDisplay, Role
from aantafel.core import clock
from movement.models import OpeningHours, PhysicalTable, SpecialDay
from movement.opening_hours import Schedule, Span
from movement.services import physical_tables
from movement.services.physical_tables import Hours
from municipalities import scope
from municipalities.models import Instance
from tests.core.test_icalendar import unfolded
from tests.factories.accounts import UserFactory
from tests.factories.instances import somebody
from tests.factories.movement import OpeningHoursFactory, PhysicalTableFactory
from tests.pages.desks.conftest import html
from tests.pages.local.conftest import Town
from tests.support.at_once import at_once
from tests.support.heard import focused, title

DESK = "/coordinator/tafels-in-de-buurt/"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TUESDAY = datetime(2026, 12, 1, 10, 30, tzinfo=AMSTERDAM)


def details(**changes: Any) -> dict[str, Any]:
    usual = {"name": "Tafel in de bieb", "address": "Marktplein 3", "accessibility": "", "closed_on_holidays": "on"}
    return {**usual, **changes}


def lines(*rows: tuple[int, str, str], pks: tuple[Any, ...] = ()) -> dict[str, Any]:
    """The week as the form sends it."""
    data: dict[str, Any] = {"week-TOTAL_FORMS": len(rows), "week-INITIAL_FORMS": 0}
    for place, (weekday, opens, closes) in enumerate(rows):
        pk = pks[place] if place < len(pks) else ""
        data |= {f"week-{place}-{name}": value for name, value in zip(
            ("pk", "weekday", "opens", "closes"), (pk, weekday, opens, closes), strict=True)}  # fmt: skip
    return data


class TestAtTheDesk:
    def test_from_nothing_to_a_table_with_hours(self, town: Town) -> None:
        desk = town.as_(town.helper)
        there = desk.post(f"{DESK}nieuw/", details(host=town.coach.pk))["Location"]
        desk.post(there, lines((1, "10:00", "12:00"), (3, "13:30", "15:00"), (0, "", "")))
        table = PhysicalTable.everywhere.get()
        assert (table.municipality, table.host) == (town.municipality, town.coach)
        assert [str(row) for row in table.hours.all()] == ["dinsdag 10:00-12:00", "donderdag 13:30-15:00"]
        assert "Tafel in de bieb" in html(desk.get(DESK))

    def test_a_line_keeps_its_row_when_its_times_change(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        row = table.hours.get()
        before = row.since - timedelta(days=30)
        OpeningHours.objects.update(since=before)
        town.as_(town.coordinator).post(f"{DESK}{table.pk}/tijden/", lines((1, "11:00", "12:30"), pks=(row.pk,)))
        row.refresh_from_db()
        assert (row.opens, row.since) == (time(11), before)

    def test_a_line_may_change_places_with_another(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        one, two = table.hours.get(), OpeningHoursFactory.create(table=table, opens=time(14), closes=time(15))
        changed = lines((1, "14:00", "15:00"), (1, "10:00", "12:00"), pks=(one.pk, two.pk))
        assert town.as_(town.coordinator).post(f"{DESK}{table.pk}/tijden/", changed).status_code == 302

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ([(1, "10:00", "12:00"), (1, "11:00", "13:00")], "overlappen"),
            ([(1, "12:00", "10:00")], "voor het begin"),
            ([(1, "10:00", "10:00")], "voor het begin"),
            ([(1, "10:00", "")], "Zeg tot hoe laat"),
            ([(1, "", "10:00")], "Zeg vanaf hoe laat"),
            ([(1, "half tien", "10:00")], "Dit is geen tijd"),
            ([(9, "10:00", "12:00")], "9"),
        ],
    )
    def test_hours_that_cannot_be_are_told(self, town: Town, rows: list[tuple[int, str, str]], words: str) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        response = town.as_(town.coordinator).post(f"{DESK}{table.pk}/tijden/", lines(*rows))
        assert response.status_code == 422 and words in html(response)
        assert title(response).startswith("Fout: ") and "at-errors" in focused(response)
        assert table.hours.count() == 1

    def test_each_time_that_is_wrong_is_told_on_top_and_leads_to_its_field(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        rows = lines((1, "", "10:00"), (2, "9:00", "10:00"), (3, "laat", "10:00"))
        page = html(town.as_(town.coordinator).post(f"{DESK}{table.pk}/tijden/", rows))
        told = page[page.index("at-errors__list") : page.index("<form", page.index("at-errors__list"))]
        assert re.findall(r'href="#(.*?)"><strong>(.*?)</strong>', told) == [
            ("id_week-0-opens", "Regel 1, Van"),
            ("id_week-2-opens", "Regel 3, Van"),
        ]

    def test_a_row_of_another_table_is_not_taken(self, town: Town) -> None:
        table, other = (PhysicalTableFactory.create(municipality=town.municipality) for _ in range(2))
        theirs = other.hours.get()
        town.as_(town.coordinator).post(f"{DESK}{table.pk}/tijden/", lines((2, "9:00", "10:00"), pks=(theirs.pk,)))
        theirs.refresh_from_db()
        assert (theirs.table, theirs.weekday) == (other, 1)
        assert table.hours.get().weekday == 2

    def test_days_that_go_otherwise_come_and_go(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        desk, path = town.as_(town.coordinator), f"{DESK}{table.pk}/dagen/"
        day = clock.today() + timedelta(days=9)
        desk.post(path, {"day": day.isoformat(), "how": "closed", "opens": "10:00", "closes": "12:00", "note": "verf"})
        special = SpecialDay.objects.get()
        assert (special.opens, special.closes, special.note) == (None, None, "verf")
        desk.post(path, {"day": day.isoformat(), "how": "open", "opens": "10:00", "closes": "12:00"})
        special = SpecialDay.objects.get()
        assert (special.opens, special.note) == (time(10), "")
        assert desk.post(path, {"day": day.isoformat(), "how": "open"}).status_code == 422
        assert desk.post(path, {"day": "2020-01-01", "how": "closed"}).status_code == 422
        desk.post(f"{path}{special.pk}/weg/")
        assert not SpecialDay.objects.exists()

    def test_a_table_that_stopped_is_gone_from_the_site(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality, name="Tafel op zolder")
        desk = town.as_(town.coordinator)
        desk.post(f"{DESK}{table.pk}/stoppen/")
        assert "Tafel op zolder" in html(desk.get(DESK))
        assert "Tafel op zolder" not in html(town.as_(None).get("/langskomen/"))
        assert desk.get(f"{DESK}{table.pk}/").status_code == 404
        with pytest.raises(physical_tables.EndedAlready):
            physical_tables.end(actor=town.coordinator, table=table)

    @pytest.mark.parametrize("part", ["", "tijden/", "dagen/", "stoppen/"])
    def test_a_table_of_next_door_is_not_found(self, town: Town, beside: Town, part: str) -> None:
        theirs = PhysicalTableFactory.create(municipality=beside.municipality)
        desk = town.as_(town.coordinator)
        assert desk.get(f"{DESK}{theirs.pk}/{part}").status_code == 404
        assert desk.post(f"{DESK}{theirs.pk}/{part}", {**details(), **lines()}).status_code == 404
        theirs.refresh_from_db()
        assert theirs.ended_at is None and theirs.hours.count() == 1

    def test_who_may_not_take_in_has_no_business_here(self, town: Town, beside: Town) -> None:
        others = [town.coach, beside.coordinator, UserFactory.create(), somebody(Role.INITIATIVE, town.municipality)]
        assert [town.as_(user).post(f"{DESK}nieuw/", details()).status_code for user in others] == [403] * 4
        assert not PhysicalTable.everywhere.exists()

    def test_a_host_is_somebody_of_here(self, town: Town, beside: Town) -> None:
        for person in (beside.coach, UserFactory.create()):
            response = town.as_(town.coordinator).post(f"{DESK}nieuw/", details(host=person.pk))
            assert response.status_code == 422


class TestOnTheSite:
    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            (TUESDAY, "Nu open, tot 12:00."),
            (TUESDAY - timedelta(hours=2), "Vandaag open, van 10:00 tot 12:00."),
            (TUESDAY + timedelta(hours=2), "Eerstvolgende keer: dinsdag 8 december, van 10:00 tot 12:00."),
            (datetime(2026, 10, 25, 23, tzinfo=AMSTERDAM), "Eerstvolgende keer: dinsdag 27 oktober"),
        ],
    )
    def test_says_when(self, town: Town, moment: datetime, words: str) -> None:
        PhysicalTableFactory.create(municipality=town.municipality)
        with clock.frozen(moment):
            assert words in html(town.as_(None).get("/langskomen/"))
            assert words in html(town.as_(None).get("/"))

    def test_says_it_in_english(self, town: Town) -> None:
        PhysicalTableFactory.create(municipality=town.municipality)
        with clock.frozen(TUESDAY):
            assert "Open now, until 12:00." in html(town.as_(None).get("/en/langskomen/"))

    def test_a_holiday_is_told_beforehand(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality, hours=None)
        OpeningHoursFactory.create(table=table, weekday=4)
        with clock.frozen(TUESDAY):
            page = html(town.as_(None).get("/langskomen/"))
        assert "vrijdag 25 december: dicht: Eerste Kerstdag" in page

    @pytest.mark.parametrize(
        ("display", "shows"), [(NameDisplay.HIDDEN, ""), (NameDisplay.FIRST, "Bep"), (NameDisplay.FULL, "Bep Bakker")]
    )
    def test_the_host_s_name_shows_as_they_want(self, town: Town, display: str, shows: str) -> None:
        host = somebody(Role.AMBASSADOR, town.municipality, name="Bep Bakker", name_display=display)
        PhysicalTableFactory.create(municipality=town.municipality, host=host)
        page = html(town.as_(None).get("/langskomen/"))
        assert re.findall(r"Bep(?: Bakker)?", page) == ([shows] if shows else [])

    def test_shows_nothing_of_next_door(self, town: Town, beside: Town) -> None:
        PhysicalTableFactory.create(municipality=beside.municipality, name="Tafel van de buren")
        for path in ("/langskomen/", "/", "/feeds/agenda.ics", "/ideeen/prik/papier/"):
            assert "Tafel van de buren" not in html(town.as_(None).get(path))

    def test_the_national_site_has_none(self, town: Town, national: Client) -> None:
        PhysicalTableFactory.create(municipality=town.municipality, name="Tafel op zolder")
        assert national.get("/langskomen/").status_code == 404
        assert national.get("/feeds/agenda.ics").status_code == 404
        assert "Tafel op zolder" not in html(national.get("/"))

    def test_what_is_turned_off_is_off(self, town: Town) -> None:
        PhysicalTableFactory.create(municipality=town.municipality, name="Tafel op zolder")
        Instance.objects.update(switches={"physical_tables": False})
        visitor = town.as_(None)
        assert visitor.get("/langskomen/").status_code == 404
        assert visitor.get("/feeds/agenda.ics").status_code == 404
        assert "Tafel op zolder" not in html(visitor.get("/"))

    def test_nobody_follows_a_calendar_before_the_site_is_open(self, town: Town) -> None:
        PhysicalTableFactory.create(municipality=town.municipality, name="Tafel op zolder")
        Instance.objects.update(state="preparing", opened_at=None)
        for user in (None, town.coordinator):
            assert town.as_(user).get("/feeds/agenda.ics").status_code == 404


class TestCalendar:
    def test_holds_what_the_schedule_says_day_by_day(self, town: Town) -> None:
        """Read by another library, over two years with holidays, days by hand, summer time and winter time."""
        with clock.frozen(TUESDAY):
            table = PhysicalTableFactory.create(municipality=town.municipality, hours=None)
            for weekday, opens, closes in ((1, 10, 12), (1, 14, 15), (4, 9, 10), (6, 1, 4)):
                OpeningHoursFactory.create(table=table, weekday=weekday, opens=time(opens), closes=time(closes))
            SpecialDay.objects.create(table=table, day=date(2026, 12, 8))
            SpecialDay.objects.create(table=table, day=date(2026, 12, 15), opens=time(16), closes=time(17))
            SpecialDay.objects.create(table=table, day=date(2026, 12, 25), opens=time(9), closes=time(10))
            SpecialDay.objects.create(table=table, day=date(2026, 12, 17), opens=time(9), closes=time(10))
            found = expanded(html(town.as_(None).get("/feeds/agenda.ics")), until=date(2028, 11, 1))
            with scope.local(town.municipality):
                schedule = schedule_of(table)
        expected = [(one.begins, one.ends) for one in schedule.openings(TUESDAY.date(), 700)]
        assert [pair for pair in found if pair[0] <= expected[-1][0]] == expected

    def test_a_line_is_known_by_the_same_name_after_a_change(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        visitor = town.as_(None)
        before = names(html(visitor.get("/feeds/agenda.ics")))
        week = [Hours(1, time(11), time(12), pk=table.hours.get().pk)]
        physical_tables.set_hours(actor=town.coordinator, table=table, week=week)
        assert names(html(visitor.get("/feeds/agenda.ics"))) == before

    def test_is_a_calendar_to_a_browser(self, town: Town) -> None:
        response = town.as_(None).get("/feeds/agenda.ics")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert not response.cookies


@pytest.mark.django_db(transaction=True)
def test_two_who_save_the_week_at_once_leave_one_whole_week(town: Town) -> None:
    table = PhysicalTableFactory.create(municipality=town.municipality, hours=None)

    def save(hour: int) -> None:
        week = [Hours(day, time(hour), time(hour + 1)) for day in range(5)]
        physical_tables.set_hours(actor=town.coordinator, table=table, week=week)

    at_once(lambda: save(9), lambda: save(15))
    assert OpeningHours.objects.values("opens").distinct().count() == 1
    assert OpeningHours.objects.count() == 5


def schedule_of(table: PhysicalTable) -> Schedule:
    weekly: dict[int, tuple[Span, ...]] = {}
    for row in table.hours.order_by("opens"):
        weekly[row.weekday] = (*weekly.get(row.weekday, ()), Span(row.opens, row.closes))
    special = {
        row.day: Span(row.opens, row.closes) if row.opens and row.closes else None for row in table.special_days.all()
    }
    return Schedule(weekly, special)


def blocks(content: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfolded(content):
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line:
            name, _colon, value = line.partition(":")
            found[-1].setdefault(name.partition(";")[0], value)
    return found


def names(content: str) -> list[str]:
    return [block["UID"] for block in blocks(content)]


def expanded(content: str, *, until: date) -> list[tuple[datetime, datetime]]:
    """Each time that a calendar program shows, in order."""
    times: list[tuple[datetime, datetime]] = []
    for block in blocks(content):
        begins, ends = (moment(block[name]) for name in ("DTSTART", "DTEND"))
        rules = rruleset()
        if "RRULE" in block:
            rules.rrule(rrulestr(block["RRULE"], dtstart=begins))
        else:
            rules.rdate(begins)
        for without in filter(None, block.get("EXDATE", "").split(",")):
            rules.exdate(moment(without))
        last = datetime.combine(until, time())
        times += [(one, one + (ends - begins)) for one in rules.between(begins, last, inc=True)]
    return sorted(times)


def moment(written: str) -> datetime:
    """By the clock on the wall, as the calendar has it."""
    return datetime.fromisoformat(written)
