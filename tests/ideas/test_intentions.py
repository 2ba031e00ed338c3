"""What somebody meant to do while signed out is there after the code, once, on any device."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import SignInToken, User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.enums import IntentionKind
from ideas.models import Idea, Intention, Like
from ideas.services import intentions
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory

pytestmark = pytest.mark.django_db

EMAIL = "fleur@buurt.example"


@pytest.fixture
def idea() -> Idea:
    made: Idea = IdeaFactory.create(published=True)
    return made


def meant(idea: Idea, **other: Any) -> SignInToken:
    where = {"municipality": idea.municipality, "postcode": "7201"}
    usual = {"kind": IntentionKind.LIKE, "email": EMAIL, "client": "192.0.2.1", "language": "nl"}
    return intentions.mean(idea=idea, **{**usual, **where, **other})


def type_code(token: SignInToken) -> Any:
    code = OutgoingMail.objects.get(dedupe_key=f"sign-in:{token.key}").secret
    return Client().post(reverse("accounts:code", args=[token.key]), {"code": code})


def test_a_like_is_there_after_the_code(idea: Idea) -> None:
    token = meant(idea, name="Fleur Voorbeeld")
    assert not Like.objects.exists()
    assert type_code(token).status_code == 302
    person = User.objects.get(email=EMAIL)
    assert (person.name, person.home_municipality, person.home_postcode) == (
        "Fleur Voorbeeld",
        idea.municipality,
        "7201",
    )
    assert Like.objects.get().user == person
    assert not Intention.objects.exists()


def test_somebody_we_know_keeps_their_own_name_and_place(idea: Idea) -> None:
    known: User = UserFactory.create(email=EMAIL, name="Fleur Anders", home_municipality=idea.municipality)
    elsewhere: Municipality | None = IdeaFactory.create().municipality
    type_code(meant(idea, name="Iemand", municipality=elsewhere))
    known.refresh_from_db()
    assert (known.name, known.home_municipality) == ("Fleur Anders", idea.municipality)


def test_meant_twice_and_confirmed_twice_counts_once(idea: Idea) -> None:
    first, second = meant(idea), meant(idea)
    assert type_code(first).status_code == 302
    type_code(second)
    assert Like.objects.count() == 1


def test_an_idea_that_is_gone_by_then_does_not_keep_anybody_out(idea: Idea) -> None:
    token = meant(idea)
    Idea.everywhere.filter(pk=idea.pk).update(state="withdrawn")
    assert type_code(token).status_code == 302
    assert User.objects.filter(email=EMAIL).exists()
    assert not Like.objects.exists()


def test_what_nobody_confirmed_is_gone_after_a_day(idea: Idea) -> None:
    meant(idea)
    assert intentions.erase_old() == 0
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)):
        assert intentions.erase_old() == 1


def test_a_key_that_is_none_finds_nothing() -> None:
    assert intentions.find("geen-sleutel") is None


def test_a_class_of_fifty_behind_one_address_may_all_mean_it(idea: Idea) -> None:
    for number in range(50):
        intentions.mean(
            kind=IntentionKind.LIKE,
            idea=idea,
            email=f"leerling{number}@school.example",
            client="192.0.2.7",
            language="nl",
            municipality=idea.municipality,
        )
    assert Intention.objects.count() == 50


SAID = {"text": "Wat een <onzin>.", "capacity": "resident"}


def test_whoever_owns_the_address_reads_what_the_code_does_before_they_use_it(client: Client, idea: Idea) -> None:
    """Anybody may have typed it: the mail says what it is, without their words, and the page of the link all of it."""
    token = meant(idea, kind=IntentionKind.REACTION, data=SAID)
    mail = OutgoingMail.objects.get()
    for body in (mail.body_text, mail.body_html):
        assert f"komt je reactie onder het idee “{idea.title}”" in " ".join(body.split())
        assert "onzin" not in body
    page = client.get(reverse("accounts:link", args=[token.key, mail.secret])).content.decode()
    assert f"komt je reactie onder het idee “{idea.title}”" in page
    assert "Wat een &lt;onzin&gt;." in page


@pytest.mark.parametrize("kind", IntentionKind)
def test_each_kind_says_what_it_does(idea: Idea, kind: IntentionKind) -> None:
    meant(idea, kind=kind, data=SAID)
    assert idea.title in OutgoingMail.objects.get().body_text
