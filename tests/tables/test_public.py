"""What everyone reads of tables: the list by step, and the page of each."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core import clock
from aantafel.core.paging import PAGE_SIZE
from tables.enums import ActorRole, MeetingPurpose, MeetingState, Readers, TableState
from tables.lifecycle import Step
from tables.models import StepChange, Table
from tables.road import guide
from tests.factories.accounts import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import TableFactory
from tests.tables.road import meeting, written

pytestmark = pytest.mark.django_db

START = datetime(2026, 6, 1, 12, tzinfo=UTC)


def html(client: Client, **query: str) -> str:
    response = client.get(reverse("tables:list"), query)
    assert response.status_code == 200
    return str(response.content.decode())


def titles(page: str) -> list[str]:
    return re.findall(r'class="at-card__link" href="[^"]*"[^>]*>([^<]*)</a>', page)


class TestList:
    def test_the_newest_table_comes_first_and_only_public_ones_are_shown(self, client: Client) -> None:
        TableFactory.create(idea__title="Ouder", opened_at=START - timedelta(days=1))
        TableFactory.create(idea__title="Nieuwer", opened_at=START)
        TableFactory.create(idea__published=False, idea__taken_off=True, opened_at=START)
        assert titles(html(client)) == ["Nieuwer", "Ouder"]

    def test_by_step_and_municipality(self, client: Client) -> None:
        here = MunicipalityFactory.create()
        TableFactory.create(idea__title="Hier, stap 1", idea__municipality=here)
        TableFactory.create(idea__title="Hier, stap 2", idea__municipality=here, step=2)
        TableFactory.create(idea__title="Elders, stap 2", step=2)
        assert set(titles(html(client, stap="2"))) == {"Hier, stap 2", "Elders, stap 2"}
        assert titles(html(client, stap="2", gemeente=here.slug)) == ["Hier, stap 2"]
        assert len(titles(html(client, gemeente=here.slug))) == 2

    @pytest.mark.parametrize("step", ["0", "8", "x", "-1", "²", "1.0"])
    def test_a_step_that_does_not_exist_is_left_out(self, client: Client, step: str) -> None:
        TableFactory.create(idea__title="Een tafel")
        assert titles(html(client, stap=step)) == ["Een tafel"]

    def test_an_unknown_municipality_is_not_found_and_an_ended_one_is_its_successor(self, client: Client) -> None:
        assert client.get(reverse("tables:list"), {"gemeente": "bestaat-niet"}).status_code == 404
        new = MunicipalityFactory.create()
        old = MunicipalityFactory.create(merged_into=new)
        TableFactory.create(idea__title="Een tafel", idea__municipality=new)
        assert titles(html(client, gemeente=old.slug)) == ["Een tafel"]

    @pytest.mark.parametrize("query", [{}, {"stap": "3"}])
    def test_nothing_there_helps_on(self, client: Client, query: dict[str, str]) -> None:
        assert f'href="{reverse("ideas:pin")}"' in html(client, **query)

    def test_every_table_is_on_exactly_one_page(self, client: Client) -> None:
        for number in range(PAGE_SIZE + 3):
            TableFactory.create(idea__title=f"Tafel {number:02}", opened_at=START - timedelta(days=number // 2))
        first = html(client)
        following = re.search(r'rel="next" href="[^"]*na=([0-9-]+)', first)
        assert following
        assert len({*titles(first), *titles(html(client, na=following[1]))}) == PAGE_SIZE + 3

    def test_it_costs_the_same_with_one_table_and_with_many(self, client: Client) -> None:
        TableFactory.create()
        client.get(reverse("tables:list"))
        for _round in range(2):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(reverse("tables:list"))
            assert len(captured) == 1
            assert not response.cookies
            TableFactory.create_batch(3)

    def test_a_card_counts_who_sits_there(self, client: Client) -> None:
        TableFactory.create(idea__capacity=Capacity.EMPLOYEE)
        assert "1 medewerker van de gemeente" in html(client)


class TestDetail:
    def test_it_shows_where_the_table_stands_and_what_comes(self, client: Client) -> None:
        table = TableFactory.create(step=2)
        page = client.get(table.get_absolute_url()).content.decode()
        assert page.count('aria-current="step"') == 1
        assert guide.now(2) in page
        assert guide.coming(2) in page
        assert f'href="{table.idea.get_absolute_url()}"' in page

    @pytest.mark.parametrize(
        ("days", "version", "told"), [(-3, 0, True), (-29, 0, True), (-31, 0, False), (-3, 1, False), (3, 0, False)]
    )
    def test_the_minutes_of_a_meeting_that_has_been_are_said_to_come(
        self, client: Client, days: int, version: int, told: bool
    ) -> None:
        table = TableFactory.create(step=4)
        written(meeting(table, days=days), version=version)
        page = client.get(table.get_absolute_url()).content.decode()
        assert ("Het verslag komt nog." in page) is told

    def test_only_of_the_last_meeting_and_at_a_table_that_goes_on(self, client: Client) -> None:
        table = TableFactory.create(step=4)
        meeting(table, days=-9, state=MeetingState.PLANNED)
        assert "Het verslag komt nog." in client.get(table.get_absolute_url()).content.decode()
        written(meeting(table, days=-3))
        assert "Het verslag komt nog." not in client.get(table.get_absolute_url()).content.decode()
        stopped = TableFactory.create(step=4, state=TableState.STOPPED)
        meeting(stopped, days=-3)
        assert "Het verslag komt nog." not in client.get(stopped.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("step", "purpose", "told"),
        [
            (4, MeetingPurpose.FIRST, "Iedereen is voor het eerst bij elkaar geweest."),
            (5, MeetingPurpose.FIRST, "In een tweede bijeenkomst kiest de tafel"),
            (5, MeetingPurpose.SECOND, "De tafel kwam bij elkaar om te kiezen."),
        ],
    )
    def test_what_has_been_is_not_said_to_come(self, client: Client, step: int, purpose: str, told: str) -> None:
        table = TableFactory.create(step=step)
        before = client.get(table.get_absolute_url()).content.decode()
        coming = meeting(table, purpose)
        assert guide.now(step) in before and guide.now(step) in client.get(table.get_absolute_url()).content.decode()
        coming.starts_at, coming.state = clock.now() - timedelta(days=2), MeetingState.HELD
        coming.save()
        page = client.get(table.get_absolute_url()).content.decode()
        assert told in page
        assert (guide.now(step) in page) is (told in guide.now(step))
        Table.everywhere.update(round=2)
        assert guide.now(step) in client.get(table.get_absolute_url()).content.decode()

    def test_a_meeting_that_goes_on_is_not_the_next_one(self, client: Client) -> None:
        one = meeting(TableFactory.create(step=4), days=1)
        places = (
            one.table.get_absolute_url(),
            reverse("tables:meeting", args=[one.pk]),
            reverse("tables:all_meetings"),
        )
        assert not any("nu bezig" in client.get(place).content.decode().lower() for place in places)
        one.starts_at = clock.now() - timedelta(minutes=5)
        one.save(update_fields=["starts_at"])
        for place in places:
            page = client.get(place).content.decode()
            assert "nu bezig" in page.lower() and "De volgende bijeenkomst" not in page, place

    def test_nothing_is_said_to_happen_now_while_it_rests(self, client: Client) -> None:
        table = TableFactory.create(step=2, rests_since=clock.now())
        page = client.get(table.get_absolute_url()).content.decode()
        assert "Wat er nu gebeurt" not in page
        assert "Wat er gebeurt als de tafel verdergaat" in page

    @pytest.mark.parametrize(
        ("days", "told"), [(0, "Dit wordt nu opgeschreven"), (-2, "Het verslag wordt nog gemaakt")]
    )
    def test_minutes_are_written_now_on_the_day_alone(
        self, client: Client, days: int, told: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        table = TableFactory.create(step=4)
        noon = clock.now().replace(hour=12)
        monkeypatch.setattr(clock, "now", lambda: noon)
        one = meeting(table, days=days, readers=Readers.EVERYONE)
        written(one, version=0)
        addresses = (table.get_absolute_url(), reverse("tables:meeting", args=[one.pk]))
        other = {"Dit wordt nu opgeschreven", "Het verslag wordt nog gemaakt"} - {told}
        for page in (client.get(address).content.decode() for address in addresses):
            assert told in page and not other & set(re.findall(r"(?:Dit|Het verslag) wordt[^<]*", page))

    def test_who_sits_at_it(self, client: Client) -> None:
        owner = UserFactory.create(name="Fatma Voorbeeld", name_display=NameDisplay.HIDDEN)
        table = TableFactory.create(
            idea__owner=owner,
            idea__capacity=Capacity.PROFESSIONAL,
            idea__role="huisarts",
            idea__interest="Ik werk er.",
        )
        page = client.get(table.get_absolute_url()).content.decode()
        assert "huisarts" in page
        assert "Ik werk er." in page
        assert "1 professional" in page
        assert "Fatma" not in page

    def test_the_timeline_says_when_who_and_why(self, client: Client) -> None:
        table = TableFactory.create(opened_at=START, idea__changed_at=START + timedelta(days=9))
        StepChange.objects.create(
            table=table,
            from_step=1,
            to_step=2,
            role=ActorRole.OWNER,
            note="Er waren <b>genoeg</b> mensen.",
            created_at=START + timedelta(days=3),
        )
        page = client.get(table.get_absolute_url()).content.decode()
        days = re.findall(r'at-timeline__date" datetime="([0-9-]+)"', page)
        assert "2026-06-01" in days
        assert "2026-06-04" in days
        assert "2026-06-10" in days
        assert days == sorted(days)
        assert "Er waren &lt;b&gt;genoeg&lt;/b&gt; mensen." in page

    def test_a_stopped_table_says_so_and_invites_nobody(self, client: Client) -> None:
        running, stopped = TableFactory.create(), TableFactory.create(state=TableState.STOPPED)
        ways = [reverse("ideas:join", args=[table.idea.pk, table.idea.slug]) for table in (running, stopped)]
        assert ways[0] in client.get(running.get_absolute_url()).content.decode()
        page = client.get(stopped.get_absolute_url()).content.decode()
        assert ways[1] not in page
        assert "at-steps--stopped" in page

    def test_a_wrong_slug_leads_to_the_right_one_for_good(self, client: Client) -> None:
        table = TableFactory.create()
        response = client.get(reverse("tables:detail", args=[table.pk, "iets-anders"]))
        assert (response.status_code, response.headers["Location"]) == (302, table.get_absolute_url())

    def test_it_goes_with_its_idea(self, client: Client) -> None:
        table = TableFactory.create(idea__published=False, idea__taken_off=True, idea__title="Geheim", opened_at=START)
        response = client.get(table.get_absolute_url())
        assert response.status_code == 410
        assert "Geheim" not in response.content.decode()
        assert client.get(reverse("tables:detail", args=[table.pk + 1, "x"])).status_code == 404

    @pytest.mark.parametrize("name", ["detail", "public_plan", "public_choice", "public_evaluation"])
    def test_each_of_its_pages_says_that_it_was_taken_back(self, client: Client, name: str) -> None:
        table = TableFactory.create(idea__published=False, idea__taken_off=True, opened_at=START)
        statuses = [client.get(reverse(f"tables:{name}", args=[pk, "x"])).status_code for pk in (table.pk, 999999)]
        assert statuses == [410, 404]

    def test_the_owner_is_led_to_the_own_page(self, client: Client) -> None:
        owner = UserFactory.create()
        table = TableFactory.create(idea__owner=owner)
        mine = reverse("ideas:mine", args=[table.idea.pk])
        assert mine not in client.get(table.get_absolute_url()).content.decode()
        client.force_login(owner)
        assert mine in client.get(table.get_absolute_url()).content.decode()

    def test_signed_out_it_sets_nothing_and_asks_little(self, client: Client) -> None:
        table = TableFactory.create()
        client.get(table.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            response = client.get(table.get_absolute_url())
        assert not response.cookies
        assert getattr(response, "is_public_page", False)
        assert len(captured) == 7

    def test_what_people_type_stays_text(self, client: Client) -> None:
        text = "<script>alert(1)</script>"
        table = TableFactory.create(idea__title=text, idea__origin=text, idea__role=text, idea__interest=text)
        for address in (table.get_absolute_url(), reverse("tables:list")):
            assert "<script>alert" not in client.get(address).content.decode()


def test_every_step_is_explained() -> None:
    assert set(guide.EXPLANATIONS) == set(Step)
    assert guide.coming(Step.EVALUATE.value) == ""
    assert all(guide.coming(step.value) for step in Step if step is not Step.EVALUATE)
