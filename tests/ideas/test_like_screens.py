"""Liking on the screen: signed in with one click, signed out with a code, and everything that can be in the way."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea, IdeaTally, Intention, Like
from ideas.services import likes
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def idea() -> Idea:
    town = MunicipalityFactory.create(name="Zutphen")
    PostcodeFactory.create(pc4="7201", municipality=town)
    made: Idea = IdeaFactory.create(published=True, municipality=town)
    return made


@pytest.fixture
def neighbour(idea: Idea) -> User:
    made: User = UserFactory.create(home_municipality=idea.municipality)
    return made


def path(idea: Idea, name: str = "like") -> str:
    return reverse(f"ideas:{name}", args=[idea.pk, idea.slug])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_visitor_likes_with_a_code_and_reads_what_it_brought(client: Client, idea: Idea) -> None:
    page = text_of(client.get(idea.get_absolute_url()))
    assert path(idea) in page and "Nog 50 plaatsgenoten uit Zutphen" in page
    answer = client.post(path(idea), {"email": "Fleur@Buurt.example", "place": "7201 AB", "updates": "on"})
    assert answer.status_code == 302
    code = OutgoingMail.objects.get().secret
    landed = Client().post(answer["Location"], {"code": code}, follow=True)  # on another device
    assert "Jij vindt dit een goed idee" in text_of(landed)
    assert "Nog 49 mensen uit deze gemeente" in text_of(landed)
    given = Like.objects.get()
    assert (given.user.email, given.wants_updates, given.user.home_postcode) == ("fleur@buurt.example", True, "7201")


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"email": "", "place": "7201"}, "Typ je e-mailadres"),
        ({"email": "fleur@", "place": "7201"}, "geen heel e-mailadres"),
        ({"email": "fleur@buurt.example", "place": ""}, "Typ je postcode"),
        ({"email": "fleur@buurt.example", "place": "0000"}, "0000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, idea: Idea, typed: dict[str, str], complaint: str
) -> None:
    answer = client.post(path(idea), typed)
    assert answer.status_code == 422
    page = text_of(answer)
    assert complaint in page
    assert all(value in page for value in typed.values())
    assert not Intention.objects.exists()


def test_a_wrong_address_can_be_corrected_without_typing_all_again(client: Client, idea: Idea) -> None:
    answer = client.post(path(idea), {"email": "fluer@buurt.example", "place": "7201"})
    page = client.get(answer["Location"]).content.decode()
    back = f"{path(idea)}?terug={Intention.objects.get().key}"
    assert back in page
    again = client.get(back).content.decode()
    assert "fluer@buurt.example" in again and "7201" in again


def test_a_postcode_of_two_municipalities_takes_the_one_of_the_idea(client: Client, idea: Idea) -> None:
    PostcodeFactory.create(pc4="7201", municipality=MunicipalityFactory.create(name="Lochem"), rank=2)
    client.post(path(idea), {"email": "fleur@buurt.example", "place": "7201"})
    assert Intention.objects.get().municipality == idea.municipality


def test_signed_in_it_takes_one_click_and_another_takes_it_back(client: Client, idea: Idea, neighbour: User) -> None:
    client.force_login(neighbour)
    assert f'action="{path(idea)}"' in client.get(idea.get_absolute_url()).content.decode()
    liked = client.post(path(idea), follow=True)
    assert "Nog 49 mensen uit deze gemeente" in text_of(liked)
    assert path(idea, "take_like_back") in liked.content.decode()
    back = client.post(path(idea, "take_like_back"), follow=True)
    assert "Je hebt ‘Goed idee’ teruggenomen" in text_of(back)
    assert not Like.objects.exists()


def test_with_htmx_only_the_box_comes_back(client: Client, idea: Idea, neighbour: User) -> None:
    client.force_login(neighbour)
    answer = client.post(path(idea), headers=HTMX)
    page = text_of(answer)
    assert answer.status_code == 200
    assert page.startswith("<section") and 'role="status"' in page and "Nog 49 plaatsgenoten" in page
    assert "Dank je wel" not in text_of(client.get(reverse("ideas:list")))  # said once


def test_whoever_has_no_place_yet_types_it_once(client: Client, idea: Idea) -> None:
    newcomer = UserFactory.create(home_municipality=None)
    client.force_login(newcomer)
    assert client.post(path(idea)).status_code == 422
    assert client.post(path(idea), headers=HTMX)["HX-Redirect"] == path(idea)
    assert client.post(path(idea), {"place": "7201"}).status_code == 302
    newcomer.refresh_from_db()
    assert newcomer.home_municipality == idea.municipality
    assert IdeaTally.objects.get().local == 1


def test_your_own_idea_says_that_your_like_does_not_count(client: Client, idea: Idea) -> None:
    client.force_login(idea.owner)  # type: ignore[arg-type]
    page = text_of(client.get(idea.get_absolute_url()))
    assert "Op ‘Goed idee’ drukken kun je hier zelf niet" in page
    assert "Vind jij dit een goed idee?" not in page
    assert "je eigen idee" in text_of(client.get(path(idea)))
    client.post(path(idea))
    assert not Like.objects.exists()


def test_news_by_mail_can_be_turned_on_and_off(client: Client, idea: Idea, neighbour: User) -> None:
    client.force_login(neighbour)
    client.post(path(idea))
    for choice, wanted in (("yes", True), ("no", False)):
        client.post(path(idea, "like_updates"), {"updates": choice})
        assert Like.objects.get().wants_updates is wanted


def test_a_like_from_elsewhere_shows_apart(client: Client, idea: Idea, neighbour: User) -> None:
    stranger = UserFactory.create(home_municipality=MunicipalityFactory.create())
    for person in (neighbour, stranger):
        likes.like(actor=person, idea_id=idea.pk)
    page = text_of(client.get(idea.get_absolute_url()))
    assert "2 mensen vinden dit een goed idee" in page
    assert "1 plaatsgenoot uit Zutphen" in page and "1 van elders" in page
    client.force_login(stranger)
    assert "telt niet mee voor de gratis bijeenkomst" in text_of(client.get(path(idea)))


def test_at_the_threshold_the_page_says_so(client: Client, idea: Idea, neighbour: User) -> None:
    IdeaTally.objects.update(local=49)
    likes.like(actor=neighbour, idea_id=idea.pk)
    page = text_of(client.get(idea.get_absolute_url()))
    assert "50 mensen uit Zutphen vonden dit een goed idee" in page
    assert "komt een gratis bijeenkomst" in page


def test_without_a_threshold_there_is_no_meter(client: Client, idea: Idea) -> None:
    IdeaTally.objects.update(threshold=0)
    assert "<meter" not in client.get(idea.get_absolute_url()).content.decode()


def test_an_idea_that_was_taken_back_is_gone(client: Client) -> None:
    gone = IdeaFactory.create(taken_off=True)
    assert client.get(path(gone)).status_code == 410
    assert client.post(path(gone)).status_code == 410


def test_an_idea_that_never_was_on_the_site_is_not_found(client: Client) -> None:
    assert client.get(path(IdeaFactory.create(waiting=True))).status_code == 404


@pytest.mark.parametrize("name", ["take_like_back", "like_updates"])
def test_taking_back_and_news_ask_for_signing_in(client: Client, idea: Idea, name: str) -> None:
    assert client.get(path(idea, name)).status_code == 405
    assert client.post(path(idea, name)).status_code == 302


def test_a_class_of_fifty_behind_one_address_can_all_like(idea: Idea) -> None:
    for number in range(50):
        visitor = Client(REMOTE_ADDR="192.0.2.9")
        answer = visitor.post(path(idea), {"email": f"leerling{number}@school.example", "place": "7201"})
        code = OutgoingMail.objects.get(to_address=f"leerling{number}@school.example").secret
        assert visitor.post(answer["Location"], {"code": code}).status_code == 302
    tally = IdeaTally.objects.get()
    assert tally.local == 50 and tally.reached_at is not None
