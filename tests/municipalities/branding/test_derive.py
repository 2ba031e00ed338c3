"""One colour makes a look that can be read, whatever the colour."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aantafel.core import contrast
from municipalities.branding import derive, look, own, reading

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
@example("#ffffff")
@example("#000000")
@example("#ffff00")
@example("#00ff00")
@example("#0000ff")
def test_every_colour_gives_a_look_that_can_be_read(accent: str) -> None:
    assert look.faults(derive.from_accent(accent, own.tokens())) == []


@given(colours)
def test_what_is_made_would_be_taken_from_a_file_too(accent: str) -> None:
    made = derive.from_accent(accent, own.tokens())
    assert reading.read(look.style(made).encode(), own.tokens()).tokens == made


def test_a_colour_that_can_be_read_stays_itself() -> None:
    made = derive.from_accent("#0b4a9e", own.tokens())
    assert made["--basis-color-action-1-bg-default"] == "#0b4a9e"


def test_a_light_colour_stays_itself_on_buttons_with_dark_letters() -> None:
    made = derive.from_accent("#ffe600", own.tokens())
    assert made["--nl-button-primary-background-color"] == "#ffe600"
    ink = contrast.colour(made["--nl-button-primary-color"])
    assert contrast.ratio(ink, contrast.colour("#ffe600")) > 7
    assert made["--basis-color-action-2-color-default"] == made["--at-accent"] != "#ffe600"


@pytest.mark.parametrize(
    "text", ["", "red", "#FFF", "#FFFFFF", "#12345g", "#1234567", "url(x)", "#123456;", "#123456\n"]
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    assert not derive.is_accent(text)
    with pytest.raises(ValueError, match="no colour"):
        derive.from_accent(text, own.tokens())


def test_every_fault_is_told_with_its_colours() -> None:
    found = look.faults({"--nl-link-color": "#dddddd", "--nl-skip-link-color": "rgb(0 0 0 / 50%)"})
    told = {(fault.pair.front, fault.pair.back): fault for fault in found}
    link = told["--nl-link-color", "--utrecht-root-background-color"]
    assert (link.front, link.back) == ("#dddddd", "#faf5ec")
    assert link.measured == pytest.approx(1.24, abs=0.02)
    unmeasured = told["--nl-skip-link-color", "--nl-skip-link-background-color"]
    assert (unmeasured.front, unmeasured.measured) == ("", 0.0)


def test_a_circle_through_our_own_tokens_cannot_be_published() -> None:
    assert look.faults({"--basis-color-action-1-bg-default": "var(--at-accent)"})


def test_the_address_follows_the_content() -> None:
    one, other = {"--nl-x": "#111111"}, {"--nl-x": "#111112"}
    assert look.digest(one) != look.digest(other)
    assert look.digest({}) == look.background({}) == ""
    assert look.background({"--basis-color-default-bg-document": "#ffffff"}) == "#ffffff"


def test_our_own_tokens_are_those_of_the_site() -> None:
    assert contrast.resolved(own.tokens(), look.BACKGROUND) == "#faf5ec"
