"""Somebody without an account who was asked to take notes signs in with the code that goes to their address."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import SignInToken, User
from aantafel.outbox.models import OutgoingMail
from tables.models import Meeting, NoteTaker, Seat
from tests.factories.meetings import MeetingFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    made: Meeting = MeetingFactory.create()
    return made


@pytest.fixture
def seat(meeting: Meeting) -> Seat:
    made: Seat = SeatFactory.create(table=meeting.table, email="wim@buurt.example")
    return made


def asks_a_code(client: Client, there: str = "") -> OutgoingMail:
    client.post(reverse("accounts:sign_in"), {"email": "wim@buurt.example", "next": there})
    return OutgoingMail.objects.latest("pk")


def test_from_the_mail_to_the_minutes(client: Client, meeting: Meeting, seat: Seat) -> None:
    NoteTaker.objects.create(meeting=meeting, seat=seat)
    there = reverse("tables:write", args=[meeting.table_id, meeting.number])
    mail = asks_a_code(client, there)
    code_url = reverse("accounts:code", args=[SignInToken.objects.get().key])
    assert client.post(code_url, {"code": mail.secret})["Location"] == there
    assert client.get(there).status_code == 200
    assert User.objects.find("wim@buurt.example")


@pytest.mark.parametrize("asked", [False, True])
def test_who_was_not_asked_or_no_longer_gets_no_code(client: Client, meeting: Meeting, seat: Seat, asked: bool) -> None:
    if asked:
        NoteTaker.objects.create(meeting=meeting, seat=seat).delete()
    assert asks_a_code(client).kind == "accounts/unknown_address"
