"""Support at two places at one moment, each over a connection of its own."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from ideas.enums import SupportKind as Kind
from ideas.enums import SupportState as State
from ideas.models import Idea, Support
from ideas.services import own, support
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory, owner_of
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def idea() -> Idea:
    made: Idea = IdeaFactory.create(published=True)
    return made


def trying(act: Callable[[], object]) -> Callable[[], bool]:
    """Whether it was possible."""

    def tried() -> bool:
        try:
            act()
        except DomainError:
            return False
        return True

    return tried


def joining(actor: User, idea: Idea, role: str) -> Callable[[], bool]:
    typed = {"text": "", "capacity": "resident", "role": role, "interest": "Ik woon hier."}
    return trying(lambda: support.bring(actor=actor, idea_id=idea.pk, kind=Kind.JOIN, typed=typed))


def test_joining_twice_at_once_is_once(idea: Idea) -> None:
    fleur = UserFactory.create()
    assert at_once(*[joining(fleur, idea, "buurvrouw")] * 4) == [True] * 4
    assert Support.objects.count() == OutgoingMail.objects.count() == 1


def test_joining_in_two_roles_at_once_leaves_one(idea: Idea) -> None:
    fleur = UserFactory.create()
    assert sorted(at_once(joining(fleur, idea, "buurvrouw"), joining(fleur, idea, "bakker"))) == [False, True]
    assert Support.objects.count() == 1


def test_many_people_at_once_are_all_there(idea: Idea) -> None:
    people = UserFactory.create_batch(8)
    assert all(at_once(*[joining(one, idea, "buur") for one in people]))
    assert Support.objects.count() == OutgoingMail.objects.count() == 8


def test_nothing_comes_in_after_the_idea_has_gone() -> None:
    for _ in range(5):
        idea, fleur = IdeaFactory.create(published=True), UserFactory.create()
        owner = owner_of(idea)
        brought, _gone = at_once(
            joining(fleur, idea, "buurvrouw"), trying(partial(own.withdraw, actor=owner, idea=idea))
        )
        assert Support.objects.filter(idea=idea).exists() is brought


def test_replying_and_taking_back_at_once_is_one_of_the_two() -> None:
    for _ in range(5):
        made = SupportFactory.create(kind=Kind.QUESTION)
        answered, back = at_once(
            trying(partial(support.reply, actor=owner_of(made.idea), support_id=made.pk, text="Ja.")),
            trying(partial(support.take_back, actor=made.user, support_id=made.pk)),
        )
        made.refresh_from_db()
        assert (answered, back) in {(True, False), (False, True)}
        assert made.state == (State.ANSWERED if answered else State.WITHDRAWN)
        assert OutgoingMail.objects.filter(dedupe_key=f"ideas:support-reply:{made.pk}").exists() is answered


def test_pressing_send_twice_sends_one_reply() -> None:
    made = SupportFactory.create()
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(owner_of(made.idea))
    path = reverse("ideas:support", args=[made.pk])
    sends = [lambda one=browser: one.post(path, {"text": "Dank je wel."}).status_code for browser in browsers]
    assert at_once(*sends) == [302, 302]
    assert OutgoingMail.objects.count() == 1


def test_erasing_an_account_while_it_is_being_answered_never_locks_up() -> None:
    for _ in range(5):
        made = SupportFactory.create()
        at_once(
            trying(partial(privacy.erase, actor=made.user, ideas_too=False)),
            trying(partial(support.reply, actor=owner_of(made.idea), support_id=made.pk, text="Dank je wel.")),
        )
        assert not Support.objects.filter(pk=made.pk).exists()
        assert not OutgoingMail.objects.filter(to_address=made.user.email).exists()


def test_what_comes_in_while_the_pinner_goes_leaves_no_mail_to_them() -> None:
    for ideas_too in (True, False, False):
        idea, fleur = IdeaFactory.create(published=True), UserFactory.create()
        owner = owner_of(idea)
        at_once(
            trying(partial(privacy.erase, actor=owner, ideas_too=ideas_too)),
            joining(fleur, idea, "buurvrouw"),
        )
        assert not OutgoingMail.objects.filter(to_address=owner.email).exists()


def test_somebody_who_goes_while_they_offer_something_is_gone(idea: Idea) -> None:
    for _ in range(5):
        fleur = UserFactory.create(name="Fleur Veld")
        at_once(trying(partial(privacy.erase, actor=fleur, ideas_too=False)), joining(fleur, idea, "bakker"))
        assert not User.objects.filter(pk=fleur.pk).exists()
        assert not Support.objects.exists()
        assert not OutgoingMail.objects.filter(body_text__contains="Fleur").exists()
