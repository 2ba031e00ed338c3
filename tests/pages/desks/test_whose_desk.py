"""What lies at one desk is out of reach of the other: the operator's while a site is open, the coordinator's before."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import CallBack, Idea, MergeProposal, PassOn, Reaction, Talk, VoiceMessage
from municipalities.models import Instance
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.reactions import ReactionFactory
from tests.factories.voice import VoiceMessageFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Wrong:
    """A desk that another one has taken the place of. `space` is the namespace of its addresses."""

    client: Client
    space: str
    instance: Instance

    def send(self, name: str, pk: int, **typed: object) -> str:
        return self.client.post(reverse(f"{self.space}:{name}", args=[pk]), typed, follow=True).content.decode()

    @property
    def refusal(self) -> str:
        if self.space == "desk":
            return "De coördinator daar beslist hierover."
        return "De beheerder beslist hier nu over."


def operators(operator: User) -> Wrong:
    client = Client()
    client.force_login(operator)
    return Wrong(client, "desk", InstanceFactory.create())


def coordinators(_operator: User) -> Wrong:
    instance = InstanceFactory.create(preparing=True)
    return Wrong(
        at_site(instance.municipality, somebody(Role.COORDINATOR, instance.municipality)), "coordinator", instance
    )


@pytest.fixture(params=[operators, coordinators])
def wrong(request: pytest.FixtureRequest, db: None) -> Wrong:
    operator = UserFactory.create()
    MembershipFactory.create(user=operator, role=Role.OPERATOR, municipality=None)
    made: Wrong = request.param(operator)
    return made


@pytest.mark.parametrize("state", ["waiting", "published"])
def test_nobody_is_taken_back_there(wrong: Wrong, state: str) -> None:
    idea = told(wrong, state)
    assert wrong.refusal in wrong.send("behalf_withdraw", idea.pk)
    assert Idea.everywhere.get(pk=idea.pk).state == state


def test_no_text_is_changed_and_no_answer_noted_there(wrong: Wrong) -> None:
    idea, asked = told(wrong, "waiting"), told(wrong, "asked")
    names = ("relation", "capacity", "role", "interest", "origin", "people", "approach", "theme", "place")
    typed = {
        **{name: getattr(idea, name) for name in names},
        "title": "Een heel ander bankje",
        "where": wrong.instance.municipality.name,
    }
    assert wrong.refusal in wrong.send("behalf_change", idea.pk, **typed)
    page = wrong.send("behalf_reply", asked.pk, text="Bij de sluis.")
    assert wrong.refusal in page and "Bij de sluis." in page
    assert Idea.everywhere.get(pk=idea.pk).title == idea.title
    assert Idea.everywhere.get(pk=asked.pk).state == "asked"


def test_nobody_is_called_and_no_reaction_hidden_there(wrong: Wrong) -> None:
    call = CallBack.objects.create(name="Bep", phone="0600000000", municipality=wrong.instance.municipality)
    reaction = ReactionFactory.create(idea=told(wrong, "published"))
    assert wrong.refusal in wrong.send("call", call.pk, outcome="Gesproken")
    page = wrong.send("reaction_hide", reaction.pk, text="Kwetsend.", seen=0)
    assert wrong.refusal in page and "Kwetsend." in page
    assert not CallBack.objects.filter(done_at__isnull=False) and not Reaction.everywhere.filter(
        hidden_at__isnull=False
    )


def test_no_message_is_put_away_there() -> None:
    """At the operator's desk it is not even there."""
    wrong = coordinators(UserFactory.create())
    message = VoiceMessageFactory.create(municipality=wrong.instance.municipality)
    assert wrong.refusal in wrong.send("voice_away", message.pk, reason="Stil.")
    assert VoiceMessage.everywhere.get().state == message.state


def test_nothing_is_planned_or_proposed_before_a_site_is_open() -> None:
    wrong = coordinators(UserFactory.create())
    idea, other = told(wrong, "waiting"), told(wrong, "waiting")
    page = wrong.client.get(reverse("coordinator:idea", args=[idea.pk])).content.decode()
    for name, more in (("talk_plan", ""), ("merge_new", f"?met={other.pk}"), ("pass_on_new", "")):
        address = reverse(f"coordinator:{name}", args=[idea.pk])
        assert address not in page
        answer = wrong.client.get(f"{address}{more}")
        assert answer.status_code == 409 and wrong.refusal in answer.content.decode(), name
    assert not (Talk.everywhere.exists() or MergeProposal.everywhere.exists() or PassOn.everywhere.exists())
    merge = MergeProposal.everywhere.create(stays=idea, goes=other, reason="Zelfde", answer_by=clock.today())
    assert wrong.refusal in wrong.send("merge", merge.pk, doe="terug")


def told(wrong: Wrong, state: str) -> Idea:
    """An idea of somebody without an account."""
    fields = {"owner": None, "pinner__phone": "0612345678", "municipality": wrong.instance.municipality, state: True}
    idea: Idea = IdeaFactory.create(**fields)
    return idea
