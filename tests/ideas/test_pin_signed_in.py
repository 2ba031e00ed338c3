"""Somebody who is signed in pins with one field and one submit."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.outbox.models import OutgoingMail
from ideas.lifecycle import State
from ideas.models import Idea
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

TITLE = "Een kruidentuin naast de bibliotheek"


@pytest.fixture
def sneek() -> Municipality:
    municipality = MunicipalityFactory.create(name="Súdwest-Fryslân", code="GM1900")
    PostcodeFactory.create(pc4="8601", municipality=municipality)
    return municipality


def test_signed_in_it_takes_one_field_and_one_submit(client: Client, sneek: Municipality) -> None:
    user = UserFactory.create(home_municipality=sneek)
    client.force_login(user)
    response = client.post(reverse("ideas:pin"), {"title": TITLE})
    idea = Idea.everywhere.get()
    assert response.headers["Location"] == reverse("ideas:pinned", args=[idea.key])
    assert (idea.status, idea.owner, idea.municipality) == (State.WAITING, user, sneek)


def test_signed_in_one_may_choose_where_one_works(client: Client, sneek: Municipality) -> None:
    work = MunicipalityFactory.create()
    client.force_login(UserFactory.create(home_municipality=sneek, work_municipality=work))
    client.post(reverse("ideas:pin"), {"title": TITLE, "relation": "works"})
    idea = Idea.everywhere.get()
    assert (idea.municipality, idea.relation) == (work, "works")


def test_signed_in_a_form_that_is_sent_twice_pins_one_idea(client: Client, sneek: Municipality) -> None:
    client.force_login(UserFactory.create(home_municipality=sneek))
    page = client.get(reverse("ideas:pin"))
    key = str(page.context["form"]["key"].value())
    assert f'name="key" value="{key}"' in page.content.decode()
    first = client.post(reverse("ideas:pin"), {"title": TITLE, "key": key})
    second = client.post(reverse("ideas:pin"), {"title": TITLE, "key": key})
    assert first.headers["Location"] == second.headers["Location"]
    assert Idea.everywhere.count() == 1
    assert OutgoingMail.objects.filter(kind="ideas/received").count() == 1
    client.post(reverse("ideas:pin"), {"title": "Iets heel anders, na een stap terug", "key": key})
    assert Idea.everywhere.count() == 2  # another text is never thrown away


def test_the_key_of_somebody_elses_idea_opens_nothing(client: Client, sneek: Municipality) -> None:
    other = IdeaFactory.create(waiting=True, title=TITLE)
    client.force_login(UserFactory.create(home_municipality=sneek))
    response = client.post(reverse("ideas:pin"), {"title": TITLE, "key": str(other.key)})
    mine = Idea.everywhere.exclude(pk=other.pk).get()
    assert response.headers["Location"] == reverse("ideas:pinned", args=[mine.key])


def test_signed_in_without_a_place_it_is_asked_once(client: Client, sneek: Municipality) -> None:
    user = UserFactory.create()
    client.force_login(user)
    assert client.post(reverse("ideas:pin"), {"title": TITLE}).status_code == 422
    client.post(reverse("ideas:pin"), {"title": TITLE, "place": "8601 AB"})
    idea = Idea.everywhere.get()
    user.refresh_from_db()
    assert (idea.pinner.postcode, user.home_postcode, user.home_municipality) == ("8601", "8601", sneek)
    assert "place" not in client.get(reverse("ideas:pin")).context["form"].fields


def test_signed_in_a_shared_postcode_is_asked_about_too(client: Client, sneek: Municipality) -> None:
    other = MunicipalityFactory.create(name="De Fryske Marren", code="GM1940")
    PostcodeFactory.create(pc4="8601", municipality=other, rank=2)
    client.force_login(UserFactory.create())
    response = client.post(reverse("ideas:pin"), {"title": TITLE, "place": "8601"})
    assert response.status_code == 422
    assert "De Fryske Marren" in response.content.decode()
    client.post(reverse("ideas:pin"), {"title": TITLE, "place": "De Fryske Marren"})
    assert Idea.everywhere.get().municipality == other
