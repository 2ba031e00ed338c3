"""The mail with a code comes from the site where it was asked for."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.core.text import slugify
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea
from municipalities.models import Instance
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory
from tests.factories.municipalities import PostcodeFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

COLOUR = "#123456"
WHO = {"name": "Noor Voorbeeld", "email": "noor@buurt.example"}


@pytest.fixture
def site() -> Instance:
    made = InstanceFactory.create(
        name="Tafels van Tafeldam",
        municipality__name="Tafeldam",
        contact_email="vraag@tafeldam.example",
        tokens={"--nl-button-primary-background-color": COLOUR},
    )
    PostcodeFactory.create(pc4="8601", municipality=made.municipality)
    return made


def is_of(mail: OutgoingMail, site: Instance) -> bool:
    words = all("Tafels van Tafeldam" in body for body in (mail.body_text, mail.body_html))
    return words and COLOUR in mail.body_html and (mail.from_name, mail.reply_to) == (site.name, site.contact_email)


def pin(client: Client) -> None:
    client.post(reverse("ideas:pin"), {"title": "Een kruidentuin naast de bibliotheek", "place": "8601"})
    client.post(reverse("ideas:identity", args=[Idea.everywhere.get().key]), WHO)


def like(client: Client) -> None:
    _mean(client, "ideas:like", {})


def react(client: Client) -> None:
    _mean(client, "ideas:react", {"text": "Ik doe graag mee.", "name_display": "first"})


def _mean(client: Client, route: str, data: dict[str, str]) -> None:
    idea = Idea.everywhere.get()
    more = {"place": "8601", "capacity": "resident", "role": "buurvrouw"}
    client.post(reverse(route, args=[idea.pk, slugify(idea.title)]), {**WHO, **more, **data})


@pytest.mark.parametrize("does", [pin, like, react])
def test_at_a_local_site_it_is_signed_by_that_site(site: Instance, does: Callable[[Client], None]) -> None:
    if does is not pin:
        IdeaFactory.create(published=True, municipality=site.municipality)
    does(at_site(site.municipality))
    mail = OutgoingMail.objects.get(kind="accounts/sign_in")
    assert is_of(mail, site)


def test_so_is_the_mail_to_an_address_that_nobody_uses(site: Instance) -> None:
    at_site(site.municipality).post(reverse("accounts:sign_in"), {"email": "niemand@buurt.example"})
    assert is_of(OutgoingMail.objects.get(kind="accounts/unknown_address"), site)


def test_at_the_national_site_it_is_signed_nationally(client: Client, site: Instance) -> None:
    client.post(reverse("accounts:sign_in"), {"email": UserFactory.create().email})
    assert not is_of(OutgoingMail.objects.get(kind="accounts/sign_in"), site)
