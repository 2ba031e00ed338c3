"""Answering the core questions: nobody's words are overwritten unread, every text is kept, and the pinner publishes."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock
from aantafel.core.errors import WrongState
from aantafel.core.registry import on_export
from municipalities import scope
from tables.enums import ActorRole, CoreQuestion, TableState
from tables.minutes.compare import side_by_side
from tables.models import CoreAnswer, CoreAnswerVersion, Table
from tables.road import core as shown
from tables.road.core_help import ADVICE, HELP
from tables.services import core
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.tables import TableFactory, answered
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db

WHY = CoreQuestion.WHY


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def pinner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def coach() -> User:
    return UserFactory.create()


def save(table: Table, actor: User, text: str, seen: int, role: ActorRole = ActorRole.OWNER) -> CoreAnswer | None:
    return core.save(actor=actor, table_id=table.pk, question=WHY, text=text, seen=seen, role=role)


def texts(table: Table) -> list[str]:
    """Oldest first."""
    rows = CoreAnswerVersion.objects.filter(answer__table=table, answer__question=WHY)
    return list(rows.order_by("number").values_list("text", flat=True))


class TestSaving:
    def test_each_text_is_kept_with_who_wrote_it_and_as_what(self, table: Table, pinner: User, coach: User) -> None:
        save(table, pinner, "Een", 0)
        answer = save(table, coach, "Twee", 1, ActorRole.COACH)
        assert answer is not None
        answer.refresh_from_db()
        assert (answer.text, answer.version, answer.changed_by) == ("Twee", 2, coach)
        kept = list(answer.versions.order_by("number").values_list("number", "text", "by", "role"))
        assert kept == [(1, "Een", pinner.pk, "owner"), (2, "Twee", coach.pk, "coach")]

    def test_nothing_typed_makes_no_answer_and_the_same_again_no_version(self, table: Table, pinner: User) -> None:
        assert save(table, pinner, "", 0) is None
        assert not CoreAnswer.everywhere.exists()
        save(table, pinner, "Een", 0)
        save(table, pinner, "Een", 0)
        assert texts(table) == ["Een"]

    def test_who_has_not_read_the_words_of_the_other_overwrites_nothing(
        self, table: Table, pinner: User, coach: User
    ) -> None:
        save(table, pinner, "Een", 0)
        save(table, coach, "Twee", 1, ActorRole.COACH)
        with pytest.raises(core.Overtaken) as caught:
            save(table, pinner, "Drie", 1)
        assert caught.value.answer.text == "Twee"
        assert texts(table) == ["Een", "Twee"]

    def test_who_saved_twice_at_one_moment_overtakes_nobody(self, table: Table, pinner: User) -> None:
        save(table, pinner, "Ee", 0)
        save(table, pinner, "Een", 0)
        assert texts(table) == ["Ee", "Een"]

    def test_two_who_typed_the_same_agree(self, table: Table, pinner: User, coach: User) -> None:
        save(table, pinner, "Een", 0)
        save(table, coach, "Een", 0, ActorRole.COACH)
        assert texts(table) == ["Een"]

    def test_letting_the_other_text_stand_keeps_ones_own_and_lets_the_other_go_on(
        self, table: Table, pinner: User, coach: User
    ) -> None:
        save(table, coach, "Van de coach", 0, ActorRole.COACH)
        core.give_way(actor=pinner, table_id=table.pk, question=WHY, text="Van mij", role=ActorRole.OWNER)
        assert texts(table) == ["Van de coach", "Van mij", "Van de coach"]
        save(table, coach, "Van de coach, verder", 1, ActorRole.COACH)
        assert texts(table)[-1] == "Van de coach, verder"

    @pytest.mark.parametrize(
        "state", [{"state": TableState.STOPPED}, {"idea__taken_off": True, "idea__published": False}]
    )
    def test_a_table_that_is_over_keeps_its_answers(self, state: dict[str, Any]) -> None:
        table = TableFactory.create(**state)
        with pytest.raises(core.TableClosed):
            save(table, owner_of(table.idea), "Een", 0)
        assert not CoreAnswer.everywhere.exists()

    def test_what_was_saved_while_typing_counts_as_one_sitting(self, table: Table, pinner: User, coach: User) -> None:
        start = clock.now() - timedelta(hours=5)
        moments = [(pinner, 0), (pinner, 1), (coach, 2), (pinner, 3), (pinner, 60)]
        for number, (who, minutes) in enumerate(moments):
            with clock.frozen(start + timedelta(minutes=minutes)):
                save(table, who, f"Tekst {number}", number)
        answer = CoreAnswer.everywhere.get()
        assert [one.number for one in core.sittings(answer).order_by("number")] == [2, 3, 4, 5]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_two_first_answers_one_stands_and_the_other_is_told(self) -> None:
        table = TableFactory.create()
        pinner, coach = owner_of(table.idea), UserFactory.create()

        def tried(actor: User, text: str, role: ActorRole) -> str:
            try:
                save(table, actor, text, 0, role)
            except core.Overtaken as error:
                return f"verloor van {error.answer.text}"
            return "bewaard"

        outcomes = at_once(lambda: tried(pinner, "Een", ActorRole.OWNER), lambda: tried(coach, "Twee", ActorRole.COACH))
        answer = CoreAnswer.everywhere.get()
        assert sorted(outcomes) == ["bewaard", f"verloor van {answer.text}"]
        assert texts(table) == [answer.text]

    def test_an_erasure_at_the_same_moment_leaves_nothing_behind(self) -> None:
        table = TableFactory.create()
        pinner = owner_of(table.idea)
        save(table, pinner, "Een", 0)

        def type_on() -> None:
            try:
                save(table, pinner, "Twee", 1)
            except WrongState:
                return

        at_once(type_on, lambda: privacy.erase(actor=pinner, ideas_too=False))
        assert not CoreAnswer.everywhere.exists()
        assert not CoreAnswerVersion.objects.exists()


class TestPublishing:
    def test_everyone_reads_the_text_that_the_pinner_had_read(self, table: Table, pinner: User, coach: User) -> None:
        save(table, pinner, "Een", 0)
        core.show(actor=pinner, table_id=table.pk, question=WHY, seen=1)
        save(table, coach, "Twee", 1, ActorRole.COACH)
        answer = CoreAnswer.everywhere.get()
        assert (answer.text, answer.public_text) == ("Twee", "Een")
        assert [one.is_newer for one in shown.shown(table)] == [True]

    def test_a_text_that_has_changed_is_not_published_unread(self, table: Table, pinner: User, coach: User) -> None:
        save(table, coach, "Een", 0, ActorRole.COACH)
        with pytest.raises(core.Overtaken):
            core.show(actor=pinner, table_id=table.pk, question=WHY, seen=0)
        assert not shown.shown(table)

    def test_taking_it_off_works_at_a_stopped_table_too(self, table: Table, pinner: User) -> None:
        answered(table, WHY, "Een", by=pinner, public_text="Een")
        Table.everywhere.update(state=TableState.STOPPED)
        core.hide(actor=pinner, table_id=table.pk, question=WHY)
        assert not shown.shown(table)

    def test_only_published_answers_of_public_tables_leave_the_desk(self, table: Table, pinner: User) -> None:
        answered(table, WHY, "Geheim", by=pinner)
        answered(table, CoreQuestion.AIM, "Open", by=pinner, public_text="Open")
        answered(TableFactory.create(idea__published=False, idea__taken_off=True), WHY, "Weg", public_text="Weg")
        with scope.national():
            assert [one.text for one in CoreAnswer.objects.all()] == ["Open"]
        with scope.tenant(table.municipality):
            assert CoreAnswer.objects.count() == 2


class TestPrivacy:
    def test_an_erased_pinner_leaves_only_what_everyone_read(self, table: Table, pinner: User, coach: User) -> None:
        answered(table, WHY, "Eerst", "Open", "Daarna", by=pinner, public_text="Open")
        answered(table, CoreQuestion.AIM, "Geheim", by=pinner)
        privacy.erase(actor=pinner, ideas_too=False)
        assert [(one.text, one.public_text) for one in CoreAnswer.everywhere.all()] == [("Open", "Open")]
        assert not CoreAnswerVersion.objects.exists()

    def test_an_erased_coach_leaves_the_words_without_a_name(self, table: Table, coach: User) -> None:
        answered(table, WHY, "Van de coach", by=coach, changed_as=ActorRole.COACH)
        privacy.erase(actor=coach, ideas_too=False)
        version = CoreAnswerVersion.objects.get()
        assert (version.text, version.by) == ("Van de coach", None)

    def test_everybody_gets_what_they_wrote(self, table: Table, pinner: User, coach: User) -> None:
        answered(table, WHY, "Eerst", "Van de coach", by=coach, changed_as=ActorRole.COACH)
        parts = {name: rows for part in on_export.run(user=coach) for name, rows in part.items()}
        assert [row["text"] for row in parts["core_answers_written"]] == ["Eerst", "Van de coach"]
        parts = {name: rows for part in on_export.run(user=pinner) for name, rows in part.items()}
        assert [row["text"] for row in parts["core_answers"]] == ["Van de coach"]


class TestHelp:
    @pytest.mark.parametrize("question", CoreQuestion)
    def test_every_question_has_enough_to_go_on(self, question: CoreQuestion) -> None:
        texts = HELP[question]
        assert len(texts.follow_up) >= 6
        assert min(len(texts.do), len(texts.leave)) >= 4
        assert str(texts.easy) != str(texts.ask)

    def test_there_is_advice_about_silence_summing_up_and_who_is_missing(self) -> None:
        assert {"Stilte", "Vat samen", "Wie mist er?"} <= {str(one.title) for one in ADVICE}


@pytest.mark.parametrize(
    ("one", "other"), [("", ""), ("a b", ""), ("Een  bank\nhier", "Een lange bank\nhier"), ("x", "y"), ("zo", "zo")]
)
def test_two_texts_side_by_side_are_whole_and_mark_what_differs(one: str, other: str) -> None:
    left, right = side_by_side(one, other)
    assert "".join(piece.text for piece in left) == one
    assert "".join(piece.text for piece in right) == other
    assert any(piece.differs for piece in left + right) == (one != other)
    assert [p.text for p in left if not p.differs] == [p.text for p in right if not p.differs]
