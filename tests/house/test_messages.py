"""The Dutch catalogue is complete and true to the sources."""

import re
import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.ROOT)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def test_every_message_has_dutch() -> None:
    command = [sys.executable, "scripts/messages.py", "check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_placeholders_survive_translation() -> None:
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as handle:
        catalog = read_po(handle, locale="nl")
    wrong = []
    for message in catalog:
        ids = message.id if isinstance(message.id, list | tuple) else [message.id]
        texts = message.string if isinstance(message.string, list | tuple) else [message.string]
        wanted = {name for text in ids for name in PLACEHOLDER.findall(text)}
        for text in texts:
            if message.id and not set(PLACEHOLDER.findall(text)) <= wanted:
                wrong.append(message.id)
    assert wrong == []


def test_dutch_keeps_calm() -> None:
    """No exclamation marks but our name's, and "je" instead of "u"."""
    with (ROOT / "locale/nl/LC_MESSAGES/django.po").open("rb") as handle:
        catalog = read_po(handle, locale="nl")
    wrong = []
    for message in catalog:
        texts = message.string if isinstance(message.string, list | tuple) else [message.string]
        for text in texts:
            bare = text.replace("AanTafel!", "").replace("Doen!", "")
            if message.id and ("!" in bare or re.search(r"\b[Uu]w?\b", bare)):
                wrong.append(text)
    assert wrong == []
