"""Text as people type it, made comparable."""

import re
import unicodedata

from django.utils.text import slugify as django_slugify

_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that show as nothing
_SPACES = re.compile(r"\s+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def unaccent(value: str) -> str:
    """Without accents: é becomes e."""
    if value.isascii():
        return value
    return _MARKS.sub("", unicodedata.normalize("NFKD", value)).translate(_LETTERS)


def fold(value: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: what two spellings of one name share."""
    return _SPACES.sub(" ", _NOT_WORD.sub(" ", unaccent(value.lower()).lower()).replace("_", " ")).strip()


def slugify(value: str, *, max_length: int = 60) -> str:
    """For addresses: at most `max_length` characters, whole words where possible; "x" when nothing is left."""
    slug = django_slugify(unaccent(value))
    if len(slug) > max_length:
        slug = slug[: max_length + 1].rsplit("-", 1)[0][:max_length]
    return slug.strip("-") or "x"


def tidy(value: str) -> str:
    """One line: control characters out, white space single. Also out is what turns the direction of what follows: a
    name could make the words beside it read otherwise.
    """
    visible = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in _TURNS.sub("", value))
    return _SPACES.sub(" ", "".join(c for c in visible if unicodedata.category(c) != "Cs")).strip()


def tidy_lines(value: str) -> str:
    """Several lines: control characters out, at most one empty line in a row."""
    lines = [tidy(line) for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def is_blank(value: str) -> bool:
    """Whether there is nothing to see in it."""
    return all(unicodedata.category(c)[0] in "CZ" or c in _BLANKS for c in value)


def shorten(value: str, length: int) -> str:
    """At most `length` characters, cut between words, with an ellipsis."""
    flat = tidy(value)
    if len(flat) <= length:
        return flat
    return flat[: length - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def whole_number(text: str, *, digits: int = 18) -> int | None:
    """The number that an address or a hidden field holds; None for what is none, or has more `digits` than a row."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
