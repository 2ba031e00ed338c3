"""A part that a municipality turned off is off: no links, and its addresses say so."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from ideas.enums import SupportKind
from ideas.models import Idea, Like, Reaction, Support
from ideas.services import likes, reactions, support
from municipalities import switches
from municipalities.models import Instance
from municipalities.switches import PartOff, Switch
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory

pytestmark = pytest.mark.django_db

ADDRESSES: list[tuple[Switch, str]] = [
    (Switch.PIN, "/ideeen/prik/"),
    (Switch.PIN, "/ideeen/prik/probleem/"),
    (Switch.PIN, "/ideeen/prik/lijkt-op/?title=een+bankje"),
    (Switch.HELPER, "/ideeen/prik/?voor=ander"),
    (Switch.CALL_BACK, "/ideeen/prik/bel-mij/"),
    (Switch.PAPER, "/ideeen/prik/papier/"),
    (Switch.LIKES, "{idea}goed-idee/"),
    (Switch.SUPPORT, "{idea}helpen/"),
    (Switch.SUPPORT, "{idea}meedoen/"),
    (Switch.SUPPORT, "{idea}vraag/"),
    (Switch.REACTIONS, "{idea}reacties/"),
    (Switch.REACTIONS, "{idea}reageren/"),
]


@pytest.fixture(autouse=True)
def _base(settings: Settings) -> None:
    settings.BASE_DOMAIN = "localhost"


@pytest.fixture
def instance() -> Instance:
    return InstanceFactory.create()


@pytest.fixture
def idea(instance: Instance) -> Idea:
    return IdeaFactory.create(published=True, municipality=instance.municipality, title="Een bankje bij de sluis")


def turn_off(instance: Instance, switch: Switch) -> None:
    instance.switches = switches.to_keep(set(Switch) - {switch})
    instance.save()


def ask(instance: Instance, path: str, **more: Any) -> Any:
    client, host = Client(), f"{instance.subdomain}.localhost"
    if "data" in more:
        return client.post(path, more["data"], headers={"host": host, "origin": f"http://{host}"})
    return client.get(path, headers={"host": host, **more.get("headers", {})})


@pytest.mark.parametrize(("switch", "path"), ADDRESSES)
def test_its_address_says_so_and_shows_another_way(instance: Instance, idea: Idea, switch: Switch, path: str) -> None:
    address = path.format(idea=idea.get_absolute_url())
    assert ask(instance, address).status_code == 200
    turn_off(instance, switch)
    gone = ask(instance, address)
    assert gone.status_code == 404
    assert str(switches.SAID_WHEN_OFF[switch]) in gone.content.decode()
    assert "/contact/" in gone.content.decode()
    assert not getattr(gone, "is_public_page", False)


@pytest.mark.parametrize(("switch", "path"), ADDRESSES)
def test_a_form_that_was_open_already_gives_the_text_back(
    instance: Instance, idea: Idea, switch: Switch, path: str
) -> None:
    turn_off(instance, switch)
    answer = ask(instance, path.format(idea=idea.get_absolute_url()), data={"text": "Ik heb nog een oude plank."})
    assert answer.status_code == 404
    assert "Ik heb nog een oude plank." in answer.content.decode()


@pytest.mark.parametrize(("switch", "path"), ADDRESSES)
def test_it_stays_on_elsewhere(instance: Instance, idea: Idea, switch: Switch, path: str) -> None:
    turn_off(instance, switch)
    other = InstanceFactory.create()
    there = IdeaFactory.create(published=True, municipality=other.municipality)
    assert ask(other, path.format(idea=there.get_absolute_url())).status_code == 200


def test_htmx_gets_a_sentence(instance: Instance) -> None:
    turn_off(instance, Switch.PIN)
    answer = ask(instance, "/ideeen/prik/lijkt-op/?title=een+bankje", headers={"hx-request": "true"})
    assert answer.content.decode() == str(switches.SAID_WHEN_OFF[Switch.PIN])


LINKS = [
    (Switch.PIN, ["/", "/ideeen/", "/ideeen/?q=kwkwkw", "/tafels/", "/hoe-werkt-het/", "/inloggen/"], "/ideeen/prik/"),
    (Switch.HELPER, ["/ideeen/prik/", "/hoe-werkt-het/", "/toegankelijkheid/"], "voor=ander"),
    (Switch.CALL_BACK, ["/ideeen/prik/", "/hoe-werkt-het/", "/toegankelijkheid/", "/contact/"], "/bel-mij/"),
    (Switch.PAPER, ["/ideeen/prik/", "/hoe-werkt-het/", "/toegankelijkheid/"], "/papier/"),
    (Switch.LIKES, ["{idea}", "/ideeen/"], "goed-idee"),
    (Switch.LIKES, ["/ideeen/"], "sorteer=populair"),
    (Switch.SUPPORT, ["{idea}"], "/helpen/"),
    (Switch.REACTIONS, ["{idea}"], "/reageren/"),
]


@pytest.mark.parametrize(("switch", "pages", "link"), LINKS)
def test_nothing_links_to_it(instance: Instance, idea: Idea, switch: Switch, pages: list[str], link: str) -> None:
    def seen() -> list[str]:
        answers = [ask(instance, page.format(idea=idea.get_absolute_url())).content.decode() for page in pages]
        return [
            body.replace("/ideeen/prik/bel-mij/", "/bel-mij/").replace("/ideeen/prik/papier/", "/papier/")
            for body in answers
        ]

    assert any(link in body for body in seen())
    turn_off(instance, switch)
    if switch is Switch.PIN:
        assert not any(f'href="{link}"' in body for body in seen())
    else:
        assert not any(link in body for body in seen())


def _like(person: User, idea: Idea) -> object:
    return likes.like(actor=person, idea_id=idea.pk)


def _support(person: User, idea: Idea) -> object:
    typed = {"text": "Ik kan timmeren.", "shares_email": False}
    return support.bring(actor=person, idea_id=idea.pk, kind=SupportKind.HELP, typed=typed)


def _react(person: User, idea: Idea) -> object:
    return reactions.react(actor=person, idea_id=idea.pk, text="Goed plan.", capacity=Capacity.RESIDENT)


ACTS = [(Switch.LIKES, _like, Like), (Switch.SUPPORT, _support, Support), (Switch.REACTIONS, _react, Reaction)]


@pytest.mark.parametrize(("switch", "act", "model"), ACTS)
def test_services_refuse_it_too(instance: Instance, idea: Idea, switch: Switch, act: Any, model: Any) -> None:
    person = UserFactory.create(home_municipality=instance.municipality)
    turn_off(instance, switch)
    with pytest.raises(PartOff) as refused:
        act(person, idea)
    assert refused.value.message == switches.SAID_WHEN_OFF[switch]
    assert not model._base_manager.exists()


@pytest.mark.parametrize(("switch", "act", "model"), ACTS)
def test_a_site_that_is_not_open_turns_nothing_off(switch: Switch, act: Any, model: Any) -> None:
    instance = InstanceFactory.create(preparing=True, switches=switches.to_keep(set(Switch) - {switch}))
    idea = IdeaFactory.create(published=True, municipality=instance.municipality)
    act(UserFactory.create(home_municipality=instance.municipality), idea)
    assert model._base_manager.exists()


def test_what_contradicts_itself_is_told() -> None:
    assert switches.faults(set(Switch), likes_threshold=25) == []
    assert len(switches.faults(set(Switch) - set(switches.WAYS_IN), likes_threshold=25)) == 2
    assert len(switches.faults(set(Switch) - {Switch.LIKES}, likes_threshold=25)) == 1
    assert switches.faults(set(Switch) - {Switch.LIKES}, likes_threshold=0) == []


def test_a_name_that_is_not_declared_raises() -> None:
    with pytest.raises(ValueError, match="likez"):
        switches.on(Instance(switches={"likez": False}))
