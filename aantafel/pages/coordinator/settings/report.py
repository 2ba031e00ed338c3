"""What a look amounts to, in words and colours: what cannot be read, and what of a file was left out."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core import contrast
from municipalities.branding import look, own
from municipalities.branding.values import Why
from municipalities.models import LookDraft

SHOWN: tuple[tuple[str, str | Promise], ...] = (
    ("--utrecht-root-background-color", _("Page")),
    ("--utrecht-root-color", _("Letters")),
    ("--nl-button-primary-background-color", _("Buttons")),
    ("--nl-button-primary-color", _("Letters on buttons")),
    ("--nl-link-color", _("Links")),
    ("--utrecht-page-footer-background-color", _("Foot of the page")),
)

SAMPLE = {
    "page": "--utrecht-root-background-color",
    "letters": "--utrecht-root-color",
    "button": "--nl-button-primary-background-color",
    "edge": "--nl-button-primary-border-color",
    "on_button": "--nl-button-primary-color",
    "link": "--nl-link-color",
}

REASONS: dict[Why, str | Promise] = {
    Why.NAME: _("We do not use this name."),
    Why.FIXED: _("This stays as it is, so that everyone can use the site."),
    Why.VALUE: _("This value is no plain colour, size, number or word."),
    Why.SIZE: _("With this size the page would fall apart."),
    Why.LETTERS: _("These letters are not on every computer, and we load none from elsewhere."),
    Why.REFERENCE: _("It refers to something that is not there."),
    Why.RULE: _("This is a rule and not a value."),
    Why.MANY: _("There were too many values."),
}


@dataclass(frozen=True)
class Look:
    """`colours` are pairs of a label and a colour; `count` is how many values it sets. `sample` are the colours of a
    small picture of it, by name; empty when one of them is no plain colour.
    """

    accent: str
    count: int
    colours: list[tuple[str | Promise, str]]
    sample: dict[str, str]


@dataclass(frozen=True)
class Fault:
    """Two tokens, their colours ("" for no plain one), and the contrast that they have and need."""

    front: str
    back: str
    front_colour: str
    back_colour: str
    measured: str
    least: str


@dataclass(frozen=True)
class Draft:
    look: Look
    faults: list[Fault]
    left_out: list[tuple[str | Promise, list[str]]] = field(default_factory=list)
    more_left_out: int = 0


def of_look(tokens: dict[str, str], accent: str) -> Look:
    values = {**own.tokens(), **tokens}
    colours = [(label, contrast.plain(values, name)) for name, label in SHOWN]
    sample = {key: contrast.plain(values, name) for key, name in SAMPLE.items()}
    known = [(label, colour) for label, colour in colours if colour]
    return Look(accent, len(tokens), known, sample if all(sample.values()) else {})


def of_draft(draft: LookDraft) -> Draft:
    """Every pair that fails, and what was left out by reason."""
    by_reason: dict[Why, list[str]] = defaultdict(list)
    for name, why in draft.left_out:
        by_reason[Why(why)].append(name)
    return Draft(
        look=of_look(draft.tokens, draft.accent),
        faults=[_fault(one) for one in look.faults(draft.tokens)],
        left_out=[(REASONS[why], names) for why, names in by_reason.items()],
        more_left_out=draft.count_left_out - len(draft.left_out),
    )


def _fault(one: contrast.Fault) -> Fault:
    return Fault(
        front=one.pair.front,
        back=one.pair.back,
        front_colour=one.front,
        back_colour=one.back,
        measured=_number(one.measured) if one.measured else "",
        least=_number(one.pair.least),
    )


def _number(value: float) -> str:
    """Cut and not rounded: 4.499 must not read as enough."""
    return number_format(int(value * 10) / 10, 1)
