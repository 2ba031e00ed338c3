"""One code, one address, one account: at two places at one moment, each over a connection of its own."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import DeskShare, Membership, SignInToken, User
from aantafel.accounts.services import invitations, memberships, privacy, sharing, sign_in
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, InvitationFactory, somebody
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
    asked = InvitationFactory.create(invited_by=UserFactory.create(operator=True))
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
    asked = InvitationFactory.create(invited_by=UserFactory.create(operator=True))
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


def test_two_coordinators_who_end_each_other_leave_one() -> None:
    town = InstanceFactory.create().municipality
    one, two = somebody(Role.COORDINATOR, town), somebody(Role.COORDINATOR, town)

    def end(actor: User, other: User) -> str:
        try:
            memberships.end(actor=actor, membership_id=other.memberships.get().pk, municipality=town)
        except memberships.LastCoordinator:
            return "needed"
        return "ended"

    assert sorted(at_once(partial(end, one, two), partial(end, two, one))) == ["ended", "needed"]
    assert Membership.objects.filter(municipality=town, ended_at=None).count() == 1


def test_two_coordinators_who_erase_their_accounts_leave_one() -> None:
    town = InstanceFactory.create().municipality
    people = [somebody(Role.COORDINATOR, town) for _ in range(2)]

    def erase(person: User) -> str:
        try:
            privacy.erase(actor=person, ideas_too=False)
        except privacy.OnlyCoordinator:
            return "needed"
        return "erased"

    assert sorted(at_once(*[partial(erase, person) for person in people])) == ["erased", "needed"]
    assert Membership.objects.filter(municipality=town, ended_at=None).count() == 1


def test_work_is_given_to_who_leaves_at_that_moment_leaves_no_key_behind() -> None:
    town = InstanceFactory.create().municipality
    coordinator, member = somebody(Role.COORDINATOR, town), somebody(Role.INITIATIVE, town)
    held = member.memberships.get()

    def give() -> bool:
        try:
            sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=[DeskPart.PRINT])
        except sharing.NotAMember:
            return False
        return True

    def leave() -> bool:
        memberships.end(actor=coordinator, membership_id=held.pk, municipality=town)
        return True

    at_once(give, leave)
    assert not DeskShare.objects.filter(user=member, ended_at=None).exists()


def test_one_part_given_twice_at_once_is_given_once() -> None:
    town = InstanceFactory.create().municipality
    coordinator, member = somebody(Role.COORDINATOR, town), somebody(Role.INITIATIVE, town)

    def give() -> bool:
        return bool(sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=[DeskPart.PRINT]))

    assert sorted(at_once(give, give)) == [False, True]
    assert DeskShare.objects.filter(user=member).count() == 1
    assert OutgoingMail.objects.filter(kind="accounts/desk_parts").count() == 1
