"""What an address of the list of ideas asks for, and how the page says that back."""

import re
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.core.addresses import with_query
from aantafel.core.text import fold, slugify, tidy
from ideas.enums import Theme
from ideas.queries import BEST, MOST_LIKED, NEARLY, NEWEST, OLDEST, Wish
from municipalities import lookup, switches
from municipalities.enums import Province
from municipalities.models import Instance, Municipality, Neighbourhood
from municipalities.switches import Switch

LONGEST_TEXT = 100
_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)
NAMES = ("q", "thema", "buurt", "plaats", "gemeente", "provincie", "omgeving", "sorteer", "na")
PROVINCES = {slugify(province.value): province.value for province in Province}
ORDERS: dict[str, str | Promise] = {
    BEST: _("Best match"),
    NEWEST: _("Newest first"),
    MOST_LIKED: _("Most liked first"),
    NEARLY: _("Nearly at a free meeting"),
    OLDEST: _("Oldest first"),
}
SHORT: dict[str, str | Promise] = {
    BEST: _("Best match"),
    NEWEST: pgettext_lazy("order of ideas", "Newest"),
    MOST_LIKED: pgettext_lazy("order of ideas", "Most liked"),
    NEARLY: pgettext_lazy("order of ideas", "Nearly a meeting"),
}
BY_LIKES = (MOST_LIKED, NEARLY)
AROUND = "ja"


@dataclass(frozen=True)
class Place:
    """Where: a municipality, a province, or what somebody typed that is neither (yet)."""

    municipality: Municipality | None = None
    province: str = ""
    unclear: lookup.Lookup | None = None
    text: str = ""


@dataclass(frozen=True)
class Filters:
    wish: Wish
    place: Place = field(default_factory=Place)
    after: str = ""
    offers_likes: bool = True
    neighbourhoods: tuple[Neighbourhood, ...] = ()

    def query(self, **changes: str) -> dict[str, str]:
        """The values that an address needs to ask for just this; a page number goes when something else changes."""
        wish = self.wish
        said = {
            "q": wish.text,
            "thema": wish.theme,
            "buurt": str(wish.neighbourhood.pk) if wish.neighbourhood else "",
            "plaats": self.place.text if self.place.unclear else "",
            "gemeente": wish.municipality.slug if wish.municipality else "",
            "provincie": self.province_slug,
            "omgeving": AROUND if wish.around else "",
            "sorteer": self.order_value,
            "na": "" if changes else self.after,
        }
        wanted = {**said, **changes}
        if not wanted["gemeente"]:
            wanted["omgeving"] = ""
        return {name: value for name, value in wanted.items() if value}

    def url(self, **changes: str) -> str:
        return with_query(reverse("ideas:list"), self.query(**changes))

    @property
    def active(self) -> list[tuple[str, str]]:
        """Each filter in force, with the address of the same list without it."""
        wish = self.wish
        shown = {
            "q": f"“{wish.text}”" if wish.text else "",
            "thema": str(Theme(wish.theme).label) if wish.theme else "",
            "buurt": wish.neighbourhood.name if wish.neighbourhood else "",
            "gemeente": wish.municipality.name if wish.municipality else "",
            "provincie": wish.province,
            "omgeving": _("And around it") if wish.around else "",
        }
        return [(str(label), self.url(**{name: ""})) for name, label in shown.items() if label]

    @property
    def orders(self) -> list[tuple[str, str | Promise]]:
        """What can be chosen: value and label. The usual order is sent as nothing, so that it may become another one as
        soon as there is a text to match with."""
        usual = self.usual_order
        offered = [value for value in ORDERS if self._offers(value)]
        return [("" if value == usual else value, ORDERS[value]) for value in offered]

    @property
    def ways(self) -> list[tuple[str | Promise, str, bool]]:
        """The same list in another order: a short label, the address, and whether it is this one."""
        offered = [value for value in SHORT if self._offers(value)]
        usual = self.usual_order
        return [
            (SHORT[value], self.url(sorteer="" if value == usual else value), value == self.wish.order)
            for value in offered
        ]

    def _offers(self, order: str) -> bool:
        return bool(self.wish.text) if order == BEST else self.offers_likes or order not in BY_LIKES

    @property
    def neighbourhood_choices(self) -> list[tuple[str, str]]:
        """Those in use, and the one that is asked for."""
        chosen = self.wish.neighbourhood
        offered = [one for one in self.neighbourhoods if one.ended_at is None or one == chosen]
        return [(str(one.pk), one.name) for one in offered]

    @property
    def chosen_neighbourhood(self) -> str:
        return str(self.wish.neighbourhood.pk) if self.wish.neighbourhood else ""

    @property
    def order_value(self) -> str:
        """Which of `orders` is chosen."""
        return "" if self.wish.order == self.usual_order else self.wish.order

    @property
    def province_slug(self) -> str:
        return slugify(self.wish.province) if self.wish.province else ""

    @property
    def usual_order(self) -> str:
        return BEST if self.wish.text else NEWEST


