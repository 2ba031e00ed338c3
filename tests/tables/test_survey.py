"""What a survey may tell: never of fewer than five people, also not by reckoning."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tables.shown import survey

GROUPS = ("resident", "professional", "employee")
SCORES = st.fixed_dictionaries({"heard": st.integers(0, 5)})
ANSWERS = st.lists(st.tuples(st.sampled_from(GROUPS), SCORES), max_size=40)


@given(ANSWERS)
def test_whatever_one_adds_or_takes_away_is_about_nobody_or_about_five(answers: list[survey.Answer]) -> None:
    counted = survey.count(answers, ["heard"])
    told = {group: sum(numbers["heard"]) for group, numbers in counted.groups.items()}
    if not counted.is_told:
        assert len(answers) < survey.FEWEST
        assert not told
        return
    everyone = sum(counted.everyone["heard"])
    assert everyone == len(answers) >= survey.FEWEST
    for many in range(len(told) + 1):
        for some in combinations(told, many):
            together = sum(told[group] for group in some)
            assert together == 0 or together >= survey.FEWEST
            left = everyone - together
            assert left == 0 or left >= survey.FEWEST


@given(ANSWERS)
def test_what_is_told_is_true(answers: list[survey.Answer]) -> None:
    counted = survey.count(answers, ["heard"])
    for group, numbers in counted.groups.items():
        mine = [scores["heard"] for one, scores in answers if one == group]
        assert numbers["heard"] == tuple(mine.count(word) for word in survey.WORDS)


@given(st.dictionaries(st.sampled_from(GROUPS), st.integers(survey.FEWEST, 99)))
def test_large_groups_all_show(sizes: dict[str, int]) -> None:
    assert survey.told_groups(sizes) == frozenset(sizes)


def test_the_smallest_group_hides_behind_another() -> None:
    assert survey.told_groups({"resident": 9, "professional": 6, "employee": 2}) == {"resident"}
    assert survey.told_groups({"resident": 9, "employee": 2}) == frozenset()
    assert survey.told_groups({"resident": 9, "professional": 3, "employee": 2}) == {"resident"}
