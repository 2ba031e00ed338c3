"""My details."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

DETAILS = {"name": "Noor Voorbeeld", "name_display": "full", "capacity": "professional", "home": "8601 ab", "work": ""}


def test_only_four_digits_are_kept(client: Client) -> None:
    sneek = MunicipalityFactory.create(name="Súdwest-Fryslân")
    PostcodeFactory.create(pc4="8601", municipality=sneek)
    user = UserFactory.create()
    client.force_login(user)
    response = client.post(reverse("accounts:details"), DETAILS)
    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.home_postcode, user.home_municipality) == ("8601", sneek)
    assert (user.name_display, user.capacity) == ("full", "professional")


def test_unknown_place_keeps_what_was_typed(client: Client) -> None:
    user = UserFactory.create()
    client.force_login(user)
    response = client.post(reverse("accounts:details"), {**DETAILS, "home": "Nergenshuizen"})
    assert response.status_code == 422
    assert "Nergenshuizen" in response.content.decode()
    user.refresh_from_db()
    assert user.home_municipality is None


def test_signed_out_people_sign_in_first(client: Client) -> None:
    response = client.get(reverse("accounts:details"))
    assert response.headers["Location"].startswith(reverse("accounts:sign_in"))


def test_who_lives_in_the_second_of_two_municipalities_stays_there(client: Client) -> None:
    first, second, third = (MunicipalityFactory.create(name=name) for name in ("Eenrum", "Tweede Dorp", "Derde Dorp"))
    for rank, municipality in enumerate((first, second), start=1):
        PostcodeFactory.create(pc4="8601", municipality=municipality, rank=rank)
    user = UserFactory.create(home_municipality=second, home_postcode="8601", work_municipality=third)
    client.force_login(user)
    assert client.post(reverse("accounts:details"), DETAILS).status_code == 302
    user.refresh_from_db()
    assert user.home_municipality == second
    page = client.post(reverse("accounts:details"), {**DETAILS, "work": "8601"})
    assert page.status_code == 422
    assert "Eenrum, Tweede Dorp" in page.content.decode()


def test_a_name_that_is_hidden_is_hidden_on_kept_pages_too(client: Client, settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    sneek = MunicipalityFactory.create(name="Sneek")
    user = UserFactory.create(name="Zwaantje Voorbeeld", name_display="full", home_municipality=sneek)
    idea = IdeaFactory.create(published=True, owner=user)
    assert "Zwaantje" in Client().get(idea.get_absolute_url()).content.decode()
    client.force_login(user)
    data = {**DETAILS, "name": user.name, "name_display": "hidden", "home": "Sneek"}
    assert client.post(reverse("accounts:details"), data).status_code == 302
    assert "Zwaantje" not in Client().get(idea.get_absolute_url()).content.decode()
