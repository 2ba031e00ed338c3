"""Plain text becomes blocks, and nobody's words are lost or taken for something else."""

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core.documents import reader
from aantafel.core.documents.structure import Block, Heading, Link, Listing, Paragraph, Text, line, words
from aantafel.core.documents.wording import clean
from tests.core.documents.made import HOSTILE, calm, texts


def points(*items: str) -> Listing:
    return Listing(tuple(line(item) for item in items))


def steps(*items: str) -> Listing:
    return Listing(tuple(line(item) for item in items), numbered=True)


def paragraph(text: str) -> Paragraph:
    return Paragraph(line(text))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ()),
        (" \n\n \t ", ()),
        ("Een zin.\nNog een.\n\n\nDaarna.", (paragraph("Een zin.\nNog een."), paragraph("Daarna."))),
        ("- a\n* b\n• c\n– d\n•e", (points("a", "b", "c", "d", "e"),)),
        ("- a\n\n- b\n\nslot", (points("a", "b"), paragraph("slot"))),
        ("- a\n  hoort erbij\n- b", (points("a\nhoort erbij", "b"),)),
        ("- a\nhoort er niet bij", (points("a"), paragraph("hoort er niet bij"))),
        ("1. a\n2) b\n\n3. c", (steps("a", "b", "c"),)),
        ("1. a\n2. b\n1. c", (steps("a", "b"), steps("c"))),
        ("1. a\n- b\n- c\n1. d", (steps("a"), points("b", "c"), steps("d"))),
        ("Dit willen we:\n- a", (Heading(2, "Dit willen we"), points("a"))),
        ("Dit eerst:\n\n1. a", (Heading(2, "Dit eerst"), steps("a"))),
        ("Kop:\n\ngeen lijst", (paragraph("Kop:"), paragraph("geen lijst"))),
        ("We zeiden dit.\nEn dit:\n- a", (paragraph("We zeiden dit.\nEn dit:"), points("a"))),
        (f"{'lang ' * 12}:\n- a", (paragraph(f"{'lang ' * 12}:"), points("a"))),
        # words, not marks
        ("-5 graden was het.", (paragraph("-5 graden was het."),)),
        ("2026. Dat was een jaar.", (paragraph("2026. Dat was een jaar."),)),
        ("12. december", (paragraph("12. december"),)),
        ("*sterk* en _schuin_ # kop", (paragraph("*sterk* en _schuin_ # kop"),)),
        ("---\n:\n- a", (paragraph("---\n:"), points("a"))),
        ("-", (paragraph("-"),)),
        ("<b>a</b> &amp; b", (paragraph("<b>a</b> &amp; b"),)),
    ],
)
def test_text_becomes_blocks(typed: str, expected: tuple[Block, ...]) -> None:
    assert reader.read(typed) == expected


def test_the_level_of_headings_is_chosen() -> None:
    assert reader.read("Kop:\n- a", level=3)[0] == Heading(3, "Kop")


def test_where_no_heading_may_stand_there_is_none() -> None:
    assert reader.read_plain("Kop:\n- a") == (paragraph("Kop:"), points("a"))


@pytest.mark.parametrize(
    ("typed", "said", "address"),
    [
        ("Zie https://a.example/b?c=d#e.", "https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("(http://a.example/b)", "http://a.example/b", "http://a.example/b"),
        ("https://a.example/b_(c)!", "https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("kijk op www.a.example, of niet", "www.a.example", "https://www.a.example"),
        ("HTTPS://A.example/B", "HTTPS://A.example/B", "https://A.example/B"),
        ("“https://a.example”", "https://a.example", "https://a.example"),
    ],
)
def test_an_address_becomes_a_link(typed: str, said: str, address: str) -> None:
    [one] = [part for part in reader.linked(typed) if isinstance(part, Link)]
    assert one == Link(said, address)
    assert words(reader.linked(typed)) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "https://bank.example@evil.example",
        "https://evil.example\\.bank.example",
        "http://localhost/",
        "https://",
        "www.",
        "jan@www.a.example",
        "xhttp://a.example",
        "ftp://a.example",
        f"https://a.example/{'b' * 3000}",
    ],
)
def test_what_leads_nowhere_stays_text(typed: str) -> None:
    assert reader.linked(typed) == (Text(typed),)


def said(blocks: tuple[Block, ...]) -> str:
    found = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found.append(words(block.content))
            case Listing():
                found.extend(map(words, block.items))
    return "\n".join(found)


def bare(text: str) -> str:
    """Without what may be a mark: white space, and what lines begin with."""
    marks = r"(?:[-*•–]\s+(?=\S)|•(?=\S)|\d{1,2}[.)]\s+(?=\S))+"
    lines = [re.sub(rf"^{marks}", "", each.strip()) for each in text.split("\n")]
    return "".join("".join(lines).split())


TYPED = st.lists(
    st.one_of(
        texts(max_size=20), st.sampled_from(["- a", "1. b", "2. c", "Kop:", "", "  d", "• e", "* f", "www.a.example"])
    )
).map("\n".join)


@calm
@given(TYPED)
def test_no_word_is_lost(typed: str) -> None:
    """But for the colon of a heading, and for marks in front."""
    kept, given_ = bare(said(reader.read(typed))), bare(clean(typed))
    assert kept.replace(":", "") == given_.replace(":", "")


@calm
@given(TYPED)
def test_without_headings_even_the_colons_stay(typed: str) -> None:
    assert bare(said(reader.read_plain(typed))) == bare(clean(typed))


@calm
@given(TYPED, TYPED)
def test_texts_with_an_empty_line_between_them_are_read_apart(first: str, second: str) -> None:
    """A paragraph never reaches over an empty line, so that what was typed before does not change what comes after."""
    together = reader.read_plain(f"{first}\n\nTussen.\n\n{second}")
    assert together == (*reader.read_plain(first), paragraph("Tussen."), *reader.read_plain(second))


@pytest.mark.parametrize(
    "typed", [*HOSTILE, "(" * 50_000, "www." * 20_000, "https://a.example/" + ")" * 50_000, "- " * 50_000]
)
def test_no_text_takes_long(typed: str) -> None:
    began = perf_counter()
    reader.read(typed)
    assert perf_counter() - began < 2
