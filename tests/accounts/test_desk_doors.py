"""Who comes through the doors of a municipality's desks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DELEGABLE, DeskPart, Role
from aantafel.accounts.models import DeskShare, User
from aantafel.accounts.permissions import coach_in, desk_parts, desks_of, is_coach
from aantafel.core import clock
from municipalities.models import Municipality
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(subdomain="zutphen").municipality


@pytest.fixture
def beside() -> Municipality:
    return InstanceFactory.create(subdomain="deventer").municipality


def visit(user: User | None, path: str, host: str = "zutphen.testserver") -> int:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(path, headers={"host": host}).status_code


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_only_the_coordinator_has_every_part(town: Municipality, beside: Municipality, role: Role) -> None:
    user = somebody(role, town)
    assert desk_parts(user, town.pk) == (frozenset(DeskPart) if role is Role.COORDINATOR else frozenset())
    assert is_coach(user, town.pk) is (role is Role.COACH)
    assert desk_parts(user, beside.pk) == frozenset()
    assert not is_coach(user, beside.pk)


@pytest.mark.parametrize("part", DELEGABLE)
def test_a_part_that_was_given_opens_that_part_alone(town: Municipality, beside: Municipality, part: DeskPart) -> None:
    user = somebody(Role.INITIATIVE, town)
    helps_at_desk(user, town, part)
    assert desk_parts(user, town.pk) == {part}
    assert desk_parts(user, beside.pk) == frozenset()


@pytest.mark.parametrize(
    ("starts", "ends", "whole"), [(-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False)], ids=str
)
def test_a_stand_in_has_the_whole_desk_for_the_period(town: Municipality, starts: int, ends: int, whole: bool) -> None:
    user, today = UserFactory.create(), clock.today()
    period = {"starts_on": today + starts * DAY, "ends_on": today + ends * DAY}
    DeskShare.objects.create(user=user, municipality=town, part="", **period)
    assert desk_parts(user, town.pk) == (frozenset(DeskPart) if whole else frozenset())
    assert desks_of(user) == ([town] if whole else [])


def test_what_ended_opens_nothing(town: Municipality) -> None:
    user = somebody(Role.COORDINATOR, town)
    helps_at_desk(user, town, DeskPart.MATCH)
    user.memberships.update(ended_at=clock.now())
    user.desk_shares.update(ended_at=clock.now())
    assert desk_parts(user, town.pk) == frozenset()
    assert desks_of(user) == []


def test_somebody_who_may_not_sign_in_any_more_has_nothing(town: Municipality) -> None:
    user = somebody(Role.COORDINATOR, town, is_active=False)
    assert desk_parts(user, town.pk) == frozenset()
    assert desks_of(user) == []


def test_the_doors(town: Municipality, beside: Municipality) -> None:
    desk, coach_desk = reverse("coordinator:home"), reverse("coach:home")
    neighbour = somebody(Role.COORDINATOR, beside)
    MembershipFactory.create(user=neighbour, municipality=beside, role=Role.COACH)
    expected = [
        (None, 302, 302),
        (UserFactory.create(), 403, 403),
        (UserFactory.create(operator=True), 403, 403),
        (somebody(Role.COORDINATOR, town), 200, 403),
        (somebody(Role.COACH, town), 403, 200),
        (somebody(Role.READER, town), 403, 403),
        (neighbour, 403, 403),
    ]
    for user, at_desk, at_coach in expected:
        assert (visit(user, desk), visit(user, coach_desk)) == (at_desk, at_coach), user


def test_the_second_step_is_asked_of_who_runs_the_desk_and_not_of_a_coach(town: Municipality, settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    assert visit(somebody(Role.COORDINATOR, town), reverse("coordinator:home")) == 302
    assert visit(somebody(Role.COACH, town), reverse("coach:home")) == 200


def test_the_national_site_leads_to_the_own_desk(town: Municipality, beside: Municipality) -> None:
    one, both = somebody(Role.COORDINATOR, town), somebody(Role.COACH, town)
    MembershipFactory.create(user=both, municipality=beside, role=Role.COACH)
    assert visit(UserFactory.create(), reverse("coordinator:home"), "testserver") == 403
    client = Client()
    client.force_login(one, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/coordinator/?stand=nieuw")["Location"] == "http://zutphen.testserver/coordinator/?stand=nieuw"
    assert client.post("/coordinator/").status_code == 404
    client.force_login(both, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get("/coach/").content.decode()
    assert "http://zutphen.testserver/coach/" in page
    assert "http://deventer.testserver/coach/" in page
    assert coach_in(both) == sorted([town, beside], key=lambda each: each.sort_name)
