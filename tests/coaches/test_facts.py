"""The facts that coaches are ranked by: right, and in one query however many coaches there are."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aantafel.core import clock
from coaches import words
from coaches.enums import Language, MatchRole, Moment
from coaches.facts import candidates, coach_for, wish_of
from coaches.matching import DEFAULTS, Exclusion, Part
from coaches.models import CoachProfile, MatchWeights
from coaches.services import weights
from coaches.weights import weights_of
from tests.coaches.conftest import Place
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.instances import NeighbourhoodFactory


def test_each_fact_is_what_it_says(place: Place) -> None:
    coach = place.coach
    quarter = NeighbourhoodFactory.create(municipality=place.town)
    coach.neighbourhoods.add(quarter)
    CoachProfile.everywhere.update(about="Op het schoolplein bouwde ik met kinderen een kas.", moments=["1-eve"])
    old = MatchFactory.create(idea=place.another_idea(), coach=coach, ended=True)
    old.asked_at = clock.now() - timedelta(days=40)
    old.save()
    MatchFactory.create(idea=MatchFactory.create(declined=True).idea, coach=coach, accepted=True, asked_at=old.asked_at)
    found = coach_for(place.idea, coach.pk)
    assert (found.open_matches, found.running, found.done, found.earlier) == (1, 1, 2, 1)
    assert found.days_since_asked == 40
    assert found.neighbourhoods == {quarter.pk} and found.moments == {"1-eve"}
    assert found.words > 1.5
    assert not (found.is_linked or found.has_declined or found.is_paused or found.is_pinner)
    assert found.is_trained


def test_going_along_to_learn_is_no_experience_but_one_knows_each_other(place: Place) -> None:
    MatchFactory.create(idea=place.another_idea(), coach=place.coach, ended=True, role=MatchRole.ALONG)
    found = coach_for(place.idea, place.coach.pk)
    assert (found.done, found.earlier) == (0, 1)


def test_words_that_are_not_there_count_for_nothing(place: Place) -> None:
    CoachProfile.everywhere.update(about="Ik zing in een koor.")
    assert coach_for(place.idea, place.coach.pk).words == 0
    place.idea.title = "..."
    assert coach_for(place.idea, place.coach.pk).words == 0


def test_one_query_for_three_coaches_and_for_forty(place: Place) -> None:
    wish = wish_of(place.idea)
    for count in (2, 38):
        for _ in range(count):
            MatchFactory.create(idea=place.another_idea(), coach=place.another_coach(), accepted=True)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = candidates(place.idea, wish, DEFAULTS)
        assert len(asked) == 1
    assert len(found) == 41


def test_another_municipality_is_never_ranked(place: Place) -> None:
    CoachProfileFactory.create()
    place.another_coach(ended_at=clock.now())
    assert [each.profile for each in candidates(place.idea, wish_of(place.idea))] == [place.coach]


def test_who_cannot_be_asked_comes_last_with_every_reason(place: Place) -> None:
    resting = place.another_coach("Rik Rust", paused=True, in_training=True)
    learning = place.another_coach("Nina Nieuw", in_training=True)
    found = candidates(place.idea, wish_of(place.idea))
    assert [each.profile for each in found] == [place.coach, resting, learning]
    assert found[1].reasons == (Exclusion.PAUSED, Exclusion.UNTRAINED)
    assert [each.may_go_along for each in found] == [False, False, True]


def test_a_wish_takes_the_language_of_the_idea_unless_that_is_dutch(place: Place) -> None:
    assert wish_of(place.idea).language == ""
    place.idea.language = "en"
    assert wish_of(place.idea).language == "en"
    asked = wish_of(place.idea, language="ar", dayparts=frozenset({"eve"}))
    assert asked.language == "ar"
    assert asked.moments == {moment.value for moment in Moment if moment.value.endswith("-eve")}


def test_every_part_has_its_sentence(place: Place) -> None:
    place.idea.neighbourhood = NeighbourhoodFactory.create(municipality=place.town)
    place.another_coach("Vera Vraag", themes=["groen"], languages=["ar"], moments=["1-eve", "2-eve"])
    MatchFactory.create(idea=place.another_idea(), coach=place.coach, accepted=True)
    wish = wish_of(place.idea, language="ar", dayparts=frozenset({"eve"}))
    for each in candidates(place.idea, wish):
        assert each.ranked is not None
        lines = words.lines(each.ranked.score, wish)
        assert len(lines) == len(Part)
        assert all(line.sentence and line.name for line in lines)
    said = {line.sentence for line in lines}
    assert "Staat open voor elk thema" in said and "Spreekt deze taal niet: Arabisch" in said
    assert str(Language.ARABIC.label) == "Arabisch"


class TestWeights:
    def test_those_in_the_code_hold_until_the_desk_chooses(self, place: Place) -> None:
        assert weights_of(place.town.pk) == DEFAULTS
        chosen = {**DEFAULTS, Part.LOAD: 0, Part.THEME: 10}
        weights.choose(actor=place.coordinator, municipality=place.town, chosen=chosen, mark="")
        assert weights_of(place.town.pk) == chosen
        assert MatchWeights.everywhere.get().chosen == {"load": 0, "theme": 10}
        assert weights_of(CoachProfileFactory.create().municipality_id) == DEFAULTS

    def test_what_a_colleague_chose_unseen_stays(self, place: Place) -> None:
        shared: dict[str, Any] = {"actor": place.coordinator, "municipality": place.town}
        theirs, mine = {**DEFAULTS, Part.LOAD: 0}, {**DEFAULTS, Part.THEME: 10}
        weights.choose(**shared, chosen=theirs, mark="")
        weights.choose(**shared, chosen=theirs, mark="")
        with pytest.raises(weights.Overtaken):
            weights.choose(**shared, chosen=mine, mark="")
        assert weights_of(place.town.pk) == theirs
        weights.choose(**shared, chosen=mine, mark=weights.mark_of(place.town.pk))
        assert weights_of(place.town.pk) == mine

    def test_an_unknown_name_raises(self, place: Place) -> None:
        MatchWeights.everywhere.create(municipality=place.town, chosen={"laod": 3})
        with pytest.raises(ValueError, match="laod"):
            weights_of(place.town.pk)

    @pytest.mark.parametrize(
        ("change", "error"),
        [({Part.LOAD: 11}, weights.OutOfBounds), ({Part.LOAD: -1}, weights.OutOfBounds)],
    )
    def test_bounds(self, place: Place, change: dict[Part, int], error: type[Exception]) -> None:
        with pytest.raises(error):
            weights.choose(actor=place.coordinator, municipality=place.town, chosen={**DEFAULTS, **change}, mark="")
        with pytest.raises(weights.NothingCounts):
            weights.choose(actor=place.coordinator, municipality=place.town, chosen=dict.fromkeys(Part, 0), mark="")
