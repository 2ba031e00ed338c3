"""A whole look from one colour. Whatever the colour, the result can be read."""

import re
from collections.abc import Mapping

from aantafel.core import contrast
from aantafel.core.contrast import Colour

_ACCENT = re.compile(r"#[0-9a-f]{6}")
INK = "--utrecht-root-color"
WHITE: Colour = (1.0, 1.0, 1.0)
SURFACES = (
    "--utrecht-root-background-color",
    "--utrecht-card-background-color",
    "--utrecht-table-header-background-color",
    "--at-wood-wash",
    "--basis-color-default-bg-hover",
)
MARGIN = 0.1  # colours are written in whole steps of 256
STEPS = 64


def is_accent(text: str) -> bool:
    """#rrggbb in lower case: the one way in which a colour is kept."""
    return _ACCENT.fullmatch(text) is not None


def from_accent(accent: str, own: Mapping[str, str]) -> dict[str, str]:
    """Buttons, links and the foot of the page in this colour, darkened as far as it takes to read it on our paper. A
    colour that is too light for that stays itself on buttons, with dark letters and a dark edge.

    `own` are our own tokens. Raises ValueError for what is no colour.
    """
    if not is_accent(accent):
        raise ValueError(f"{accent!r} is no colour")
    backs = [contrast.colour(contrast.resolved(own, name)) for name in SURFACES]
    strong = _darkened(contrast.colour(accent), backs, contrast.TEXT + MARGIN)
    tint = _mixed(strong, WHITE, 0.9)
    hover = _darkened(_mixed(strong, (0, 0, 0), 0.2), [*backs, tint], contrast.TEXT + MARGIN)
    active = _mixed(hover, (0, 0, 0), 0.25)
    foot = _darkened(_mixed(strong, (0, 0, 0), 0.35), [WHITE], 9.0)
    made = {
        "--basis-color-action-1-bg-default": strong,
        "--basis-color-action-1-bg-hover": hover,
        "--basis-color-action-1-bg-active": active,
        "--basis-color-action-1-color-default": WHITE,
        "--basis-color-action-1-inverse-color": strong,
        "--basis-color-action-2-color-default": strong,
        "--basis-color-action-2-color-hover": hover,
        "--basis-color-action-2-bg-subtle": tint,
        "--utrecht-page-footer-background-color": foot,
        "--utrecht-page-footer-color": WHITE,
    }
    made |= _light_buttons(contrast.colour(accent), strong, contrast.colour(contrast.resolved(own, INK)))
    return {name: contrast.as_hex(colour) for name, colour in made.items()}


def _light_buttons(accent: Colour, strong: Colour, ink: Colour) -> dict[str, Colour]:
    """Filled with the colour as it is, where it had to be darkened and our ink can be read on it."""
    fills = {"": accent, "-hover": _mixed(accent, WHITE, 0.3), "-active": _mixed(accent, WHITE, 0.5)}
    if accent == strong or contrast.ratio(ink, accent) < contrast.TEXT + MARGIN:
        return {}
    made = {"--at-accent": strong, "--at-on-accent": WHITE}
    for state, fill in fills.items():
        made |= {
            f"--nl-button-primary{state}-background-color": fill,
            f"--nl-button-primary{state}-border-color": strong,
            f"--nl-button-primary{state}-color": ink,
        }
    return made


def _darkened(colour: Colour, backs: list[Colour], least: float) -> Colour:
    """The lightest shade of a colour that reads on all of these."""
    for step in range(STEPS + 1):
        shade = _mixed(colour, (0, 0, 0), step / STEPS)
        if all(contrast.luminance(shade) < contrast.luminance(back) for back in backs) and all(
            contrast.ratio(shade, back) >= least for back in backs
        ):
            return shade
    return (0.0, 0.0, 0.0)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other in the one."""
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return (red, green, blue)
