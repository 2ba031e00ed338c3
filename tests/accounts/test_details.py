"""My details."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
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
