"""The many ways in which a municipality's name is written."""

import re

from aantafel.core.text import fold
from municipalities.enums import Province

_ARTICLE = re.compile(r"^['’‘`]?(?P<letter>[st])(?:[\s-]+)(?=\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_SAINT = re.compile(r"^st[.\s-]+(?=\w)", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+(?:GLD|OV|NH|NB|ZH|LB|[Gg]em\.?\s.+)$")  # how the register tells namesakes apart

# What people write behind a place's name to say which one they mean.
PROVINCES: dict[str, Province] = {
    **{fold(province.value): province for province in Province},
    "friesland": Province.FRYSLAN,
    "brabant": Province.NOORD_BRABANT,
    "gld": Province.GELDERLAND,
    "ov": Province.OVERIJSSEL,
    "nh": Province.NOORD_HOLLAND,
    "zh": Province.ZUID_HOLLAND,
    "nb": Province.NOORD_BRABANT,
    "lb": Province.LIMBURG,
}

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
    return fold(_ARTICLE.sub("", name.strip())) or fold(name)


def search_key(text: str) -> str:
    """What all spellings of one name share: folded, and without spaces."""
    return fold(text).replace(" ", "")


def shown_place(name: str) -> str:
    """A place's name as people write it: the register's capital in an abbreviated article ('T Harde) is undone."""
    return re.sub(r"(?<!\w)'[ST](?=[\s-])", lambda article: article.group().lower(), name.strip())


def municipality_keys(code: str, name: str, official_name: str = "") -> list[str]:
    """Every key by which a municipality is found, without doubles; that of the shown name first.

    A name that carries a distinguishing addition in brackets is also found without it.
    """
    written = [name, official_name, *ALIASES.get(code, ())]
    return _keys([*written, *(_BRACKETS.sub("", one) for one in written)])


def place_keys(name: str) -> list[str]:
    """Every key by which a place is found; that of its full name first. Namesakes share a key."""
    return _keys([name, _SUFFIX.sub("", _BRACKETS.sub("", name))])


def _keys(written: list[str]) -> list[str]:
    """The keys of these names, of each without its abbreviated article, and with Sint for St."""
    variants = [*written]
    variants += [_ARTICLE.sub("", one) for one in written]
    variants += [_SAINT.sub("Sint ", one) for one in written]
    return list(dict.fromkeys(key for key in map(search_key, variants) if key))


def split_province(text: str) -> tuple[str, Province | None]:
    """A folded name without the province behind it, and that province: "hengelo gelderland" -> "hengelo"."""
    for written, province in PROVINCES.items():
        if text.endswith(f" {written}"):
            return text.removesuffix(f" {written}").strip(), province
    return text, None
