#!/usr/bin/env python
"""The Dutch catalogue: extract, fill, look for what is missing, compile.

messages.py extract            read the sources again (needs GNU gettext)
messages.py fill FILE.json     extract, then take over translations: {"msgid": "msgstr"}; for a plural
                               {"singular msgid": ["one", "many"]}; with context {"context\\u0004msgid": "msgstr"}
messages.py missing [PREFIX]   list what has no Dutch yet, in files whose path starts with PREFIX
messages.py check              fail when the catalogue is behind the sources or incomplete
messages.py compile            write the .mo file (needs only Babel)
"""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale/nl/LC_MESSAGES/django.po"
SAME_IN_DUTCH = ROOT / "locale/same_in_dutch.txt"


@contextmanager
def locked() -> Iterator[None]:
    """One at a time: several people may work on the catalogue in one tree."""
    handle = os.open(PO.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def load() -> Catalog:
    if not PO.exists():
        return Catalog(locale="nl", domain="django", fuzzy=False)
    with PO.open("rb") as handle:
        return read_po(handle, locale="nl", domain="django")


def save(catalog: Catalog) -> None:
    for message in catalog:
        message.previous_id = []
        if message.id and message.fuzzy:
            message.flags.discard("fuzzy")
            message.string = ("", "") if message.pluralizable else ""
    with PO.open("wb") as handle:
        write_po(handle, catalog, width=110, sort_by_file=False, sort_output=True, ignore_obsolete=True,
                 omit_header=False, include_lineno=False)  # fmt: skip


def extract() -> None:
    """Let Django and gettext read the sources; a guess (fuzzy) is never kept."""
    command = [sys.executable, "manage.py", "makemessages", "--locale", "nl", "--no-obsolete", "--no-wrap",
               "--add-location", "file", "--ignore", ".venv", "--ignore", "node_modules", "--ignore", "build",
               "--ignore", "tests", "--ignore", "var"]  # fmt: skip
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "aantafel.settings.typecheck"}
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"Reading the messages failed:\n{result.stdout}{result.stderr}")
    save(load())


def fill(path: Path) -> None:
    catalog, wanted = load(), json.loads(path.read_text(encoding="utf-8"))
    unknown = []
    for key, text in wanted.items():
        context, separator, msgid = key.partition("\u0004")
        message = catalog.get(msgid, context) if separator else catalog.get(key)
        if message is None:
            unknown.append(key)
        else:
            message.string = tuple(text) if isinstance(text, list) else text
    save(catalog)
    print(f"{len(wanted) - len(unknown)} filled, {len(missing(catalog))} without Dutch")
    for key in unknown:
        print(f"not in the sources: {key!r}")


def missing(catalog: Catalog, prefix: str = "") -> list[Message]:
    return [m for m in catalog if m.id and not has_dutch(m) and _stands_in(m, prefix)]


def has_dutch(message: Message) -> bool:
    text = message.string or ""
    return bool(text) and (isinstance(text, str) or all(part for part in text))


def _stands_in(message: Message, prefix: str) -> bool:
    return not prefix or any(file.startswith(prefix) for file, _line in message.locations)


def compile_catalog() -> None:
    with PO.with_suffix(".mo").open("wb") as handle:
        write_mo(handle, load())


def _first(text: str | tuple[str, ...] | list[str] | None) -> str:
    """A message's text, or its singular."""
    return text or "" if text is None or isinstance(text, str) else text[0]


def _same(message: Message) -> bool:
    return bool(message.string) and _first(message.string) == _first(message.id)


def check() -> None:
    before = PO.read_text(encoding="utf-8")
    faults = [f"no Dutch for {m.id!r} ({m.locations[0][0]})" for m in missing(load())]
    same = set(SAME_IN_DUTCH.read_text(encoding="utf-8").splitlines()) if SAME_IN_DUTCH.exists() else set()
    faults += [
        f"Dutch is the same as English: {m.id!r}" for m in load() if m.id and _same(m) and _first(m.id) not in same
    ]
    if faults:
        sys.exit("\n".join(faults))
    if before.count("msgid ") < 2:
        sys.exit("The catalogue is empty.")


def main(arguments: list[str]) -> None:
    command, *rest = arguments or ["--help"]
    with locked():
        if command == "extract":
            extract()
        elif command == "fill":
            extract()
            fill(Path(rest[0]))
            compile_catalog()
        elif command == "missing":
            for message in missing(load(), rest[0] if rest else ""):
                print(f"{message.locations[0][0] if message.locations else '?'}: {message.id!r}")
        elif command == "check":
            check()
        elif command == "compile":
            compile_catalog()
        else:
            print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
