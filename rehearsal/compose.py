"""docker-compose.yml and the Dockerfile as they stand, read for commands and variables, so that nothing drifts."""

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Service:
    """What Docker would run: the command, the variables, and what it asks to see whether all is well."""

    name: str
    command: list[str]
    environment: dict[str, str]
    health: list[str]
    grace: float


def example() -> dict[str, str]:
    """The variables of deploy/example.env, as somebody finds them who copies it."""
    lines = (ROOT / "deploy/example.env").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line)]
    return {name: value for name, value in pairs if value}


def service(name: str, variables: Mapping[str, str]) -> Service:
    """A service with every variable filled in. Raises ValueError for one that is demanded and not there."""
    raw: dict[str, Any] = _read()["services"][name]
    words = [*raw.get("entrypoint", []), *raw.get("command", [])]
    test = raw.get("healthcheck", {}).get("test", ["NONE"])
    health = ["sh", "-c", test[1]] if test[0] == "CMD-SHELL" else test[1:]
    return Service(
        name,
        [fill(str(word), variables) for word in words],
        {key: fill(str(value), variables) for key, value in raw.get("environment", {}).items()},
        [fill(word, variables) for word in health],
        float(raw.get("stop_grace_period", "10s").removesuffix("s")),
    )


def fill(text: str, variables: Mapping[str, str]) -> str:
    """`${NAME:-default}` and `${NAME:?complaint}`, also inside each other, and `$$` for a dollar."""
    done, place = "", 0
    while place < len(text):
        if text.startswith("$$", place):
            done, place = done + "$", place + 2
        elif text.startswith("${", place):
            end = _closing(text, place + 2)
            done, place = done + _value(text[place + 2 : end], variables), end + 1
        else:
            done, place = done + text[place], place + 1
    return done


def image_steps() -> list[tuple[str, list[str]]]:
    """The instructions of the image's last stage: COPY, RUN and ENV with their words."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#")).replace("\\\n", " ")
    last = lines[lines.rindex("\nFROM ") :]
    pairs = [line.split(None, 1) for line in last.splitlines() if line.strip()]
    return [(name, shlex.split(rest)) for name, rest in pairs]


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return found


def _closing(text: str, place: int) -> int:
    depth = 1
    for position in range(place, len(text)):
        depth += text.startswith("${", position)
        depth -= text[position] == "}"
        if depth == 0:
            return position
    raise ValueError(f"a brace stays open in {text!r}")


def _value(inside: str, variables: Mapping[str, str]) -> str:
    name, operator, rest = re.fullmatch(r"(\w+)(:[-?])?(.*)", inside, re.DOTALL).groups()  # type: ignore[union-attr]
    found = variables.get(name, "")
    if found or operator is None:
        return found
    if operator == ":?":
        raise ValueError(fill(rest, variables))
    return fill(rest, variables)
