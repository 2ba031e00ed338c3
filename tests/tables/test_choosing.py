"""A table chooses between its variants: by consent, dots or votes, on telephones and by hand together."""

from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from tables.enums import ActorRole, ChoiceWay, TableState
from tables.lifecycle import Need, Step
from tables.models import Ballot, Choice, Seat, Table, Variant
from tables.road import facts
from tables.services import choosing, variants
from tables.shown import choice as choice_shown
from tests.factories.ideas import owner_of
from tests.factories.plans import seat_at, variant_of
from tests.factories.tables import TableFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.CHOOSE)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def two(table: Table) -> tuple[Variant, Variant]:
    return variant_of(table), variant_of(table, "Een grote tuin")


def begin(table: Table, way: ChoiceWay = ChoiceWay.DOTS, **more: Any) -> Choice:
    return choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=way, **more)


def give(choice: Choice, seat: Seat, *given: tuple[Variant, int], why: str = "") -> None:
    numbers = {variant.pk: number for variant, number in given}
    choosing.cast(choice_id=choice.pk, seat=seat, given=numbers, reasons=dict.fromkeys(numbers, why))


def close(choice: Choice, variant: Variant, reason: str = "Daar is plek voor.") -> Variant:
    ids: dict[str, Any] = {"table_id": choice.table_id, "choice_id": choice.pk, "variant_id": variant.pk}
    return choosing.close(actor=None, role=ActorRole.OWNER, reason=reason, **ids)


class TestVariants:
    def test_no_one_is_changed_while_the_table_chooses_or_after(
        self, table: Table, owner: User, two: tuple[Variant, Variant]
    ) -> None:
        choice = begin(table)
        for end in (lambda: None, lambda: close(choice, two[0])):
            end()
            with pytest.raises(variants.BeingChosen):
                variants.add(actor=owner, table_id=table.pk, title="Een dak")
            with pytest.raises(variants.BeingChosen):
                variants.change(variant_id=two[0].pk, table_id=table.pk, seen=None, title="Anders")
            with pytest.raises(variants.BeingChosen):
                variants.drop(variant_id=two[0].pk, table_id=table.pk)

    def test_a_choice_that_was_called_off_lets_them_change_again(
        self, table: Table, two: tuple[Variant, Variant]
    ) -> None:
        choice = begin(table)
        give(choice, seat_at(table), (two[0], 1))
        choosing.call_off(table_id=table.pk, choice_id=choice.pk)
        choosing.call_off(table_id=table.pk, choice_id=choice.pk)
        variants.change(variant_id=two[0].pk, table_id=table.pk, seen=None, title="Anders")
        assert not Ballot.objects.exists()

    def test_what_an_earlier_round_left_open_does_not_stand_in_the_way(
        self, table: Table, two: tuple[Variant, Variant]
    ) -> None:
        """A national table may go on without choosing."""
        seat, left = seat_at(table), begin(table)
        Table.everywhere.filter(pk=table.pk).update(round=2)
        with pytest.raises(choosing.Closed):
            give(left, seat, (two[0], 1))
        table.refresh_from_db()
        again = variant_of(table, "Een dak")
        choice = begin(table)
        assert (choice.round, close(choice, again)) == (2, again)

    def test_what_somebody_else_wrote_since_is_not_overwritten(
        self, table: Table, two: tuple[Variant, Variant]
    ) -> None:
        seen = two[0].changed_at
        variants.change(variant_id=two[0].pk, table_id=table.pk, seen=seen, title="Van de een")
        with pytest.raises(variants.Changed) as caught:
            variants.change(variant_id=two[0].pk, table_id=table.pk, seen=seen, title="Van de ander")
        assert caught.value.variant.title == "Van de een"

    def test_there_is_an_end_to_how_many(self, table: Table, owner: User) -> None:
        for number in range(variants.MOST):
            variant_of(table, f"Tuin {number}")
        with pytest.raises(variants.TooMany):
            variants.add(actor=owner, table_id=table.pk, title="Nog een")

    @pytest.mark.parametrize("state", [TableState.STOPPED, TableState.FINISHED])
    def test_a_table_that_does_not_run_gets_none(self, table: Table, owner: User, state: TableState) -> None:
        Table.everywhere.update(state=state)
        with pytest.raises(variants.NotNow):
            variants.add(actor=owner, table_id=table.pk, title="Een tuin")


class TestOpening:
    def test_who_takes_part_gets_a_link_of_their_own_once(self, table: Table, two: tuple[Variant, Variant]) -> None:
        seat = seat_at(table)
        seat_at(table, "Op de lijst", is_owner=False, email="lijst@buurt.example")
        seat_at(table, "Stil", email="stil@buurt.example", quiet_at=table.opened_at)
        seat_at(table, "Zonder adres", email="")
        choice = begin(table)
        assert begin(table) == choice
        mails = OutgoingMail.objects.filter(kind="tables/choice_open")
        assert [mail.to_address for mail in mails] == ["saar@buurt.example"]
        assert f"/kiezen/{choice.key}/{seat.key}/" in mails.get().body_text

    def test_without_variants_there_is_nothing_to_choose(self, table: Table) -> None:
        with pytest.raises(choosing.NothingToChoose):
            begin(table)

    def test_a_round_chooses_once(self, table: Table, two: tuple[Variant, Variant]) -> None:
        close(begin(table), two[0])
        with pytest.raises(choosing.AlreadyChosen):
            begin(table)


