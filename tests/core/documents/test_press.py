"""The process that makes a PDF: it reads nothing but its folder, asks nobody, and has an end."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from aantafel.core.documents import letters, pdf, press
from aantafel.core.documents.printing import Sheets, sheets
from aantafel.core.documents.structure import Paragraph, Picture, line
from tests.core.documents.made import document

START = '#set document(title: "proef")\n#set text(lang: "nl", font: "Noto Sans")\n'


def children() -> list[str]:
    """The processes that this one has started to make a PDF, and that still run."""
    pids = [pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]
    said = [Path(f"/proc/{pid}/cmdline").read_text() for pid in pids]
    return [command for command in said if "press.py" in command]


def pressed(folder: Path, source: str, seconds: float = 10.0) -> bytes:
    given = folder / "given.typ"
    given.write_text(START + source, encoding="utf-8")
    return pdf.pressed(Sheets({"said": "proef"}), 0, source=given, seconds=seconds)


def test_a_source_may_read_its_own_folder(tmp_path: Path) -> None:
    assert pressed(tmp_path, '#json("/document.json").said').startswith(b"%PDF")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ('#read("/etc/hostname")', "not found"),
        ('#read("/../../../../../../etc/hostname")', "escape the project root"),
        ('#read("../given.typ")', "escape the project root"),
        ('#image("https://example.org/a.png", alt: "a")', "not found"),
        ('#import "@preview/cetz:0.3.0": canvas', "failed to download package.*Connection refused"),
        ("#let a = (", "^unclosed delimiter$"),
    ],
)
def test_a_source_may_read_nothing_else(tmp_path: Path, source: str, why: str) -> None:
    began = perf_counter()
    with pytest.raises(pdf.NotMade, match=why):
        pressed(tmp_path, source)
    assert perf_counter() - began < 5


def test_time_has_an_end_and_nothing_goes_on_after_it(tmp_path: Path) -> None:
    slow = "#for a in range(100000) { for b in range(100000) { let c = range(1000).map(x => x * x) } }"
    began = perf_counter()
    with pytest.raises(pdf.NotMade, match="longer than"):
        pressed(tmp_path, slow, seconds=1)
    assert perf_counter() - began < 4
    assert not children()


def test_memory_has_an_end(tmp_path: Path) -> None:
    with pytest.raises(pdf.NotMade):
        pressed(tmp_path, '#let a = "x" * 1000000000\n#a.len()')


def test_the_longest_document_is_within_the_limits() -> None:
    made = document(*(Paragraph(line("Een zin met gewone woorden. " * 30)) for _each in range(250)))
    assert pdf.made(made).content.startswith(b"%PDF")


def test_the_worst_that_is_let_through_is_within_the_limits() -> None:
    """One word without an end, which may be broken off anywhere."""
    made = document(Paragraph(line("a" * 240_000)))
    assert pdf.made(made).content.startswith(b"%PDF")


def test_what_nobody_would_print_is_refused_before_it_begins() -> None:
    with pytest.raises(pdf.TooLong):
        pdf.made(document(Paragraph(line("a " * 300_000))))
    with pytest.raises(pdf.TooLong):
        pdf.made(document(*(Picture("pictures/a.jpg", "/a.jpg", "a") for _each in range(61))))


def test_nothing_of_ours_is_in_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []

    def look(command: list[str], **how: object) -> subprocess.CompletedProcess[bytes]:
        seen.append(dict(how["env"]))  # type: ignore[call-overload]
        assert command[:2] == [sys.executable, "-I"]
        return subprocess.CompletedProcess(command, 3, b"", b"")

    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setattr(subprocess, "run", look)
    with pytest.raises(pdf.NotMade, match="ended with 3"):
        pressed(tmp_path, "a")
    assert seen == [{"PATH": os.defpath, "LANG": "C.UTF-8"}]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    pdf.pressed(sheets(document(Paragraph(line("a")))), 0)
    with pytest.raises(pdf.NotMade):
        pressed(tmp_path, "#(", seconds=5)
    assert [each.name for each in tmp_path.iterdir()] == ["given.typ"]


def test_limits_are_set_on_the_process_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", found.__setitem__)
    monkeypatch.setattr(os, "environ", {})
    press.limit()
    assert found[resource.RLIMIT_CPU] == (press.SECONDS, press.SECONDS)
    assert found[resource.RLIMIT_FSIZE] == (press.LARGEST, press.LARGEST)
    assert (resource.RLIMIT_AS in found) == (sys.platform == "linux")
    assert os.environ["https_proxy"] == "http://127.0.0.1:9"


def test_the_fonts_are_those_of_our_build() -> None:
    assert {each.name for each in letters.folder().glob("*")} == {
        "NotoSans-Regular.ttf",
        "NotoSans-Bold.ttf",
        "DejaVuSans-Regular.ttf",
        "DejaVuSans-Bold.ttf",
        "NotoEmoji-Regular.ttf",
    }
