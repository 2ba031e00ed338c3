"""What somebody may do and read who was not asked: a typed name is no proof, and a link may be for the invited."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core import clock
from tables.enums import ActorRole
from tables.minutes import draft as minutes_draft
from tables.models import Invitation, Meeting, StepChange
from tables.services import attendance, meetings
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory

pytestmark = pytest.mark.django_db

LINK = "https://video.example/kamer-7"


@pytest.fixture
def meeting() -> Meeting:
    found: Meeting = MeetingFactory.create(starts_at=clock.now() + timedelta(hours=1))
    return found


def come_in(meeting: Meeting, name: str) -> Invitation:
    return attendance.at_the_door(
        code=meeting.door_code, name=name, capacity=Capacity.PROFESSIONAL, role="lobbyist", interest="Ik verdien eraan"
    )


@pytest.mark.parametrize("taken", ["shown", "account"])
def test_nobody_comes_as_somebody_whose_name_shows_or_who_has_an_account(meeting: Meeting, taken: str) -> None:
    fields: dict[str, Any] = {"name_display": NameDisplay.FULL} if taken == "shown" else {"user": UserFactory.create()}
    seat = SeatFactory.create(table=meeting.table, name="Fatima Yilmaz", **fields)
    assert come_in(meeting, "Fatima Yilmaz").seat_id != seat.pk
    (sitter,) = minutes_draft.sitters(meeting)
    assert (sitter.name, sitter.role) == ("", "lobbyist")


def test_a_name_that_does_not_show_is_found_on_the_list(meeting: Meeting) -> None:
    seat = SeatFactory.create(table=meeting.table, name="Fatima Yilmaz")
    assert come_in(meeting, "fatima yilmaz").seat_id == seat.pk


def test_one_telephone_does_not_fill_the_room(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendance, "MOST_FROM_ONE", 2)
    path = reverse("tables:door", args=[meeting.door_code])
    said = {"capacity": Capacity.RESIDENT, "role": "buurvrouw"}
    codes = [Client(REMOTE_ADDR="192.0.2.7").post(path, said).status_code for _ in range(3)]
    codes.append(Client(REMOTE_ADDR="192.0.2.8").post(path, said).status_code)
    assert codes == [302, 302, 422, 302]


def test_no_search_engine_keeps_the_door(meeting: Meeting) -> None:
    for name in ("door", "door_done"):
        assert "noindex" in Client().get(reverse(f"tables:{name}", args=[meeting.door_code]))["X-Robots-Tag"]


class TestLink:
    @staticmethod
    def pages(meeting: Meeting) -> list[str]:
        table = meeting.table
        paths = [
            reverse("tables:meeting", args=[meeting.pk]),
            reverse("tables:meeting_calendar", args=[meeting.pk]),
            reverse("tables:table_calendar", args=[table.pk, table.idea.slug]),
            reverse("tables:meetings_feed"),
        ]
        return [Client().get(path).content.decode().replace("\r\n ", "") for path in paths]

    @pytest.mark.parametrize("is_open", [True, False])
    def test_everyone_reads_it_of_an_open_meeting_alone(self, is_open: bool) -> None:
        meeting = MeetingFactory.create(link=LINK, place="", address="", is_open=is_open)
        assert [LINK in page for page in self.pages(meeting)] == [is_open] * 4

    def test_who_is_invited_reads_it(self) -> None:
        asked = InvitationFactory.create(meeting__link=LINK, meeting__is_open=False)
        assert LINK in Client().get(reverse("tables:invitation", args=[asked.key])).content.decode()

    def test_it_never_stands_on_the_timeline(self) -> None:
        meeting = MeetingFactory.create(link=LINK)
        owner = owner_of(meeting.table.idea)
        meetings.change(
            actor=owner, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, link="https://video.example/kamer-8"
        )
        note = StepChange.objects.latest("pk").note
        assert note == "Link: de oude → een andere"
