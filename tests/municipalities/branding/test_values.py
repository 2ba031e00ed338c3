"""What may stand in a municipality's style sheet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.branding.values import NotSafe, Why, safe

OURS = {"--basis-color-default-bg-default"}
WRITTEN = re.compile(r'[a-z0-9#.%/(), "-]*', re.IGNORECASE)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("#FFF", "#ffffff"),
        ("#0b4a9e", "#0b4a9e"),
        ("#0b4a9eff", "#0b4a9e"),
        ("#00000080", "rgb(0 0 0 / 50.1961%)"),
        ("rgb(11, 74, 158)", "#0b4a9e"),
        ("rgba(11 74 158 / 50%)", "rgb(11 74 158 / 50%)"),
        ("rgb(100%, 0%, 0%)", "#ff0000"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsl(120deg 100% 25%)", "#008000"),
        ("RebeccaPurple", "#663399"),
        ("transparent", "transparent"),
        ("1.50rem", "1.5rem"),
        ("0", "0"),
        ("-0.00001px -0.00001px 0", "0px 0px 0"),
        ("0 1px 2px rgb(0 0 0 / 10%), 0 0 0 1px #C5D3E6", "0 1px 2px rgb(0 0 0 / 10%), 0 0 0 1px #c5d3e6"),
        ("var(--basis-color-default-bg-default)", "var(--basis-color-default-bg-default)"),
        ("700", "700"),
        ("bold", "bold"),
    ],
)
def test_safe_values_are_written_anew(value: str, written: str) -> None:
    assert safe("--nl-button-thing", value, OURS) == written


@pytest.mark.parametrize(
    "value",
    [
        "",
        "url(https://evil.example/x.png)",
        "URL( 'data:image/svg+xml,x' )",
        "u\\72l(x)",
        "image-set('x')",
        "expression(alert(1))",
        "red; } body { display: none",
        "red}",
        "{red",
        "</style><script>alert(1)</script>",
        "<!-- red",
        "@import 'x'",
        "red /* x */",
        "'quoted'",
        "calc(1px + 1px)",
        "attr(href)",
        "env(x)",
        "var(--unknown)",
        "var(--basis-color-default-bg-default, url(x))",
        "javascript:alert(1)",
        "1e9px",
        "99999px",
        "nonsense",
        "1px2px",
        "1foo",
        "#12",
        "#12345",
        "rgb(1 2)",
        "rgb(a b c)",
        "hsl(1 2 3 4 5)",
        "red,,blue",
        "red,",
        "ｒｅｄ",
        "a" * 600,
        "0 " * 40,
        "red\u0000",
        "!important",
    ],
)
def test_everything_else_is_refused(value: str) -> None:
    with pytest.raises(NotSafe):
        safe("--nl-button-thing", value, OURS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("--basis-text-font-size-md", "4px"),
        ("--basis-text-font-size-md", "90rem"),
        ("--basis-text-font-size-md", "0.5em"),
        ("--basis-text-font-size-md", "1vw"),
        ("--basis-text-line-height-md", "0.2"),
        ("--basis-space-md", "40rem"),
        ("--basis-space-md", "-1rem"),
        ("--nl-button-default-border-width", "40px"),
        ("--basis-border-radius-sm", "-4px"),
    ],
)
def test_sizes_that_break_a_page_are_refused(name: str, value: str) -> None:
    with pytest.raises(NotSafe) as refused:
        safe(name, value, OURS)
    assert refused.value.why is Why.SIZE


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('"Trebuchet MS", Arial', '"Trebuchet MS", Arial, sans-serif'),
        ("'Voorbeeld Huisletter', verdana, SANS-SERIF", "Verdana, sans-serif"),
        ("-apple-system, BlinkMacSystemFont", "-apple-system, BlinkMacSystemFont, sans-serif"),
        ("Georgia, Georgia, serif", "Georgia, serif"),
    ],
)
def test_letters_are_those_that_computers_have(value: str, written: str) -> None:
    assert safe("--basis-heading-font-family", value, OURS) == written


@pytest.mark.parametrize("value", ["Huisletter", "url(x)", '"a;b"', "Arial}", "Arial, (x)", "'<b>'"])
def test_other_letters_are_refused(value: str) -> None:
    with pytest.raises(NotSafe):
        safe("--basis-heading-font-family", value, OURS)


@given(
    st.sampled_from(["--nl-x", "--basis-font-family-y", "--basis-font-size-z"]),
    st.one_of(st.text(max_size=60), st.from_regex(r"[ #0-9a-z().,%/;{}<>@\\'\"!*:-]{0,40}", fullmatch=True)),
)
def test_nothing_gets_out_of_its_declaration(name: str, value: str) -> None:
    """Whatever is typed, what is written holds no sign that could end a value, and says the same when read again."""
    try:
        written = safe(name, value, OURS)
    except NotSafe:
        return
    assert WRITTEN.fullmatch(written)
    assert written.count("(") == written.count(")")
    assert written.count('"') % 2 == 0
    assert "url" not in written.lower()
    assert safe(name, written, OURS) == written
