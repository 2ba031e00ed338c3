"""What a document may consist of."""

import unicodedata
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given

from aantafel.core.documents.structure import (
    Document,
    Heading,
    Item,
    Link,
    Listing,
    Misbuilt,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
    Text,
    line,
    words,
)
from aantafel.core.documents.wording import clean, is_rtl, is_web_address, one_line
from tests.core.documents.made import ADDRESS, calm, document, documents, texts

TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff")


@calm
@given(texts())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@calm
@given(texts())
def test_nothing_is_left_that_turns_or_controls(text: str) -> None:
    for left in (clean(text).replace("\n", ""), one_line(text)):
        assert not [letter for letter in left if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}]
        assert not TURNS & set(left)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("twee\r\nregels\rdrie", "twee\nregels\ndrie"),
        ("e\u0308n  spatie\ttab", "ën spatie tab"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
    ],
)
def test_what_belongs_to_a_text_stays(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://voorbeeldstad.example/a?b=c#d", True),
        ("http://localhost:8000/", True),
        ("https://café.example/ë", True),
        ("javascript:alert(1)", False),
        ("//evil.example", False),
        ("/pad", False),
        ("https://bank.example@evil.example/", False),
        ("https://evil.example\\@bank.example/", False),
        ("https://a b.example/", False),
        ("https://[x", False),
        ("https://x:y/", False),
        ("https://", False),
        ("https://-.example/", False),
        ("ftp://x.example", False),
        ("https://x.example/\u202e", False),
        (f"https://x.example/{'a' * 2000}", False),
    ],
)
def test_links_lead_to_the_web_alone(address: str, fine: bool) -> None:
    assert is_web_address(address) is fine
    if not fine:
        with pytest.raises(Misbuilt):
            Link("hier", address)


def test_a_link_without_words_says_its_address() -> None:
    assert Link(" \u200b", ADDRESS).text == ADDRESS


@pytest.mark.parametrize(
    ("text", "expected"), [("العربية abc", True), ("12: עברית", True), ("abc العربية", False), ("12", False)]
)
def test_direction_goes_by_the_first_letter(text: str, expected: bool) -> None:
    assert is_rtl(text) is expected
    blocks = (Heading(1, text), Paragraph(line(text)), Listing((line(text),)), Quote(line(text)))
    assert {block.is_rtl for block in blocks} == {expected}


def test_no_level_of_headings_is_skipped() -> None:
    body = (Heading(3, "a"), Heading(3, "b"), Item("c", "c", (), 4), Heading(1, "d"), Heading(4, "e"), Heading(2, "f"))
    levels = [block.level for block in document(*body).body if isinstance(block, Heading | Item)]
    assert levels == [1, 2, 3, 1, 2, 2]


@calm
@given(documents())
def test_levels_never_jump(made: Document) -> None:
    before = 0
    for block in made.body:
        if isinstance(block, Heading | Item):
            assert block.level <= before + 1
            before = block.level


def test_what_shows_nothing_is_left_out() -> None:
    nothing = (
        Paragraph(line(" \u200b")),
        Listing((line("\n"),)),
        Heading(2, "\x00"),
        Quote(()),
        Note(()),
        Table("a", ("b",), ()),
    )
    made = document(*nothing, Paragraph(line("iets")), details=(("a", ""), ("", "b"), ("c", "d")), summary=nothing[:2])
    assert made.body == (Paragraph(line("iets")),)
    assert (made.details, made.summary) == ((("c", "d"),), ())
    assert Listing((line(" "), line("punt"))).items == (line("punt"),)
    assert Item("a", "b", nothing[:2]).body == Note(nothing[:2]).body == ()


@pytest.mark.parametrize(
    "build",
    [
        lambda: document(title=" \u200b"),
        lambda: document(language="Nederlands"),
        lambda: document(address="/pad"),
        lambda: document(made_at=datetime(2026, 5, 14)),  # noqa: DTZ001  without a time zone is what is refused
        lambda: document(Heading(1, "a", "x"), Item("x", "b", ())),
        lambda: Heading(0, "a"),
        lambda: Heading(1, "a", "Kop 1"),
        lambda: Item("", "a", ()),
        lambda: Item("a", " ", ()),
        lambda: Item("a", "a", (), 5),
        lambda: Table("a", (), ()),
        lambda: Table("", ("b",), ()),
        lambda: Table("a", ("b", ""), ()),
        lambda: Table("a", ("b",) * 9, ()),
        lambda: Table("a", ("b",), ((line("c"), line("d")),)),
        lambda: Picture("", "/a.jpg", "b"),
        lambda: Picture("a", "//evil.example/a.jpg", "b"),
        lambda: Picture("a", "/\\evil.example/a.jpg", "b"),
        lambda: Picture("a", "javascript:alert(1)", "b"),
    ],
)
def test_what_no_document_can_hold_is_refused_at_once(build: Callable[[], object]) -> None:
    with pytest.raises(Misbuilt):
        build()


def test_words_are_what_a_line_says() -> None:
    assert words(line("Kijk ", Link("hier", ADDRESS), Text("."))) == "Kijk hier."
