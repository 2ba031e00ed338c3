"""A document as PDF: what it says, how it is tagged, and that PDF/UA-1 has nothing against it."""

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from aantafel.core.documents import letters, pdf, press, reader
from aantafel.core.documents.printing import sheets
from aantafel.core.documents.structure import Document, Heading, Link, Paragraph, Picture, Table, line
from tests.core.documents.made import ADDRESS, DESCRIPTION, HOSTILE, LETTERS, document, documents, store_picture, whole


def printed(made: Document) -> bytes:
    return pdf.pressed(sheets(made), int(made.made_at.timestamp()))


def faults(content: bytes) -> list[str]:
    """What a checker of PDF/UA-1 finds: 104 rules, those of veraPDF."""
    report = page.validate_pdf_bytes(content, profile="ua1")
    assert report.rules.total > 100
    return sorted({failure.rule_id for failure in report.failures})


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def catalogue(content: bytes) -> Any:
    """What a file says about itself."""
    return read(content).trailer["/Root"]


def text(content: bytes) -> str:
    return " ".join(" ".join(each.extract_text() for each in read(content).pages).replace("\u200b", "").split())


def tree(content: bytes) -> list[Any]:
    """All elements of the structure, in the order in which they are read."""
    root = catalogue(content)["/StructTreeRoot"]
    return list(_walk(root["/K"], dict(root.get("/RoleMap", {}))))


def _walk(kids: Any, roles: dict[str, str]) -> Iterator[Any]:
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(element, dict) and "/S" in element:
            yield {**element, "role": roles.get(element["/S"], element["/S"])}
            yield from _walk(element.get("/K", []), roles)


def roles(content: bytes) -> list[str]:
    return [element["role"] for element in tree(content)]


@pytest.fixture
def picture(settings: Any, tmp_path: Path) -> str:
    settings.MEDIA_ROOT = tmp_path
    return store_picture()


@pytest.fixture
def content(picture: str) -> bytes:
    return printed(whole(picture))


def test_a_checker_of_pdf_ua_finds_nothing(content: bytes) -> None:
    assert faults(content) == []


