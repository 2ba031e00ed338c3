"""A document on a page: by its components, with whatever was typed in it as nothing but text."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import Context, Engine
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core.documents.structure import Block, Document, Heading, Item, Line, Link, Picture, line, words
from aantafel.core.templatetags.documents import inline
from tests.core.documents.made import ADDRESS, calm, document, documents, lines, whole

TAGS = set(
    "a blockquote br caption div dd dl dt figcaption figure h2 h3 h4 h5 h6 img li ol p section strong".split()
) | set("svg path circle rect line polyline table tbody td th thead tr ul".split())
ATTRIBUTES = set(
    "alt aria-hidden aria-label class data-label dir height href id loading rel role scope src".split()
) | set("tabindex viewbox width d cx cy r x y rx x1 x2 y1 y2 points".split())


class Page(HTMLParser):
    """The tags with their attributes, and the text between them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def headings(self) -> list[str]:
        return [name for name, _attributes in self.tags if name[0] == "h" and name[1:].isdigit()]


def shown(made: Document, **props: Any) -> Page:
    given_ = " ".join(f"{name}={name}" for name in props)
    source = f'{{% load components %}}{{% part "document" document=document {given_} %}}'
    return Page(Engine.get_default().from_string(source).render(Context({"document": made, **props})))


def lines_of(blocks: tuple[Block, ...]) -> Iterator[Line]:
    for block in blocks:
        yield from (getattr(block, "content", ()),)
        yield from getattr(block, "items", ())
        yield from lines_of(getattr(block, "body", ()))


@calm
@given(documents(), st.integers(2, 4))
def test_what_was_typed_is_text_and_nothing_else(made: Document, level: int) -> None:
    page = shown(made, level=level)
    assert {name for name, _attributes in page.tags} <= TAGS
    assert {name for _tag, attributes in page.tags for name in attributes} <= ATTRIBUTES
    for content in lines_of(made.body):
        assert words(content) in page.text
    for link in page.all("a"):
        assert (link["href"] or "").startswith(("https://voorbeeldstad.example/", "#"))


@calm
@given(lines())
def test_a_line_says_what_it_says(content: Line) -> None:
    assert Page(inline(content)).text == words(content)


def test_everything_stands_on_the_page() -> None:
    page = shown(whole())
    assert page.headings == ["h2", "h2", "h3", "h2", "h3"]  # "In het kort" first
    [points, *_] = page.all("ol"), page.all("ul")
    assert points
    assert [link for link in page.all("a") if link["href"] == "https://voorbeeldstad.example/plan"] == [
        {"href": "https://voorbeeldstad.example/plan", "rel": "nofollow noreferrer"}
    ]
    assert [each["id"] for _tag, each in page.tags if "id" in each] == ["besluiten", "besluit-1"]
    assert "#besluit-1" in [link["href"] for link in page.all("a")]
    assert [header["scope"] for header in page.all("th")] == ["col", "col"]
    assert [cell["data-label"] for cell in page.all("td")][:2] == ["Wie", "Wat"]
    assert [picture["alt"] for picture in page.all("img")] == ["Een vel met negen gele briefjes", ""]
    for said in ("Versie 2", "Wanneer", "Er komen tien bomen.", "Inwoner", "Aan het eind", "Op 16 mei aangepast."):
        assert said in page.text


def test_headings_follow_the_page() -> None:
    body = (Heading(1, "a"), Heading(2, "b"), Item("c", "c", (), 3), Heading(3, "d"), Heading(4, "e"))
    assert shown(document(*body), level=3).headings == ["h3", "h4", "h5", "h5", "h6"]
    assert shown(document(*body), level=4).headings == ["h4", "h5", "h6", "h6", "h6"]


def test_what_is_read_from_the_right_is_shown_so() -> None:
    page = shown(document(Heading(1, "العربية"), Heading(1, "Nederlands")))
    assert [heading.get("dir") for heading in page.all("h2")] == ["rtl", None]


def test_a_picture_is_shown_from_its_address() -> None:
    page = shown(document(Picture("geheim/naam.jpg", "/media/pictures/a.jpg", 'Een "foto" <b>')))
    [picture] = page.all("img")
    assert (picture["src"], picture["alt"]) == ("/media/pictures/a.jpg", 'Een "foto" <b>')


@pytest.mark.parametrize("said", ['"><script>alert(1)</script>', "' onload='alert(1)", "&lt;b&gt;"])
def test_marks_in_a_link_stay_text(said: str) -> None:
    page = Page(inline(line(Link(said, ADDRESS))))
    assert page.tags == [("a", {"href": ADDRESS, "rel": "nofollow noreferrer"})]
    assert page.text == said
