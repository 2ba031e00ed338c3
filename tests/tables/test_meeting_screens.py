"""The meetings of a table on the screens of who organises it, and of everyone."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole, Answer, MeetingPurpose, MeetingState, TableState
from tables.lifecycle import Step
from tables.meetings import calendar
from tables.models import AgendaPart, Meeting, Table
from tables.services import meetings
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory
from tests.factories.tables import TableFactory
from tests.factories.work_forms import WorkFormFactory

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PLAN = {"purpose": "first", "how": "date", "minutes": "120", "language": "nl", "is_open": "on", "at": "19:30"}


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.ASK)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def browser(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def tomorrow(days: int = 14) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def url(meeting: Meeting, name: str = "meeting_work", *args: object) -> str:
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number, *args])


def marks(response: Any) -> list[str]:
    """The label of the title, with what stands beside it."""
    found = re.search(r'<label[^>]* for="id_title">(.*?)</label>', response.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", found[1]).strip()] if found else []


class TestPlanning:
    def test_from_the_list_to_a_meeting_with_its_next_step(self, table: Table, browser: Client) -> None:
        listed = browser.get(reverse("tables:meetings", args=[table.pk])).content.decode()
        assert "Bij deze stap hoort: Eerste bijeenkomst" in listed
        response = browser.post(
            reverse("tables:meeting_plan", args=[table.pk]), {**PLAN, "day": tomorrow()}, follow=True
        )
        page = response.content.decode()
        assert "Mensen weten nog niet waar ze heen moeten." in page
        assert Meeting.everywhere.get().state == MeetingState.PLANNED

    def test_the_menu_of_the_site_is_whole_there(self, table: Table, browser: Client) -> None:
        meeting = MeetingFactory.create(table=table)
        assert f'at-header__pin" href="{reverse("ideas:pin")}"' in browser.get(url(meeting)).content.decode()

    def test_without_a_date_people_are_asked_first(self, table: Table, browser: Client) -> None:
        response = browser.post(reverse("tables:meeting_plan", args=[table.pk]), {**PLAN, "how": "poll"})
        meeting = Meeting.everywhere.get()
        assert (meeting.state, response["Location"]) == (MeetingState.POLL, url(meeting, "meeting_dates"))

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"day": ""}, "Kies een dag."),
            ({"at": ""}, "Kies een tijd."),
            ({"day": "2020-01-01"}, "Dit moment is al geweest."),
            ({"purpose": "other"}, "Geef deze bijeenkomst een titel."),
            ({"size": "0"}, "Typ een getal vanaf 1"),
            ({"link": "http://x.example"}, "https://"),
            ({"minutes": "7"}, "Kies hoelang het duurt."),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(
        self, table: Table, browser: Client, wrong: dict[str, str], words: str
    ) -> None:
        data = {**PLAN, "day": tomorrow(), "place": "De Linde", **wrong}
        response = browser.post(reverse("tables:meeting_plan", args=[table.pk]), data)
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert "De Linde" in page
        assert not Meeting.everywhere.exists()

    def test_a_title_that_is_needed_is_not_called_optional(self, table: Table, browser: Client) -> None:
        plan = reverse("tables:meeting_plan", args=[table.pk])
        assert marks(browser.get(plan)) == ["Titel"]
        MeetingFactory.create(table=table, number=1)
        MeetingFactory.create(table=table, number=2, purpose=MeetingPurpose.SECOND)
        other = MeetingFactory.create(table=table, number=3, purpose=MeetingPurpose.OTHER, title="Kijken")
        assert marks(browser.get(plan)) == ["Titel"]
        assert marks(browser.get(url(other, "meeting_change"))) == ["Titel"]
        assert "Geef deze bijeenkomst een titel." in browser.post(plan, {**PLAN, "purpose": "other"}).content.decode()

    def test_what_can_wait_is_folded_until_it_says_something(self, table: Table, browser: Client) -> None:
        plan = reverse("tables:meeting_plan", args=[table.pk])

        def folds(page: str) -> list[bool]:
            return ["open" in mark for mark in re.findall(r'<details class="at-details"([^>]*)>', page)]

        assert folds(browser.get(plan).content.decode()) == [False, False]
        wrong = {**PLAN, "day": "", "has_toilet": "misschien", "bring": ""}
        assert folds(browser.post(plan, wrong).content.decode()) == [True, False]
        meeting = MeetingFactory.create(table=table, bring="Een foto")
        change = reverse("tables:meeting_change", args=[table.pk, meeting.number])
        assert folds(browser.get(change).content.decode()) == [False, True]

    def test_a_stopped_table_says_so(self, table: Table, browser: Client) -> None:
        Table.everywhere.update(state=TableState.STOPPED)
        page = browser.get(reverse("tables:meeting_plan", args=[table.pk])).content.decode()
        assert "Je kunt niets plannen." in page


class TestChanging:
    @pytest.fixture
    def meeting(self, table: Table) -> Meeting:
        return MeetingFactory.create(table=table, number=1)

    def form(self, browser: Client, meeting: Meeting, **changed: Any) -> dict[str, Any]:
        form = browser.get(url(meeting, "meeting_change")).context["form"]
        data = {name: form[name].value() for name in form.fields}
        data = {name: "" if value is None else value for name, value in data.items()}
        return {**data, "is_open": "on", **changed}

    def test_a_colleague_who_was_first_is_shown_and_nothing_is_lost(self, meeting: Meeting, browser: Client) -> None:
        data = self.form(browser, meeting, place="Het Anker")
        meetings.change(actor=None, role=ActorRole.COACH, meeting_id=meeting.pk, seen=None, place="De Brug")
        response = browser.post(url(meeting, "meeting_change"), data)
        page = response.content.decode()
        assert response.status_code == 409
        assert "De Brug" in page
        assert "Het Anker" in page
        again = response.context["form"].data
        assert browser.post(url(meeting, "meeting_change"), again).status_code == 302
        meeting.refresh_from_db()
        assert meeting.place == "Het Anker"

    def test_the_form_as_it_stands_changes_nothing(self, meeting: Meeting, browser: Client) -> None:
        whole = datetime(2031, 5, 6, 17, 30, tzinfo=UTC)
        Meeting.everywhere.update(starts_at=whole)
        page = browser.post(url(meeting, "meeting_change"), self.form(browser, meeting), follow=True).content.decode()
        assert "Er was niets veranderd" in page

    def test_calling_off_asks_why(self, meeting: Meeting, browser: Client) -> None:
        assert browser.post(url(meeting, "meeting_cancel"), {"seen": 0}).status_code == 422
        response = browser.post(url(meeting, "meeting_cancel"), {"seen": 0, "reason": "Ik ben ziek."}, follow=True)
        assert "Ik ben ziek." in response.content.decode()

    def test_the_agenda_is_made_without_a_script(self, meeting: Meeting, browser: Client) -> None:
        agenda = url(meeting, "meeting_agenda")
        for title, minutes in (("Welkom", 10), ("Pauze", 15)):
            browser.post(agenda, {"title": title, "minutes": minutes})
        first, second = AgendaPart.everywhere.all()
        moved = browser.post(url(meeting, "meeting_part_move", second.pk), {"doe": "omhoog"})
        assert moved["Location"] == f"{agenda}#onderdeel-{second.pk}"
        page = browser.get(agenda).content.decode()
        assert "Omhoog gezet: Pauze" in page and f'id="onderdeel-{second.pk}" tabindex="-1"' in page
        assert list(AgendaPart.everywhere.values_list("title", flat=True)) == ["Pauze", "Welkom"]
        browser.post(url(meeting, "meeting_part", first.pk), {"title": "Welkom allemaal", "minutes": 100})
        page = browser.get(agenda).content.decode()
        assert "Er zijn nog 5 minuten over." in page
        browser.post(agenda, {"title": "Slot", "minutes": 20})
        assert "Dat is 15 minuten te veel." in browser.get(agenda).content.decode()
        gone = browser.post(url(meeting, "meeting_part_move", second.pk), {"doe": "weg"}, follow=True)
        assert "Eruit gehaald: Pauze" in gone.content.decode()
        assert AgendaPart.everywhere.count() == 2
        assert browser.post(agenda, {"title": "", "minutes": "x"}).status_code == 422

    def test_while_it_goes_on_the_page_says_what_is_now(self, meeting: Meeting, browser: Client) -> None:
        starts = datetime(2031, 5, 6, 17, 30, tzinfo=UTC)
        Meeting.everywhere.update(starts_at=starts)
        for place, title in enumerate(("Welkom", "Breder", "Slot"), start=1):
            AgendaPart.everywhere.create(meeting=meeting, position=place, minutes=30, title=title)
        with clock.frozen(starts + timedelta(minutes=40)):
            page = browser.get(url(meeting, "meeting_now")).content.decode()
        assert '<h2 id="dit">Breder</h2>' in page
        assert "Daarna, vanaf 20:30: Slot" in page
        assert "Vink eerst aan wie er is" in page

    def test_a_part_has_a_work_form_with_its_steps(self, meeting: Meeting, browser: Client) -> None:
        form = WorkFormFactory.create(title="Rondje wilde ideeën")
        data = {"title": "Breder", "minutes": 60, "work_form": form.pk}
        assert browser.post(url(meeting, "meeting_agenda"), data).status_code == 302
        assert browser.post(url(meeting, "meeting_agenda"), {**data, "work_form": 10**9}).status_code == 422
        with clock.frozen((meeting.starts_at or clock.now()) + timedelta(minutes=1)):
            assert "Gooi de bal rond." in browser.get(url(meeting, "meeting_now")).content.decode()
        page = Client().get(reverse("tables:meeting", args=[meeting.pk])).content.decode()
        assert form.get_absolute_url() in page

    def test_a_meeting_that_is_over_is_marked_as_held(self, meeting: Meeting, browser: Client) -> None:
        assert browser.post(url(meeting, "meeting_held")).status_code == 302
        assert Meeting.everywhere.get().state == MeetingState.PLANNED
        Meeting.everywhere.update(starts_at=clock.now() - timedelta(days=1))
        assert "Is de bijeenkomst geweest?" in browser.get(url(meeting)).content.decode()
        browser.post(url(meeting, "meeting_held"))
        assert Meeting.everywhere.get().state == MeetingState.HELD


class TestPublicPages:
    def get(self, path: str) -> str:
        return Client().get(path).content.decode()

    def test_a_meeting_says_what_one_has_to_know(self, table: Table) -> None:
        meeting = MeetingFactory.create(table=table, size=10, directions="Neem bus 3.", has_step_free=True)
        InvitationFactory.create(meeting=meeting, answer=Answer.COMES, seat__capacity=Capacity.PROFESSIONAL)
        page = self.get(reverse("tables:meeting", args=[meeting.pk]))
        for words in ("Neem bus 3.", "zonder drempel", "8 van de 10 plaatsen zijn vrij", "mensen van de gemeente"):
            assert words in page
        assert "We weten nog niets over: het toilet, een ringleiding" in page

    def test_called_off_and_held_say_so(self, table: Table) -> None:
        off = MeetingFactory.create(table=table, number=1, state=MeetingState.CANCELLED, cancel_reason="Storm.")
        held = MeetingFactory.create(table=table, number=2, held=True)
        called_off = self.get(reverse("tables:meeting", args=[off.pk]))
        assert "Storm." in called_off and "Wie er komt" not in called_off and "in je agenda" not in called_off
        sign_up = self.get(reverse("tables:sign_up", args=[off.pk]))
        assert "Storm." in sign_up and off.place not in sign_up and "niet meer aanmelden" not in sign_up
        assert "Deze bijeenkomst is geweest" in self.get(reverse("tables:meeting", args=[held.pk]))

    def test_without_a_day_or_off_the_site_there_is_nothing(self, table: Table) -> None:
        poll, planned = MeetingFactory.create(table=table, number=1, poll=True), MeetingFactory.create(table=table)
        assert Client().get(reverse("tables:meeting", args=[poll.pk])).status_code == 404
        table.idea.state = "withdrawn"
        table.idea.save(update_fields=["state"])
        assert Client().get(reverse("tables:meeting", args=[planned.pk])).status_code == 410

    def test_the_list_filters(self, table: Table) -> None:
        here = MeetingFactory.create(table=table, number=1, purpose=MeetingPurpose.OTHER, title="Hier")
        far = MeetingFactory.create(purpose=MeetingPurpose.OTHER, title="Ginds", link="https://praat.example/x")
        full = MeetingFactory.create(purpose=MeetingPurpose.OTHER, title="Vol", size=1)
        InvitationFactory.create(meeting=full, answer=Answer.COMES, seat__capacity=Capacity.RESIDENT)
        InvitationFactory.create(meeting=far, answer=Answer.COMES, seat__capacity=Capacity.EMPLOYEE)
        MeetingFactory.create(purpose=MeetingPurpose.OTHER, title="Geweest", held=True)

        def titles(query: str) -> set[str]:
            page = Client().get(reverse("tables:all_meetings") + query)
            return {card.title for card in page.context["cards"]}

        assert titles("") == {"Hier", "Ginds", "Vol"}
        assert titles(f"?gemeente={table.municipality.slug}") == {"Hier"}
        assert titles("?hoedanigheid=employee") == {"Hier"}
        assert titles("?waar=online") == {"Ginds"}
        assert titles("?stand=geweest") == {"Geweest"}
        assert titles(f"?maand={here.starts_at:%Y-%m}") >= {"Hier"}
        assert titles("?maand=2020-01") == set()
        assert titles("?maand=x&hoedanigheid=koning") == {"Hier", "Ginds", "Vol"}

    def test_lists_and_feeds_cost_the_same_with_more(
        self, table: Table, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        for number in range(1, 12):
            one = MeetingFactory.create(table=table, number=number, purpose=MeetingPurpose.OTHER, title="Nog een")
            InvitationFactory.create(meeting=one, answer=Answer.COMES)
        for path in (
            reverse("tables:all_meetings"),
            reverse("tables:meetings_feed"),
            reverse("tables:table_calendar", args=[table.pk, "x"]),
            reverse("tables:meeting", args=[one.pk]),
        ):
            with django_assert_max_num_queries(8):
                response = Client().get(path)
            assert response.status_code == 200
            assert not response.cookies

    def test_it_stands_on_the_home_page_and_at_the_municipality(self, table: Table) -> None:
        MeetingFactory.create(table=table, purpose=MeetingPurpose.OTHER, title="Samen op het plein")
        for path in (reverse("pages:home"), table.municipality.get_absolute_url()):
            assert "Samen op het plein" in self.get(path)


class TestCalendars:
    def events(self, path: str) -> list[Any]:
        response = Client().get(path)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        return Calendar.from_ical(response.content.decode()).walk("VEVENT")

    @pytest.mark.parametrize("month", [1, 7])
    def test_the_clock_on_the_wall_is_right_in_winter_and_summer(self, table: Table, month: int) -> None:
        starts = datetime(2031, month, 15, 19, 30, tzinfo=AMSTERDAM)
        meeting = MeetingFactory.create(table=table, starts_at=starts)
        (event,) = self.events(reverse("tables:meeting_calendar", args=[meeting.pk]))
        assert (event.start, event.end) == (starts, starts + timedelta(hours=2))
        assert f"{event.start:%H:%M}" == "19:30"

    def test_it_keeps_its_name_and_counts_its_changes(self, table: Table) -> None:
        meeting = MeetingFactory.create(table=table, number=1)
        path = reverse("tables:table_calendar", args=[table.pk, "wat-dan-ook"])
        (before,) = self.events(path)
        meetings.change(
            actor=None,
            role=ActorRole.OWNER,
            meeting_id=meeting.pk,
            seen=None,
            starts_at=clock.now() + timedelta(days=40),
        )
        (after,) = self.events(path)
        meetings.cancel(actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, reason="Te koud.")
        (off,) = self.events(path)
        assert before["UID"] == after["UID"] == off["UID"]
        assert [one["SEQUENCE"] for one in (before, after, off)] == [0, 1, 2]
        assert (str(off["STATUS"]), "Te koud." in off["DESCRIPTION"]) == ("CANCELLED", True)

    def test_what_did_not_change_need_not_travel(self, table: Table) -> None:
        MeetingFactory.create(table=table)
        path = reverse("tables:meetings_feed")
        first = Client().get(path)
        assert first["ETag"]
        assert Client().get(path, headers={"if-none-match": first["ETag"]}).status_code == 304

    def test_a_person_has_their_own_meetings(self, table: Table, owner: User) -> None:
        own = MeetingFactory.create(table=table, number=1)
        comes = InvitationFactory.create(answer=Answer.COMES, seat__user=owner).meeting
        leads = MeetingFactory.create(facilitator=owner)
        InvitationFactory.create(answer=Answer.NOT, seat__user=owner)
        MeetingFactory.create()
        uids = {event.uid for event in calendar.of_person(user=owner)}
        assert uids == {f"{one.key}@aantafel" for one in (own, comes, leads)}

    def test_the_feed_of_one_municipality(self, table: Table) -> None:
        MeetingFactory.create(table=table)
        MeetingFactory.create()
        path = reverse("tables:meetings_feed")
        assert len(self.events(path)) == 2
        assert len(self.events(f"{path}?gemeente={table.municipality.slug}")) == 1
