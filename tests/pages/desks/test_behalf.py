"""What the operator notes down for somebody without an account."""

import pytest
from django.test import Client

from aantafel.accounts.models import User
from ideas.models import Idea
from ideas.services import review
from tables.services import publish
from tests.factories.municipalities import MunicipalityFactory
from tests.pages.desks.conftest import fresh, html, kinds, make_told

pytestmark = pytest.mark.usefixtures("everywhere")


def changed(idea: Idea, **fields: str) -> dict[str, str]:
    """The form as it stands, with these fields filled in differently."""
    assert idea.municipality is not None
    names = ("title", "relation", "capacity", "role", "interest", "origin", "people", "approach", "theme", "place")
    return {**{name: getattr(idea, name) for name in names}, "where": idea.municipality.name, **fields}


def test_an_answer_by_phone_puts_the_idea_back_in_the_queue(desk: Client, operator: User, told: Idea) -> None:
    review.ask(actor=operator, idea_id=told.pk, question="Waar?")
    url = f"/beheer/ideeen/{told.pk}/namens/antwoord/"
    assert url in html(desk.get(f"/beheer/ideeen/{told.pk}/"))
    assert "Waar?" in html(desk.get(url))
    assert desk.post(url, {"text": "Bij de kerk, zegt Riet."}).status_code == 302
    assert fresh(told).state == "waiting"
    page = html(desk.get(f"/beheer/ideeen/{told.pk}/"))
    assert "Bij de kerk, zegt Riet." in page
    assert "Ideeprikker, genoteerd door Bea Beheer" in page


def test_an_objection_by_phone_makes_somebody_look_again(desk: Client, operator: User, told: Idea) -> None:
    review.refuse(actor=operator, idea_id=told.pk, reason="Verkoopt iets.")
    assert desk.post(f"/beheer/ideeen/{told.pk}/namens/antwoord/", {"text": "Ik verkoop niets."}).status_code == 302
    assert fresh(told).state == "waiting"
    assert kinds(told)[-1] == "objected"


def test_an_answer_needs_words_and_a_question(desk: Client, operator: User, told: Idea) -> None:
    url = f"/beheer/ideeen/{told.pk}/namens/antwoord/"
    assert "Er is intussen iets veranderd" in html(desk.post(url, {"text": "Niemand vroeg iets."}))
    review.ask(actor=operator, idea_id=told.pk, question="Waar?")
    response = desk.post(url, {"text": " "})
    assert response.status_code == 422
    assert fresh(told).state == "asked"


def test_the_text_is_changed_as_the_person_asks(desk: Client, told: Idea) -> None:
    url = f"/beheer/ideeen/{told.pk}/namens/wijzigen/"
    assert desk.get(url).context["form"]["title"].value() == told.title
    other = MunicipalityFactory.create(name="Verderop")
    response = desk.post(url, changed(told, title="Een bankje zonder namen", theme="samen", where=other.name))
    assert response.status_code == 302
    idea = fresh(told)
    assert (idea.title, idea.theme, idea.municipality) == ("Een bankje zonder namen", "samen", other)
    assert kinds(told)[-1] == "passed_on"
    assert "Een bankje zonder namen</ins>" in html(desk.get(f"/beheer/ideeen/{told.pk}/"))


def test_what_may_not_be_changed_stays(desk: Client, operator: User, told: Idea) -> None:
    review.refuse(actor=operator, idea_id=told.pk, reason="Verkoopt iets.")
    response = desk.post(f"/beheer/ideeen/{told.pk}/namens/wijzigen/", changed(told, title="Toch weer anders"))
    assert response.status_code == 422
    assert "Toch weer anders" in html(response)
    assert fresh(told).title == told.title


def test_wrong_text_is_kept_and_explained(desk: Client, told: Idea) -> None:
    response = desk.post(f"/beheer/ideeen/{told.pk}/namens/wijzigen/", changed(told, where="Atlantis", role="bakker"))
    assert response.status_code == 422
    assert "Atlantis" in html(response)
    assert "<details" in html(response)
    assert 'class="at-told-more" open' in html(response)


def test_it_is_withdrawn_when_the_person_asks(desk: Client, operator: User, told: Idea) -> None:
    publish(actor=operator, idea_id=told.pk)
    url = f"/beheer/ideeen/{told.pk}/namens/intrekken/"
    assert fresh(told).is_public
    assert "Dit idee intrekken" in html(desk.get(url))
    assert fresh(told).is_public
    desk.post(url)
    assert fresh(told).state == "withdrawn"
    page = html(desk.post(url, follow=True))
    assert "Er is intussen iets veranderd" in page
    assert kinds(told).count("withdrawn") == 1


@pytest.mark.parametrize("what", ["antwoord", "wijzigen", "intrekken"])
def test_whoever_has_an_account_does_it_themselves(desk: Client, waiting: Idea, what: str) -> None:
    assert waiting.owner is not None
    helped = make_told(pinner__helper=waiting.owner)
    for idea in (waiting, helped):
        url = f"/beheer/ideeen/{idea.pk}/namens/{what}/"
        assert desk.get(url).status_code == 404
        assert desk.post(url, {"text": "x"}).status_code == 404
        assert "/namens/" not in html(desk.get(f"/beheer/ideeen/{idea.pk}/"))
