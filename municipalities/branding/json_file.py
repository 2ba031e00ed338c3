"""Design tokens out of JSON: groups in groups, with a `value` or `$value` at the end of each path."""

import json
import re
from collections.abc import Iterator
from typing import Any

DEEPEST = 24
_REFERENCE = re.compile(r"\{([\w. -]{1,200})\}")
_WORDS = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
ROOTS = ("basis", "nl", "utrecht", "at")


class Broken(ValueError):
    """No JSON, or not of groups and tokens."""


def declarations(text: str) -> list[tuple[str, str]]:
    """Names with their values as CSS writes them; references as `var()`. Raises Broken."""
    try:
        read = json.loads(text, parse_constant=_refuse)
        if not isinstance(read, dict):
            raise Broken
        return list(_walk(read, ()))
    except (ValueError, RecursionError) as error:
        raise Broken from error


def _refuse(_constant: str) -> Any:
    raise Broken


def _walk(group: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if len(path) > DEEPEST:
        raise Broken
    for key in ("$value", "value"):
        if key in group and not _is_group(group[key]):
            yield _name(path), _written(group[key])
            return
    for key, inside in group.items():
        if isinstance(inside, dict) and not key.startswith("$"):
            yield from _walk(inside, (*path, key))


def _is_group(value: Any) -> bool:
    """A group may be called "value" too: then it holds tokens, and no size or colour of its own."""
    return isinstance(value, dict) and not {"value", "hex"} & {key for key, one in value.items() if _is_plain(one)}


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _name(path: tuple[str, ...]) -> str:
    """The path as a custom property. What stands before a known beginning is the name of a set in somebody's file."""
    words = [_WORDS.sub("-", _HUMP.sub("-", part).lower()).strip("-") for part in path]
    start = next((at for at, word in enumerate(words[:4]) if word in ROOTS), 0)
    return "--" + "-".join(word for word in words[start:] if word)


def _written(value: Any) -> str:
    """As CSS: a list of letters, a size with its unit, a colour by its hexadecimal. "" for what is none of these."""
    if isinstance(value, list):
        return ", ".join(f'"{part}"' if " " in str(part) else str(part) for part in value)
    if isinstance(value, dict):
        if "hex" in value:
            return str(value["hex"])
        return f"{value.get('value')}{value.get('unit', '')}"
    if not _is_plain(value):
        return ""
    return _REFERENCE.sub(lambda match: f"var({_name(tuple(match.group(1).split('.')))})", str(value))