class TestCasting:
    def test_hands_and_telephones_are_added_up(self, table: Table, two: tuple[Variant, Variant]) -> None:
        choice, (small, large) = begin(table), two
        give(choice, seat_at(table), (small, 2), (large, 1))
        choosing.count_by_hand(choice_id=choice.pk, numbers={small.pk: (4, 0), 999_999: (9, 0)})
        choosing.count_by_hand(choice_id=choice.pk, numbers={small.pk: (3, 0)})
        assert [(one.variant, one.number) for one in choice_shown.scores(choice)] == [(small, 5), (large, 1)]
        assert choosing.voters(choice) == 1

    def test_what_one_gives_takes_the_place_of_what_one_gave(self, table: Table, two: tuple[Variant, Variant]) -> None:
        choice, seat = begin(table), seat_at(table)
        give(choice, seat, (two[0], 3))
        give(choice, seat, (two[1], 1))
        assert [(one.variant, one.number) for one in choice_shown.scores(choice)] == [(two[1], 1), (two[0], 0)]

    def test_nobody_gives_more_than_they_have(self, table: Table, two: tuple[Variant, Variant]) -> None:
        seat = seat_at(table)
        dots = begin(table, dots=3)
        with pytest.raises(choosing.TooManyDots):
            give(dots, seat, (two[0], 2), (two[1], 2))
        choosing.call_off(table_id=table.pk, choice_id=dots.pk)
        vote = begin(table, ChoiceWay.VOTE)
        with pytest.raises(choosing.OneVote):
            give(vote, seat, (two[0], 1), (two[1], 1))
        give(vote, seat, (two[0], 1))
        assert choice_shown.scores(vote)[0].number == 1

    def test_with_consent_objections_are_counted_apart(self, table: Table, two: tuple[Variant, Variant]) -> None:
        choice = begin(table, ChoiceWay.CONSENT)
        give(choice, seat_at(table), (two[0], 0), (two[1], 1), why="Te druk.")
        choosing.count_by_hand(choice_id=choice.pk, numbers={two[0].pk: (2, 1)})
        scores = {one.variant: (one.number, one.against) for one in choice_shown.scores(choice)}
        assert scores == {two[0]: (2, 2), two[1]: (1, 0)}

    def test_a_variant_of_another_table_is_left_out(self, table: Table, two: tuple[Variant, Variant]) -> None:
        choice, other = begin(table), variant_of(TableFactory.create())
        give(choice, seat_at(table), (other, 3))
        assert not Ballot.objects.exists()

    def test_after_the_choice_nobody_gives_any_more(self, table: Table, two: tuple[Variant, Variant]) -> None:
        choice = begin(table)
        close(choice, two[0])
        with pytest.raises(choosing.Closed):
            give(choice, seat_at(table), (two[0], 1))

    def test_at_a_table_that_has_stopped_nobody_gives_anything(
        self, table: Table, two: tuple[Variant, Variant]
    ) -> None:
        choice = begin(table)
        Table.everywhere.filter(pk=table.pk).update(state=TableState.STOPPED)
        with pytest.raises(choosing.Closed):
            give(choice, seat_at(table), (two[0], 1))
        assert not Ballot.objects.exists()


class TestClosing:
    def test_the_choice_stands_on_the_timeline_with_its_reason(
        self, table: Table, two: tuple[Variant, Variant]
    ) -> None:
        choice = begin(table)
        assert close(choice, two[1]) == two[1]
        line = table.step_changes.get(kind="pick")
        assert line.note == "Een grote tuin: Daar is plek voor."
        table.refresh_from_db()
        assert Need.VARIANT in facts.gather(table).met

    def test_twice_the_same_is_once(self, table: Table, two: tuple[Variant, Variant]) -> None:
        choice = begin(table)
        close(choice, two[1])
        close(choice, two[1])
        assert table.step_changes.filter(kind="pick").count() == 1
        with pytest.raises(choosing.Closed):
            close(choice, two[0])

    def test_a_reason_has_to_be_there(self, table: Table, two: tuple[Variant, Variant]) -> None:
        with pytest.raises(choosing.ReasonMissing):
            close(begin(table), two[1], reason="  ")

    @pytest.mark.django_db(transaction=True)
    def test_two_at_once_choose_one(self, table: Table) -> None:
        two = variant_of(table), variant_of(table, "Een grote tuin")
        choice = begin(table)

        def choose(variant: Variant) -> bool:
            try:
                close(choice, variant)
            except choosing.Closed:
                return False
            return True

        assert sorted(at_once(lambda: choose(two[0]), lambda: choose(two[1]))) == [False, True]
        assert Variant.everywhere.exclude(chosen_at=None).count() == 1
