"""What somebody who means harm, or whose session has ended, gets at the doors of liking."""

import re
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import SignInToken, User
from aantafel.core import ratelimit
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea, IdeaTally, Intention, Like
from ideas.services import likes
from municipalities.services.merge import merge
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
EMAIL = "fleur@buurt.example"
BUTTONS = ["take_like_back", "like_updates"]


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


@pytest.mark.parametrize("name", ["like", *BUTTONS])
def test_another_site_cannot_press_a_button_for_you(idea: Idea, neighbour: User, name: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(neighbour)
    assert browser.post(path(idea, name)).status_code == 403
    assert not Like.objects.exists()


def test_a_link_alone_likes_nothing(client: Client, idea: Idea, neighbour: User) -> None:
    client.force_login(neighbour)
    assert client.get(path(idea), {"updates": "on", "place": "7201"}).status_code == 200
    assert not Like.objects.exists()


@pytest.mark.parametrize("name", BUTTONS)
def test_whoever_was_signed_out_meanwhile_comes_back_to_the_idea(client: Client, idea: Idea, name: str) -> None:
    wanted = f"{reverse('accounts:sign_in')}?next={quote(idea.get_absolute_url(), safe='')}"
    assert client.post(path(idea, name))["Location"] == wanted
    answer = client.post(path(idea, name), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, wanted)


def test_a_click_after_the_session_ended_leads_to_the_form_and_not_to_silence(client: Client, idea: Idea) -> None:
    answer = client.post(path(idea), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, path(idea))


def test_a_click_on_an_idea_that_was_taken_back_meanwhile_leads_to_what_happened(
    client: Client, neighbour: User
) -> None:
    gone = IdeaFactory.create(taken_off=True)
    client.force_login(neighbour)
    answer = client.post(path(gone), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, gone.get_absolute_url())
    assert client.get(gone.get_absolute_url()).status_code == 410


def test_the_answer_does_not_tell_who_is_known(client: Client, idea: Idea, neighbour: User) -> None:
    pages = []
    for email in (neighbour.email, "niemand@buurt.example"):
        answer = client.post(path(idea), {"email": email, "place": "7201"})
        page = re.sub(r'value="\w{64}"', "", client.get(answer["Location"]).content.decode())
        key = str(SignInToken.objects.latest("pk").key)
        meant = str(Intention.objects.latest("pk").key)
        pages.append(page.replace(email, "…").replace(key, "…").replace(meant, "…"))
    assert pages[0] == pages[1]
    kinds = OutgoingMail.objects.values_list("kind", flat=True)
    assert set(kinds) == {"accounts/sign_in"}


def test_what_somebody_typed_shows_for_its_own_key_and_idea_alone(client: Client, idea: Idea) -> None:
    client.post(path(idea), {"email": EMAIL, "place": "7201"})
    kept = Intention.objects.get()
    other = IdeaFactory.create(published=True)
    assert EMAIL in client.get(path(idea), {"terug": str(kept.key)}).content.decode()
    for where, key in ((other, str(kept.key)), (idea, str(kept.pk)), (idea, "6f2f1f9c-5d4b-4d0e-9d5e-0c1d4d7c0a11")):
        assert EMAIL not in client.get(path(where), {"terug": key}).content.decode()
    token = SignInToken.objects.get()
    Client().post(reverse("accounts:code", args=[token.key]), {"code": OutgoingMail.objects.get().secret})
    assert EMAIL not in client.get(path(idea), {"terug": str(kept.key)}).content.decode()


def test_very_many_codes_over_one_connection_end_in_a_sentence_and_lose_nothing(client: Client, idea: Idea) -> None:
    for _time in range(300):
        ratelimit.hit("intention", "192.0.2.66", limit=300, per=timedelta(hours=1))
    answer = client.post(path(idea), {"email": EMAIL, "place": "7201"}, REMOTE_ADDR="192.0.2.66")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vanaf jouw verbinding vroegen veel mensen een code" in page
    assert EMAIL in page and "7201" in page
    assert client.post(path(idea), {"email": EMAIL, "place": "7201"}, REMOTE_ADDR="192.0.2.67").status_code == 302


def test_very_many_likes_of_one_person_end_in_a_sentence(client: Client, idea: Idea, neighbour: User) -> None:
    client.force_login(neighbour)
    for _time in range(200):
        ratelimit.hit("like", neighbour.recipient, limit=200, per=timedelta(hours=1))
    answer = client.post(path(idea))
    assert answer.status_code == 422
    assert "in korte tijd" in answer.content.decode()
    assert not Like.objects.exists()


def test_a_like_that_waits_for_its_code_moves_along_when_the_municipality_merges(client: Client, idea: Idea) -> None:

    assert idea.municipality is not None
    new = MunicipalityFactory.create(name="Samenstad")
    client.post(path(idea), {"email": EMAIL, "place": "7201"})
    merge(old=idea.municipality, new=new, on=date(2020, 1, 1))
    token = SignInToken.objects.get()
    client.post(reverse("accounts:code", args=[token.key]), {"code": OutgoingMail.objects.get().secret})
    assert User.objects.get(email=EMAIL).home_municipality == new
    assert IdeaTally.objects.get().local == 1


def test_a_like_from_elsewhere_is_thanked_without_saying_that_it_counts(client: Client, idea: Idea) -> None:
    stranger = UserFactory.create(home_municipality=MunicipalityFactory.create())
    client.force_login(stranger)
    client.post(path(idea))
    page = client.get(path(idea)).content.decode()
    assert "telt niet mee voor de gratis bijeenkomst" in page
    assert "telt mee." not in page


def test_a_click_that_is_refused_gets_the_reason_in_words(
    client: Client, idea: Idea, neighbour: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ideas.services.likes.ratelimit.hit", lambda *_args, **_more: False)
    client.force_login(neighbour)
    answer = client.post(path(idea), headers=HTMX)
    assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain; charset=utf-8")
    assert answer.content.decode() == str(likes.TooManyLikes.default)
