"""A form that is sent after the session ended, or after a sign-in elsewhere: nothing that was typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from ideas.enums import SupportKind
from ideas.models import Idea, Support
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory

pytestmark = pytest.mark.django_db

HERE = {"Origin": "http://testserver", "Referer": "http://testserver/mijn/?na=3"}
HTMX = {"HX-Request": "true", **HERE}
ANSWER = "Ja, op zaterdag <kan> het."
SHOWN = "Ja, op zaterdag &lt;kan&gt; het."
SIGN_IN = "/inloggen/?next=%2Fmijn%2F%3Fna%3D3"


@pytest.fixture
def question() -> Support:
    made: Support = SupportFactory.create(kind=SupportKind.QUESTION)
    return made


def path(question: Support) -> str:
    return reverse("ideas:support", args=[question.pk])


def test_what_was_typed_stands_on_the_page_that_asks_to_sign_in(client: Client, question: Support) -> None:
    answer = client.post(path(question), {"text": ANSWER}, headers=HERE)
    assert answer.status_code == 403
    text = answer.content.decode()
    assert SHOWN in text
    assert SIGN_IN in text
    question.refresh_from_db()
    assert question.answer == ""


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elders.example"}])
def test_no_other_site_puts_words_on_that_page(client: Client, question: Support, headers: dict[str, str]) -> None:
    answer = client.post(path(question), {"text": ANSWER}, headers=headers)
    assert answer.status_code == 403
    assert SHOWN not in answer.content.decode()


def test_a_button_whose_address_cannot_be_opened_leads_back_to_its_page(client: Client) -> None:
    pressed = client.post(reverse("desk:person_unblock", args=[UserFactory.create().pk]), headers=HERE)
    assert SIGN_IN in pressed.content.decode()


def test_htmx_gets_a_sentence(client: Client, question: Support) -> None:
    for answer in (client.post(path(question), {"text": ANSWER}, headers=HTMX), client.get("/mijn/", headers=HTMX)):
        assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")
        assert answer.content.decode().startswith("Je bent niet meer ingelogd.")


def test_opening_a_page_leads_through_signing_in_as_before(client: Client, question: Support) -> None:
    assert client.get(path(question))["Location"] == f"/inloggen/?next={path(question)}"


def test_a_form_of_before_somebody_signed_in_elsewhere_keeps_its_text() -> None:
    idea: Idea = IdeaFactory.create(published=True)
    client = Client(enforce_csrf_checks=True)
    react = reverse("ideas:react", args=[idea.pk, idea.slug])
    answer = client.post(react, {"text": ANSWER, "csrfmiddlewaretoken": "oud token"}, headers=HERE)
    assert answer.status_code == 403
    assert SHOWN in answer.content.decode()
    assert "oud token" not in answer.content.decode()
    partly = client.post(react, {"text": ANSWER}, headers=HTMX)
    assert (partly.status_code, partly["Content-Type"]) == (403, "text/plain; charset=utf-8")


def test_what_the_rules_do_not_allow_is_a_sentence_to_htmx(client: Client) -> None:
    idea: Idea = IdeaFactory.create(published=True)
    idea.tally.delete()
    client.force_login(UserFactory.create())
    answer = client.post(reverse("ideas:take_like_back", args=[idea.pk, idea.slug]), headers=HTMX)
    assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert answer.content.decode() == "Dit idee staat niet meer op de site."
