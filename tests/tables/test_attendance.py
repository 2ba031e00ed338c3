"""Who came: checked in by name, by a code at the door, or as a guest, with capacity and role."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import InvitationWay, MeetingState, SeatSource
from tables.models import Invitation, Meeting, Seat
from tables.notifications.minutes import participants
from tables.services import attendance
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db

GUEST: dict[str, Any] = {"capacity": "professional", "role": "huisarts"}


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory.create(number=1, starts_at=clock.now() - timedelta(minutes=5))


@pytest.fixture
def owner(meeting: Meeting) -> User:
    return owner_of(meeting.table.idea)


@pytest.fixture
def browser(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def url(meeting: Meeting, name: str = "attendance", *args: object) -> str:
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number, *args])


def door(meeting: Meeting) -> str:
    return reverse("tables:door", args=[meeting.door_code])


def came(meeting: Meeting) -> list[tuple[str, str]]:
    rows = Invitation.everywhere.filter(meeting=meeting).exclude(checked_in_at=None)
    return sorted(rows.values_list("sat_as", "sat_role"))


def test_one_tap_and_undo(meeting: Meeting, browser: Client) -> None:
    invitation = InvitationFactory.create(meeting=meeting, seat__capacity=Capacity.EMPLOYEE, seat__role="wethouder")
    tap = url(meeting, "attendance_here", invitation.seat_id)
    browser.post(tap)
    browser.post(tap)
    assert came(meeting) == [("employee", "wethouder")]
    browser.post(tap, {"doe": "terug"})
    assert came(meeting) == []
    assert Invitation.everywhere.filter(pk=invitation.pk).exists()


def test_a_tap_says_whom_it_was_and_leads_to_the_next(meeting: Meeting, browser: Client) -> None:
    first, second = (SeatFactory.create(table=meeting.table, name=name) for name in ("Ans", "Bep"))
    tap = url(meeting, "attendance_here", first.pk)
    response = browser.post(tap)
    assert response["Location"] == f"{url(meeting)}#persoon-{second.pk}"
    page = browser.get(url(meeting)).content.decode()
    assert "Ans is er." in page and f'id="persoon-{second.pk}" tabindex="-1"' in page
    assert browser.post(url(meeting, "attendance_here", second.pk))["Location"] == f"{url(meeting)}#verwacht"
    assert 'id="verwacht" tabindex="-1"' in page
    assert browser.post(tap, {"doe": "terug"})["Location"] == f"{url(meeting)}#persoon-{first.pk}"
    assert "Ongedaan gemaakt: Ans" in browser.get(url(meeting)).content.decode()


def test_who_was_not_invited_can_be_here_too(meeting: Meeting, browser: Client) -> None:
    seat = SeatFactory.create(table=meeting.table)
    browser.post(url(meeting, "attendance_here", seat.pk))
    assert Invitation.everywhere.get(seat=seat).way == InvitationWay.GUEST
    browser.post(url(meeting, "attendance_here", seat.pk), {"doe": "terug"})
    assert not Invitation.everywhere.filter(seat=seat).exists()
    assert Seat.everywhere.filter(pk=seat.pk).exists()


def test_a_seat_of_another_table_is_not_found(meeting: Meeting, owner: User) -> None:
    with pytest.raises(attendance.NotOnTheList):
        attendance.check_in(actor=owner, meeting_id=meeting.pk, seat_id=SeatFactory.create().pk)


def test_a_guest_needs_a_capacity_and_a_role_but_no_name(meeting: Meeting, browser: Client) -> None:
    for missing in ({"role": "huisarts"}, {"capacity": "professional"}, {"capacity": "koning", "role": "x"}):
        assert browser.post(url(meeting), missing).status_code == 422
    assert browser.post(url(meeting), GUEST).status_code == 302
    seat = Seat.everywhere.get(source=SeatSource.GUEST)
    assert (seat.name, seat.table, came(meeting)) == ("", meeting.table, [("professional", "huisarts")])
    browser.post(url(meeting, "attendance_here", seat.pk), {"doe": "terug"})
    assert not Seat.everywhere.filter(pk=seat.pk).exists()


def test_the_same_form_counts_once(meeting: Meeting) -> None:
    key = uuid4()
    for _ in range(2):
        attendance.guest(actor=None, meeting_id=meeting.pk, key=key, **GUEST)
    assert len(came(meeting)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_are_one(meeting: Meeting) -> None:
    seat = SeatFactory.create(table=meeting.table)

    def tap() -> int:
        return attendance.check_in(actor=None, meeting_id=meeting.pk, seat_id=seat.pk).pk

    assert len(set(at_once(tap, tap))) == 1


def test_a_missing_side_is_shown_in_words(meeting: Meeting, browser: Client) -> None:
    browser.post(url(meeting), GUEST)
    page = browser.get(url(meeting)).content.decode()
    assert "Er is niemand als: inwoner, medewerker van de gemeente." in page
    assert [one.value for one in attendance.missing(meeting)] == ["resident", "employee"]


class TestTheDoor:
    def test_somebody_checks_themselves_in(self, meeting: Meeting) -> None:
        visitor = Client()
        assert visitor.get(door(meeting)).status_code == 200
        response = visitor.post(door(meeting), {**GUEST, "key": str(uuid4())}, follow=True)
        assert "Je staat erbij" in response.content.decode()
        assert came(meeting) == [("professional", "huisarts")]

    def test_a_name_on_the_list_is_that_person_once(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, name="Mieke Vos")
        for _ in range(2):
            Client().post(door(meeting), {**GUEST, "name": "mieke vos", "key": str(uuid4())})
        assert Invitation.everywhere.get(seat=seat).sat_as == "professional"
        assert Seat.everywhere.filter(source=SeatSource.GUEST).count() == 1  # a second Mieke is somebody else

    def test_who_is_signed_in_is_known(self, meeting: Meeting) -> None:
        user = UserFactory.create()
        seat = SeatFactory.create(table=meeting.table, user=user, email="")
        visitor = Client()
        visitor.force_login(user)
        visitor.post(door(meeting), {**GUEST, "key": str(uuid4())})
        assert Invitation.everywhere.get().seat == seat

    def test_a_guest_who_is_signed_in_can_be_reached(self, meeting: Meeting) -> None:
        user = UserFactory.create()
        visitor = Client()
        visitor.force_login(user)
        for _ in range(2):
            visitor.post(door(meeting), {**GUEST, "key": str(uuid4())})
        seat = Invitation.everywhere.get(meeting=meeting).seat
        assert (seat.source, seat.user, seat.email, seat.hides_address) == ("guest", user, user.email, True)
        assert [reader.email for _seat, reader in participants(meeting) if reader] == [user.email]

    def test_who_is_on_the_list_by_that_address_is_known(self, meeting: Meeting) -> None:
        user = UserFactory.create()
        visitor = Client()
        visitor.force_login(user)
        seat = SeatFactory.create(table=meeting.table, email=user.email)
        visitor.post(door(meeting), {**GUEST, "key": str(uuid4())})
        assert Invitation.everywhere.get().seat == seat

    @pytest.mark.parametrize("hours", [-30, 3, 24])
    def test_it_opens_around_the_meeting_alone(self, meeting: Meeting, hours: int) -> None:
        Meeting.everywhere.update(starts_at=clock.now() + timedelta(hours=hours))
        assert Client().get(door(meeting)).status_code == 403
        response = Client().post(door(meeting), {**GUEST, "key": str(uuid4())})
        assert (response.status_code, came(meeting)) == (403, [])

    def test_not_for_one_that_was_called_off(self, meeting: Meeting) -> None:
        Meeting.everywhere.update(state=MeetingState.CANCELLED)
        assert Client().get(door(meeting)).status_code == 403

    def test_a_new_code_makes_the_old_one_worthless(self, meeting: Meeting, browser: Client) -> None:
        old = door(meeting)
        assert meeting.door_code in browser.get(url(meeting, "door_sheet")).content.decode()
        browser.post(url(meeting, "door_new_code"))
        assert Client().get(old).status_code == 404

    def test_what_is_wrong_is_said_and_nothing_is_lost(self, meeting: Meeting) -> None:
        response = Client().post(door(meeting), {"capacity": "resident", "interest": "Ik woon ernaast."})
        page = response.content.decode()
        assert response.status_code == 422
        assert "Zeg in welke rol je hier bent." in page
        assert "Ik woon ernaast." in page


def test_too_early_is_said(meeting: Meeting, browser: Client) -> None:
    Meeting.everywhere.update(starts_at=clock.now() + timedelta(days=3))
    assert "vanaf twee uur voor de bijeenkomst" in browser.get(url(meeting)).content.decode()
    assert browser.post(url(meeting), GUEST).status_code == 422


def test_who_leads_the_meeting_checks_in_too(meeting: Meeting) -> None:
    leads: Any = UserFactory.create()
    Meeting.everywhere.update(facilitator=leads)
    client = Client()
    client.force_login(leads)
    assert client.post(url(meeting), GUEST).status_code == 302
    assert client.get(url(meeting, "meeting_now")).status_code == 200
    assert client.get(url(meeting, "meeting_change")).status_code == 404
    assert client.get(reverse("tables:work", args=[meeting.table_id])).status_code == 404
