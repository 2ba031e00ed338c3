"""Small things about texts."""

import pytest

from aantafel.core.text import whole_number

NUMBERS = {"12": 12, "0": 0, "9" * 18: 10**18 - 1}
NONE = ["", "-1", "1.5", " 1", "٣", "²", "9" * 19]


@pytest.mark.parametrize(("text", "number"), [*NUMBERS.items(), *((text, None) for text in NONE)])
def test_a_whole_number_is_one_that_a_row_can_have(text: str, number: int | None) -> None:
    assert whole_number(text) == number


def test_a_number_may_have_to_be_shorter() -> None:
    assert (whole_number("99", digits=2), whole_number("100", digits=2)) == (99, None)
