"""A document as a PDF for everyone (PDF/UA-1): made once for a version, by a process of its own, and kept in the cache.

The same document gives the same bytes, so that nothing is lost when the cache throws them away.
"""

import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache as remembered
from importlib.metadata import version
from pathlib import Path

from django.core.cache import cache
from redis.exceptions import RedisError

from aantafel.core import uploads
from aantafel.core.documents import letters
from aantafel.core.documents.codec import to_json
from aantafel.core.documents.printing import Sheets, sheets, words
from aantafel.core.documents.structure import Document, pictures

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
SOURCE, PRESS = HERE / "document.typ", HERE / "press.py"
SECONDS = 10.0  # for one document; sixty pages take one
MOST_SAID = 250_000  # letters and marks of its JSON: some sixty pages
MOST_PICTURES = 60
KEPT_SECONDS = 86_400
KEPT_BYTES = 8 * 1024 * 1024
AGAIN_AFTER = 60  # seconds until what failed, or lacks a picture, is tried anew
TURN_SECONDS = 2.0

_turn = threading.Lock()  # one at a time in each process: no crowd of readers takes all of the machine


class NotMade(Exception):
    """There is no file at the moment; the same text stands on the page. `retry_after` is in seconds."""

    retry_after = AGAIN_AFTER


class Busy(NotMade):
    """Another one is being made."""

    retry_after = 5


class TooLong(NotMade):
    """More than anybody would print."""


@dataclass(frozen=True)
class File:
    """Not `is_whole` is one that lacks a picture which the storage lost."""

    content: bytes
    is_whole: bool = True


FAILED = File(b"")


def digest(document: Document) -> str:
    """What the bytes of the file depend on: the document, its look, the letters and the typesetter."""
    said = json.dumps([_look(), words(document.language), to_json(document)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def made(document: Document) -> File:
    """The kept file, or a new one. Raises NotMade; what went wrong has been reported by then."""
    if len(json.dumps(to_json(document))) > MOST_SAID or len(pictures(document)) > MOST_PICTURES:
        raise TooLong
    name = digest(document)
    found = _kept(name)
    if found is None:
        with _one_at_a_time():
            found = _kept(name)  # somebody else may have made it meanwhile
            if found is None:
                found = _make(document, name)
    return found


def _make(document: Document, name: str) -> File:
    failures: tuple[type[Exception], ...] = (NotMade, OSError, *uploads.failures())
    try:
        printed = sheets(document)
        file = File(pressed(printed, int(document.made_at.timestamp())), printed.is_whole)
    except failures as error:
        logger.exception("%s cannot be made into a PDF", document.address)
        _keep(name, FAILED, AGAIN_AFTER)
        if isinstance(error, NotMade):
            raise
        raise NotMade(str(error)) from error
    _keep(name, file, KEPT_SECONDS if file.is_whole else AGAIN_AFTER)
    return file


def pressed(printed: Sheets, moment: int, *, source: Path = SOURCE, seconds: float = SECONDS) -> bytes:
    """The bytes that the typesetter makes, in a folder and a process of their own. Raises NotMade."""
    with tempfile.TemporaryDirectory(prefix="document-") as name:
        folder = Path(name)
        for file, content in printed.files.items():
            (folder / file).write_bytes(content)
        (folder / "document.json").write_text(json.dumps(printed.data), encoding="utf-8")
        _run([str(folder), str(source), str(letters.folder()), str(moment)], seconds)
        return (folder / "document.pdf").read_bytes()


def _run(arguments: list[str], seconds: float) -> None:
    """Without our environment, so that no key of the site is there."""
    command = [sys.executable, "-I", str(PRESS), *arguments]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  our own program
            command, env=environment, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotMade(f"it takes longer than {seconds} seconds") from error
    if done.returncode != 0:
        raise NotMade(done.stderr.decode("utf-8", "replace").strip()[-500:] or f"it ended with {done.returncode}")


@remembered
def _look() -> str:
    """Changes when a file would look otherwise."""
    found = hashlib.sha256(version("typst").encode())
    for file in (SOURCE, PRESS, HERE / "printing.py", HERE / "letters.py", *sorted(letters.folder().glob("*.ttf"))):
        found.update(file.read_bytes())
    return found.hexdigest()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _turn.acquire(timeout=TURN_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _turn.release()


def _kept(name: str) -> File | None:
    """Raises NotMade for what failed a moment ago."""
    try:
        found: tuple[bytes, bool] | None = cache.get(f"document:{name}")
    except (RedisError, OSError):
        logger.warning("a document is made anew: the cache does not answer")
        return None
    if found is None:
        return None
    file = File(*found)
    if file == FAILED:
        raise NotMade("it failed a moment ago")
    return file


def _keep(name: str, file: File, seconds: int) -> None:
    if len(file.content) > KEPT_BYTES:
        logger.warning("a document of %d bytes is not kept: it is too large", len(file.content))
        return
    try:
        cache.set(f"document:{name}", (file.content, file.is_whole), seconds)
    except (RedisError, OSError):
        logger.warning("a document is not kept: the cache does not answer")
