"""Rules about the files themselves."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.ROOT)
LONGEST = 400


def tracked(*patterns: str) -> list[Path]:
    """Files that git knows or would add; without git (an unpacked archive) every file outside the built folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = [ROOT / name for name in listing.stdout.splitlines()]
    assert names, "git lists no files"
    return [name for name in names if name.exists()]


def python_files() -> list[Path]:
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in tracked("templates/**", "templates/*") if path.suffix in {".html", ".txt"}]


@pytest.mark.parametrize("path", [str(path.relative_to(ROOT / "templates")) for path in templates()])
def test_template_compiles(path: str) -> None:
    get_template(path)


def test_templates_keep_to_the_content_security_policy() -> None:
    """No style attributes, inline handlers, inline scripts or htmx code in pages (mails are written inline later)."""
    inline = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)|hx-on|\"js:|hx-vals='js")
    wrong = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in templates()
        if "mail" not in path.parts
        for match in inline.finditer(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_nothing_is_trusted_as_html() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in templates()
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text(encoding="utf-8")) and path.suffix == ".html"
    ]
    assert wrong == []


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if "tests" not in path.parts and "demo" not in path.parts
        for lines in [len(path.read_text(encoding="utf-8").splitlines())]
        if lines > LONGEST
    }
    assert long == {}


def test_no_work_is_left_for_later() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    wrong = [
        f"{path.relative_to(ROOT)}"
        for path in [*python_files(), *templates(), *tracked("frontend/*", "docs/*")]
        if path.suffix in {".py", ".html", ".txt", ".css", ".js", ".mjs", ".md"}
        and mark.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_every_prose_page_exists_in_both_languages() -> None:
    dutch = {path.name for path in (ROOT / "templates/pages/nl").glob("*.html")}
    english = {path.name for path in (ROOT / "templates/pages/en").glob("*.html")}
    assert dutch == english
    assert dutch


def test_every_mail_has_its_three_parts_and_a_name() -> None:
    root = ROOT / "templates/mail"
    kinds = {str(path.relative_to(root)).removesuffix(".subject.txt") for path in root.rglob("*.subject.txt")}
    assert kinds
    for kind in kinds:
        assert (root / f"{kind}.txt").exists(), kind
        assert (root / f"{kind}.html").exists(), kind
        assert (root / f"{kind}.name.txt").exists(), f"{kind} has no name for the operator's list"
