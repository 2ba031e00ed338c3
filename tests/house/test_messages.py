"""The Dutch catalogue is complete and true to the sources."""

import re
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.ROOT)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def parts(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """A message's texts: one, or as many as it has plural forms."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def test_every_message_has_dutch() -> None:
    command = [sys.executable, "scripts/messages.py", "check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_placeholders_survive_translation() -> None:
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as handle:
        catalog = read_po(handle, locale="nl")
    wrong = []
    for message in catalog:
        ids = parts(message.id)
        texts = parts(message.string)
        wanted = {name for text in ids for name in PLACEHOLDER.findall(text)}
        if message.id and any(not set(PLACEHOLDER.findall(text)) <= wanted for text in texts):
            wrong.append(message.id)
    assert wrong == []


def test_dutch_keeps_calm() -> None:
    """No exclamation marks but our name's, and "je" instead of "u"."""
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as handle:
        catalog = read_po(handle, locale="nl")
    wrong = []
    for message in catalog:
        texts = parts(message.string)
        for text in texts:
            bare = text.replace("AanTafel!", "").replace("Doen!", "")
            if message.id and ("!" in bare or re.search(r"\b[Uu]w?\b", bare)):
                wrong.append(text)
    assert wrong == []
