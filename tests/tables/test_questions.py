"""What a table asks everyone: asked, answered, thanked, closed and hidden."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.registry import on_erase, on_export
from aantafel.outbox.models import OutgoingMail
from municipalities import scope
from tables.enums import ActorRole, QuestionAnswerState, QuestionState, SeatSource, TableState
from tables.lifecycle import Step
from tables.models import QuestionAnswer, Seat, Table, TableQuestion
from tables.services import answers, questions
from tables.services.questions import Asked
from tables.shown import questions as shown
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.plans import seat_at
from tests.factories.questions import answer_to, question_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

SAYS = {"text": "Ik heb een aanhanger.", "capacity": "resident", "role": "buurman", "shares_email": False}


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.DO)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


def wish(title: str = "Wie heeft er een aanhanger?", days: int = 5, **more: Any) -> Asked:
    return Asked(title=title, until=clock.today() + timedelta(days=days), **more)


def ask(table: Table, asked: Asked) -> TableQuestion:
    return questions.ask(actor=owner_of(table.idea), role=ActorRole.OWNER, table_id=table.pk, asked=asked)


def mails(kind: str) -> list[str]:
    return list(OutgoingMail.objects.filter(kind=f"tables/{kind}").values_list("to_address", flat=True))


class TestAsking:
    def test_it_stands_on_the_site_and_on_the_timeline_once(self, table: Table) -> None:
        assert ask(table, wish()) == ask(table, wish())
        assert table.step_changes.filter(kind="ask").count() == 1
        with scope.operator():
            assert [one.title for one in shown.open_of(table)] == ["Wie heeft er een aanhanger?"]

    def test_three_at_once_and_no_more(self, table: Table) -> None:
        first, *_others = [ask(table, wish(f"Vraag {number}")) for number in range(3)]
        with pytest.raises(questions.EnoughOpen):
            ask(table, wish("Nog een"))
        questions.close(table_id=table.pk, question_id=first.pk, thanks="Dank.")
        assert ask(table, wish("Nog een")).is_open

    @pytest.mark.parametrize("days", [-1, 93])
    def test_a_day_that_cannot_be(self, table: Table, days: int) -> None:
        with pytest.raises(questions.WrongDay):
            ask(table, wish(days=days))

    @pytest.mark.parametrize("state", [TableState.STOPPED, TableState.FINISHED])
    def test_a_table_that_does_not_go_on_asks_nothing_and_its_questions_are_closed(
        self, table: Table, state: TableState
    ) -> None:
        ask(table, wish())
        Table.everywhere.update(state=state)
        with pytest.raises(questions.NotNow):
            ask(table, wish("Nog een"))
        assert not TableQuestion.everywhere.open().exists()

    def test_who_was_overtaken_is_told(self, table: Table) -> None:
        question = ask(table, wish())
        seen = question.changed_at
        questions.change(table_id=table.pk, question_id=question.pk, seen=seen, asked=wish("Een kar?"))
        with pytest.raises(questions.Changed) as caught:
            questions.change(table_id=table.pk, question_id=question.pk, seen=seen, asked=wish("Een fiets?"))
        assert caught.value.question.title == "Een kar?"


class TestAnswering:
    def test_who_organises_hears_of_it_once(self, table: Table, owner: User) -> None:
        question, helper = question_of(table), UserFactory.create(name="Hanna Hulp")
        first = answers.answer(actor=helper, question_id=question.pk, typed=SAYS)
        assert answers.answer(actor=helper, question_id=question.pk, typed=SAYS) == first
        assert mails("question_answered") == [owner.email]
        mail = OutgoingMail.objects.get(kind="tables/question_answered")
        assert "Ik heb een aanhanger." in mail.body_text
        assert helper.email not in mail.body_text

    def test_the_own_table_and_a_closed_question_take_none(self, table: Table, owner: User) -> None:
        question = question_of(table)
        with pytest.raises(answers.OwnTable):
            answers.answer(actor=owner, question_id=question.pk, typed=SAYS)
        questions.close(table_id=table.pk, question_id=question.pk, thanks="Dank.")
        with pytest.raises(answers.NotOpen):
            answers.answer(actor=UserFactory.create(), question_id=question.pk, typed=SAYS)

    def test_who_works_at_the_desk_answers_as_anybody(self, table: Table) -> None:
        operator = UserFactory.create(operator=True)
        made = answers.answer(actor=operator, question_id=question_of(table).pk, typed=SAYS)
        assert made.user == operator

    @pytest.mark.parametrize("change", [{"until": "2020-01-01"}, {"hidden_at": clock.now(), "hidden_reason": "x"}])
    def test_nor_one_whose_day_passed_or_that_is_hidden(self, table: Table, change: dict[str, Any]) -> None:
        question = question_of(table)
        TableQuestion.everywhere.update(**change)
        with pytest.raises(answers.NotOpen):
            answers.answer(actor=UserFactory.create(), question_id=question.pk, typed=SAYS)

    def test_somebody_cannot_flood_one_question(self, table: Table) -> None:
        question, helper = question_of(table), UserFactory.create()
        for number in range(answers.MOST_EACH):
            answers.answer(actor=helper, question_id=question.pk, typed={**SAYS, "text": f"Nog {number}"})
        with pytest.raises(answers.TooMuch):
            answers.answer(actor=helper, question_id=question.pk, typed=SAYS)

    def test_taken_back_nothing_stays(self, table: Table) -> None:
        question, helper = question_of(table), UserFactory.create()
        made = answers.answer(actor=helper, question_id=question.pk, typed=SAYS)
        answers.take_back(actor=UserFactory.create(), answer_id=made.pk)
        assert QuestionAnswer.everywhere.exists()
        answers.take_back(actor=helper, answer_id=made.pk)
        answers.take_back(actor=helper, answer_id=made.pk)
        assert not QuestionAnswer.everywhere.exists()
        assert "aanhanger" not in OutgoingMail.objects.get(kind="tables/question_answered").body_text


class TestReplying:
    @pytest.mark.parametrize("state", [QuestionAnswerState.THANKED, QuestionAnswerState.DECLINED])
    def test_who_answered_gets_it_by_mail_once(self, table: Table, owner: User, state: QuestionAnswerState) -> None:
        helper = UserFactory.create()
        made = answer_to(question_of(table), helper)
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "answer_id": made.pk, "state": state}
        assert answers.reply(**act, text="Fijn, bedankt.")
        assert not answers.reply(**act, text="Fijn, bedankt.")
        with pytest.raises(answers.RepliedAlready):
            answers.reply(**act, text="Toch maar niet.")
        assert mails("answer_replied") == [helper.email]

    def test_of_another_table_it_is_not_there(self, table: Table, owner: User) -> None:
        other = answer_to(question_of(TableFactory.create()), UserFactory.create())
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "answer_id": other.pk}
        with pytest.raises(answers.NoLongerHere):
            answers.reply(**act, state=QuestionAnswerState.THANKED, text="Dank.")
        with pytest.raises(answers.NoLongerHere):
            answers.put_on_list(**act)


class TestTheList:
    @pytest.mark.parametrize("shares", [True, False])
    def test_who_agreed_comes_on_it_once_and_can_be_mailed(self, table: Table, owner: User, shares: bool) -> None:
        helper = UserFactory.create(name="Hanna Hulp")
        said: dict[str, Any] = {
            "may_invite": True,
            "shares_email": shares,
            "role": "timmerman",
            "capacity": "professional",
        }
        made = answer_to(question_of(table), helper, **said)
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "answer_id": made.pk}
        seat = answers.put_on_list(**act)
        assert answers.put_on_list(**act) == seat
        assert (seat.source, seat.name, seat.email, seat.user) == (SeatSource.ASKED, "Hanna Hulp", helper.email, helper)
        assert seat.hides_address is not shares
        assert (seat.capacity, seat.role) == ("professional", "timmerman")

    def test_who_stands_there_by_their_address_is_that_person(self, table: Table, owner: User) -> None:
        helper = UserFactory.create()
        there = seat_at(table, "Hanna", email=helper.email, is_owner=False)
        made = answer_to(question_of(table), helper, may_invite=True, shares_email=True)
        assert answers.put_on_list(actor=owner, table_id=table.pk, answer_id=made.pk) == there

    def test_who_did_not_agree_does_not(self, table: Table, owner: User) -> None:
        made = answer_to(question_of(table), UserFactory.create())
        with pytest.raises(answers.NotAgreed):
            answers.put_on_list(actor=owner, table_id=table.pk, answer_id=made.pk)
        assert not Seat.everywhere.exists()


class TestTheDay:
    def test_it_closes_by_itself_after_its_day(self, table: Table) -> None:
        question = question_of(table, days=0)
        assert questions.keep_days()[0] == 0
        with clock.frozen(clock.now() + timedelta(days=1)):
            assert questions.keep_days()[0] == 1
            assert questions.keep_days()[0] == 0
        question.refresh_from_db()
        assert (question.state, question.thanks) == (QuestionState.CLOSED, "")

    def test_who_asked_hears_once_before_it_and_again_for_another_day(self, table: Table, owner: User) -> None:
        question = question_of(table, days=2, asked_at=clock.now() - timedelta(days=5))
        assert [questions.keep_days()[1], questions.keep_days()[1]] == [1, 0]
        questions.change(table_id=table.pk, question_id=question.pk, seen=None, asked=wish(days=1))
        assert questions.keep_days()[1] == 1
        assert mails("question_ends") == [owner.email] * 2

    def test_not_for_what_was_asked_just_now(self, table: Table) -> None:
        question_of(table, days=1)
        assert questions.keep_days() == (0, 0)


class TestHiding:
    def hide(self, table: Table, role: ActorRole, question: TableQuestion, actor: User) -> None:
        act: dict[str, Any] = {"actor": actor, "role": role, "table_id": table.pk, "question_id": question.pk}
        questions.hide(**act, reason="Er staat een naam in.")

    def test_with_a_reason_that_who_asked_gets(self, table: Table, owner: User) -> None:
        question = question_of(table)
        with pytest.raises(questions.SayWhy):
            questions.hide(actor=owner, role=ActorRole.OWNER, table_id=table.pk, question_id=question.pk, reason=" ")
        self.hide(table, ActorRole.OPERATOR, question, UserFactory.create())
        assert not TableQuestion.everywhere.open().exists()
        assert "Er staat een naam in." in OutgoingMail.objects.get(kind="tables/question_hidden").body_text
        with pytest.raises(questions.HiddenByDesk):
            questions.show(role=ActorRole.OWNER, table_id=table.pk, question_id=question.pk)
        questions.show(role=ActorRole.OPERATOR, table_id=table.pk, question_id=question.pk)
        assert TableQuestion.everywhere.open().exists()

    def test_who_hides_their_own_gets_no_mail_and_shows_it_again(self, table: Table, owner: User) -> None:
        question = question_of(table)
        self.hide(table, ActorRole.OWNER, question, owner)
        assert mails("question_hidden") == []
        questions.show(role=ActorRole.OWNER, table_id=table.pk, question_id=question.pk)
        assert TableQuestion.everywhere.open().exists()


class TestPrivacy:
    def test_what_a_person_answered_comes_along_and_goes(self, table: Table, owner: User) -> None:
        helper = UserFactory.create()
        made = answers.answer(actor=helper, question_id=question_of(table).pk, typed=SAYS)
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "answer_id": made.pk}
        answers.reply(**act, state=QuestionAnswerState.THANKED, text="Dank je, Hanna.")
        given = {key: value for part in on_export.run(user=helper) for key, value in part.items()}
        assert given["table_question_answers"][0]["text"] == SAYS["text"]
        on_erase.run(user=helper)
        assert not QuestionAnswer.everywhere.exists()
        bodies = OutgoingMail.objects.filter(kind__in=["tables/question_answered", "tables/answer_replied"])
        assert not any("aanhanger" in mail.body_text or "Hanna" in mail.body_text for mail in bodies)

    def test_what_was_said_back_goes_with_who_said_it_and_the_question_stays(self, table: Table, owner: User) -> None:
        made = answer_to(question_of(table), UserFactory.create())
        act: dict[str, Any] = {"actor": owner, "table_id": table.pk, "answer_id": made.pk}
        answers.reply(**act, state=QuestionAnswerState.THANKED, text="Dank je.")
        on_erase.run(user=owner)
        made.refresh_from_db()
        assert made.reply == ""
        assert TableQuestion.everywhere.exists()
