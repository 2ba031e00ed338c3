"""How coaches are ranked, as properties that hold for every coach and every idea."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaches.matching import (
    DEFAULTS,
    MOST_WEIGHT,
    Coach,
    Exclusion,
    Part,
    Wish,
    Word,
    exclusions,
    may_go_along,
    rank,
    score,
)

THEMES = ["zorg", "samen", "groen"]
LANGUAGES = ["nl", "en", "ar"]
MOMENTS = ["1-am", "1-eve", "2-am", "3-pm", "6-am", "7-eve"]

COACHES = st.builds(
    Coach,
    pk=st.integers(1, 10_000),
    themes=st.frozensets(st.sampled_from(THEMES)),
    words=st.floats(0, 20),
    neighbourhoods=st.frozensets(st.integers(1, 4)),
    languages=st.frozensets(st.sampled_from(LANGUAGES)),
    moments=st.frozensets(st.sampled_from(MOMENTS)),
    tables_at_once=st.integers(1, 10),
    open_matches=st.integers(0, 20),
    running=st.integers(0, 12),
    done=st.integers(0, 40),
    earlier=st.integers(0, 3),
    days_since_asked=st.none() | st.integers(0, 900),
    is_trained=st.booleans(),
    is_linked=st.booleans(),
    has_declined=st.booleans(),
    is_paused=st.booleans(),
    is_pinner=st.booleans(),
)
WISHES = st.builds(
    Wish,
    theme=st.sampled_from(["", *THEMES]),
    neighbourhood=st.none() | st.integers(1, 4),
    language=st.sampled_from(["", *LANGUAGES]),
    moments=st.frozensets(st.sampled_from(MOMENTS)),
)
WEIGHTS = st.fixed_dictionaries({part: st.integers(0, MOST_WEIGHT) for part in Part})


def value_of(coach: Coach, wish: Wish, part: Part) -> float:
    return next(one.value for one in score(coach, wish).parts if one.part is part)


@given(COACHES, WISHES, WEIGHTS)
def test_everything_lies_between_nothing_and_all(coach: Coach, wish: Wish, weights: dict[Part, int]) -> None:
    found = score(coach, wish, weights)
    assert 0 <= found.total <= 1
    assert all(0 <= one.value <= 1 for one in found.parts)


@given(COACHES, COACHES, WISHES)
def test_two_coaches_are_measured_by_the_same_parts(one: Coach, other: Coach, wish: Wish) -> None:
    assert [part.part for part in score(one, wish).parts] == [part.part for part in score(other, wish).parts]


@given(COACHES, WISHES, WEIGHTS)
def test_what_suits_better_never_costs_anything(coach: Coach, wish: Wish, weights: dict[Part, int]) -> None:
    """Per part: the change that is for the better does not lower the total."""
    better = [
        replace(coach, themes=coach.themes | {wish.theme}),
        replace(coach, words=coach.words + 1),
        replace(coach, neighbourhoods=coach.neighbourhoods | frozenset(filter(None, [wish.neighbourhood]))),
        replace(coach, languages=coach.languages | {wish.language}),
        replace(coach, moments=wish.moments | coach.moments) if coach.moments else coach,
        replace(coach, open_matches=max(coach.open_matches - 1, 0)),
        replace(coach, done=coach.done + 1),
        replace(coach, earlier=coach.earlier + 1),
        replace(coach, days_since_asked=None if coach.days_since_asked is None else coach.days_since_asked + 5),
        replace(coach, days_since_asked=None),
    ]
    now = score(coach, wish, weights).total
    assert all(score(one, wish, weights).total >= now - 1e-12 for one in better if wish.theme or one is not better[0])


@given(COACHES, WISHES, WEIGHTS, st.integers(2, 50))
def test_only_the_proportion_of_weights_counts(coach: Coach, wish: Wish, weights: dict[Part, int], k: int) -> None:
    heavier = {part: weight * k for part, weight in weights.items()}
    assert score(coach, wish, weights).total == pytest.approx(score(coach, wish, heavier).total)


@given(COACHES, WISHES, WEIGHTS, st.sampled_from(list(Part)))
def test_a_part_with_weight_nought_does_not_count(
    coach: Coach, wish: Wish, weights: dict[Part, int], part: Part
) -> None:
    without = {**weights, part: 0}
    changed = {
        Part.THEME: {"themes": frozenset({"zorg"})},
        Part.WORDS: {"words": 19.0},
        Part.NEIGHBOURHOOD: {"neighbourhoods": frozenset({1})},
        Part.LANGUAGE: {"languages": frozenset({"ar"})},
        Part.AVAILABILITY: {"moments": frozenset(MOMENTS)},
        Part.LOAD: {"open_matches": 0},
        Part.EXPERIENCE: {"done": 39},
        Part.EARLIER: {"earlier": 2},
        Part.FAIRNESS: {"days_since_asked": 3},
    }[part]
    other = replace(coach, **changed)  # type: ignore[arg-type]  # a field of another type for each part
    assert score(coach, wish, without).total == pytest.approx(score(other, wish, without).total)


@given(st.lists(COACHES, unique_by=lambda one: one.pk, max_size=8), WISHES, WEIGHTS, st.randoms())
def test_the_order_of_asking_does_not_matter(
    coaches: list[Coach], wish: Wish, weights: dict[Part, int], chance: object
) -> None:
    shuffled = list(coaches)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(coaches, wish, weights) == rank(shuffled, wish, weights)


@given(st.lists(COACHES, unique_by=lambda one: one.pk, max_size=8), WISHES)
def test_who_cannot_be_asked_is_not_ranked_and_all_others_are(coaches: list[Coach], wish: Wish) -> None:
    ranked = {one.coach.pk for one in rank(coaches, wish)}
    assert ranked == {coach.pk for coach in coaches if not exclusions(coach)}
    totals = [one.score.total for one in rank(coaches, wish)]
    assert totals == pytest.approx(sorted(totals, reverse=True))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"is_trained": False}, Exclusion.UNTRAINED),
        ({"is_linked": True}, Exclusion.LINKED),
        ({"has_declined": True}, Exclusion.DECLINED),
        ({"is_paused": True}, Exclusion.PAUSED),
        ({"running": 2, "tables_at_once": 2}, Exclusion.FULL),
        ({"is_pinner": True}, Exclusion.PINNER),
    ],
)
def test_each_exclusion_has_its_reason(fields: dict[str, object], reason: Exclusion) -> None:
    coach = replace(Coach(1), **fields)  # type: ignore[arg-type]
    assert exclusions(coach) == (reason,)
    assert exclusions(Coach(1)) == ()
    assert may_go_along(coach) is (reason is Exclusion.UNTRAINED)


def test_somebody_in_training_who_rests_does_not_go_along() -> None:
    assert not may_go_along(Coach(1, is_trained=False, is_paused=True))
    assert not may_go_along(Coach(1))


def test_among_equals_comes_first_who_waits_longest() -> None:
    weights = {**DEFAULTS, Part.FAIRNESS: 0}
    asked, never, older = Coach(1, days_since_asked=4), Coach(3), Coach(2, days_since_asked=9)
    assert [one.coach.pk for one in rank([asked, never, older], Wish(), weights)] == [3, 2, 1]


def test_a_new_coach_gets_a_turn_before_who_was_just_asked() -> None:
    new, busy = Coach(2), Coach(1, days_since_asked=1, open_matches=1, done=2)
    assert [one.coach.pk for one in rank([busy, new], Wish())] == [2, 1]


def test_what_is_not_asked_does_not_count() -> None:
    assert {one.part for one in score(Coach(1), Wish()).parts}.isdisjoint(
        {Part.THEME, Part.NEIGHBOURHOOD, Part.LANGUAGE}
    )
    assert value_of(Coach(1), Wish(theme="zorg"), Part.THEME) == 0.5
    assert value_of(Coach(1, themes=frozenset({"groen"})), Wish(theme="zorg"), Part.THEME) == 0


def test_without_any_weight_there_is_no_difference() -> None:
    assert score(Coach(1, done=9), Wish(), dict.fromkeys(Part, 0)).total == 0


def test_moments_count_by_what_was_asked() -> None:
    evening = Wish(moments=frozenset({"1-eve", "7-eve"}))
    parts = {one.part: one for one in score(Coach(1, moments=frozenset({"1-eve", "2-am"})), evening).parts}
    found = parts[Part.AVAILABILITY]
    assert (found.value, found.word, found.number) == (0.5, Word.SOME, 1)
