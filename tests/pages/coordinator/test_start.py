"""A new coordinator finds where to begin, until that is done."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from municipalities.models import Instance, Municipality
from tests.factories.coaches import CoachProfileFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import helps_at_desk, somebody
from tests.factories.movement import PhysicalTableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


def done(desk: Client) -> list[bool]:
    page = desk.get(reverse("coordinator:home"))
    assert page.status_code == 200
    for step in page.context["steps"]:
        assert desk.get(step.url).status_code == 200
    return [step.done for step in page.context["steps"]]


@pytest.fixture(autouse=True)
def nobody_can_be_reached(town: Municipality) -> None:
    Instance.objects.filter(municipality=town).update(contact_email="", contact_phone="")


def test_each_step_has_its_tick_and_all_of_them_take_the_card_away(
    desk: Client, town: Municipality, beside: Municipality
) -> None:
    IdeaFactory.create(waiting=True, municipality=beside)
    CoachProfileFactory.create(municipality=beside)
    PhysicalTableFactory.create(municipality=beside)
    assert done(desk) == [False, False, False, False]
    assert "Begin hier" in desk.get(reverse("coordinator:home")).content.decode()
    Instance.objects.filter(municipality=town).update(contact_phone="0612345678")
    PhysicalTableFactory.create(municipality=town)
    CoachProfileFactory.create(municipality=town)
    assert done(desk) == [True, True, True, False]
    IdeaFactory.create(waiting=True, municipality=town)
    assert done(desk) == []
    assert "Begin hier" not in desk.get(reverse("coordinator:home")).content.decode()


def test_whoever_helps_with_a_part_is_not_asked_to_begin(town: Municipality) -> None:
    helper = helps_at_desk(somebody(Role.INITIATIVE, town), town, DeskPart.TAKE_IN).user
    assert done(at_site(town, helper)) == []
