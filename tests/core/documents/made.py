"""Documents for the tests: one with everything in it, and any that could be typed or built."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from PIL import Image

from aantafel.core.documents import reader
from aantafel.core.documents.structure import (
    LEVELS,
    Block,
    Document,
    Heading,
    Inline,
    Item,
    Line,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Strong,
    Table,
    Text,
    line,
)

# documents are large to make up, and a machine may be busy
calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

AT = datetime(2026, 5, 14, 20, 0, tzinfo=UTC)
ADDRESS = "https://voorbeeldstad.example/tafels/12-een-lange-tafel/verslagen/2/"
DESCRIPTION = "Een vel met negen gele briefjes"
LETTERS = "€ 5, ë, ij, ĳ, “’s ochtends”, ğ ı İ ş Ş ç ö ü, Київ, Αθήνα, العربية, עברית, → ✓ ☐ 🙂 👍🏽 3 × ½ m²"
HOSTILE = [
    "<script>alert(1)</script>",
    '#import "@preview/x:1.0.0" #read("/etc/passwd") $x$ *a* _b_ `c` \\ <d> @e [f] //',
    "{{ secret }}{% load x %}",
    "\x00\x01\x1b[31m\x7f\x9f",
    "\u202eomgekeerd\u2066\u2069\u200f",
    "x" * 3000,
    "javascript:alert(1) http://user@evil.example https://\\evil.example http://",
    "\ud800\udfff\ufffe\uffff\ufeff\ue000\U0010ffff",
    "中文 한국어 ትግርኛ हिन्दी",
    "a\u0300\u0489\u20dd\u064b\u0e31🙂\u0301 👩\u200d👩\u200d👧 🇳🇱 1\ufe0f\u20e3",
]


def store_picture(size: tuple[int, int] = (1600, 1200)) -> str:
    content = io.BytesIO()
    Image.new("RGB", size, "#ffe08a").save(content, "JPEG")
    return default_storage.save("pictures/proef.jpg", ContentFile(content.getvalue()))


def document(*body: Block, **more: Any) -> Document:
    given = {"title": "Verslag van de tweede bijeenkomst", "language": "nl", "site": "AanTafel! Voorbeeldstad"}
    return Document(body=body, **{**given, "address": ADDRESS, "made_at": AT, **more})


def whole(picture: str = "pictures/weg.jpg") -> Document:
    """One of each kind of block."""
    return document(
        Heading(1, "Wat er gezegd is"),
        *reader.read(
            f"Letters: {LETTERS}\n\nDit willen we:\n- een bankje\n- meer groen\n\n1. meten\n2. vragen", level=2
        ),
        Quote(line("Ik ken mijn buren nu."), "Inwoner"),
        Paragraph(line("Kijk ", Link("naar het plan", "https://voorbeeldstad.example/plan"), " en ", Strong("kom"))),
        Heading(1, "Besluiten", "besluiten"),
        Item("besluit-1", "Besluit 1", reader.read_plain("We planten tien bomen.\n- in bakken")),
        Table("Wie doet wat", ("Wie", "Wat"), ((line("Fatma"), line("Vraagt een prijs")),) * 3),
        Picture(picture, "/media/pictures/proef.jpg", DESCRIPTION, "Aan het eind"),
        Picture(picture, "/media/pictures/proef.jpg", ""),
        Note(reader.read_plain("Op 16 mei aangepast."), "Aangepast"),
        subtitle="Versie 2",
        details=(("Wanneer", "donderdag 14 mei 2026"),),
        summary=reader.read_plain("- Er komen tien bomen."),
    )


def texts(**limits: Any) -> st.SearchStrategy[str]:
    """What people type, and what nobody should have to fear."""
    anything = st.text(st.characters(codec=None), max_size=limits.get("max_size", 40))
    return st.one_of(anything, st.sampled_from([*HOSTILE, LETTERS]), st.just("Een gewone zin."))


def seen_texts() -> st.SearchStrategy[str]:
    return texts().map(lambda text: f"k{text}")


def addresses() -> st.SearchStrategy[str]:
    path = st.text(st.characters(codec="utf-8", categories=["L", "N"]), max_size=20)
    return path.map(lambda end: f"https://voorbeeldstad.example/{end}")


def lines() -> st.SearchStrategy[Line]:
    links = st.builds(Link, texts(), addresses())
    parts: st.SearchStrategy[Inline] = st.one_of(st.builds(Text, texts()), st.builds(Strong, texts()), links)
    return st.lists(parts, max_size=4).map(tuple)


def plains() -> st.SearchStrategy[Any]:
    listing = st.builds(Listing, st.lists(lines(), max_size=3).map(tuple), numbered=st.booleans())
    return st.one_of(st.builds(Paragraph, lines()), listing)


def tables() -> st.SearchStrategy[Table]:
    def of(columns: list[str]) -> st.SearchStrategy[Table]:
        row = st.tuples(*[lines() for _column in columns])
        return st.builds(Table, seen_texts(), st.just(tuple(columns)), st.lists(row, max_size=3).map(tuple))

    return st.lists(seen_texts(), min_size=1, max_size=4).flatmap(of)


def blocks() -> st.SearchStrategy[Block]:
    levels = st.integers(1, LEVELS)
    body = st.lists(plains(), max_size=2).map(tuple)
    anchors = st.from_regex(r"[a-z][a-z0-9-]{8,20}", fullmatch=True)
    return st.one_of(
        plains(),
        st.builds(Heading, levels, texts()),
        st.builds(Item, anchors, seen_texts(), body, levels),
        tables(),
        st.builds(Quote, lines(), texts()),
        st.builds(Picture, st.just("pictures/weg.jpg"), addresses(), texts(), texts()),
        st.builds(Note, body, texts()),
    )


def documents() -> st.SearchStrategy[Document]:
    def with_own_anchors(body: list[Block]) -> bool:
        anchors = [block.anchor for block in body if isinstance(block, Item)]
        return len(anchors) == len(set(anchors))

    moments = st.integers(0, 10**9).map(lambda seconds: AT + timedelta(seconds=seconds))
    return st.builds(
        Document,
        title=seen_texts(),
        language=st.sampled_from(["nl", "en", "ar", "tr"]),
        site=texts(),
        address=addresses(),
        made_at=moments,
        body=st.lists(blocks(), max_size=5).filter(with_own_anchors).map(tuple),
        subtitle=texts(),
        details=st.lists(st.tuples(texts(), texts()), max_size=2).map(tuple),
        summary=st.lists(plains(), max_size=2).map(tuple),
    )
