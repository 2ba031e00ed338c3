"""The pages of the core questions as the pinner uses them, with and without a script, also when another was first."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from tables.enums import ActorRole, CoreQuestion, TableState
from tables.models import ANSWER_LENGTH, CoreAnswer, Table
from tables.services import core
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, PinnerFactory, owner_of
from tests.factories.instances import InstanceFactory
from tests.factories.tables import TableFactory, answered

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def pinner(client: Client, table: Table) -> User:
    client.force_login(owner_of(table.idea))
    return owner_of(table.idea)


def url(table: Table, name: str = "core_question", slug: str = "waarom") -> str:
    return reverse(f"tables:{name}", args=[table.idea_id] if name in {"core", "core_paper"} else [table.idea_id, slug])


def hidden(html: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', html)


def coach_writes(table: Table, text: str, seen: int) -> None:
    coach, role = UserFactory.create(), ActorRole.COACH
    core.save(actor=coach, table_id=table.pk, question=CoreQuestion.WHY, text=text, seen=seen, role=role)


class TestWithoutScript:
    def test_an_answer_is_saved_and_leads_to_the_next_question(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        response = client.post(url(table), {"text": "Omdat het kan", "seen": "0", "next": "1"})
        assert response["Location"] == url(table, slug="wat")
        assert CoreAnswer.everywhere.get().text == "Omdat het kan"
        response = client.post(url(table, slug="weg"), {"text": "Stap voor stap", "seen": "0"}, follow=True)
        html = response.content.decode()
        assert response.redirect_chain == [(url(table, "core"), 302)]
        assert "Je antwoord is bewaard." in html
        assert "2 van de 4 vragen beantwoord" in html

    def test_with_all_four_answered_it_leads_on_to_the_table(self, client: Client, table: Table, pinner: User) -> None:
        for one in CoreQuestion:
            answered(table, one, "Ja.")
        html = client.get(url(table, "core")).content.decode()
        assert re.search(
            rf'href="{reverse("ideas:mine", args=[table.idea_id])}"[^>]*>.*?Kijk wat je nu kunt doen', html
        )

    def test_a_text_that_is_too_long_stays_on_the_screen(self, client: Client, table: Table, pinner: User) -> None:
        long = "a" * (ANSWER_LENGTH + 1)
        response = client.post(url(table), {"text": long, "seen": "0"})
        assert response.status_code == 422
        assert long in response.content.decode()
        assert not CoreAnswer.everywhere.exists()

    def test_when_the_coach_was_first_both_texts_stand_beside_each_other(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        coach_writes(table, "Omdat de buurt het wil", 0)
        response = client.post(url(table), {"text": "Omdat ik het wil", "seen": "0"})
        html = response.content.decode()
        assert response.status_code == 409
        assert "Twee teksten voor één antwoord" in html
        assert "<mark>ik</mark>" in html
        assert html.index("[anders: ") < html.index("<mark>") < html.index("einde] ")
        assert hidden(html, "seen") == ["1", "1", "1"]
        assert CoreAnswer.everywhere.get().text == "Omdat de buurt het wil"

    @pytest.mark.parametrize(
        ("choice", "stands"),
        [({"keep": "mine"}, "Van mij"), ({"keep": "theirs"}, "Van de coach"), ({"text": "Van ons"}, "Van ons")],
    )
    def test_each_choice_is_kept_with_the_other_text(
        self, client: Client, table: Table, pinner: User, choice: dict[str, str], stands: str
    ) -> None:
        coach_writes(table, "Van de coach", 0)
        assert client.post(url(table), {"text": "Van mij", "seen": "1", **choice}).status_code == 302
        answer = CoreAnswer.everywhere.get()
        assert answer.text == stands
        assert {"Van de coach", stands} <= set(answer.versions.values_list("text", flat=True))

    def test_once_more_overtaken_while_choosing_is_told_again(self, client: Client, table: Table, pinner: User) -> None:
        coach_writes(table, "Een", 0)
        coach_writes(table, "Twee", 1)
        response = client.post(url(table), {"text": "Van mij", "seen": "1", "keep": "mine"})
        assert response.status_code == 409
        assert hidden(response.content.decode(), "seen")[0] == "2"

    @pytest.mark.parametrize("seen", ["", "x", "-1"])
    def test_a_mangled_form_saves_nothing(self, client: Client, table: Table, pinner: User, seen: str) -> None:
        response = client.post(url(table), {"text": "Omdat", "seen": seen})
        assert response.status_code == 422
        assert "Omdat" in response.content.decode()

    def test_at_a_stopped_table_what_was_typed_stays_on_the_screen(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        Table.everywhere.update(state=TableState.STOPPED)
        response = client.post(url(table), {"text": "Omdat het kan", "seen": "0"})
        assert response.status_code == 409
        assert "Omdat het kan" in response.content.decode()
        assert "Deze tafel is gestopt." in response.content.decode()


class TestAutosave:
    def test_htmx_gets_the_new_version_and_nothing_of_the_field(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        response = client.post(url(table), {"text": "Omdat", "seen": "0"}, headers=HTMX)
        html = response.content.decode()
        assert response.status_code == 200
        assert hidden(html, "seen") == ["1"]
        assert "Bewaard" in html
        assert 'data-said="Bewaard"' in html  # the time in it would be read out each minute
        assert "<textarea" not in html
        assert CoreAnswer.everywhere.get().text == "Omdat"

    def test_somebody_elses_words_are_left_and_the_old_version_stays_in_the_form(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        coach_writes(table, "Van de coach", 0)
        response = client.post(url(table), {"text": "Van mij", "seen": "0"}, headers=HTMX)
        html = response.content.decode()
        assert response.status_code == 200
        assert hidden(html, "seen") == ["0"]
        assert "De coach heeft dit antwoord net veranderd." in html
        assert CoreAnswer.everywhere.get().text == "Van de coach"

    def test_what_the_coach_writes_just_after_a_save_is_not_taken_as_read(
        self, client: Client, table: Table, pinner: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between the commit of the save and the making of the page."""
        save = core.save

        def coach_comes_after(**typed: Any) -> CoreAnswer | None:
            monkeypatch.setattr(core, "save", save)
            saved = save(**typed)
            coach_writes(table, "Van de coach", 1)
            return saved

        monkeypatch.setattr(core, "save", coach_comes_after)
        first = client.post(url(table), {"text": "Van mij", "seen": "0"}, headers=HTMX)
        seen = hidden(first.content.decode(), "seen")
        assert seen == ["1"]
        second = client.post(url(table), {"text": "Van mij, en meer", "seen": seen[0]}, headers=HTMX)
        assert "De coach heeft dit antwoord net veranderd." in second.content.decode()
        assert CoreAnswer.everywhere.get().text == "Van de coach"

    def test_nothing_typed_is_saved_as_nothing(self, client: Client, table: Table, pinner: User) -> None:
        response = client.post(url(table), {"text": "", "seen": "0"}, headers=HTMX)
        assert hidden(response.content.decode(), "seen") == ["0"]
        assert not CoreAnswer.everywhere.exists()

    @pytest.mark.parametrize(
        ("text", "state", "status", "words"),
        [("a" * (ANSWER_LENGTH + 1), "running", 422, "te lang"), ("Omdat", "stopped", 409, "Deze tafel is gestopt.")],
    )
    def test_what_cannot_be_saved_is_said_in_a_sentence(
        self, client: Client, table: Table, pinner: User, text: str, state: str, status: int, words: str
    ) -> None:
        Table.everywhere.update(state=state)
        response = client.post(url(table), {"text": text, "seen": "0"}, headers=HTMX)
        assert response.status_code == status
        assert response["Content-Type"].startswith("text/plain")
        assert words in response.content.decode()


