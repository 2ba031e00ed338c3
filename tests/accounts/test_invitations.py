"""Being asked for a role: the mail, the answer, and everything that comes between."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity, InvitationState, Role
from aantafel.accounts.models import Invitation, Membership, User
from aantafel.accounts.permissions import has_role
from aantafel.accounts.services import invitations, memberships, sign_in
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from municipalities import sites
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, InvitationFactory, somebody
from tests.support.local import at_site

pytestmark = pytest.mark.django_db
EMAIL = "ivo@buurt.example"


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create(preparing=True, subdomain="tafeldam").municipality


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town, name="Corrie Coord")


def ask(coordinator: User, town: Municipality, role: Role = Role.COACH, **more: str) -> Invitation:
    return invitations.invite(actor=coordinator, municipality=town, email=EMAIL, role=role, **more)


def path(asked: Invitation) -> str:
    return invitations.path_of(str(asked.key))


def mails(kind: str, to: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind, to_address=to).order_by("pk"))


def say(client: Client, asked: Invitation, answer: str) -> str:
    response = client.post(path(asked), {"antwoord": answer})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def type_code(client: Client, page: str, email: str) -> str:
    code = OutgoingMail.objects.filter(to_address=email, kind="accounts/sign_in").latest("pk").secret
    return str(client.post(page, {"code": code}).headers["Location"])


class TestAsking:
    def test_the_mail_leads_to_the_site_that_is_being_prepared(self, coordinator: User, town: Municipality) -> None:
        asked = ask(coordinator, town, Role.INITIATIVE, capacity=Capacity.PROFESSIONAL, name="Ivo", message="Doe mee.")
        [mail] = mails("accounts/invitation", EMAIL)
        assert f"{sites.base_url_of(town.instance)}/uitnodiging/{asked.key}/" in mail.body_text
        for words in ("Hallo Ivo", "Corrie Coord", town.name, "Lid van de initiatiefgroep (professional)", "Doe mee."):
            assert words in mail.body_text
        assert mail.from_name == town.instance.name
        assert mail.reply_to == town.instance.contact_email

    def test_the_address_is_one_in_every_way_of_typing(self, coordinator: User, town: Municipality) -> None:
        ask(coordinator, town)
        with pytest.raises(invitations.AlreadyInvited):
            invitations.invite(actor=coordinator, municipality=town, email=" IVO@buurt.example ", role=Role.COACH)
        assert len(mails("accounts/invitation", EMAIL)) == 1

    def test_one_person_for_several_roles_and_in_several_places(self, coordinator: User, town: Municipality) -> None:
        ask(coordinator, town, Role.COACH)
        ask(coordinator, town, Role.AMBASSADOR)
        ask(coordinator, InstanceFactory.create().municipality, Role.COACH)
        assert Invitation.objects.filter(email=EMAIL).count() == 3

    def test_who_has_the_role_is_not_asked(self, coordinator: User, town: Municipality) -> None:
        somebody(Role.COACH, town, email=EMAIL)
        with pytest.raises(invitations.AlreadyHas):
            ask(coordinator, town)

    def test_who_had_it_once_is(self, coordinator: User, town: Municipality) -> None:
        coach = somebody(Role.COACH, town, email=EMAIL)
        memberships.end(actor=coordinator, membership_id=coach.memberships.get().pk, municipality=town)
        assert ask(coordinator, town).state == InvitationState.OPEN

    def test_one_that_ran_out_makes_room(self, coordinator: User, town: Municipality) -> None:
        old = InvitationFactory.create(municipality=town, email=EMAIL, expires_at=clock.now() - timedelta(days=1))
        assert ask(coordinator, town).pk != old.pk
        old.refresh_from_db()
        assert old.state == InvitationState.WITHDRAWN

    def test_a_hundred_in_an_hour(self, monkeypatch: pytest.MonkeyPatch, coordinator: User, town: Municipality) -> None:
        monkeypatch.setattr(invitations, "PER_INVITER", 2)
        for number in range(2):
            invitations.invite(actor=coordinator, municipality=town, email=f"a{number}@buurt.example", role=Role.COACH)
        with pytest.raises(invitations.TooManyInvitations):
            ask(coordinator, town)

    def test_nobody_s_mailbox_is_filled(self, coordinator: User, town: Municipality) -> None:
        asked = ask(coordinator, town)
        for _time in range(invitations.PER_ADDRESS - 1):
            invitations.send_again(actor=coordinator, invitation_id=asked.pk, municipality=town)
        with pytest.raises(invitations.TooManyToOne):
            invitations.send_again(actor=coordinator, invitation_id=asked.pk, municipality=town)
        assert len(mails("accounts/invitation", EMAIL)) == invitations.PER_ADDRESS

    @pytest.mark.parametrize(("role", "capacity"), [(Role.OPERATOR, ""), (Role.INITIATIVE, "")])
    def test_what_is_no_invitation(self, coordinator: User, town: Municipality, role: Role, capacity: str) -> None:
        with pytest.raises(ValueError, match="not invited"):
            ask(coordinator, town, role, capacity=capacity)


class TestYes:
    def test_signed_out_goes_by_the_code(self, coordinator: User, town: Municipality) -> None:
        asked, client = ask(coordinator, town, name="Ivo Invitee"), at_site(town)
        page = say(client, asked, "ja")
        assert not Membership.objects.filter(role=Role.COACH).exists()
        [mail] = mails("accounts/sign_in", EMAIL)
        assert f"Met deze code neem je deze rol in {town.name} aan: AanTafel!coach." in mail.body_text
        assert type_code(client, page, EMAIL) == path(asked)
        user = User.objects.get(email=EMAIL)
        assert (user.name, has_role(user, town.pk, Role.COACH)) == ("Ivo Invitee", True)
        assert "Fijn dat je meedoet" in client.get(path(asked)).content.decode()
        held = user.memberships.get()
        assert (held.given_by, held.capacity) == (coordinator, "")

    def test_signed_in_is_one_click(self, coordinator: User, town: Municipality) -> None:
        user = UserFactory.create(email=EMAIL, name="Ivo Zelf")
        asked = ask(coordinator, town, Role.INITIATIVE, capacity=Capacity.EMPLOYEE, name="Meneer Ivo")
        assert say(at_site(town, user), asked, "ja") == path(asked)
        user.refresh_from_db()
        assert (user.name, user.memberships.get().capacity) == ("Ivo Zelf", Capacity.EMPLOYEE)

    def test_who_invited_hears_of_it(self, coordinator: User, town: Municipality) -> None:
        asked = ask(coordinator, town, name="Ivo Invitee")
        invitations.accept(user=UserFactory.create(email=EMAIL, name=""), key=str(asked.key))
        [mail] = mails("accounts/invitation_answered", coordinator.email)
        assert mail.subject == "Ivo Invitee zegt ja: AanTafel!coach"

    def test_twice_is_once(self, coordinator: User, town: Municipality) -> None:
        asked, user = ask(coordinator, town), UserFactory.create(email=EMAIL)
        assert [invitations.accept(user=user, key=str(asked.key)) for _time in "12"] == [path(asked)] * 2
        assert user.memberships.count() == 1
        assert len(mails("accounts/invitation_answered", coordinator.email)) == 1

    def test_with_another_address_nothing_comes_of_it(self, coordinator: User, town: Municipality) -> None:
        asked, other = ask(coordinator, town), UserFactory.create()
        with pytest.raises(invitations.ForSomebodyElse):
            invitations.accept(user=other, key=str(asked.key))
        client = at_site(town, other)
        assert f"Je bent ingelogd als {other.email}." in client.get(path(asked)).content.decode()
        page = say(client, asked, "ja")
        assert not other.memberships.exists()
        type_code(client, page, EMAIL)
        assert User.objects.get(email=EMAIL).memberships.count() == 1
        assert not other.memberships.exists()

    def test_taken_back_while_the_code_is_in_the_mail(self, coordinator: User, town: Municipality) -> None:
        asked, client = ask(coordinator, town), at_site(town)
        page = say(client, asked, "ja")
        invitations.withdraw(actor=coordinator, invitation_id=asked.pk, municipality=town)
        assert type_code(client, page, EMAIL) == path(asked)
        assert "_auth_user_id" in client.session
        assert not User.objects.get(email=EMAIL).memberships.exists()
        assert client.get(path(asked)).status_code == 410

    def test_erased_while_the_code_is_in_the_mail(self, coordinator: User, town: Municipality) -> None:
        asked, client = ask(coordinator, town), at_site(town)
        page = say(client, asked, "ja")
        asked.delete()
        assert type_code(client, page, EMAIL) == "/mijn/"

    def test_a_role_that_came_in_another_way_meanwhile(self, coordinator: User, town: Municipality) -> None:
        asked, user = ask(coordinator, town), UserFactory.create(email=EMAIL)
        memberships.give(actor=coordinator, user=user, municipality=town, role=Role.COACH)
        invitations.accept(user=user, key=str(asked.key))
        assert user.memberships.count() == 1

    def test_too_many_codes_is_said_on_the_page(self, coordinator: User, town: Municipality) -> None:
        asked, client = ask(coordinator, town), at_site(town)
        for _time in range(6):
            say(client, asked, "ja")
        answer = client.post(path(asked), {"antwoord": "ja"})
        assert answer.status_code == 422
        assert str(sign_in.TooMany.default) in answer.content.decode()


class TestNo:
    def test_needs_no_code_and_is_told(self, coordinator: User, town: Municipality) -> None:
        asked, client = ask(coordinator, town), at_site(town)
        assert say(client, asked, "nee") == path(asked)
        assert "Je hebt nee gezegd" in client.get(path(asked)).content.decode()
        [mail] = mails("accounts/invitation_answered", coordinator.email)
        assert mail.subject == f"{EMAIL} zegt nee: AanTafel!coach"
        assert not User.objects.filter(email=EMAIL).exists()

    def test_twice_is_once(self, coordinator: User, town: Municipality) -> None:
        asked = ask(coordinator, town)
        for _time in range(2):
            invitations.decline(key=str(asked.key))
        assert len(mails("accounts/invitation_answered", coordinator.email)) == 1

    def test_is_no_yes_any_more(self, coordinator: User, town: Municipality) -> None:
        asked, user = ask(coordinator, town), UserFactory.create(email=EMAIL)
        invitations.decline(key=str(asked.key))
        with pytest.raises(invitations.Closed):
            invitations.accept(user=user, key=str(asked.key))
        assert say(at_site(town, user), asked, "ja") == path(asked)
        assert not user.memberships.exists()

    def test_whose_inviter_is_gone_still_works(self, coordinator: User, town: Municipality) -> None:
        asked = ask(coordinator, town)
        Invitation.objects.filter(pk=asked.pk).update(invited_by=None)
        invitations.decline(key=str(asked.key))
        assert mails("accounts/invitation_answered", coordinator.email) == []
        assert at_site(town).get(path(asked)).status_code == 410


class TestTooLate:
    def test_after_thirty_days(self, coordinator: User, town: Municipality) -> None:
        asked, user = ask(coordinator, town), UserFactory.create(email=EMAIL)
        with clock.frozen(clock.now() + timedelta(days=30, minutes=1)):
            with pytest.raises(invitations.Closed):
                invitations.accept(user=user, key=str(asked.key))
            with pytest.raises(invitations.Closed):
                invitations.decline(key=str(asked.key))
            assert "Deze uitnodiging is verlopen" in at_site(town).get(path(asked)).content.decode()

    def test_sent_again_it_works_for_thirty_days_more(self, coordinator: User, town: Municipality) -> None:
        asked, user = ask(coordinator, town), UserFactory.create(email=EMAIL)
        with clock.frozen(clock.now() + timedelta(days=31)):
            invitations.send_again(actor=coordinator, invitation_id=asked.pk, municipality=town)
        with clock.frozen(clock.now() + timedelta(days=60)):
            invitations.accept(user=user, key=str(asked.key))
        assert len(mails("accounts/invitation", EMAIL)) == 2

    @pytest.mark.parametrize("state", [InvitationState.ACCEPTED, InvitationState.DECLINED])
    def test_answered_is_not_taken_back_nor_sent(
        self, coordinator: User, town: Municipality, state: InvitationState
    ) -> None:
        asked = InvitationFactory.create(municipality=town, state=state)
        with pytest.raises(invitations.Closed):
            invitations.withdraw(actor=coordinator, invitation_id=asked.pk, municipality=town)
        with pytest.raises(invitations.Closed):
            invitations.send_again(actor=coordinator, invitation_id=asked.pk, municipality=town)

    def test_taken_back_twice_is_once(self, coordinator: User, town: Municipality) -> None:
        asked = ask(coordinator, town)
        for _time in range(2):
            invitations.withdraw(actor=coordinator, invitation_id=asked.pk, municipality=town)
        asked.refresh_from_db()
        assert (asked.state, asked.withdrawn_by) == (InvitationState.WITHDRAWN, coordinator)

    def test_another_municipality_cannot_touch_it(self, coordinator: User, town: Municipality) -> None:
        asked, elsewhere = ask(coordinator, town), InstanceFactory.create().municipality
        for act in (invitations.withdraw, invitations.send_again):
            with pytest.raises(Invitation.DoesNotExist):
                act(actor=coordinator, invitation_id=asked.pk, municipality=elsewhere)


def test_what_else_somebody_is_asked_for_stands_on_the_page(coordinator: User, town: Municipality) -> None:
    asked, other = ask(coordinator, town), ask(coordinator, town, Role.AMBASSADOR)
    InvitationFactory.create(municipality=town, role=Role.READER)
    page = at_site(town).get(path(asked)).content.decode()
    assert path(other) in page
    assert "Meelezer van de gemeente" not in page


def test_an_unknown_key_is_no_page(town: Municipality) -> None:
    address = reverse("accounts:invitation", args=["00000000-0000-4000-8000-000000000000"])
    assert at_site(town).get(address).status_code == 404
    assert at_site(town).post(address, {"antwoord": "ja"}).status_code == 404


def test_what_was_not_accepted_is_erased_after_ninety_days(coordinator: User, town: Municipality) -> None:
    asked = ask(coordinator, town)
    InvitationFactory.create(municipality=town, state=InvitationState.DECLINED)
    accepted = InvitationFactory.create(municipality=town, accepted=True)
    with clock.frozen(clock.now() + timedelta(days=89)):
        assert invitations.erase_old() == 0
        invitations.send_again(actor=coordinator, invitation_id=asked.pk, municipality=town)
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert invitations.erase_old() == 1
    with clock.frozen(clock.now() + timedelta(days=180)):
        assert invitations.erase_old() == 1
    assert list(Invitation.objects.all()) == [accepted]


class TestWhoMayMakeACoordinator:
    def test_not_who_no_longer_is_one(self, coordinator: User, town: Municipality) -> None:
        second = somebody(Role.COORDINATOR, town)
        asked = ask(coordinator, town, Role.COORDINATOR)
        coach = invitations.invite(actor=coordinator, municipality=town, email="c@buurt.example", role=Role.COACH)
        memberships.end(actor=second, membership_id=coordinator.memberships.get().pk, municipality=town)
        asked.refresh_from_db()
        assert (asked.state, asked.withdrawn_by) == (InvitationState.WITHDRAWN, second)
        with pytest.raises(invitations.Closed):
            invitations.accept(user=UserFactory.create(email=EMAIL), key=str(asked.key))
        invitations.accept(user=UserFactory.create(email="c@buurt.example"), key=str(coach.key))
        assert mails("accounts/invitation_answered", coordinator.email) == []

    def test_nor_an_operator_who_no_longer_is_one(self, client: Client, town: Municipality) -> None:
        operator = UserFactory.create(operator=True)
        asked = ask(operator, town, Role.COORDINATOR)
        assert invitations.is_open(asked)
        operator.memberships.update(ended_at=clock.now())
        with pytest.raises(invitations.Closed):
            invitations.accept(user=UserFactory.create(email=EMAIL), key=str(asked.key))
        assert at_site(town).get(path(asked)).status_code == 410

    def test_whoever_sends_it_again_is_who_asks(self, coordinator: User, town: Municipality) -> None:
        asked, second = ask(coordinator, town, Role.COORDINATOR), somebody(Role.COORDINATOR, town)
        invitations.send_again(actor=second, invitation_id=asked.pk, municipality=town)
        memberships.end(actor=second, membership_id=coordinator.memberships.get().pk, municipality=town)
        invitations.accept(user=UserFactory.create(email=EMAIL), key=str(asked.key))
        assert mails("accounts/invitation_answered", second.email)

    def test_not_who_stands_in(self, coordinator: User, town: Municipality) -> None:
        deputy = somebody(Role.COACH, town)
        asked = ask(coordinator, town, Role.COORDINATOR)
        for act in (invitations.send_again, invitations.withdraw):
            with pytest.raises(memberships.NotYours):
                act(actor=deputy, invitation_id=asked.pk, municipality=town)
        with pytest.raises(memberships.NotYours):
            invitations.invite(actor=deputy, municipality=town, email="x@buurt.example", role=Role.COORDINATOR)


class TestSeveralRoles:
    def test_are_one_mail_and_one_page_with_a_yes_and_a_no_for_each(
        self, coordinator: User, town: Municipality
    ) -> None:
        roles = [Role.COACH, Role.AMBASSADOR, Role.READER]
        asked = invitations.invite_for(actor=coordinator, municipality=town, email=EMAIL, roles=roles).sent
        [mail] = mails("accounts/invitation", EMAIL)
        assert mail.body_text.count("/uitnodiging/") == 1 and path(asked[0]) in mail.body_text
        guest = UserFactory.create(email=EMAIL)
        browser = at_site(town, guest)
        shown = browser.get(path(asked[0])).content.decode()
        for one in asked[1:]:
            assert f'action="{path(one)}"' in shown
        say(browser, asked[1], "ja")
        say(browser, asked[0], "nee")
        after = browser.get(path(asked[0]))
        assert after.status_code == 200 and f'action="{path(asked[2])}"' in after.content.decode()
        assert {held.role for held in guest.memberships.all()} == {Role.AMBASSADOR}

    def test_what_cannot_be_asked_does_not_keep_the_others(self, coordinator: User, town: Municipality) -> None:
        ask(coordinator, town, Role.COACH)
        roles = [Role.COACH, Role.READER]
        asked = invitations.invite_for(actor=coordinator, municipality=town, email=EMAIL, roles=roles)
        assert [one.role for one in asked.sent] == [Role.READER]
        assert [(role, type(error)) for role, error in asked.refused] == [(Role.COACH, invitations.AlreadyInvited)]


def test_the_last_coordinator_who_can_work_stays() -> None:
    town = InstanceFactory.create().municipality
    coordinator = somebody(Role.COORDINATOR, town)
    somebody(Role.COORDINATOR, town, is_active=False)
    with pytest.raises(memberships.LastCoordinator):
        memberships.end(actor=coordinator, membership_id=coordinator.memberships.get().pk, municipality=town)
