"""What the pages of meetings name as the next thing, for who organises the table and for who leads the meeting."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.core import clock
from tables.lifecycle import Step
from tables.meetings import next_action as meeting_next
from tables.models import Meeting
from tests.factories.ideas import owner_of
from tests.factories.meetings import MeetingFactory
from tests.factories.tables import TableFactory
from tests.tables.road import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Meeting:
    return MeetingFactory.create(table=TableFactory.create(step=Step.CREATE), held=True)


@pytest.mark.parametrize(("organises", "page"), [(True, "minutes"), (False, "write")])
def test_after_the_meeting_its_minutes_are_made_where_one_may_come(held: Meeting, organises: bool, page: str) -> None:
    todo = meeting_next.of(held, clock.now(), organises=organises)
    arguments = [held.table_id] if organises else [held.table_id, held.number]
    assert (todo.text, todo.url) == (
        "De bijeenkomst is geweest. Maak het verslag af.",
        reverse(f"tables:{page}", args=arguments),
    )


@pytest.mark.parametrize("organises", [True, False])
def test_minutes_that_are_on_the_site_are_read(held: Meeting, organises: bool) -> None:
    written(held)
    todo = meeting_next.of(held, clock.now(), organises=organises)
    assert todo.text == "De bijeenkomst is geweest. Het verslag staat op de site."
    assert todo.url.startswith(f"/tafels/{held.table_id}-")
    assert todo.url.endswith(f"/verslagen/{held.number}/")


class TestList:
    def page(self, meeting: Meeting) -> str:
        client = Client()
        client.force_login(owner_of(meeting.table.idea))
        return client.get(reverse("tables:meetings", args=[meeting.table_id])).content.decode()

    def test_it_names_what_is_to_be_done_for_the_meeting_that_comes_first(self) -> None:
        meeting = MeetingFactory.create(table=TableFactory.create(step=Step.ASK), poll=True)
        page = self.page(meeting)
        assert "Zet er minstens twee datums bij om uit te kiezen." in page
        assert reverse("tables:meeting_dates", args=[meeting.table_id, meeting.number]) in page

    def test_a_meeting_that_has_been_is_marked_on_its_own_page(self) -> None:
        meeting = MeetingFactory.create(table=TableFactory.create(step=Step.CREATE), held=True, state="planned")
        page = self.page(meeting)
        assert "Is de bijeenkomst geweest?" in page
        assert "Bekijk de bijeenkomst" in page
