"""Looking for a date: offered, asked, answered by link or by phone, and picked once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OptOut, OutgoingMail
from tables.enums import ActorRole, DateWord, MeetingState
from tables.models import DateAnswer, DateAsk, DateOption, Meeting, Seat
from tables.services import meetings, polls
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory.create(table=TableFactory.create(), number=1, poll=True)


@pytest.fixture
def owner(meeting: Meeting) -> User:
    return owner_of(meeting.table.idea)


@pytest.fixture
def browser(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def day(days: int) -> datetime:
    return (clock.now() + timedelta(days=days)).replace(hour=18, minute=30, second=0, microsecond=0)


def offered(meeting: Meeting, actor: User, *days: int) -> list[DateOption]:
    return [polls.offer(actor=actor, meeting_id=meeting.pk, starts_at=day(one)) for one in days]


def asked(meeting: Meeting, actor: User, *seats: Seat) -> list[DateAsk]:
    polls.ask(actor=actor, meeting_id=meeting.pk, seat_ids=[seat.pk for seat in seats], asker="Noor Berends")
    return list(DateAsk.everywhere.filter(meeting=meeting).order_by("pk"))


def url(meeting: Meeting, name: str = "meeting_dates", *args: object) -> str:
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number, *args])


def mails(kind: str) -> list[str]:
    rows = OutgoingMail.objects.filter(kind=f"tables/{kind}")
    return sorted(rows.values_list("to_address", flat=True))


def test_everyone_is_asked_once(meeting: Meeting, owner: User) -> None:
    offered(meeting, owner, 10, 12)
    one, other = (SeatFactory.create(table=meeting.table) for _ in range(2))
    stranger, silent = SeatFactory.create(), SeatFactory.create(table=meeting.table, quiet_at=clock.now())
    asked(meeting, owner, one, stranger)
    asked(meeting, owner, one, other, silent)
    assert mails("meeting_dates") == sorted([one.email, other.email])
    assert DateAsk.everywhere.count() == 3


def test_who_stopped_invitations_gets_none_about_a_date_either(meeting: Meeting, owner: User) -> None:
    offered(meeting, owner, 10, 12)
    stopped, reached = (SeatFactory.create(table=meeting.table) for _ in range(2))
    OptOut.objects.create(address=stopped.email, category="invitations")
    asked(meeting, owner, stopped, reached)
    assert mails("meeting_dates") == [reached.email]
    assert OutgoingMail.objects.get(kind="tables/meeting_dates").category == "invitations"


def test_a_table_does_not_ask_the_whole_town_when_it_can(
    meeting: Meeting, owner: User, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """These mails and invitations count together, each person once."""
    monkeypatch.setattr("tables.services.invitations.base.MOST_PER_DAY", 3)
    offered(meeting, owner, 10, 12)
    first, second, third, fourth = (SeatFactory.create(table=meeting.table) for _ in range(4))
    InvitationFactory.create(meeting=MeetingFactory.create(table=meeting.table), seat=first, sent_at=clock.now())
    asked(meeting, owner, second)
    InvitationFactory.create(meeting=meeting, seat=second, sent_at=clock.now())
    typed = {"doe": "vraag", "wie": [third.pk, fourth.pk], "asker": "Noor Berends"}
    answer = browser.post(url(meeting), typed)
    assert answer.status_code == 422
    assert "verstuurde vandaag al heel veel uitnodigingen" in answer.content.decode()
    assert DateAsk.everywhere.count() == 1
    asked(meeting, owner, second, third)
    assert DateAsk.everywhere.count() == 2
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        asked(meeting, owner, fourth)
    assert len(mails("meeting_dates")) == 3


def test_nobody_is_asked_without_a_choice(meeting: Meeting, owner: User) -> None:
    offered(meeting, owner, 10)
    with pytest.raises(polls.NoDates):
        asked(meeting, owner, SeatFactory.create(table=meeting.table))


def test_the_same_date_stands_there_once(meeting: Meeting, owner: User) -> None:
    offered(meeting, owner, 10, 10)
    assert DateOption.everywhere.count() == 1
    with pytest.raises(meetings.HasBeen):
        offered(meeting, owner, -1)


def test_who_has_the_link_answers_without_an_account(meeting: Meeting, owner: User) -> None:
    first, second = offered(meeting, owner, 10, 12)
    (ask,) = asked(meeting, owner, SeatFactory.create(table=meeting.table))
    address = reverse("tables:dates", args=[ask.key])
    visitor = Client()
    page = visitor.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert visitor.post(address, {f"d{first.pk}": "yes", f"d{second.pk}": "no"}).status_code == 302
    assert visitor.post(address, {f"d{first.pk}": "maybe"}).status_code == 302
    said = DateAnswer.everywhere.values_list("option", "word")
    assert list(said) == [(first.pk, DateWord.MAYBE)]
    ask.refresh_from_db()
    assert (ask.answered_at is not None, ask.answered_by) == (True, None)


def test_an_empty_or_odd_answer_is_refused_in_words(meeting: Meeting, owner: User) -> None:
    first, _second = offered(meeting, owner, 10, 12)
    (ask,) = asked(meeting, owner, SeatFactory.create(table=meeting.table))
    address = reverse("tables:dates", args=[ask.key])
    empty = Client().post(address, {})
    assert empty.status_code == 422
    assert "minstens één datum" in empty.content.decode()
    assert Client().post(address, {f"d{first.pk}": "perhaps"}).status_code == 422
    assert Client().get(reverse("tables:dates", args=[uuid4()])).status_code == 404


def test_an_answer_by_phone_is_noted_down(meeting: Meeting, owner: User, browser: Client) -> None:
    first, _second = offered(meeting, owner, 10, 12)
    (ask,) = asked(meeting, owner, SeatFactory.create(table=meeting.table, email="", phone="0612345678"))
    assert mails("meeting_dates") == []
    response = browser.post(url(meeting, "meeting_dates_for", ask.pk), {f"d{first.pk}": "yes"})
    assert response.status_code == 302
    ask.refresh_from_db()
    assert ask.answered_by == owner


def test_the_grid_says_everything_in_words(meeting: Meeting, owner: User, browser: Client) -> None:
    first, second = offered(meeting, owner, 10, 12)
    one, other = asked(
        meeting,
        owner,
        SeatFactory.create(table=meeting.table, name="Anna"),
        SeatFactory.create(table=meeting.table, name="Bob"),
    )
    polls.answer(ask_id=one.pk, words={first.pk: "yes", second.pk: "no"})
    page = browser.get(url(meeting)).content.decode()
    assert "Kan: 1. Als het moet: 0. Kan niet: 0. Nog geen antwoord: 1." in page
    assert "De meesten kunnen" in page
    assert '<th class="utrecht-table__cell" scope="row">Anna</th>' in page
    assert other.answered_at is None


def test_picking_plans_it_and_tells_everyone_once(meeting: Meeting, owner: User, browser: Client) -> None:
    first, second = offered(meeting, owner, 10, 12)
    one, other = SeatFactory.create(table=meeting.table), SeatFactory.create(table=meeting.table)
    asks = asked(meeting, owner, one, other)
    assert browser.post(url(meeting, "meeting_date", second.pk), {"doe": "kies"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at) == (MeetingState.PLANNED, second.starts_at)
    assert mails("meeting_planned") == sorted([one.email, other.email])
    with pytest.raises(polls.PollClosed):
        polls.pick(actor=owner, role=ActorRole.OWNER, meeting_id=meeting.pk, option_id=first.pk)
    late = Client().post(reverse("tables:dates", args=[asks[0].key]), {f"d{first.pk}": "yes"})
    assert late.status_code == 422
    assert "De datum is gekozen" in late.content.decode()


def test_who_was_invited_before_there_was_a_day_hears_of_it_once(meeting: Meeting, owner: User) -> None:
    (first, _second) = offered(meeting, owner, 10, 12)
    both, invited = SeatFactory.create(table=meeting.table), SeatFactory.create(table=meeting.table)
    asked(meeting, owner, both)
    for seat in (both, invited):
        InvitationFactory.create(meeting=meeting, seat=seat)
    polls.pick(actor=owner, role=ActorRole.OWNER, meeting_id=meeting.pk, option_id=first.pk)
    assert mails("meeting_planned") == sorted([both.email, invited.email])


def test_a_date_that_was_taken_out_cannot_be_picked(meeting: Meeting, owner: User) -> None:
    first, _second = offered(meeting, owner, 10, 12)
    polls.take_out(actor=owner, meeting_id=meeting.pk, option_id=first.pk)
    with pytest.raises(polls.DateGone):
        polls.pick(actor=owner, role=ActorRole.OWNER, meeting_id=meeting.pk, option_id=first.pk)


def test_the_forms_of_the_overview(meeting: Meeting, browser: Client) -> None:
    def add(day_text: str, at: str) -> int:
        return browser.post(url(meeting), {"doe": "erbij", "day": day_text, "at": at}).status_code

    assert add(f"{day(10):%Y-%m-%d}", "19:30") == 302
    assert add(f"{day(11):%Y-%m-%d}", "19:30") == 302
    assert add("gisteren", "") == 422
    assert add("2020-01-01", "19:30") == 422
    assert browser.post(url(meeting), {"doe": "vraag"}).status_code == 422
    seat = SeatFactory.create(table=meeting.table)
    unreached = SeatFactory.create(table=meeting.table, email="")
    page = browser.post(url(meeting), {"doe": "vraag"}).content.decode()
    assert 'href="#id_wie"' in page and 'id="id_wie" aria-describedby="id_wie_error" tabindex="-1"' in page
    assert page.count("je vraagt het deze persoon zelf") == 1 and f'value="{unreached.pk}"' in page
    for _time in range(2):  # who was asked in the meantime may be sent along
        assert browser.post(url(meeting), {"doe": "vraag", "wie": [seat.pk], "asker": "Noor"}).status_code == 302
    assert mails("meeting_dates") == [seat.email]
    assert f'name="wie" value="{seat.pk}"' not in browser.get(url(meeting)).content.decode()


def test_only_who_organises_sees_it(meeting: Meeting) -> None:
    other = Client()
    other.force_login(UserFactory.create())
    leader = Client()
    leads: Any = UserFactory.create()
    Meeting.everywhere.update(facilitator=leads)
    leader.force_login(leads)
    assert [one.get(url(meeting)).status_code for one in (other, leader, Client())] == [404, 404, 302]
