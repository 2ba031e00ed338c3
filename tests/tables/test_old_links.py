"""Links that went to somebody open nothing for them once the line is of another address or person, or is erased."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.asking import my_invitations
from tables.enums import ChoiceWay, Reach, SeatSource
from tables.models import Action, DateAsk, Invitation, Meeting, Seat, SurveyAnswer, SurveyPass
from tables.services import choosing, plan, seat_privacy, seats, survey
from tests.factories.accounts import UserFactory
from tests.factories.evaluations import SAYS, evaluation_of
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.plans import variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    found: Meeting = MeetingFactory.create(table=TableFactory.create(step=6))
    return found


@pytest.fixture
def seat(meeting: Meeting) -> Seat:
    """Of who has an account, was there, and was asked everything that can be asked."""
    person = UserFactory.create()
    found: Seat = SeatFactory.create(table=meeting.table, user=person, email=person.email, reach=Reach.MAIL)
    InvitationFactory.create(
        meeting=meeting, seat=found, code_digest="van-de-brief", checked_in_at=clock.now(), sat_as=found.capacity
    )
    return found


def links(seat: Seat) -> dict[str, str]:
    """Every link that was mailed to this person."""
    owner = owner_of(seat.table.idea)
    variant_of(seat.table)
    choice = choosing.open_choice(actor=owner, table_id=seat.table_id, way=ChoiceWay.VOTE)
    evaluation = evaluation_of(seat.table, opened_at=clock.now())
    asked = Invitation.everywhere.get(seat=seat)
    action = Action.everywhere.create(table=seat.table, number=1, text="Bellen", seat=seat)
    return {
        "invitation": reverse("tables:invitation", args=[asked.key]),
        "dates": reverse("tables:dates", args=[DateAsk.everywhere.create(meeting=asked.meeting, seat=seat).key]),
        "action": reverse("tables:action", args=[action.key]),
        "survey": reverse(
            "tables:survey", args=[SurveyPass.objects.create(evaluation=evaluation, seat=seat, has_answered=True).key]
        ),
        "ballot": reverse("tables:ballot", args=[choice.key, seat.key]),
    }


def statuses(paths: dict[str, str]) -> dict[str, int]:
    return {name: Client().get(path).status_code for name, path in paths.items()}


def moved(seat: Seat, actor: User, email: str) -> Seat:
    kept = {name: getattr(seat, name) for name in seats.Details.__dataclass_fields__}
    details = seats.Details(**{**kept, "email": email})
    return seats.change(actor=actor, table_id=seat.table_id, seat_id=seat.pk, seen=seats.mark_of(seat), details=details)


def test_another_address_gets_keys_of_its_own(seat: Seat) -> None:
    old, person = links(seat), seat.user
    assert person
    found = SurveyPass.objects.get(seat=seat)
    SurveyAnswer.objects.create(
        **{**SAYS, "evaluation": found.evaluation, "capacity": "resident", "code": survey.code_of(found)}
    )
    assert set(statuses(old).values()) == {200}
    moved(seat, owner_of(seat.table.idea), "ander@buurt.example")
    assert set(statuses(old).values()) == {404}
    seat.refresh_from_db()
    assert seat.user is None
    assert Invitation.everywhere.get(seat=seat).code_digest == ""
    assert not any(my_invitations.page(person, after="")[part] for part in ("coming", "over"))
    assert survey.given(SurveyPass.objects.get(seat=seat))


def test_a_co_owner_stays_who_they_are(seat: Seat) -> None:
    Seat.everywhere.filter(pk=seat.pk).update(is_owner=True)
    seat.refresh_from_db()
    assert moved(seat, owner_of(seat.table.idea), "thuis@buurt.example").user == seat.user


@pytest.mark.parametrize("sat", [True, False])
def test_an_erased_line_opens_nothing(seat: Seat, sat: bool) -> None:
    old = links(seat)
    if not sat:
        Invitation.everywhere.update(checked_in_at=None)
    seat_privacy.erase_by_key(key=str(Invitation.everywhere.get(seat=seat).key))
    assert set(statuses(old).values()) == {404}


@pytest.mark.parametrize("somebody_new", [True, False])
def test_an_action_of_somebody_else_gets_another_key(seat: Seat, somebody_new: bool) -> None:
    action = Action.everywhere.create(table=seat.table, number=1, text="Bellen", seat=seat)
    other = SeatFactory.create(table=seat.table) if somebody_new else None
    said: dict[str, Any] = {
        "actor": owner_of(seat.table.idea),
        "table_id": seat.table_id,
        "action_id": action.pk,
        "seen": None,
    }
    plan.change(**said, text="Bel", seat=seat, due_on=None)
    assert Action.everywhere.get().key == action.key
    plan.change(**said, text="Bel", seat=other, due_on=None)
    assert Client().get(reverse("tables:action", args=[action.key])).status_code == 404


class TestErased:
    """A line that its person had erased is not filled in again: nobody would ever erase it."""

    @pytest.fixture
    def erased(self, seat: Seat) -> Seat:
        seat_privacy.erase_by_key(key=str(Invitation.everywhere.get(seat=seat).key))
        seat.refresh_from_db()
        assert seat.removed_at is None
        return seat

    def test_it_is_not_changed_and_not_joined(self, erased: Seat) -> None:
        owner = owner_of(erased.table.idea)
        other = SeatFactory.create(table=erased.table, source=SeatSource.OWN)
        with pytest.raises(seats.Erased):
            moved(erased, owner, "weer@buurt.example")
        for stays, goes in ((erased, other), (other, erased)):
            with pytest.raises(seats.Erased):
                seats.join(actor=owner, table_id=erased.table_id, stays_id=stays.pk, goes_id=goes.pk)

    def test_it_can_be_taken_off(self, erased: Seat) -> None:
        seats.remove(actor=owner_of(erased.table.idea), table_id=erased.table_id, seat_id=erased.pk)
        erased.refresh_from_db()
        assert erased.removed_at

    def test_the_list_offers_no_change(self, erased: Seat, client: Client) -> None:
        client.force_login(owner_of(erased.table.idea))
        html = client.get(reverse("tables:seats", args=[erased.table_id])).content.decode()
        args = [erased.table_id, erased.pk]
        assert reverse("tables:seat_remove", args=args) in html
        for name in ("seat", "seat_by_hand"):
            assert f'"{reverse(f"tables:{name}", args=args)}"' not in html
            assert client.get(reverse(f"tables:{name}", args=args)).status_code == 404
