"""The many ways in which a municipality's name is written."""

import re

from aantafel.core.text import fold

_PREFIX = re.compile(r"^[\'’‘`]?[st][\s-]+(?=\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*$")

# Names that people use and no source has: by code, so that they survive another spelling in the register.
ALIASES: dict[str, tuple[str, ...]] = {
    "GM0518": ("Den Haag", "'s-Gravenhage", "s Gravenhage", "The Hague"),
    "GM0796": ("'s-Hertogenbosch", "Den Bosch"),
    "GM0820": ("Nuenen", "Nuenen c.a."),
    "GM0373": ("Bergen", "Bergen NH", "Bergen Noord-Holland"),
    "GM0893": ("Bergen", "Bergen L", "Bergen Limburg"),
    "GM1900": ("Súdwest Fryslân", "Zuidwest-Friesland", "SWF"),
    "GM1970": ("Noardeast", "Noordoost-Friesland"),
    "GM1949": ("Waadhoek",),
    "GM0080": ("Ljouwert",),
    "GM0090": ("Smellingerlân",),
    "GM0072": ("Harns",),
    "GM0085": ("Eaststellingwerf",),
    "GM0074": ("It Hearrenfean",),
    "GM0086": ("Opsterlân",),
    "GM1940": ("Friese Meren", "De Friese Meren", "Fryske Marren"),
    "GM0737": ("Tietjerksteradeel",),
    "GM1891": ("Dantumadeel",),
    "GM0088": ("Skiermûntseach",),
    "GM0093": ("Skylge",),
    "GM0096": ("Flylân",),
    "GM0060": ("It Amelân",),
}


def sort_name(name: str) -> str:
    """Folded, and without an abbreviated article in front: 's-Hertogenbosch stands under the h."""
    return fold(_PREFIX.sub("", name.strip())) or fold(name)


def spellings(code: str, name: str, official_name: str = "") -> list[str]:
    """Every folded name by which a municipality is found, without doubles; the shown name first.

    A name that carries a distinguishing addition in brackets is also found without it.
    """
    written = [name, official_name, *ALIASES.get(code, ())]
    written += [_BRACKETS.sub("", one) for one in written]
    folded = [fold(one) for one in written]
    folded += [sort_name(one) for one in (name, official_name) if one]
    return list(dict.fromkeys(one for one in folded if one))
