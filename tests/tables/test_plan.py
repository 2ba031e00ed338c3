"""The action plan: who does what by when, what they say of it, and who is reminded."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.registry import on_erase, on_export
from aantafel.outbox.models import OutgoingMail
from tables.enums import ActionState, ActorRole, TableState
from tables.lifecycle import Step
from tables.models import Action, News, Seat, Table
from tables.services import news, plan
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.plans import action_of, seat_at
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.DO)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def seat(table: Table) -> Seat:
    return seat_at(table)


def mails(kind: str = "") -> list[tuple[str, str]]:
    rows = OutgoingMail.objects.filter(kind__startswith=f"tables/action_{kind}").order_by("pk")
    return [(mail.kind.removeprefix("tables/action_"), mail.to_address) for mail in rows]


class TestAdding:
    def test_whoever_does_it_gets_a_link(self, table: Table, owner: User, seat: Seat) -> None:
        first = plan.add(actor=owner, table_id=table.pk, text="Bellen", seat=seat, due_on=clock.today())
        second = plan.add(actor=owner, table_id=table.pk, text="Graven", seat=None, due_on=None)
        assert (first.number, second.number) == (1, 2)
        assert mails() == [("given", "saar@buurt.example")]
        assert f"/actie/{first.key}/" in OutgoingMail.objects.get(kind="tables/action_given").body_text

    def test_who_wrote_it_down_themselves_gets_no_mail(self, table: Table, owner: User) -> None:
        own = seat_at(table, "Zelf", user=owner)
        plan.add(actor=owner, table_id=table.pk, text="Bellen", seat=own, due_on=None)
        assert mails() == []

    def test_another_person_gets_one_too_and_the_same_one_no_second(
        self, table: Table, owner: User, seat: Seat
    ) -> None:
        action, other = action_of(table, seat), seat_at(table, "Tess")
        for who in (seat, other, other):
            now: dict[str, Any] = {"seen": None, "text": "Bellen", "seat": who, "due_on": action.due_on}
            plan.change(actor=owner, table_id=table.pk, action_id=action.pk, **now)
        assert mails() == [("given", "saar@buurt.example"), ("given", "tess@buurt.example")]

    def test_what_somebody_else_wrote_since_is_not_overwritten(self, table: Table, owner: User, seat: Seat) -> None:
        action = action_of(table, seat)
        same: dict[str, Any] = {
            "actor": owner,
            "table_id": table.pk,
            "action_id": action.pk,
            "seat": seat,
            "due_on": None,
        }
        plan.change(**same, seen=action.changed_at, text="Van de een")
        with pytest.raises(plan.Changed):
            plan.change(**same, seen=action.changed_at, text="Van de ander")

    def test_a_stopped_table_keeps_its_plan(self, table: Table, owner: User) -> None:
        Table.everywhere.update(state=TableState.STOPPED)
        with pytest.raises(plan.NotNow):
            plan.add(actor=owner, table_id=table.pk, text="Bellen", seat=None, due_on=None)


class TestSaying:
    def test_done_is_done(self, table: Table, seat: Seat) -> None:
        action = action_of(table, seat)
        plan.say(key=action.key, state=ActionState.DONE)
        action = plan.say(key=action.key, state=ActionState.DONE)
        assert (action.state, action.done_at is not None) == ("done", True)
        with pytest.raises(plan.NotOpen):
            plan.say(key=action.key, state=ActionState.HELP, said="Toch niet.")
        assert mails("said") == []

    def test_done_by_mistake_is_still_to_do(self, table: Table, seat: Seat) -> None:
        action = action_of(table, seat)
        plan.say(key=action.key, state=ActionState.DONE)
        action = plan.not_done(key=action.key)
        assert (action.state, action.done_at) == ("open", None)
        assert mails("said") == []

    def test_what_is_not_done_or_not_needed_stays_so(self, table: Table, seat: Seat) -> None:
        asks = plan.say(key=action_of(table, seat).key, state=ActionState.HELP, said="Een ladder.")
        assert plan.not_done(key=asks.key).state == ActionState.HELP
        Action.everywhere.update(state=ActionState.DROPPED)
        with pytest.raises(plan.NotOpen):
            plan.not_done(key=asks.key)

    def test_organisers_hear_of_help(self, table: Table, owner: User, seat: Seat) -> None:
        action = action_of(table, seat)
        plan.say(key=action.key, state=ActionState.HELP, said="Ik heb een aanhanger nodig.")
        mail = OutgoingMail.objects.get(kind="tables/action_said")
        assert mail.to_address == owner.email
        assert "Ik heb een aanhanger nodig." in mail.body_text

    def test_later_is_another_day_and_new_reminders(self, table: Table, seat: Seat) -> None:
        action = action_of(table, seat, days=-1)
        plan.remind_due()
        later = clock.today() + timedelta(days=20)
        action = plan.say(key=action.key, state=ActionState.OPEN, said="De winkel is dicht.", due_on=later)
        assert (action.due_on, action.overdue_at, action.reminded_at) == (later, None, None)
        assert [kind for kind, _to in mails()] == ["given", "reminder", "said"]

    def test_a_day_that_has_passed_is_no_later(self, table: Table, seat: Seat) -> None:
        action = action_of(table, seat)
        with pytest.raises(plan.DayMissing):
            plan.say(key=action.key, state=ActionState.OPEN, due_on=clock.today() - timedelta(days=1))


class TestReminding:
    @pytest.mark.parametrize(("days", "told"), [(3, 1), (4, 0), (0, 1), (-1, 1)])
    def test_some_days_before_and_after_each_once(self, table: Table, seat: Seat, days: int, told: int) -> None:
        action_of(table, seat, days=days)
        Action.everywhere.update(made_at=clock.now() - timedelta(days=5))
        assert plan.remind_due() == told
        assert plan.remind_due() == 0
        assert len(mails("reminder")) == told

    def test_both_when_nothing_is_said(self, table: Table, seat: Seat) -> None:
        action_of(table, seat, days=2)
        Action.everywhere.update(made_at=clock.now() - timedelta(days=5))
        plan.remind_due()
        with clock.frozen(clock.now() + timedelta(days=4)):
            plan.remind_due()
            plan.remind_due()
        assert len(mails("reminder")) == 2

    @pytest.mark.parametrize(
        "change", [{"state": "done"}, {"state": "dropped"}, {"state": "help"}, {"seat": None}, {"due_on": None}]
    )
    def test_nobody_is_reminded_of_what_is_no_longer_theirs_to_do(
        self, table: Table, seat: Seat, change: dict[str, object]
    ) -> None:
        action_of(table, seat, days=-1)
        Action.everywhere.update(**change)
        assert plan.remind_due() == 0

    def test_nor_of_a_table_that_stopped(self, table: Table, seat: Seat) -> None:
        action_of(table, seat, days=-1)
        Table.everywhere.update(state=TableState.STOPPED)
        assert plan.remind_due() == 0

    def test_who_got_it_yesterday_evening_is_not_reminded_this_morning(self, table: Table, seat: Seat) -> None:
        action_of(table, seat, days=2)
        assert plan.remind_due() == 0


class TestNews:
    def test_it_is_told_once(self, table: Table, owner: User) -> None:
        told: dict[str, Any] = {
            "actor": owner,
            "role": ActorRole.OWNER,
            "table_id": table.pk,
            "text": "De eerste spade ging erin.",
        }
        assert news.tell(**told) == news.tell(**told)
        assert table.step_changes.filter(kind="news").count() == 1
        news.remove(table_id=table.pk, news_id=News.everywhere.get().pk)
        assert not News.everywhere.exists()


class TestPrivacy:
    def test_what_a_person_does_and_says_comes_along_and_goes(self, table: Table) -> None:
        user = UserFactory.create()
        action = action_of(table, seat_at(table, "Zelf", user=user))
        plan.say(key=action.key, state=ActionState.HELP, said="Mijn rug doet zeer.")
        given = {key: value for part in on_export.run(user=user) for key, value in part.items()}
        assert given["table_actions"][0]["said"] == "Mijn rug doet zeer."
        on_erase.run(user=user)
        action.refresh_from_db()
        assert (action.said, action.text) == ("", "De bakker bellen")
