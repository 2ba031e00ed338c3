"""Looking back: the survey without names, what changed, the aims, and the decision."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.registry import on_erase, on_export
from aantafel.outbox.models import OutgoingMail
from tables.enums import ActorRole, Aim, TableState, WordKind
from tables.lifecycle import Step
from tables.models import Effect, Evaluation, OwnerWord, SurveyAnswer, SurveyPass, Table
from tables.services import evaluation, outcome, survey, words
from tables.shown import evaluation as shown
from tests.factories.accounts import UserFactory
from tests.factories.evaluations import SAYS, answers_of, closed_evaluation, evaluation_of, pass_of
from tests.factories.ideas import owner_of
from tests.factories.plans import seat_at
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

TEXTS = {**dict.fromkeys(evaluation.WRITTEN, ""), "lessons": "Begin klein."}
EFFECT = {"text": "Meer buren kennen elkaar", "whom": "", "known_by": "", "unit": "", "before": None, "after": None}


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.EVALUATE)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


def mails() -> list[str]:
    return list(OutgoingMail.objects.filter(kind="tables/survey").order_by("pk").values_list("to_address", flat=True))


class TestAsking:
    def test_everyone_who_takes_part_gets_it_once_and_who_came_later_too(self, table: Table) -> None:
        seat_at(table, "Saar")
        seat_at(table, "Stil", quiet_at=clock.now())
        seat_at(table, "Alleen op de lijst", is_owner=False)
        survey.ask(table_id=table.pk)
        survey.ask(table_id=table.pk)
        assert mails() == ["saar@buurt.example"]
        seat_at(table, "Tess")
        survey.ask(table_id=table.pk)
        assert mails() == ["saar@buurt.example", "tess@buurt.example"]

    def test_not_before_step_seven_nor_of_nobody(self, table: Table) -> None:
        with pytest.raises(survey.NobodyThere):
            survey.ask(table_id=table.pk)
        Table.everywhere.update(step=Step.DO)
        with pytest.raises(survey.NotNow):
            survey.ask(table_id=table.pk)
        assert not Evaluation.everywhere.exists()

    def test_who_did_not_answer_is_reminded_once(self, table: Table) -> None:
        found = evaluation_of(table, opened_at=clock.now() - timedelta(days=8))
        pass_of(found, "Saar")
        answered = pass_of(found, "Tess")
        survey.answer(key=answered.key, answers=SAYS)
        assert [survey.remind_due(), survey.remind_due()] == [1, 0]
        assert mails() == ["saar@rond.example"]

    def test_nor_before_a_week_or_of_a_table_that_stopped(self, table: Table) -> None:
        found = evaluation_of(table, opened_at=clock.now() - timedelta(days=6))
        pass_of(found, "Saar")
        assert survey.remind_due() == 0
        Table.everywhere.update(state=TableState.STOPPED)
        Evaluation.everywhere.update(opened_at=clock.now() - timedelta(days=30))
        assert survey.remind_due() == 0


class TestAnswering:
    def test_again_takes_the_place_of_the_first(self, table: Table) -> None:
        one = pass_of(evaluation_of(table, opened_at=clock.now()), "Saar", capacity="professional")
        survey.answer(key=one.key, answers=SAYS)
        survey.answer(key=one.key, answers={**SAYS, "heard": 1})
        made = SurveyAnswer.objects.get()
        assert (made.heard, made.capacity) == (1, "professional")
        one.refresh_from_db()
        assert survey.given(one) == made

    def test_no_row_leads_from_an_answer_to_its_person(self, table: Table) -> None:
        one = pass_of(evaluation_of(table, opened_at=clock.now()), "Saar")
        survey.answer(key=one.key, answers=SAYS)
        row = SurveyAnswer.objects.values().get()
        told = {"evaluation_id", *Aim.values}  # numbers that may be those of a row by chance
        held = {str(value) for name, value in row.items() if name not in told}
        assert held.isdisjoint({str(one.pk), str(one.key), str(one.seat_id), str(one.seat.key)})
        names = {field.name for field in SurveyAnswer._meta.get_fields() if field.is_relation}
        assert names == {"evaluation"}

    def test_not_when_it_is_closed_and_not_with_a_made_up_key(self, table: Table) -> None:
        one = pass_of(closed_evaluation(table), "Saar")
        with pytest.raises(survey.ClosedAlready):
            survey.answer(key=one.key, answers=SAYS)
        with pytest.raises(SurveyPass.DoesNotExist):
            survey.answer(key=uuid.uuid4(), answers=SAYS)

    def test_a_paper_is_typed_over_once(self, table: Table) -> None:
        one = pass_of(evaluation_of(table, opened_at=clock.now()), "Saar")
        act: dict[str, Any] = {"table_id": table.pk, "pass_id": one.pk, "answers": SAYS}
        survey.type_in(**act)
        with pytest.raises(survey.AnsweredAlready):
            survey.type_in(**act)
        with pytest.raises(SurveyPass.DoesNotExist):
            survey.type_in(**{**act, "table_id": TableFactory.create(step=Step.EVALUATE).pk})


class TestResults:
    def test_nothing_shows_as_long_as_the_survey_runs(self, table: Table) -> None:
        found = evaluation_of(table, opened_at=clock.now())
        answers_of(found, 9)
        assert shown.results(found) is None

    def test_nothing_of_four_people_also_not_their_words(self, table: Table) -> None:
        found = closed_evaluation(table)
        answers_of(found, 4, went_well="De soep.")
        told = shown.results(found)
        assert told is not None
        assert (told.total, told.statements, told.well) == (4, [], [])

    def test_a_small_group_is_counted_along_and_not_shown(self, table: Table) -> None:
        found = closed_evaluation(table)
        answers_of(found, 7)
        answers_of(found, 6, "professional", heard=1)
        answers_of(found, 2, "employee", better="Meer tijd.")
        told = shown.results(found)
        assert told is not None
        heard = next(one for one in told.statements if one.key == "stelling-heard")
        assert heard.columns == ["Antwoord", "Iedereen", "Inwoner"]
        assert [cell for _column, cell in heard.rows[0]] == ["Helemaal niet", "6", "0"]
        assert told.better == ["Meer tijd."] * 2

    def test_the_groups_stand_in_the_order_in_which_they_always_do(self, table: Table) -> None:
        found = closed_evaluation(table)
        for capacity in ("employee", "professional", "resident"):
            answers_of(found, 5, capacity)
        told = shown.results(found)
        assert told is not None
        names = ["Inwoner", "Professional", "Medewerker van de gemeente"]
        assert told.statements[0].columns == ["Antwoord", "Iedereen", *names]


class TestWriting:
    def test_who_was_overtaken_is_told(self, table: Table, owner: User) -> None:
        act: dict[str, Any] = {"actor": owner, "role": ActorRole.OWNER, "table_id": table.pk}
        first = evaluation.write(**act, seen=None, texts=TEXTS)
        assert evaluation.write(**act, seen=None, texts=TEXTS).changed_at == first.changed_at
        with pytest.raises(evaluation.Changed) as caught:
            evaluation.write(**act, seen=None, texts={**TEXTS, "lessons": "Anders."})
        assert caught.value.evaluation.lessons == "Begin klein."
        evaluation.write(**act, seen=first.changed_at, texts={**TEXTS, "lessons": "Anders."})

    def test_effects_come_change_and_go(self, table: Table, owner: User) -> None:
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "values": EFFECT}
        effect = evaluation.add_effect(**act)
        assert evaluation.add_effect(**act) == effect
        change: dict[str, Any] = {"table_id": table.pk, "effect_id": effect.pk, "seen": effect.changed_at}
        evaluation.change_effect(**change, values={**EFFECT, "text": "Een bankje"})
        with pytest.raises(evaluation.EffectChanged):
            evaluation.change_effect(**change, values=EFFECT)
        evaluation.remove_effect(table_id=table.pk, effect_id=effect.pk)
        evaluation.remove_effect(table_id=table.pk, effect_id=effect.pk)
        assert not Effect.everywhere.exists()

    def test_of_another_table_it_is_not_there_and_before_step_seven_nothing_is_written(
        self, table: Table, owner: User
    ) -> None:
        effect = evaluation.add_effect(actor=owner, table_id=table.pk, values=EFFECT)
        other = TableFactory.create(step=Step.EVALUATE)
        with pytest.raises(Effect.DoesNotExist):
            evaluation.change_effect(table_id=other.pk, effect_id=effect.pk, seen=None, values=EFFECT)
        early = TableFactory.create(step=Step.DO)
        with pytest.raises(evaluation.NotNow):
            evaluation.add_effect(actor=owner, table_id=early.pk, values=EFFECT)


class TestDeciding:
    @pytest.mark.parametrize("kind", [WordKind.FINISH, WordKind.UPKEEP, WordKind.END])
    def test_the_table_is_finished_the_survey_closed_and_all_public(
        self, table: Table, owner: User, kind: WordKind
    ) -> None:
        evaluation_of(table, opened_at=clock.now())
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "role": ActorRole.OWNER, "kind": kind}
        outcome.decide(**act, reason="De buren doen het.")
        table.refresh_from_db()
        assert table.state == TableState.FINISHED
        found = Evaluation.everywhere.public().get()
        assert found.closed_at is not None
        with pytest.raises(survey.NotNow):
            outcome.decide(**act, reason="Nog eens.")
        assert OwnerWord.objects.count() == 1

    def test_a_new_round_begins_and_the_old_one_stays_to_read(self, table: Table, owner: User) -> None:
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "role": ActorRole.OWNER}
        outcome.decide(**act, kind=WordKind.NEW_ROUND)
        table.refresh_from_db()
        assert (table.round, table.step, table.state) == (2, Step.ASK, TableState.RUNNING)
        assert Evaluation.everywhere.public().get().round == 1

    @pytest.mark.parametrize("role", [ActorRole.COACH, ActorRole.OPERATOR])
    def test_who_is_not_the_owner_decides_nothing(self, table: Table, role: ActorRole) -> None:
        with pytest.raises(words.NotNow):
            outcome.decide(actor=UserFactory.create(), table_id=table.pk, kind=WordKind.FINISH, role=role)
        assert not OwnerWord.objects.exists()
        assert not Evaluation.everywhere.exists()

    @pytest.mark.parametrize("kind", [WordKind.UPKEEP, WordKind.END])
    def test_who_keeps_it_up_or_why_it_ends_is_told(self, table: Table, owner: User, kind: WordKind) -> None:
        with pytest.raises(words.SayWhy):
            outcome.decide(actor=owner, table_id=table.pk, kind=kind, role=ActorRole.OWNER, reason="  ")


class TestPrivacy:
    def test_words_go_with_their_person_and_what_was_counted_stays(self, table: Table) -> None:
        user = UserFactory.create()
        one = pass_of(evaluation_of(table, opened_at=clock.now()), "Saar", user=user)
        survey.answer(key=one.key, answers={**SAYS, "went_well": "Mijn tante kwam."})
        given = {key: value for part in on_export.run(user=user) for key, value in part.items()}
        assert given["table_surveys"][0]["went_well"] == "Mijn tante kwam."
        on_erase.run(user=user)
        made = SurveyAnswer.objects.get()
        assert (made.went_well, made.heard) == ("", 4)