def read(asked: QueryDict, instance: Instance | None = None) -> Filters:
    """Any address gives filters: a value that means nothing is left out. At most four queries, for a place. A local
    site (`instance`) knows neighbourhoods, one query more, and may do without likes.
    """
    likes = switches.is_on(instance, Switch.LIKES)
    neighbourhoods = _neighbourhoods_of(instance)
    text = tidy(asked.get("q", ""))[:LONGEST_TEXT].strip()
    theme = asked.get("thema", "")
    order = asked.get("sorteer", "")
    if order not in ORDERS or (order == BEST and not text) or (order in BY_LIKES and not likes):
        order = BEST if text else NEWEST
    place = read_place(asked)
    wish = Wish(
        text=text,
        theme=theme if theme in Theme.values else "",
        municipality=place.municipality,
        province="" if place.municipality else place.province or PROVINCES.get(asked.get("provincie", ""), ""),
        order=order,
        around=place.municipality is not None and asked.get("omgeving") == AROUND,
        neighbourhood=next((one for one in neighbourhoods if str(one.pk) == asked.get("buurt")), None),
    )
    return Filters(wish, place, asked.get("na", "")[:40], likes, neighbourhoods)


def _neighbourhoods_of(instance: Instance | None) -> tuple[Neighbourhood, ...]:
    """Those that ideas may be in, ended ones too: what was pinned there is still there."""
    if instance is None:
        return ()
    return tuple(Neighbourhood.objects.filter(municipality=instance.municipality_id).order_by("name"))


def is_plain(asked: QueryDict, filters: Filters) -> bool:
    """Whether the address says what it asks in the one way that we write it; if not, it is sent on to that."""
    said = filters.query()
    return all(asked.getlist(name) == [said[name]] if name in said else name not in asked for name in NAMES)


def read_place(asked: QueryDict) -> Place:
    """`gemeente` holds a slug, from a link; `plaats` what somebody typed, which wins when it is there."""
    slug = asked.get("gemeente", "")
    chosen = _by_slug(slug)
    if "plaats" not in asked:
        return Place(chosen) if chosen or not slug else _by_text(slug)
    text = tidy(asked.get("plaats", ""))[:LONGEST_TEXT].strip()
    if chosen is not None and fold(text) == fold(chosen.name):
        return Place(chosen)
    return _by_text(text) if text else Place()


def _by_slug(slug: str) -> Municipality | None:
    """The municipality; the one that it was merged into where it is no more."""
    if not _SLUG.fullmatch(slug):
        return None
    found = Municipality.objects.select_related("successor").filter(slug=slug).first()
    if found is not None and not found.is_current and found.successor is not None:
        return found.successor
    return found


def _by_text(text: str) -> Place:
    found = lookup.find(text)
    if len(found.municipalities) == 1:
        return Place(found.municipalities[0])
    province = PROVINCES.get(slugify(text), "") if found.kind == "nothing" else ""
    return Place(province=province) if province else Place(unclear=found, text=text)
