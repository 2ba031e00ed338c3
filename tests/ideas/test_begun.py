"""Who began an idea and comes back finds it again, in the same browser."""

import pytest
from django.test import Client
from django.urls import reverse

from ideas.lifecycle import State
from ideas.models import Idea
from municipalities.models import Municipality
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

TITLE = "Een kruidentuin naast de bibliotheek"


@pytest.fixture(autouse=True)
def sneek() -> Municipality:
    municipality = MunicipalityFactory.create(name="Súdwest-Fryslân", code="GM1900")
    PostcodeFactory.create(pc4="8601", municipality=municipality)
    return municipality


def begin(client: Client, query: str = "") -> Idea:
    response = client.post(reverse("ideas:pin") + query, {"title": TITLE, "place": "8601"})
    assert response.status_code == 302, response.content.decode()
    return Idea.everywhere.get()


def the_first_screen(client: Client) -> str:
    return client.get(reverse("ideas:pin")).content.decode()


def say_who(client: Client, idea: Idea) -> None:
    who = {"name": "Noor Voorbeeld", "email": "noor@buurt.example"}
    assert client.post(reverse("ideas:identity", args=[idea.key]), who).status_code == 302


def test_who_comes_back_goes_on_with_what_they_began(client: Client) -> None:
    idea = begin(client)
    go_on = reverse("ideas:pin_draft", args=[idea.key])
    page = the_first_screen(client)
    assert "Je begon aan een idee" in page
    assert TITLE in page
    assert f'href="{go_on}"' in page
    assert "Je begon" not in client.get(go_on).content.decode()
    assert TITLE not in the_first_screen(Client())  # another browser


def test_what_waits_for_the_code_is_no_longer_offered(client: Client) -> None:
    say_who(client, begin(client))
    assert TITLE not in the_first_screen(client)


def test_what_was_begun_for_somebody_goes_on_for_somebody(client: Client) -> None:
    idea = begin(client, "?voor=ander")
    go_on = reverse("ideas:pin_draft", args=[idea.key]) + "?voor=ander"
    assert f'href="{go_on}"' in the_first_screen(client)


def test_what_was_begun_is_thrown_away(client: Client) -> None:
    throw = reverse("ideas:throw_away", args=[begin(client).key])
    assert f'action="{throw}"' in the_first_screen(client)
    page = client.post(throw, follow=True).content.decode()
    assert not Idea.everywhere.exists()
    assert "Je begon" not in page
    assert "Wat je had getypt, is weg." in page


def test_what_was_sent_is_not_thrown_away(client: Client) -> None:
    idea = begin(client)
    say_who(client, idea)
    client.post(reverse("ideas:throw_away", args=[idea.key]))
    assert Idea.everywhere.get().status is State.UNCONFIRMED
