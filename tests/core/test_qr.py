"""QR codes, read by a reader that is not ours."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from django.template import Context, Engine
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from aantafel.core import qr

URL = "https://zutphen.aantafel.example/tafels/7-bankje/binnen/?a=1&b=é"
SVG = "{http://www.w3.org/2000/svg}"
BAR = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def scanned(path: str, size: int, *, stain: float = 0) -> str:
    """What a telephone reads; `stain` covers that part of its width, in a corner that holds no mark."""
    scale = 4
    paper = Image.new("L", (size * scale, size * scale), 255)
    pen = ImageDraw.Draw(paper)
    assert BAR.sub("", path) == ""
    for x, y, width, back in ((int(part) for part in found) for found in BAR.findall(path)):
        assert width == back
        pen.rectangle((x * scale, y * scale, (x + width) * scale - 1, (y + 1) * scale - 1), fill=0)
    if stain:
        edge = round(size * scale * (1 - stain))
        pen.rectangle((edge, edge, size * scale, size * scale), fill=255)
    found = zxingcpp.read_barcode(paper)
    assert found is not None
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    return found.text


@pytest.mark.parametrize("text", [URL, "https://a.example/", "https://a.example/" + "x" * 700])
def test_a_telephone_reads_the_address(text: str) -> None:
    code = qr.drawing(text)
    assert scanned(code.path, code.size) == text


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_a_telephone_reads_whatever_it_holds(text: str) -> None:
    code = qr.drawing(text)
    assert scanned(code.path, code.size) == text


def test_a_telephone_reads_it_with_a_stain() -> None:
    code = qr.drawing(URL)
    assert scanned(code.path, code.size, stain=0.25) == URL


def test_it_has_an_empty_edge() -> None:
    code = qr.drawing(URL)
    places = [(int(x), int(y), int(x) + int(width)) for x, y, width, _back in BAR.findall(code.path)]
    assert min(min(x, y) for x, y, _end in places) == qr.QUIET
    assert max(max(y + 1, end) for _x, y, end in places) == code.size - qr.QUIET


def test_more_than_a_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr.drawing("x" * 3000)


def test_the_component_says_what_it_is_and_where_it_leads() -> None:
    source = '{% load components %}{% part "qr" url=url title=title %}'
    with translation.override("nl"):
        shown = Engine.get_default().from_string(source).render(Context({"url": URL, "title": "<de bijeenkomst>"}))
    whole = ElementTree.fromstring(
        shown.replace("<br>", "<br/>").replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )
    drawing = whole.find(f"{SVG}svg")
    assert drawing is not None
    assert drawing.get("role") == "img"
    assert drawing.findtext(f"{SVG}title") == "QR-code: <de bijeenkomst>"
    path = drawing.find(f"{SVG}path")
    assert path is not None
    size = int(drawing.get("viewBox", "").split()[-1])
    assert scanned(path.get("d", ""), size) == URL
    link = whole.find(".//a")
    assert link is not None
    assert (link.get("href"), link.text) == (URL, URL.removeprefix("https://"))
    assert "style" not in shown


def test_its_own_words_stand_beside_it() -> None:
    source = '{% load components %}{% part "qr" url="https://a.example/k/" title="x" words="Meld je hier:" %}'
    shown = Engine.get_default().from_string(source).render(Context())
    assert "Meld je hier:<br>" in shown and ">a.example/k</a>" in shown


def test_it_is_never_coloured_by_a_style() -> None:
    sheet = Path("frontend/css/components/qr.css").read_text()
    assert "fill" not in sheet and "forced-color-adjust: none" in sheet
