"""What may stand in the text of a document: letters, spaces and new lines, and nothing that a reader cannot see."""

import re
import unicodedata
from urllib.parse import urlsplit

from aantafel.core.text import is_blank

LONGEST_ADDRESS = 2000
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# what turns the direction of the words after it, marks of order and of annotations, and what is no character at all
_NEVER = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ud800-\udfff]")
_CONTROL = re.compile("[\0-\t\v-\x1f\x7f-\x9f]")
_NOT_IN_ADDRESS = re.compile(r"[\s\\\x00-\x20\x7f-\x9f]")
_SPACES = re.compile(" {2,}")
_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?")


def clean(text: str) -> str:
    """The same words without control characters, each line ended by `\\n`. Cleaning twice changes nothing."""
    lines = _LINE_ENDS.sub("\n", text)
    visible = _NEVER.sub("", _CONTROL.sub(" ", lines))
    kept = "".join(character for character in visible if ord(character) & 0xFFFE != 0xFFFE)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept))


def one_line(text: str) -> str:
    """For a title, a label, an anchor's name: no ends of lines, and no space around it."""
    return _SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def says_nothing(text: str) -> bool:
    """Whether there is nothing to see in it."""
    return is_blank(text)


def is_rtl(text: str) -> bool:
    """Whether it is read from right to left, by its first letter."""
    for character in text:
        sort = unicodedata.bidirectional(character)
        if sort in {"L", "R", "AL"}:
            return sort != "L"
    return False


def is_web_address(address: str) -> bool:
    """An address that a reader may be led to: http or https, a host, no name of a user before it."""
    if len(address) > LONGEST_ADDRESS or _NOT_IN_ADDRESS.search(address) or _NEVER.search(address):
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "@" not in parts.netloc and bool(host and _HOST.fullmatch(host))
