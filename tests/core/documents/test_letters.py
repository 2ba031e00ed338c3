"""The letters that a PDF can show, asked of the typesetter itself."""

import json
import unicodedata
from pathlib import Path

import pytest
import typst
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from aantafel.core.documents import letters
from aantafel.core.documents.wording import clean
from tests.core.documents.made import LETTERS

FAMILIES = ", ".join(f'"{name}"' for name in letters.FAMILIES)
SOURCE = f"""
#set document(title: "proef")
#set text(lang: "nl", font: ({FAMILIES}))
#for said in json("said.json") {{ par(said) + par(strong(said)) }}
"""


def is_set(folder: Path, texts: list[str]) -> bool:
    """Whether the typesetter has a form for every letter, plain and bold."""
    (folder / "said.json").write_text(json.dumps(texts), encoding="utf-8")
    (folder / "said.typ").write_text(SOURCE, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(letters.folder())])
    try:
        typst.Compiler(folder / "said.typ", root=folder, font_paths=fonts).compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return False
    return True


def every_letter() -> set[str]:
    return {chr(number) for number in range(0x20, 0x20000) if unicodedata.category(chr(number))[0] not in "CMZ"}


def test_every_letter_that_we_say_is_there_is_there(tmp_path: Path) -> None:
    known = {letter for letter in every_letter() if letters.printable(letter) == letter}
    assert len(known) > 7000
    assert is_set(tmp_path, [f"a{letter}b" for letter in sorted(known)])


@pytest.mark.parametrize("letter", ["中", "한", "ት", "ব", "ไ", "\ue000", "\U0010fffe"])
def test_a_letter_that_is_not_there_would_stop_the_file(tmp_path: Path, letter: str) -> None:
    assert letters.printable(letter) == letters.LACKING
    assert is_set(tmp_path, [letters.LACKING])
    if unicodedata.category(letter) != "Co":
        assert not is_set(tmp_path, [letter])


def test_what_people_here_write_is_there() -> None:
    assert letters.printable(LETTERS) == LETTERS
    polish_and_more = "zażółć gęślą jaźń ŽŠČ ő ű ț ș Ґ ґ Є ñ ¿ Ầ ệ ‰ – — … „ “ ₺ ² ½ ≥ ✔ ★ № ☎ ♥ ❤️"
    assert letters.printable(polish_and_more) == polish_and_more


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=10), min_size=20, max_size=60), st.data())
def test_no_row_of_letters_stops_the_file(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    odd = st.sampled_from("aé\u0301\u0308\u064b\u0651\u05b9\u20e3\u200c\u200d\ufe0f🙂👍🏽🇳1العش12 \u0489\u1de6\u0327")
    mixed = data.draw(st.lists(st.text(odd, min_size=1, max_size=8), max_size=30))
    folder = tmp_path_factory.mktemp("letters")
    assert is_set(folder, [letters.printable(clean(text)) for text in [*texts, *mixed]])


def test_a_mark_stays_on_a_letter_of_the_same_font() -> None:
    assert letters.printable("x\u0302 سًا") == "x\u0302 سًا"
    assert letters.printable("🙂\u0302 中\u0302 a") == "🙂 \ufffd a"


def test_without_a_build_it_says_what_to_do(settings: Settings, tmp_path: Path) -> None:
    settings.ROOT = tmp_path
    with pytest.raises(ImproperlyConfigured, match="npm run build"):
        letters.printable("a")


def test_a_file_that_is_no_such_font_is_refused() -> None:
    with pytest.raises(ValueError, match="format 12"):
        letters.characters(b"\0\1\0\0\0\1" + b"\0" * 6 + b"cmap" + b"\0" * 4 + b"\0\0\0\x1c" + b"\0" * 4 + b"\0\0\0\0")