def spoiled(content: bytes, spoil: Any) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    spoil(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _elements(writer: PdfWriter, sort: str) -> list[DictionaryObject]:
    found = [each.get_object() for each in writer._objects if each is not None]
    return [each for each in found if isinstance(each, DictionaryObject) and each.get("/S") == sort]


def _no_scope(writer: PdfWriter) -> None:
    for cell in [*_elements(writer, "/TH"), *_elements(writer, "/TD")]:
        del cell["/A"]


def _no_alt(writer: PdfWriter) -> None:
    for figure in _elements(writer, "/Figure"):
        del figure["/Alt"]


def _skipped(writer: PdfWriter) -> None:
    for heading in _elements(writer, "/H2"):
        heading[NameObject("/S")] = NameObject("/H5")


def _without(*names: str) -> Any:
    def spoil(writer: PdfWriter) -> None:
        for name in names:
            del writer.root_object[name]

    return spoil


def _no_unicode(writer: PdfWriter) -> None:
    for each in writer._objects:
        found = each.get_object() if each is not None else None
        if isinstance(found, DictionaryObject):
            found.pop("/ToUnicode", None)


def _no_words_for_links(writer: PdfWriter) -> None:
    for each in writer.pages[0].get("/Annots", ArrayObject()):
        each.get_object().pop("/Contents", None)


@pytest.mark.parametrize(
    "spoil",
    [
        _without("/Lang"),
        _without("/StructTreeRoot"),
        _without("/MarkInfo"),
        _without("/ViewerPreferences"),
        _without("/Metadata"),
        _no_scope,
        _no_alt,
        _skipped,
        _no_unicode,
        _no_words_for_links,
    ],
)
def test_the_checker_finds_what_is_wrong(content: bytes, spoil: Any) -> None:
    """Otherwise its finding nothing would say nothing."""
    assert faults(spoiled(content, lambda _writer: None)) == []
    assert faults(spoiled(content, spoil)) != []


def test_it_is_read_in_the_order_of_the_page(content: bytes) -> None:
    passed_over = {"/Span", "/Lbl", "/LBody", "/LI", "/P", "/Div"}
    order = [role for role in roles(content) if role not in {*passed_over, "/Caption"}]
    assert order == [
        "/Document", "/H1", "/Link", "/H2", "/L", "/H2", "/H3", "/L", "/L", "/BlockQuote", "/Link", "/H2", "/H3", "/L",
        "/Table", "/THead", "/TR", "/TH", "/TH", "/TBody", *["/TR", "/TD", "/TD"] * 3, "/Figure",
    ]  # fmt: skip
    assert roles(content).count("/Caption") == 2


def test_the_caption_of_a_table_stands_in_it() -> None:
    table = Table("Wie doet wat", ("Wie", "Wat"), ((line("Fatma"), line("Vraagt een prijs")),) * 3)
    assert "".join(roles(printed(document(table)))).count("/Table/Caption") == 1


def test_a_picture_has_its_description_and_decoration_has_none(content: bytes) -> None:
    [figure] = [element for element in tree(content) if element["role"] == "/Figure"]
    assert figure["/Alt"] == DESCRIPTION


def test_columns_of_a_table_have_their_names(content: bytes) -> None:
    headers = [element for element in tree(content) if element["role"] == "/TH"]
    cells = [element for element in tree(content) if element["role"] == "/TD"]
    assert [header["/A"][0].get_object()["/Scope"] for header in headers] == ["/Column"] * 2
    assert {tuple(cell["/A"][0].get_object()["/Headers"]) for cell in cells} == {(each["/ID"],) for each in headers}


def test_it_says_what_it_is(content: bytes) -> None:
    root = catalogue(content)
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    about = read(content).metadata
    assert about is not None
    assert (about.title, about.author) == ("Verslag van de tweede bijeenkomst", "AanTafel! Voorbeeldstad")
    assert about.creation_date == whole().made_at == about.modification_date


def test_everything_is_said(content: bytes) -> None:
    said = text(content)
    for wanted in (
        "Versie 2", "Wanneer: donderdag 14 mei 2026", "Lees dit op de site:", "In het kort", "Dit willen we",
        "een bankje", "1. meten",
        "Ik ken mijn buren nu.", "Inwoner", "Besluit 1", "We planten tien bomen.", "Wie doet wat",
        "Vraagt een prijs", "Aan het eind", "Aangepast", "Op 16 mei aangepast.",
    ):  # fmt: skip
        assert wanted in said, wanted


def test_a_name_with_a_hyphen_is_not_broken_off_elsewhere() -> None:
    table = Table("Wie", ("Naam", "Rol"), ((line("Otto Havenstraat-Mars"), line("zorgverzekeringsmedewerker")),))
    (block,) = sheets(document(table)).data["body"]
    assert block["rows"][0][0] == ["Otto Havenstraat-Mars"]
    assert "\u200b" in block["rows"][0][1][0], "what does not fit is broken off"


def test_each_page_has_its_number_its_site_and_its_address() -> None:
    content = printed(document(*reader.read("\n\n".join(["Een zin met woorden erin. " * 20] * 20))))
    pages = read(content).pages
    assert len(pages) > 2
    for number, each in enumerate(pages, start=1):
        said = " ".join(each.extract_text().replace("\u200b", "").split())
        assert f"{number} van {len(pages)}" in said
        assert f"AanTafel! Voorbeeldstad · {ADDRESS}" in said
    assert faults(content) == []


def test_our_own_words_are_in_the_language_of_the_document() -> None:
    with override("en"):
        assert "Lees dit op de site:" in text(printed(document(Heading(1, "a"))))
    assert "Read this on the site:" in text(printed(document(Heading(1, "a"), language="en")))


def targets(content: bytes) -> set[str]:
    notes: list[Any] = [note for each in read(content).pages for note in each.annotations or []]
    return {str(note.get_object()["/A"]["/URI"]) for note in notes}


def test_links_lead_where_they_say_and_anchors_are_names(content: bytes) -> None:
    assert targets(content) == {ADDRESS, "https://voorbeeldstad.example/plan"}
    assert set(read(content).named_destinations) == {"besluiten", "besluit-1"}
    abroad = printed(document(Paragraph(line(Link("a", "https://café.example/ë")))))
    assert targets(abroad) == {ADDRESS, "https://caf%C3%A9.example/%C3%AB"}


def test_letters_come_out_as_they_went_in() -> None:
    from_the_left, from_the_right = LETTERS.split(" العربية, עברית, ")[0], ("العربية", "עברית")
    said = text(printed(document(Paragraph(line(from_the_left)), *(Paragraph(line(word)) for word in from_the_right))))
    assert from_the_left in said
    for word in from_the_right:
        assert word in said or word[::-1] in said, word
    assert letters.LACKING not in text(printed(document(Paragraph(line(LETTERS)))))


def test_a_letter_without_a_form_is_told() -> None:
    said = text(printed(document(Paragraph(line("Dit is 中文.")))))
    assert "Dit is ��." in said
    assert "Sommige tekens passen niet in dit bestand." in said
    assert "Sommige tekens" not in text(printed(document(Paragraph(line("Dit is gewoon.")))))


def test_a_long_word_stays_on_the_page() -> None:
    body = (Paragraph(line("a" * 300)), Table("t", ("b", "c"), ((line("d" * 100), line("e")),)), Heading(1, "f" * 200))
    content = printed(document(*body, Paragraph(line(Link("https://a.example/" + "g" * 300, "https://a.example/")))))
    rights: list[float] = []
    for each in read(content).pages:
        each.extract_text(
            visitor_text=lambda said, _cm, tm, _font, _size: rights.append(tm[4]) if said.strip() else None
        )
    assert rights
    assert max(rights) < 595 - 60  # an A4 is 595 points wide
    assert all(word in text(content).replace(" ", "") for word in ("a" * 300, "d" * 100, "f" * 200, "g" * 300))


def test_the_same_document_gives_the_same_bytes(picture: str) -> None:
    first, second = (printed(whole(picture)) for _time in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    assert printed(whole("pictures/weg.jpg")) != first


def test_pictures_are_made_small(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    for size, across in (((1600, 1200), 14.67), ((1600, 400), 16.0), ((400, 1600), 2.75)):
        made = sheets(document(Picture(store_picture(size), "/a.jpg", "a")))
        assert made.data["body"][0]["width"] == pytest.approx(across, abs=0.05)
        assert len(made.files["0.jpg"]) < 60_000


def test_a_picture_that_is_gone_or_broken_becomes_its_description(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "stuk.jpg").write_bytes(b"geen foto")
    (tmp_path / "half.jpg").write_bytes((tmp_path / store_picture()).read_bytes()[:900])
    for name in ("weg.jpg", "stuk.jpg", "half.jpg"):
        made = sheets(document(Picture(name, "/a.jpg", "Negen briefjes")))
        assert not made.is_whole
        assert "Hier hoort een foto die er niet meer is: Negen briefjes" in text(pdf.pressed(made, 0))


def in_this_process(made: Document, folder: Path) -> bytes:
    """Many in little time; the limits of the process are tested elsewhere."""
    given_ = sheets(made)
    for name, content in given_.files.items():
        (folder / name).write_bytes(content)
    (folder / "document.json").write_text(json.dumps(given_.data), encoding="utf-8")
    press.press(folder, pdf.SOURCE, letters.folder(), int(made.made_at.timestamp()))
    return (folder / "document.pdf").read_bytes()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_any_document_is_a_file_for_everyone(tmp_path_factory: pytest.TempPathFactory, made: Document) -> None:
    assert faults(in_this_process(made, tmp_path_factory.mktemp("any"))) == []


@pytest.mark.parametrize("said", HOSTILE)
def test_no_text_is_taken_for_source(said: str) -> None:
    made = document(
        Heading(1, f"a{said}"),
        *reader.read(said),
        Table(f"a{said}", (f"a{said}",), ((line(said),),)),
        title=f"a{said}",
        site=said,
        subtitle=said,
        details=((said, said),),
    )
    content = printed(made)
    assert faults(content) == []
    if "#read" in said:
        assert '#import "@preview/x:1.0.0" #read("/etc/passwd") $x$ *a* _b_ `c` \\ <d> @e [f] //' in text(content)
        assert "root:" not in text(content)


def test_what_a_file_depends_on_is_in_its_name() -> None:
    made = whole()
    assert pdf.digest(made) == pdf.digest(whole())
    assert len({pdf.digest(each) for each in (made, document(Heading(1, "a")), document(Heading(1, "b")))}) == 3
