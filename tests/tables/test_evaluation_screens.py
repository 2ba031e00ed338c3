"""Looking back on the screens: by who organises, by who has the link, and by everyone."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.core import clock
from tables.lifecycle import Step
from tables.models import Effect, Evaluation, SurveyAnswer, Table
from tests.factories.accounts import UserFactory
from tests.factories.evaluations import answers_of, closed_evaluation, evaluation_of, pass_of
from tests.factories.ideas import owner_of
from tests.factories.plans import seat_at
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

FILLED = {
    **dict.fromkeys(("support", "heard", "innovation", "democracy", "relations", "costs"), "4"),
    "better": "Soep.",
}


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.EVALUATE)


@pytest.fixture
def owner(client: Client, table: Table) -> Client:
    client.force_login(owner_of(table.idea))
    return client


def url(table: Table, name: str, *args: object) -> str:
    return reverse(f"tables:{name}", args=[table.pk, *args])


def public(table: Table) -> str:
    return reverse("tables:public_evaluation", args=[table.pk, table.idea.slug])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_it_says_how_many_answers_are_needed_before_anything_shows(owner: Client, table: Table) -> None:
    evaluation = evaluation_of(table, opened_at=clock.now())
    answers_of(evaluation, 3)
    for name in ("evaluation", "outcome"):
        assert "Er zijn nog 2 antwoorden nodig" in text_of(owner.get(url(table, name)))
    answers_of(evaluation, 2, "professional")
    for name in ("evaluation", "outcome"):
        assert "antwoorden nodig" not in text_of(owner.get(url(table, name)))


def test_the_whole_road_from_the_survey_to_the_decision(owner: Client, table: Table) -> None:
    for number in range(6):
        seat_at(table, f"Saar{number}")
    assert "Begin met de vragenlijst" in text_of(owner.get(url(table, "evaluation")))
    owner.post(url(table, "ask_survey"))
    found = Evaluation.everywhere.get()
    first, *others = found.passes.order_by("pk")
    phone = Client()
    for one in others:
        here = reverse("tables:survey", args=[one.key])
        assert "Je antwoorden zijn bewaard." in text_of(phone.post(here, FILLED, follow=True))
    assert "5 van 6 mensen vulden" in text_of(owner.get(url(table, "evaluation")))
    owner.post(url(table, "type_survey"), {**FILLED, "person": first.pk, "heard": "0"})
    assert SurveyAnswer.objects.count() == 6
    assert "Soep." not in text_of(owner.get(url(table, "evaluation")))
    owner.post(url(table, "close_survey"))
    page = text_of(owner.get(url(table, "evaluation")))
    assert "Schrijf nu op wat er veranderde" in page
    assert "Soep." in page
    sent = {"text": "Meer buren", "before": "3,5", "after": "12", "unit": "buren"}
    owner.post(url(table, "add_effect"), sent)
    owner.post(
        url(table, "write_aims"),
        {"heard": "Iedereen mocht praten.", "lessons": "Wij leerden:\n- Begin klein.\n- Bel eerst."},
    )
    assert "Beslis nu hoe het verdergaat" in text_of(owner.get(url(table, "evaluation")))
    assert "nog niet teruggekeken" in text_of(Client().get(public(table)))
    owner.post(url(table, "outcome"), {"kind": "upkeep", "reason": "De speeltuin doet het."})
    told = text_of(Client().get(public(table)))
    for words in ("Meer buren", "3,5", "Iedereen mocht praten.", "Begin klein.", "De speeltuin doet het.", "<svg"):
        assert words in told
    assert "Soep." not in told
    assert "<ul><li>Begin klein.</li><li>Bel eerst.</li></ul>" in told
    assert "desk.css" in told  # the look of charts stands there
    assert "Dit is het besluit:" in text_of(owner.get(url(table, "evaluation")))


def test_closing_the_survey_asks_first_and_says_what_is_lost(owner: Client, table: Table) -> None:
    found = evaluation_of(table, opened_at=clock.now())
    pass_of(found, "Stil")
    answers_of(found, 3)
    found.passes.filter(seat__name="Stil").update(has_answered=False)
    assert "Van minder dan vijf mensen" in text_of(owner.get(url(table, "evaluation")))
    page = text_of(owner.get(url(table, "close_survey")))
    for words in ("3 van 4 mensen hebben geantwoord", "Je ziet er niets van", "Sluiten is voorgoed"):
        assert words in page
    assert Evaluation.everywhere.get().is_asking
    answers_of(found, 5, "professional")
    page = text_of(owner.get(url(table, "close_survey")))
    assert "Je ziet er niets van" not in page
    owner.post(url(table, "close_survey"))
    assert not Evaluation.everywhere.get().is_asking
    assert owner.get(url(table, "close_survey")).status_code == 302


def test_the_survey_says_what_is_kept_and_until_when(table: Table) -> None:
    one = pass_of(evaluation_of(table, opened_at=clock.now()), "Saar")
    page = text_of(Client().get(reverse("tables:survey", args=[one.key])))
    assert "Niemand ziet wat jij antwoordde" not in page and "regelt" not in page
    assert "Tot de vragenlijst sluit, laat de link in je mail zien wat je antwoordde" in page


def test_few_answers_are_told_to_everyone_without_advice_for_the_owner(owner: Client, table: Table) -> None:
    answers_of(closed_evaluation(table, published_at=clock.now()), 2)
    assert "Praat er samen over" in text_of(owner.get(url(table, "evaluation")))
    page = text_of(Client().get(public(table)))
    assert "Minder dan vijf mensen" in page and "Praat er samen over" not in page


def test_who_comes_back_finds_their_own_answers(table: Table) -> None:
    one = pass_of(evaluation_of(table, opened_at=clock.now()), "Saar")
    phone, here = Client(), reverse("tables:survey", args=[one.key])
    phone.post(here, FILLED)
    page = text_of(phone.get(here))
    assert "Soep." in page
    assert "Wijzig mijn antwoorden" in page
    Evaluation.everywhere.update(closed_at=clock.now())
    assert "Soep." not in text_of(phone.get(here))
    late = phone.post(here, {**FILLED, "better": "Te laat getypt."})
    assert late.status_code == 422
    assert "Te laat getypt." in text_of(late)


def test_a_statement_without_an_answer_is_said_and_the_rest_stays(table: Table) -> None:
    one = pass_of(evaluation_of(table, opened_at=clock.now()), "Saar")
    response = Client().post(reverse("tables:survey", args=[one.key]), {**FILLED, "heard": ""})
    assert response.status_code == 422
    assert "Kies een woord. Je kunt ook zeggen" in text_of(response)
    assert "Soep." in text_of(response)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"before": "veel"}, "Typ een getal, bijvoorbeeld"),
        ({"before": "3"}, "Zeg waarvan het getal is"),
        ({"text": " "}, "Schrijf in één zin wat er veranderde."),
    ],
)
def test_an_effect_that_is_not_right(owner: Client, table: Table, sent: dict[str, str], said: str) -> None:
    response = owner.post(url(table, "add_effect"), {"text": "Meer buren", "whom": "De straat", **sent})
    assert response.status_code == 422
    assert said in text_of(response)
    assert "De straat" in text_of(response)


def test_two_who_write_the_aims_see_both(owner: Client, table: Table) -> None:
    owner.post(url(table, "write_aims"), {"lessons": "Van de een"})
    response = owner.post(url(table, "write_aims"), {"lessons": "Van de ander"})
    page = text_of(response)
    assert response.status_code == 422
    assert "Van de een" in page
    assert "Van de ander" in page
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    owner.post(url(table, "write_aims"), {"lessons": "Van de ander", "seen": seen[1]})
    assert Evaluation.everywhere.get().lessons == "Van de ander"


def test_hostile_words_stay_words(owner: Client, table: Table) -> None:
    bad = "<script>alert(1)</script>"
    found = closed_evaluation(table, lessons=bad, heard=bad, published_at=clock.now(), changed_as="owner")
    Effect.everywhere.create(evaluation=found, text=bad, whom=bad, known_by=bad, unit=bad, before=1)
    answers_of(found, 5, went_well=bad, better=bad)
    for page in (owner.get(url(table, "evaluation")), Client().get(public(table))):
        assert bad not in page.content.decode()
        assert "&lt;script&gt;" in page.content.decode()


@pytest.mark.parametrize("name", ["evaluation", "survey_paper", "write_aims", "add_effect", "outcome"])
def test_only_who_organises_the_table_enters(client: Client, table: Table, name: str) -> None:
    assert client.get(url(table, name)).status_code == 302
    client.force_login(UserFactory.create())
    assert client.get(url(table, name)).status_code == 404
    assert client.post(url(table, name), {"lessons": "x"}).status_code in (404, 405)


def test_before_step_seven_the_page_says_so(client: Client) -> None:
    early = TableFactory.create(step=Step.DO)
    client.force_login(owner_of(early.idea))
    assert "Terugkijken is stap 7" in text_of(client.get(url(early, "evaluation")))
    assert client.get(url(early, "type_survey")).status_code == 404
    assert client.get(url(early, "outcome"))["Location"] == url(early, "evaluation")


def test_many_cost_no_more_than_one(owner: Client, table: Table) -> None:
    def cost(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    def more(number: int) -> None:
        Effect.everywhere.create(evaluation=found, text=f"Buur {number}")

    found = closed_evaluation(table, published_at=clock.now())
    answers_of(found, 5)
    more(0)
    visitor, work = Client(), url(table, "evaluation")
    cost(visitor, public(table)), cost(owner, work)
    few = cost(visitor, public(table)), cost(owner, work)
    for number in range(20):
        more(number)
    answers_of(found, 12, "professional")
    assert (cost(visitor, public(table)), cost(owner, work)) == few
    assert few[0] <= 8
