"""Whoever pinned an idea erases their account: the coach and the desk hear that a table has no owner any more."""

import pytest

from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.outbox.models import OutgoingMail
from coaches.lifecycle import State
from coaches.models import Match
from coaches.services import answers, matches
from tests.coaches.conftest import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(place: Place) -> Place:
    match = matches.ask(actor=place.coordinator, idea_id=place.idea.pk, coach_id=place.coach.pk)
    answers.accept(actor=place.coach.user, key=match.key)
    OutgoingMail.objects.all().delete()
    return place


def mails_to(user: User) -> list[str]:
    return list(OutgoingMail.objects.filter(to_address=user.email).order_by("pk").values_list("kind", flat=True))


def test_an_idea_that_stays_has_nobody_whose_it_is(running: Place) -> None:
    privacy.erase(actor=running.pinner, ideas_too=False)
    assert mails_to(running.coach.user) == ["coaches/pinner_gone_coach"]
    assert mails_to(running.coordinator) == ["coaches/pinner_gone_desk"]
    assert Match.everywhere.get().status is State.ACCEPTED
    told = OutgoingMail.objects.get(kind="coaches/pinner_gone_desk").body_text
    assert running.idea.title in told and "geen eigenaar" in told and "Pim" not in told


def test_an_idea_that_goes_ends_the_work_of_its_coach(running: Place) -> None:
    privacy.erase(actor=running.pinner, ideas_too=True)
    assert mails_to(running.coach.user) == ["coaches/ended_coach"]
    assert mails_to(running.coordinator) == ["coaches/pinner_gone_desk"]
    assert "Het idee is weg" in OutgoingMail.objects.get(kind="coaches/pinner_gone_desk").body_text
    assert not Match.everywhere.exists()


def test_without_a_coach_nobody_is_written_to(place: Place) -> None:
    privacy.erase(actor=place.pinner, ideas_too=False)
    assert not OutgoingMail.objects.exists()
