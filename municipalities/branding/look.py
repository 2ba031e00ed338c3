"""From tokens to what a browser gets."""

import hashlib
from collections.abc import Mapping

from aantafel.core import contrast
from municipalities.branding import own

BACKGROUND = "--utrecht-root-background-color"


def style(tokens: Mapping[str, str]) -> str:
    """One block on :root. What stands in it was written by `values.safe` or `derive`."""
    return ":root{" + "".join(f"{name}:{value};" for name, value in sorted(tokens.items())) + "}\n"


def digest(tokens: Mapping[str, str]) -> str:
    """Names the style sheet in its address; "" for our own look."""
    return hashlib.sha256(style(tokens).encode()).hexdigest()[:16] if tokens else ""


def faults(tokens: Mapping[str, str]) -> list[contrast.Fault]:
    """What cannot be read with these tokens on top of ours."""
    return contrast.faults_of({**own.tokens(), **tokens})


def background(tokens: Mapping[str, str]) -> str:
    """The colour of the page, for the bars of a phone's browser; "" for our own."""
    return contrast.plain({**own.tokens(), **tokens}, BACKGROUND) if tokens else ""
