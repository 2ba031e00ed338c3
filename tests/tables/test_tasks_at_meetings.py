"""Who leads a meeting or writes its minutes, without organising the table, finds the way there."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import MeetingState
from tables.meetings import next_action as meeting_next
from tables.models import Meeting, NoteTaker, Table
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.tables.road import meeting, seat, table_at, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return table_at(4)


@pytest.fixture
def leader() -> User:
    return UserFactory.create()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *args: object) -> str:
    response = signed_in(user).get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def asked_to_write(at: Meeting, email: str) -> None:
    NoteTaker.objects.create(meeting=at, seat=seat(at.table, email=email))


class TestTheNextThing:
    def test_after_the_meeting_who_led_it_is_sent_to_what_they_may_open(self, table: Table, leader: User) -> None:
        held = meeting(table, days=-1, facilitator=leader)
        here = page(leader, "tables:meeting_work", table.pk, held.number)
        write = reverse("tables:write", args=[table.pk, held.number])
        assert here.count(f'href="{write}"') == 2
        assert f'href="{reverse("tables:minutes", args=[table.pk])}"' not in here
        assert write in page(leader, "tables:meeting_now", table.pk, held.number)
        assert signed_in(leader).get(write).status_code == 200

    def test_who_organises_goes_to_all_minutes(self, table: Table) -> None:
        held = meeting(table, days=-1)
        assert meeting_next.of(held, clock.now()).url == reverse("tables:minutes", args=[table.pk])
        written(held)
        assert "staat op de site" in page(owner_of(table.idea), "tables:meeting_work", table.pk, held.number)


class TestMine:
    def test_who_leads_and_who_writes_see_it_on_their_own_page(self, table: Table, leader: User) -> None:
        led, noted = meeting(table, days=-1, facilitator=leader), meeting(table, days=3)
        asked_to_write(noted, email=leader.email)
        own = page(leader, "ideas:overview")
        assert "Je begeleidt een bijeenkomst" in own and "Je maakt het verslag van een bijeenkomst" in own
        listed = page(leader, "tables:my_meetings")
        assert reverse("tables:meeting_work", args=[table.pk, led.number]) in listed
        assert reverse("tables:write", args=[table.pk, noted.number]) in listed
        for one, route in ((led, "tables:meeting_work"), (noted, "tables:write")):
            public = page(leader, "tables:meeting", one.pk)
            assert reverse(route, args=[table.pk, one.number]) in public

    def test_the_next_one_stands_first_and_what_has_been_last(self, table: Table, leader: User) -> None:
        days = {-3: 1, 9: 2, 2: 3, -1: 4}
        made = {day: meeting(table, days=day, number=number, facilitator=leader) for day, number in days.items()}
        poll = meeting(table, state=MeetingState.POLL, starts_at=None, number=5, facilitator=leader)
        listed = page(leader, "tables:my_meetings")
        works = [reverse("tables:meeting_work", args=[table.pk, one.number]) for one in (*made.values(), poll)]
        found = sorted(
            (listed.index(f'href="{url}"'), number) for number, url in zip((1, 2, 3, 4, 5), works, strict=True)
        )
        assert [number for _place, number in found] == [3, 2, 5, 4, 1]

    def test_its_pages_follow_in_the_same_order(self, table: Table, leader: User) -> None:
        for number in range(1, 24):
            meeting(table, days=number - 12, number=number, facilitator=leader)
        client = Client()
        client.force_login(leader)
        first = client.get(reverse("tables:my_meetings"))
        second = client.get(first.context["older"])
        assert [len(one.context["mine"]) for one in (first, second)] == [20, 3]
        assert not {one.url for one in first.context["mine"]} & {one.url for one in second.context["mine"]}

    def test_what_is_done_leaves_the_own_page_and_stays_on_the_list(self, table: Table, leader: User) -> None:
        led = meeting(table, days=-1, facilitator=leader)
        written(led)
        assert "Je begeleidt" not in page(leader, "ideas:overview")
        assert "Je begeleidt" in page(leader, "tables:my_meetings")

    def test_what_was_called_off_or_is_somebody_elses_is_not_there(self, table: Table, leader: User) -> None:
        meeting(table, state=MeetingState.CANCELLED, facilitator=leader)
        other = meeting(table)
        asked_to_write(other, email="iemand@anders.example")
        assert "Je hebt geen taak bij een bijeenkomst" in page(leader, "tables:my_meetings")
        assert "Je begeleidt" not in page(leader, "ideas:overview")
        assert "Naar je taak" not in page(leader, "tables:meeting", other.pk)
