"""The colours of a look, as far as a mail can use them."""

from collections.abc import Mapping

from aantafel.core import contrast
from municipalities.branding import own

PAPER = "#fffdf9"  # what a mail is written on, in templates/mail/style.css
_NAMES = {
    "link": "--nl-link-color",
    "button": "--nl-button-primary-background-color",
    "letters": "--nl-button-primary-color",
    "edge": "--nl-button-primary-border-color",
}


def colours(tokens: Mapping[str, str]) -> dict[str, str]:
    """Of links and buttons, each #rrggbb; none for our own look, and for one that cannot be read on paper."""
    if not tokens:
        return {}
    values = {**own.tokens(), **tokens}
    found = {key: contrast.plain(values, name) for key, name in _NAMES.items()}
    if not all(found.values()):
        return {}
    pairs = [(found["link"], PAPER), (found["letters"], found["button"])]
    readable = all(contrast.ratio(*map(contrast.colour, pair)) >= contrast.TEXT for pair in pairs)
    return found if readable else {}
