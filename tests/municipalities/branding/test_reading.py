"""Files of design tokens, kind and hostile."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core import contrast
from municipalities.branding import look, own, reading
from municipalities.branding.reading import NothingInIt, TooBig, Unreadable
from municipalities.branding.values import Why

OURS = {"--at-accent", "--nl-link-color"}
STYLE = re.compile(r':root\{(--[a-z0-9-]+:[a-z0-9#.%/(), "-]+;)*\}\n', re.IGNORECASE)


def read(text: str | bytes) -> reading.Taken:
    return reading.read(text if isinstance(text, bytes) else text.encode(), OURS)


def why_of(taken: reading.Taken) -> dict[str, Why]:
    return {one.name: one.why for one in taken.left_out}


def test_a_style_sheet_is_read() -> None:
    taken = read(
        "\ufeff/* een; voorbeeld } */ .voorbeeld-theme, :root { --nl-button-color: #FFF; --at-accent: navy }\n"
        ":root{--utrecht-a: var(--voorbeeld-blauw); --voorbeeld-blauw: #00f}"
    )
    assert taken.tokens == {"--nl-button-color": "#ffffff", "--at-accent": "#000080", "--utrecht-a": "#0000ff"}
    assert why_of(taken) == {"--voorbeeld-blauw": Why.NAME}


def test_the_invented_municipality_is_taken_whole() -> None:
    file = Path(settings.ROOT) / "frontend/themes/voorbeeldstad.css"
    taken = reading.read(file.read_bytes(), own.tokens())
    assert taken.left_out == []
    assert look.faults(taken.tokens) == []
    assert {name: value for name, value in taken.tokens.items() if "shadow" not in name and "family" not in name} == {
        name: {"#ffffff": "#ffffff"}.get(value, value)
        for name, value in contrast.tokens(file.read_text()).items()
        if "shadow" not in name and "family" not in name
    }


def test_json_of_both_forms_is_read() -> None:
    tokens: dict[str, Any] = {
        "$schema": "x",
        "components/button": {
            "nl": {
                "button": {
                    "primary": {"backgroundColor": {"$value": "{brand.blue}", "$type": "color"}},
                    "border-radius": {"value": "4px"},
                    "line-height": {"value": 1.5},
                }
            }
        },
        "brand": {"blue": {"value": "#0B4A9E"}},
        "basis": {
            "space": {"md": {"$value": {"value": 16, "unit": "px"}}},
            "color": {"default": {"bg": {"$value": {"colorSpace": "srgb", "hex": "#fafafa"}}}},
            "heading": {"font-family": {"$value": ["Trebuchet MS", "sans-serif"]}},
            "shadow": {"$value": {"blur": "2px"}},
            "value": {"bg": {"value": "#111111"}},
        },
    }
    assert read(json.dumps(tokens)).tokens == {
        "--nl-button-primary-background-color": "#0b4a9e",
        "--nl-button-border-radius": "4px",
        "--nl-button-line-height": "1.5",
        "--basis-space-md": "16px",
        "--basis-color-default-bg": "#fafafa",
        "--basis-heading-font-family": '"Trebuchet MS", sans-serif',
        "--basis-value-bg": "#111111",
    }


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        (":root{--vreemd: red}", "--vreemd", Why.NAME),
        (":root{--NL-x: red}", "--NL-x", Why.NAME),
        (":root{--utrecht-focus-outline-width: 0}", "--utrecht-focus-outline-width", Why.FIXED),
        (":root{--utrecht-pointer-target-min-size: 1px}", "--utrecht-pointer-target-min-size", Why.FIXED),
        (":root{--nl-x: url(x)}", "--nl-x", Why.VALUE),
        (":root{--nl-x: var(--nergens)}", "--nl-x", Why.REFERENCE),
        (":root{--nl-x: var(--nl-x)}", "--nl-x", Why.REFERENCE),
        (":root{--basis-font-family: Huisletter}", "--basis-font-family", Why.LETTERS),
        (":root{--basis-font-size-md: 3px}", "--basis-font-size-md", Why.SIZE),
        ("@import url(x);", "@import url(x)", Why.RULE),
        ("@media print { :root { --nl-x: red } }", "@media print", Why.RULE),
        ("body { --nl-x: red }", "body", Why.RULE),
        (":root { color: red }", "color: red", Why.RULE),
        (":root { & .x { --nl-x: red } }", "& .x { --nl-x: red", Why.RULE),
    ],
)
def test_what_is_left_out_says_why(text: str, name: str, why: Why) -> None:
    taken = read(text + " :root{--nl-good: #123456}")
    assert taken.tokens == {"--nl-good": "#123456"}
    assert why_of(taken) == {name: why}
    assert taken.count_left_out == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen tokens",
        ":root{--nl-x: red",
        ":root{--nl-x: red}}",
        ":root{--nl-x: 'red}",
        "/* :root{--nl-x: red}",
        "*/ :root{--nl-x: red}",
        ":root{--nl-x: r\\65 d}",
        "{",
        "[1]",
        '{"nl": {"x": {"value": NaN}}}',
        "{" + '"a":{' * 100_00,
        '{"a":' * 40 + "1" + "}" * 40,
        b"\xff\xfe\x00",
        b"\x89PNG\r\n\x1a\n\x00",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        ":root{--vreemd: red}",
        '{"nl": {"x": {"value": "url(x)"}}}',
    ],
)
def test_what_is_no_file_of_tokens_is_refused(text: str | bytes) -> None:
    with pytest.raises(Unreadable):
        read(text)


def test_a_file_has_a_size() -> None:
    with pytest.raises(TooBig):
        read(b" " * (reading.MOST_BYTES + 1))
    with pytest.raises(NothingInIt):
        read(b" " * reading.MOST_BYTES)


def test_there_is_an_end_to_how_much_is_taken() -> None:
    many = "".join(f"--nl-x{number}:0;" for number in range(reading.MOST_READ + 500))
    taken = read(f":root{{{many}}}")
    assert len(taken.tokens) == reading.MOST_TAKEN
    assert taken.count_left_out == reading.MOST_READ + 500 - reading.MOST_TAKEN
    assert len(taken.left_out) == reading.MOST_TOLD


def test_values_that_double_each_time_come_to_an_end() -> None:
    lines = "".join(f"--nl-x{n}: var(--nl-x{n + 1}) var(--nl-x{n + 1});" for n in range(400))
    taken = read(f":root{{{lines}--nl-x400: 1px;--nl-good: 2px}}")
    assert taken.tokens["--nl-good"] == "2px"
    assert len(taken.tokens) < 20


@pytest.mark.parametrize(
    "piece", ["/*", "{", "}", '"', "var(", ":root{--nl-x:", "--nl-x:var(--nl-x,", ";", "(", "@media{"]
)
def test_a_file_of_one_sign_costs_no_time(piece: str) -> None:
    """A hundred thousand of them are refused as fast as a hundred: the time limit of the test run is the judge."""
    with pytest.raises(Unreadable):
        read(piece * (reading.MOST_BYTES // len(piece.encode())))


pieces = st.sampled_from(
    [
        *(":root", "{", "}", ";", ":", "--nl-x", "--basis-y", "red", "#fff", "url(", ")", "/*", "*/", "@import", '"'),
        *("'", "\\", "\n", "<", "</style>", "var(", "--at-accent", "expression(", ",", "1px", "\u2028", "!important"),
    ]
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_whatever_is_sent_only_plain_declarations_come_out(text: str) -> None:
    try:
        taken = read(text)
    except Unreadable:
        return
    assert STYLE.fullmatch(look.style(taken.tokens))
    again = reading.read(look.style(taken.tokens).encode(), OURS)
    assert again.tokens == taken.tokens


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20) | st.sampled_from(["{nl.x}", "red"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["value", "$value", "nl", "x", "$x", "{", "hex", "unit"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["nl", "basis", "x", "value"]), json_values, max_size=4))
def test_whatever_json_is_sent_only_plain_declarations_come_out(tree: dict[str, Any]) -> None:
    try:
        taken = read(json.dumps(tree))
    except Unreadable:
        return
    assert STYLE.fullmatch(look.style(taken.tokens))
