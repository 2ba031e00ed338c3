"""How people stand on the list of a table while nobody can be asked for a meeting: after one, and before a date."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.core import clock
from tables.enums import Reach
from tables.models import DateAsk, DateOption, Meeting, Seat, Table
from tests.factories.ideas import owner_of
from tests.factories.meetings import MeetingFactory, SeatFactory
from tests.tables.road import invited, meeting, seat, table_at, written

pytestmark = pytest.mark.django_db


def page(table: Table, name: str = "seats", query: str = "") -> str:
    client = Client()
    client.force_login(owner_of(table.idea))
    response = client.get(reverse(f"tables:{name}", args=[table.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_after_a_meeting_it_says_who_was_there_and_names_the_next_thing_of_the_table() -> None:
    table = table_at(4)
    first = meeting(table, days=-2)
    invited(first, "resident", came=True)
    invited(first, "professional")
    seat(table, "employee", name="Els")
    written(first, version=0, state="to_check", handed_in_at=clock.now())
    html = page(table)
    assert [html.count(words) for words in ("Was er op ", "Is eerder gevraagd", "Nog niet gevraagd")] == [1, 1, 1]
    assert "Het verslag ligt voor je klaar." in html and "Plan een bijeenkomst" not in html


class TestWhileADateIsLookedFor:
    @pytest.fixture
    def table(self) -> Table:
        table = table_at(3)
        poll = MeetingFactory.create(table=table, poll=True)
        for days in (8, 9):
            DateOption.everywhere.create(meeting=poll, starts_at=clock.now() + timedelta(days=days))
        for answered in (None, clock.now()):
            DateAsk.everywhere.create(meeting=poll, seat=SeatFactory.create(table=table), answered_at=answered)
        SeatFactory.create(table=table, capacity="professional")
        return table

    def test_who_was_asked_for_it_is_not_called_unasked(self, table: Table) -> None:
        html = page(table)
        words = ("Gevraagd wanneer het kan", "Zei wanneer het kan", "Nog niet gevraagd")
        assert [html.count(one) for one in words] == [1, 1, 1]
        assert "1 persoon heeft nog niet gezegd wanneer die kan." in html
        assert "niet uitgenodigd. " not in html and reverse("tables:invite", args=[table.pk]) not in html

    def test_nobody_is_invited_without_a_day(self, table: Table) -> None:
        for query in ("", "?hoedanigheid=professional"):
            html = page(table, "invite", query)
            assert "Er wordt een datum gezocht." in html and "<textarea" not in html
            assert reverse("tables:meeting_dates", args=[table.pk, Meeting.everywhere.get(table=table).number]) in html

    def test_a_meeting_that_has_its_day_is_invited_for(self, table: Table) -> None:
        planned = meeting(table, "other", days=5)
        html = page(table, "invite")
        assert "<textarea" in html and f'value="{planned.pk}"' in html
        assert f'value="{Meeting.everywhere.get(table=table, state="poll").pk}"' not in html


def test_whom_a_meeting_missed_is_looked_for_before_they_are_rung() -> None:
    table = table_at(5)
    coming = meeting(table, "second", days=5, size=20)
    invited(coming, answer="comes")
    seat(table, "employee", role="iemand die de regels kent")
    html = page(table)
    assert "Van 1 persoon op de lijst is nog niet bekend hoe je die bereikt." in html
    assert ', <span dir="auto">iemand die de regels kent</span>' not in html, "not as its own role too"
    assert "Nog niet bekend hoe je deze persoon bereikt" in html and "of ga langs" not in html


@pytest.mark.parametrize(
    ("n", "text"), [(0, "1 van de 20 plaatsen is bezet."), (1, "2 van de 20 plaatsen zijn bezet.")]
)
def test_how_many_places_are_taken_is_a_good_sentence(n: int, text: str) -> None:
    """Who owns the table has one."""
    table = table_at(3)
    coming = meeting(table, days=5, size=20)
    for capacity in ["resident"] * n:
        invited(coming, capacity, answer="comes")
    assert text in page(table)


def test_a_letter_is_made_again_from_the_list_and_has_a_button_to_print_it() -> None:
    table = table_at(3)
    coming = meeting(table, days=5)
    [asked] = invited(coming, "resident")
    Seat.everywhere.filter(pk=asked.seat_id).update(reach=Reach.PAPER, name="Opa Jan")
    other = seat(table, "professional", name="Mieke", email="mieke@groen.example")
    again = f"{reverse('tables:invite', args=[table.pk])}?bijeenkomst={coming.pk}&brief={asked.seat_id}"
    assert again.replace("&", "&amp;") in page(table)
    client = Client()
    client.force_login(owner_of(table.idea))
    chosen = client.get(again).context["form"]["people"].value()
    assert chosen == [str(asked.seat_id)] and str(other.pk) not in chosen
    wish = {"meeting": str(coming.pk), "people": chosen, "text": "Kom je?", "asker": "Noor", "step": "send"}
    html = client.post(again, {**wish, f"brief-{asked.seat_id}-address": "Opa Jan"}).content.decode()
    assert "data-print" in html and "Ctrl" not in html
