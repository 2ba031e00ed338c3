"""What the database itself refuses about coaches and matches, and whose rows a scope sees."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from aantafel.core import clock
from coaches.enums import MatchRole, ProfilePart
from coaches.models import CoachProfile, Match
from municipalities import scope
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory

pytestmark = pytest.mark.django_db


def test_an_idea_has_one_open_coach_and_may_have_others_beside() -> None:
    first = MatchFactory.create(accepted=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchFactory.create(idea=first.idea)
    for role in (MatchRole.CO_COACH, MatchRole.ALONG):
        MatchFactory.create(idea=first.idea, role=role)
    MatchFactory.create(idea=first.idea, declined=True)
    assert Match.everywhere.open().filter(idea=first.idea).count() == 3


def test_a_coach_is_asked_once_at_a_time_for_an_idea() -> None:
    first = MatchFactory.create(role=MatchRole.CO_COACH)
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchFactory.create(idea=first.idea, coach=first.coach, role=MatchRole.ALONG)


def test_each_municipality_sees_its_own_coaches_and_matches() -> None:
    here, elsewhere = MatchFactory.create(), MatchFactory.create()
    with scope.tenant(here.coach.municipality):
        assert list(Match.objects.all()) == [here]
        assert list(CoachProfile.objects.all()) == [here.coach]
    with scope.national():
        assert not Match.objects.exists()
    with scope.operator():
        assert set(Match.objects.all()) == {here, elsewhere}


def test_visitors_see_coaches_who_show_something() -> None:
    shown = CoachProfileFactory.create(public_parts=[ProfilePart.THEMES])
    CoachProfileFactory.create(municipality=shown.municipality)
    CoachProfileFactory.create(
        municipality=shown.municipality, public_parts=[ProfilePart.NAME], ended_at=clock.now() - timedelta(days=1)
    )
    with scope.local(shown.municipality):
        assert list(CoachProfile.objects.all()) == [shown]


@pytest.mark.parametrize(
    ("starts", "ends", "paused"),
    [(None, None, False), (0, None, True), (1, None, False), (-3, 0, True), (-3, -1, False), (1, 2, False)],
)
def test_a_pause_has_a_beginning_and_perhaps_an_end(starts: int | None, ends: int | None, paused: bool) -> None:
    def day(offset: int | None) -> object:
        return None if offset is None else clock.today() + timedelta(days=offset)

    profile = CoachProfileFactory.create(paused_from=day(starts), paused_until=day(ends))
    assert profile.is_paused is paused
    assert CoachProfile.everywhere.paused().exists() is paused


def test_a_pause_cannot_end_before_it_starts_or_without_a_start() -> None:
    today = clock.today()
    for fields in ({"paused_until": today}, {"paused_from": today, "paused_until": today - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CoachProfileFactory.create(**fields)


def test_trained_is_who_has_had_both_days() -> None:
    trained, learning = CoachProfileFactory.create(), CoachProfileFactory.create(in_training=True)
    soon = CoachProfileFactory.create(second_day_on=clock.today() + timedelta(days=1))
    assert [one.is_trained for one in (trained, learning, soon)] == [True, False, False]
    assert list(CoachProfile.everywhere.trained()) == [trained]


def test_a_match_has_a_history() -> None:
    match = MatchFactory.create(idea=IdeaFactory.create(published=True))
    Match.everywhere.filter(pk=match.pk).update(state="withdrawn")
    events = apps.get_model("coaches", "MatchEvent").objects.filter(pgh_obj_id=match.pk)
    assert [event.state for event in events.order_by("pgh_id")] == ["asked", "withdrawn"]
