"""Two texts beside each other: the least that differs, and never more work than a web server can do for one page."""

import random
import time
from collections.abc import Callable

import pytest

from tables.minutes.compare import by_sentence, side_by_side

WORDS = "de het een van en in op we zij dat".split()


def some(words: list[str], count: int, seed: int) -> str:
    chosen = random.Random(seed)  # the same texts each time
    return " ".join(chosen.choice(words) for _ in range(count))


@pytest.mark.parametrize(
    ("compare", "one", "other"),
    [
        pytest.param(side_by_side, "a " * 9999, "b " + "a " * 9997 + "c", id="one word"),
        pytest.param(side_by_side, some(["a", "b"], 9999, 1), some(["a", "b"], 9999, 2), id="two words"),
        pytest.param(side_by_side, some(WORDS, 6000, 1), some(WORDS, 6000, 2), id="everyday words"),
        pytest.param(by_sentence, some(["Ja.", "Nee."], 25000, 1), some(["Ja.", "Nee."], 25000, 2), id="sentences"),
    ],
)
def test_the_work_has_a_ceiling(compare: Callable[[str, str], object], one: str, other: str) -> None:
    begun = time.process_time()
    compare(one, other)
    assert time.process_time() - begun < 5


def test_in_long_texts_the_few_words_that_differ_are_found() -> None:
    words = some([*WORDS, *(f"woord{n}" for n in range(800))], 3000, 3).split(" ")
    other = ["ANDERS" if n % 100 == 50 else word for n, word in enumerate(words)]
    left, right = side_by_side(" ".join(words), " ".join(other))
    assert [piece.text.strip() for piece in right if piece.differs] == ["ANDERS"] * 30
    assert len([piece for piece in left if piece.differs]) == 30


def test_nothing_less_differs_than_has_to() -> None:
    left, right = side_by_side("We beginnen om tien uur in de zaal", "Om tien uur beginnen we in de zaal")
    assert "".join(piece.text for piece in left if not piece.differs).split() == "tien uur in de zaal".split()
    assert "".join(piece.text for piece in right if piece.differs).split() == "Om beginnen we".split()