class TestPublishing:
    def test_the_pinner_puts_an_answer_on_the_page_of_the_table_and_takes_it_off(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        answered(table, CoreQuestion.WHY, "Omdat het kan", by=pinner)
        page = table.get_absolute_url()
        assert "Omdat het kan" not in client.get(page).content.decode()
        client.post(url(table, "core_public"), {"show": "yes", "seen": "1"})
        assert "Omdat het kan" in Client().get(page).content.decode()
        client.post(url(table, "core_public"), {"show": "no"})
        assert "Omdat het kan" not in Client().get(page).content.decode()

    def test_a_text_that_changed_meanwhile_has_to_be_read_first(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        coach_writes(table, "Van de coach", 0)
        for seen in ("0", "", "x", "9" * 5000):
            response = client.post(url(table, "core_public"), {"show": "yes", "seen": seen}, follow=True)
            assert "Lees het eerst" in response.content.decode()
        assert CoreAnswer.everywhere.get().public_text == ""

    def test_what_is_not_there_cannot_be_published(self, client: Client, table: Table, pinner: User) -> None:
        assert client.post(url(table, "core_public"), {"show": "yes", "seen": "0"}).status_code == 404
        assert client.post(url(table, "core_public", slug="niets"), {"show": "yes"}).status_code == 404


class TestWhose:
    @pytest.mark.parametrize("name", ["core", "core_question", "core_paper"])
    def test_somebody_elses_answers_are_not_found(self, client: Client, table: Table, name: str) -> None:
        client.force_login(UserFactory.create())
        assert client.get(url(table, name)).status_code == 404

    def test_who_fills_it_in_for_somebody_else_answers_too(self, client: Client) -> None:
        helper = UserFactory.create()
        idea = IdeaFactory.create(published=True, owner=None, pinner=None)
        PinnerFactory.create(idea=idea, helper=helper)
        table = TableFactory.create(idea=idea)
        client.force_login(helper)
        client.post(url(table), {"text": "Van tante Toos", "seen": "0"})
        assert CoreAnswer.everywhere.get().changed_by == helper

    def test_an_idea_that_is_not_on_the_site_has_none(self, client: Client) -> None:
        idea = IdeaFactory.create(waiting=True)
        client.force_login(owner_of(idea))
        assert client.get(reverse("tables:core", args=[idea.pk])).status_code == 404

    @pytest.mark.parametrize("query", ["?versie=9", "?versie=x", "?versie=1"])
    def test_an_earlier_text_that_is_not_there_is_not_found(
        self, client: Client, table: Table, pinner: User, query: str
    ) -> None:
        assert client.get(url(table) + query).status_code == 404
        assert client.get(url(table, "core_versions")).status_code == 404
        assert client.get(url(table, slug="hoe")).status_code == 404

    def test_going_on_with_an_earlier_text_saves_against_the_newest(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        answered(table, CoreQuestion.WHY, "Eerst", "Later", by=pinner)
        html = client.get(url(table) + "?versie=1").content.decode()
        assert "Eerst</textarea>" in html
        assert hidden(html, "seen") == ["2"]

    def test_the_ways_there_stand_on_my_pages_and_on_the_table(
        self, client: Client, table: Table, pinner: User
    ) -> None:
        Table.everywhere.update(step=2)
        for page in (reverse("ideas:overview"), reverse("ideas:mine", args=[table.idea_id]), table.get_absolute_url()):
            assert url(table, "core") in client.get(page).content.decode()

    def test_the_number_of_an_idea_is_not_taken_for_that_of_a_table_elsewhere(self, client: Client) -> None:
        """On the national site whoever asks for a table of a local site is led there."""
        town = InstanceFactory.create().municipality
        elsewhere = TableFactory.create(pk=900_001, idea__municipality=town)
        own = TableFactory.create(idea__pk=elsewhere.pk)
        client.force_login(owner_of(own.idea))
        for name in ("core_question", "core_public"):
            assert client.post(url(own, name), {"text": "Omdat", "seen": "0"}).status_code == 302
        assert client.get(url(own)).status_code == 200
        assert client.get(url(own, "core_versions")).status_code == 200
