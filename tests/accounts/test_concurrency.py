"""One code, one address, one account: at two places at one moment, each over a connection of its own."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import SignInToken, User
from aantafel.accounts.services import invitations, sign_in
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InvitationFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def post_code(client: Client, token: SignInToken) -> Callable[[], int]:
    code = OutgoingMail.objects.get(dedupe_key=f"sign-in:{token.key}").secret
    path = reverse("accounts:code", args=[token.key])
    return lambda: client.post(path, {"code": code}).status_code


def waiting_pin(email: str) -> tuple[Idea, SignInToken]:
    idea = IdeaFactory.create(unconfirmed=True, pinner__email=email)
    return idea, sign_in.request_token(email=email, language="nl", intent=f"pin:{idea.key}")


def test_one_code_at_two_places_signs_in_once() -> None:
    token = sign_in.request_token(email=UserFactory.create().email, language="nl")
    browsers = [Client(), Client()]
    assert sorted(at_once(*[post_code(browser, token) for browser in browsers])) == [302, 410]
    assert sum("_auth_user_id" in browser.session for browser in browsers) == 1


def test_two_codes_of_somebody_new_make_one_person() -> None:
    pins = [waiting_pin("noor@buurt.example") for _ in range(4)]
    assert at_once(*[post_code(Client(), token) for _idea, token in pins]) == [302] * 4
    person = User.objects.get(email="noor@buurt.example")
    assert {idea.owner for idea in Idea.everywhere.all()} == {person}


def test_wrong_tries_at_once_are_all_counted() -> None:
    token = sign_in.request_token(email=UserFactory.create().email, language="nl")
    path = reverse("accounts:code", args=[token.key])
    right = OutgoingMail.objects.get(dedupe_key=f"sign-in:{token.key}").secret
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    statuses = at_once(*[lambda: Client().post(path, {"code": wrong}).status_code for _ in range(4)])
    token.refresh_from_db()
    assert (statuses, token.wrong_tries) == ([422] * 4, 4)


def test_erasing_an_account_while_its_code_is_typed_leaves_no_half() -> None:
    user = UserFactory.create()
    idea, token = waiting_pin(user.email)
    browser = Client()
    browser.force_login(user)
    erase = {"ideas": "keep", "sure": "on"}
    calls = [post_code(Client(), token), lambda: browser.post(reverse("accounts:erase"), erase).status_code]
    assert set(at_once(*calls)) <= {302, 410, 422}
    owner = Idea.everywhere.filter(pk=idea.pk).values_list("owner", flat=True).first()
    assert owner is None or User.objects.filter(pk=owner).exists()


def test_one_invitation_accepted_at_two_places_gives_one_role() -> None:
    asked = InvitationFactory.create(invited_by=UserFactory.create())
    user = UserFactory.create(email=asked.email)
    calls = [lambda: invitations.accept(user=user, key=str(asked.key))] * 3
    assert at_once(*calls) == [invitations.path_of(str(asked.key))] * 3
    assert user.memberships.count() == 1
    assert OutgoingMail.objects.filter(kind="accounts/invitation_answered").count() == 1


def test_two_coordinators_invite_one_person_at_once() -> None:
    town = MunicipalityFactory.create()
    actors = [UserFactory.create() for _ in range(3)]

    def ask(actor: User) -> str:
        try:
            invitations.invite(actor=actor, municipality=town, email="ivo@buurt.example", role=Role.COACH)
        except invitations.AlreadyInvited:
            return "already"
        return "asked"

    assert sorted(at_once(*[partial(ask, actor) for actor in actors])) == ["already", "already", "asked"]
    assert OutgoingMail.objects.filter(kind="accounts/invitation").count() == 1


def test_yes_no_and_taken_back_at_once_have_one_outcome() -> None:
    asked = InvitationFactory.create(invited_by=UserFactory.create())
    user = UserFactory.create(email=asked.email)

    def outcome(act: Callable[[], object]) -> bool:
        try:
            act()
        except invitations.Closed:
            return False
        return True

    def take_back() -> object:
        return invitations.withdraw(actor=user, invitation_id=asked.pk, municipality=asked.municipality)

    acts = [
        lambda: invitations.accept(user=user, key=str(asked.key)),
        lambda: invitations.decline(key=str(asked.key)),
        take_back,
    ]
    done = at_once(*[partial(outcome, act) for act in acts])
    assert done.count(True) == 1
    assert user.memberships.exists() == done[0]
