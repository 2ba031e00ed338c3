"""Asking everyone on the screens: by who organises, by who answers with or without an account, and by everyone."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from tables.lifecycle import Step
from tables.models import QuestionAnswer, Seat, Table, TableQuestion
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.questions import answer_to, question_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

SAID = {"text": "Je mag mijn aanhanger lenen.", "capacity": "resident", "role": "buurman", "may_invite": "on"}
WHO = {"name": "Hanna Hulp", "email": "Hanna@Buurt.example"}


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.DO)


@pytest.fixture
def owner(client: Client, table: Table) -> Client:
    client.force_login(owner_of(table.idea))
    return client


def url(table: Table, name: str, *args: object) -> str:
    return reverse(f"tables:{name}", args=[table.pk, *args])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def answer_url(question: TableQuestion) -> str:
    return reverse("tables:answer_question", args=[question.pk])


class TestTheWholeRoad:
    def test_from_asking_to_thanks(self, owner: Client, table: Table) -> None:
        day = (clock.today() + timedelta(days=9)).isoformat()
        sent = {"title": "Wie heeft een aanhanger?", "until": day, "place": "bij het station"}
        assert "Vraag iedereen iets" in text_of(owner.get(url(table, "questions")))
        assert "Je vraag staat op de site." in text_of(owner.post(url(table, "ask_everyone"), sent, follow=True))
        question = TableQuestion.everywhere.get()
        everyone = text_of(Client().get(question.url))
        assert "bij het station" in everyone
        assert answer_url(question) in everyone
        helper = Client()
        helper.force_login(UserFactory.create(name="Hanna Hulp"))
        assert "naar de tafel gestuurd" in text_of(helper.post(answer_url(question), SAID, follow=True))
        said = QuestionAnswer.everywhere.get()
        assert "1 antwoord wacht op een reactie van jou." in text_of(owner.get(url(table, "questions")))
        here = url(table, "work_answer", question.pk, said.pk)
        assert "Hanna Hulp" in text_of(owner.get(here))
        owner.post(url(table, "list_answer", question.pk, said.pk))
        assert Seat.everywhere.get().name == "Hanna Hulp"
        assert "verstuurd" in text_of(owner.post(here, {"text": "Dank je wel.", "answer": "thank"}, follow=True))
        assert "Dank je wel." in text_of(helper.get(reverse("tables:my_answer", args=[said.pk])))
        owner.post(url(table, "close_question", question.pk), {"thanks": "De aanhanger is er. Dank."})
        everyone = text_of(Client().get(question.url))
        assert "De aanhanger is er. Dank." in everyone
        assert answer_url(question) not in everyone
        assert "Hanna" not in everyone

    def test_who_is_not_signed_in_answers_with_a_code(self, table: Table) -> None:
        question, phone = question_of(table), Client()
        response = phone.post(answer_url(question), {**SAID, **WHO})
        assert not QuestionAnswer.everywhere.exists()
        mail = OutgoingMail.objects.get(kind="accounts/sign_in")
        done = phone.post(response["Location"], {"code": mail.secret}, follow=True)
        said = QuestionAnswer.everywhere.get()
        assert (said.user.email, said.user.name, said.may_invite) == ("hanna@buurt.example", "Hanna Hulp", True)
        assert done.redirect_chain[-1][0] == reverse("tables:my_answer", args=[said.pk])

    def test_who_corrects_the_address_finds_everything_again(self, table: Table) -> None:
        question, phone = question_of(table), Client()
        page = text_of(phone.get(phone.post(answer_url(question), {**SAID, **WHO})["Location"]))
        back = re.search(rf'href="({answer_url(question)}\?terug=[^"]+)"', page)
        assert back is not None
        again = text_of(phone.get(back[1]))
        assert SAID["text"] in again
        assert 'value="hanna@buurt.example"' in again

    def test_closed_before_the_code_came_it_says_so(self, table: Table) -> None:
        question, phone = question_of(table), Client()
        response = phone.post(answer_url(question), {**SAID, **WHO})
        TableQuestion.everywhere.update(state="closed")
        code = OutgoingMail.objects.get(kind="accounts/sign_in").secret
        assert "Deze vraag is gesloten" in text_of(phone.post(response["Location"], {"code": code}, follow=True))
        assert not QuestionAnswer.everywhere.exists()


class TestForms:
    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"until": "2020-01-01"}, "hooguit drie maanden vooruit"),
            ({"until": "morgen"}, "Kies een dag, bijvoorbeeld"),
            ({"title": "  "}, "Schrijf in één zin wat je vraagt."),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, owner: Client, table: Table, sent: dict[str, str], said: str
    ) -> None:
        day = (clock.today() + timedelta(days=9)).isoformat()
        typed = {"title": "Wie heeft een kar?", "text": "Voor de stenen.", "until": day, **sent}
        response = owner.post(url(table, "ask_everyone"), typed)
        assert response.status_code == 422
        assert said in text_of(response)
        assert "Voor de stenen." in text_of(response)

    def test_a_closed_question_keeps_what_was_typed(self, client: Client, table: Table) -> None:
        question = question_of(table, state="closed")
        client.force_login(UserFactory.create(name="Hanna"))
        response = client.post(answer_url(question), SAID)
        assert response.status_code == 422
        assert SAID["text"] in text_of(response)

    def test_who_was_overtaken_sees_both_and_loses_nothing(self, owner: Client, table: Table) -> None:
        question = question_of(table)
        here = url(table, "change_question", question.pk)
        seen = re.search(r'name="seen" value="([^"]*)"', owner.get(here).content.decode())
        assert seen is not None
        day = question.until.isoformat()
        owner.post(here, {"title": "Van de een", "until": day, "seen": seen[1]})
        response = owner.post(here, {"title": "Van de ander", "until": day, "seen": seen[1]})
        assert response.status_code == 422
        assert "Van de een" in text_of(response)
        assert 'value="Van de ander"' in text_of(response)

    def test_hostile_words_stay_words(self, owner: Client, table: Table) -> None:
        bad = "<script>alert(1)</script>"
        question = question_of(table, bad, text=bad, place=bad, thanks=bad)
        answer_to(question, UserFactory.create(name=bad), bad)
        pages = [owner.get(url(table, "questions")), owner.get(url(table, "work_question", question.pk))]
        pages += [Client().get(question.url), Client().get(reverse("tables:all_questions"))]
        TableQuestion.everywhere.update(hidden_at=clock.now(), hidden_reason=bad)
        pages += [Client().get(question.url)]
        for page in pages:
            assert bad not in page.content.decode()
            assert "&lt;script&gt;" in page.content.decode()


class TestDoors:
    @pytest.mark.parametrize("name", ["questions", "ask_everyone"])
    def test_only_who_organises_the_table_enters(self, client: Client, table: Table, name: str) -> None:
        assert client.get(url(table, name)).status_code == 302
        client.force_login(UserFactory.create())
        assert client.get(url(table, name)).status_code == 404
        assert client.post(url(table, name), {"title": "x"}).status_code == 404

    def test_a_question_of_another_table_is_not_found(self, owner: Client, table: Table) -> None:
        other = question_of(TableFactory.create())
        said = answer_to(other, UserFactory.create())
        assert owner.get(url(table, "work_question", other.pk)).status_code == 404
        mine = question_of(table)
        assert owner.get(url(table, "work_answer", mine.pk, said.pk)).status_code == 404
        assert owner.post(url(table, "list_answer", mine.pk, said.pk)).status_code == 404

    def test_nobody_reads_or_takes_back_the_answer_of_another(self, owner: Client, table: Table) -> None:
        said = answer_to(question_of(table), UserFactory.create())
        assert owner.get(reverse("tables:my_answer", args=[said.pk])).status_code == 404
        assert owner.post(reverse("tables:take_answer_back", args=[said.pk])).status_code == 404

    def test_a_hidden_question_says_why(self, client: Client, table: Table) -> None:
        question = question_of(table, hidden_at=clock.now(), hidden_role="operator", hidden_reason="Een naam.")
        page = client.get(question.url)
        assert page.status_code == 410
        assert "Een naam." in text_of(page)
        assert question.title not in text_of(page)
        assert client.get(answer_url(question)).status_code == 404


class TestLists:
    def test_by_municipality_and_only_what_is_open(self, client: Client, table: Table) -> None:
        town = MunicipalityFactory.create(name="Elders")
        question_of(table, "Van hier")
        question_of(TableFactory.create(idea__municipality=town), "Van elders")
        question_of(table, "Dicht", state="closed")
        every = text_of(client.get(reverse("tables:all_questions")))
        assert "Van hier" in every
        assert "Van elders" in every
        assert "Dicht<" not in every
        some = text_of(client.get(reverse("tables:all_questions"), {"gemeente": town.slug}))
        assert "Van elders" in some
        assert "Van hier" not in some

    def test_the_home_page_and_the_page_of_the_municipality_show_some(self, client: Client, table: Table) -> None:
        question_of(table, "Wie heeft een kar?")
        assert "Wie heeft een kar?" in text_of(client.get(reverse("pages:home")))
        assert "Wie heeft een kar?" in text_of(client.get(table.municipality.get_absolute_url()))

    def test_many_cost_no_more_than_one(self, client: Client, table: Table) -> None:
        def cost(address: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            return len(captured)

        question = question_of(table)
        addresses = [reverse("tables:all_questions"), question.url, reverse("pages:home")]
        for address in addresses:
            cost(address)
        few = [cost(address) for address in addresses]
        for number in range(25):
            more = question_of(TableFactory.create(), f"Vraag {number}")
            answer_to(more, UserFactory.create())
            answer_to(question, UserFactory.create())
        assert [cost(address) for address in addresses] == few
        assert max(few) <= 8
