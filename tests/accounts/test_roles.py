"""Roles in a municipality: one more for who is here, ended with word of it, and what an erasure does to them."""

import pytest
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import has_role
from aantafel.accounts.services import memberships, privacy
from aantafel.accounts.signals import role_ended
from aantafel.outbox.models import OutgoingMail
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, somebody
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town)


def kinds_to(user: User) -> list[str]:
    return list(OutgoingMail.objects.filter(to_address=user.email).order_by("pk").values_list("kind", flat=True))


def test_one_more_role_works_at_once_and_is_told_once(coordinator: User, town: Municipality) -> None:
    coach = somebody(Role.COACH, town)
    for _time in range(2):
        memberships.appoint(actor=coordinator, user=coach, municipality=town, role=Role.AMBASSADOR)
    assert has_role(coach, town.pk, Role.AMBASSADOR)
    assert kinds_to(coach) == ["accounts/role_given"]


def test_a_stranger_is_not_appointed(coordinator: User, town: Municipality) -> None:
    neighbour = somebody(Role.COACH, InstanceFactory.create().municipality)
    with pytest.raises(memberships.NotHere):
        memberships.appoint(actor=coordinator, user=neighbour, municipality=town, role=Role.COACH)


def test_who_loses_a_role_hears_of_it_and_who_stops_does_not(coordinator: User, town: Municipality) -> None:
    coach, reader = somebody(Role.COACH, town), somebody(Role.READER, town)
    for _time in range(2):
        memberships.end(actor=coordinator, membership_id=coach.memberships.get().pk, municipality=town)
    memberships.end(actor=reader, membership_id=reader.memberships.get().pk, municipality=town)
    assert (kinds_to(coach), kinds_to(reader)) == (["accounts/role_ended"], [])


class TestErasing:
    def test_the_only_coordinator_is_needed(self, coordinator: User, town: Municipality) -> None:
        with pytest.raises(privacy.OnlyCoordinator):
            privacy.erase(actor=coordinator, ideas_too=False)
        answer = at_site(town, coordinator).post(reverse("accounts:erase"), {"ideas": "keep", "sure": "on"})
        assert answer.status_code == 422
        assert "Je bent de enige coördinator van een gemeente." in answer.content.decode()
        assert has_role(User.objects.get(pk=coordinator.pk), town.pk, Role.COORDINATOR)

    def test_one_of_two_may_go(self, coordinator: User, town: Municipality) -> None:
        somebody(Role.COORDINATOR, town)
        privacy.erase(actor=coordinator, ideas_too=False)
        assert Membership.objects.filter(municipality=town, role=Role.COORDINATOR).count() == 1

    def test_before_the_site_is_open_the_only_one_may_go(self) -> None:
        place = InstanceFactory.create(preparing=True).municipality
        privacy.erase(actor=somebody(Role.COORDINATOR, place), ideas_too=False)
        assert not Membership.objects.filter(municipality=place).exists()

    def test_other_roles_end_with_word_to_the_floors_above(self, coordinator: User, town: Municipality) -> None:
        coach, heard = somebody(Role.COACH, town), []

        def hear(membership: Membership, **_kwargs: object) -> None:
            heard.append(membership.role)

        role_ended.connect(hear)
        try:
            privacy.erase(actor=coach, ideas_too=False)
        finally:
            role_ended.disconnect(hear)
        assert heard == [Role.COACH]
        assert not User.objects.filter(pk=coach.pk).exists()

    def test_nothing_has_ended_when_one_of_several_is_needed(self, coordinator: User, town: Municipality) -> None:
        memberships.give(actor=None, user=coordinator, municipality=town, role=Role.COACH)
        with pytest.raises(privacy.OnlyCoordinator):
            privacy.erase(actor=coordinator, ideas_too=False)
        assert coordinator.memberships.filter(ended_at=None).count() == 2

    def test_somebody_without_a_role_goes_as_before(self) -> None:
        user = UserFactory.create()
        privacy.erase(actor=user, ideas_too=False)
        assert not User.objects.filter(pk=user.pk).exists()
