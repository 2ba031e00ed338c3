"""Reporting a reaction on the screen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea, ReactionReport
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.reactions import ReactionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Idea:
    made: Idea = IdeaFactory.create(published=True)
    return made


def path(idea: Idea, name: str, *numbers: int) -> str:
    return reverse(f"ideas:{name}", args=[idea.pk, idea.slug, *numbers])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestReporting:
    def test_without_an_account(self, client: Client, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea)
        typed = {"why": "hurts", "text": "Dit doet pijn.", "email": "mel@buurt.example"}
        landed = client.post(path(idea, "report", made.pk), typed, follow=True)
        assert "Bedankt voor je melding" in text_of(landed)
        told = ReactionReport.objects.get()
        assert (told.why, told.text, told.quoted) == ("hurts", "Dit doet pijn.", made.text)
        assert OutgoingMail.objects.get().kind == "ideas/report_received"

    @pytest.mark.parametrize(
        ("typed", "complaint"),
        [
            ({"text": "Lelijk."}, "Kies wat er mis is."),
            ({"why": "other", "text": ""}, "Zeg in een paar woorden wat er mis is."),
            ({"why": "hurts", "text": "Lelijk.", "email": "mel@"}, "geen heel e-mailadres"),
        ],
    )
    def test_what_is_wrong_is_said(self, client: Client, idea: Idea, typed: dict[str, str], complaint: str) -> None:
        answer = client.post(path(idea, "report", ReactionFactory.create(idea=idea).pk), typed)
        assert answer.status_code == 422
        assert complaint in text_of(answer) and typed["text"] in text_of(answer)
        assert not ReactionReport.objects.exists()

    def test_what_was_hidden_meanwhile_keeps_what_was_typed(self, client: Client, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True)
        answer = client.post(path(idea, "report", made.pk), {"why": "hurts", "text": "Lelijk."})
        assert answer.status_code == 422 and "Lelijk." in text_of(answer)
        assert "Deze reactie staat hier niet meer." in text_of(answer)
        assert made.text not in text_of(answer)

    def test_signed_in_the_address_is_filled_in(self, idea: Idea) -> None:
        user = UserFactory.create()
        page = signed_in(user).get(path(idea, "report", ReactionFactory.create(idea=idea).pk))
        assert f'value="{user.email}"' in page.content.decode()
