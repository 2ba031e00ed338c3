"""Everything on the screen can be read, in our own look and in a municipality's."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core import contrast

CSS = Path(settings.ROOT) / "frontend"
TOKENS = (CSS / "css" / "tokens.css").read_text(encoding="utf-8")
THEMES = sorted((CSS / "themes").glob("*.css"))
# drawn for paper, where ink is black in every look
INK_ON_PAPER = {"print.css", "sheets.css", "letter.css"}


def test_our_own_look_can_be_read() -> None:
    assert [str(fault) for fault in contrast.faults(TOKENS)] == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_a_municipality_s_look_can_be_read(theme: Path) -> None:
    assert [str(fault) for fault in contrast.faults(TOKENS, theme.read_text(encoding="utf-8"))] == []


def test_a_look_that_cannot_be_read_is_refused() -> None:
    faults = contrast.faults(TOKENS, ":root { --basis-color-default-color-subtle: #bbb; }")
    assert "--at-ink-soft on --utrecht-root-background-color" in "\n".join(map(str, faults))
    assert all(fault.measured < fault.pair.least for fault in faults)


def test_a_component_s_own_token_reaches_our_parts_too() -> None:
    faults = contrast.faults(TOKENS, ":root { --nl-button-primary-background-color: #fffde0; }")
    assert any(fault.pair.front == "--at-accent" for fault in faults)


@pytest.mark.parametrize(
    ("front", "back", "expected"),
    [("#000", "#fff", 21.0), ("#ffffff", "white", 1.0), ("#767676", "#ffffff", 4.54), ("rgb(0 0 255)", "#fff", 8.59)],
)
def test_ratio(front: str, back: str, expected: float) -> None:
    assert contrast.ratio(contrast.colour(front), contrast.colour(back)) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    "text", ["transparent", "#12", "currentColor", "rgb(1 2)", "", "color-mix(in srgb, red, blue)"]
)
def test_what_is_no_plain_colour_is_refused(text: str) -> None:
    with pytest.raises(contrast.UnknownColour):
        contrast.colour(text)


def test_values_are_found_through_others() -> None:
    values = contrast.tokens(
        ":root { --a: var(--b); --b: var(--none, var(--c)); } /* --c: #000; */", ":root{--c:#123456}"
    )
    assert contrast.resolved(values, "--a") == "#123456"


def test_a_missing_value_and_a_circle_are_told() -> None:
    values = contrast.tokens(":root { --a: var(--b); --b: var(--a); }")
    for name in ("--a", "--nowhere"):
        with pytest.raises(contrast.UnknownColour, match="has no value"):
            contrast.resolved(values, name)


@given(st.tuples(*[st.floats(0, 1)] * 3), st.tuples(*[st.floats(0, 1)] * 3))
def test_contrast_lies_between_one_and_twenty_one(one: contrast.Colour, other: contrast.Colour) -> None:
    measured = contrast.ratio(one, other)
    assert 1 <= measured <= 21.0001
    assert measured == contrast.ratio(other, one)


def test_colours_stand_among_the_tokens_only() -> None:
    """A colour outside the tokens is one that a municipality cannot change and nobody measures."""
    written = re.compile(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b(?!\w)", re.IGNORECASE)
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted((CSS / "css").rglob("*.css"))
        if path.name != "tokens.css" and path.name not in INK_ON_PAPER
        for line in path.read_text(encoding="utf-8").splitlines()
        if written.search(line)
    ]
    assert found == []
