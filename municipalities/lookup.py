"""From what somebody types (a postcode, a place, a municipality) to the municipality that is meant."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from aantafel.core.text import fold, tidy, unaccent
from municipalities import names
from municipalities.models import Municipality, Place, Postcode

Kind = Literal["postcode", "place", "municipality", "shared", "several", "nothing"]

LONGEST_TEXT = 100
LIKENESS = 0.75  # of two names, 1 being equal: enough for a slip of the finger, too little for another place
_POSTCODE = re.compile(r"(?<![0-9])[1-9][0-9]{3}(?![0-9])")
_BROKEN_POSTCODE = re.compile(r"(?:nl)?([1-9][0-9]{3})(?:[a-z]{2})?", re.IGNORECASE)
_LETTERS_OF_POSTCODE = re.compile(r"^\s*[a-z]{2}(?![a-z])", re.IGNORECASE)
_NOT_CODE = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Lookup:
    """What was found. `municipalities` is best first: one for "postcode", "place" and "municipality", more for
    "shared" (a postcode) and "several" (a name), of which the person has to confirm one; none for "nothing".

    `postcode` is four digits or "": the letters are never kept. `place` is the place's name where it is known and
    certain. `message` says in the active language what to do when nothing was found; `suggestions` are names that
    look like what was typed.
    """

    kind: Kind
    municipalities: list[Municipality] = field(default_factory=list)
    postcode: str = ""
    place: str = ""
    message: str = ""
    suggestions: list[str] = field(default_factory=list)

    @property
    def is_certain(self) -> bool:
        """Whether there is nothing left to choose."""
        return len(self.municipalities) == 1


def find(text: str) -> Lookup:
    """Never raises, whatever the text. At most three queries."""
    typed = tidy(text.replace("\x00", " "))[:LONGEST_TEXT]
    if not fold(typed):
        return Lookup("nothing", message=_("Type your postcode, or the name of your place."))
    digits, rest = _split_postcode(typed)
    if digits:
        return _by_postcode(digits) or _by_name(rest) or _unknown_postcode(digits)
    return _by_name(typed) or _unknown_name(typed)


def _split_postcode(typed: str) -> tuple[str, str]:
    """The four digits ("" for none) and the name typed behind or else before them; the two letters are dropped."""
    plain = unaccent(typed)
    broken = _BROKEN_POSTCODE.fullmatch(_NOT_CODE.sub("", plain))
    if broken:
        return broken[1], ""
    found = _POSTCODE.search(plain)
    if found is None:
        return "", typed
    behind = _LETTERS_OF_POSTCODE.sub("", plain[found.end() :])
    return found[0], behind if fold(behind) else plain[: found.start()]


def _by_postcode(digits: str) -> Lookup | None:
    rows = list(
        Postcode.objects.filter(pc4=digits)
        .select_related("municipality__successor")
        .order_by("rank", "-municipality__population")
    )
    found = _existing(row.municipality for row in rows)
    if not found:
        return None
    if len(found) > 1:
        return Lookup("shared", found, postcode=digits)
    place = next((row.place for row in rows if row.place), "")
    return Lookup("postcode", found, postcode=digits, place=place)


def _by_name(typed: str) -> Lookup | None:
    """Municipalities of that name first, then places, each by number of people. Two queries, or none for no name."""
    folded = fold(typed).removeprefix("gemeente ")
    base, province = names.split_province(folded)
    whole, part = names.search_key(folded), names.search_key(base)
    if not whole:
        return None
    keys = list({whole, part} - {""})
    municipalities = list(
        Municipality.objects.filter(search_names__overlap=keys)
        .select_related("successor")
        .order_by("-population", "code")
    )
    places = list(
        Place.objects.filter(search_names__overlap=keys)
        .select_related("municipality__successor")
        .order_by("-municipality__population", "municipality__code")
    )
    found = _named(whole, municipalities, places)
    if found is None and province is not None:
        municipalities = [one for one in municipalities if one.province == province]
        places = [one for one in places if one.municipality.province == province]
        found = _named(part, municipalities, places)
    return found


def _named(key: str, municipalities: Sequence[Municipality], places: Sequence[Place]) -> Lookup | None:
    by_name = _existing(one for one in municipalities if key in one.search_names)
    meant = [one for one in places if key in one.search_names]
    found = _existing([*by_name, *(one.municipality for one in meant)])
    if not found:
        return None
    kind: Kind = "several" if len(found) > 1 else "municipality" if by_name else "place"
    return Lookup(kind, found, place=meant[0].name if meant and len(found) == 1 else "")


def _existing(municipalities: Iterable[Municipality]) -> list[Municipality]:
    """Without doubles, and the successor for one that has merged (a merger keeps that a single step)."""
    now = (one if one.is_current or one.successor is None else one.successor for one in municipalities)
    return list({one.pk: one for one in now}.values())


def _unknown_postcode(digits: str) -> Lookup:
    message = _(
        "We do not know postcode %(postcode)s. Perhaps it belongs to a PO box. Type the postcode of your house, "
        "or the name of your place."
    )
    return Lookup("nothing", message=message % {"postcode": digits})


def _unknown_name(typed: str) -> Lookup:
    province = names.PROVINCES.get(fold(typed))
    if province is not None:
        message = _("%(name)s is a province. Type your postcode, or the name of your place.")
        return Lookup("nothing", message=message % {"name": province.label})
    if not re.search(r"[^\W\d_]{2}", typed):
        message = _("A postcode has four digits, such as 7201, and does not begin with a 0. A place name is fine too.")
        return Lookup("nothing", message=message)
    suggestions = _alike(typed)
    if suggestions:
        message = _("We do not know “%(name)s”. Do you mean %(suggestions)s?")
        shown = _(" or ").join(suggestions)
        return Lookup("nothing", message=message % {"name": typed, "suggestions": shown}, suggestions=suggestions)
    message = _("We do not know “%(name)s”. Check the spelling, or type your postcode.")
    return Lookup("nothing", message=message % {"name": typed})


def _alike(typed: str) -> list[str]:
    """At most three names of municipalities and places that look like it, best first. One query."""
    wanted = names.search_key(typed)
    if len(wanted) < 3:
        return []
    known = Municipality.objects.current().order_by().values_list("name", "search_names")
    known = known.union(Place.objects.order_by().values_list("name", "search_names"), all=True)
    shown: dict[str, str] = {}
    for name, keys in known:
        for key in keys:
            if abs(len(key) - len(wanted)) <= 2:
                shown.setdefault(key, name)
    close = difflib.get_close_matches(wanted, shown, n=5, cutoff=LIKENESS)
    return list(dict.fromkeys(shown[key] for key in close))[:3]
