"""The menu of a desk: groups of links, with how much waits behind each.

What somebody may not open is left out. Up to seven links stand beside each other; more of them stand in groups, and
only the group that somebody is in shows its links.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import WITH_PEOPLE, DeskPart
from aantafel.core.locale import in_language

FLAT = 7  # so many links, as who helps with one part of the desk has, need no groups


@dataclass(frozen=True)
class Link:
    """`waits` names the heaps that lie behind it; `also` other addresses that belong to it. Any of `parts` opens
    it; without them it is for everybody at the desk.
    """

    label: str | Promise
    path: str
    icon: str
    parts: tuple[DeskPart, ...] = ()
    waits: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def depth(self, path: str) -> int:
        """How much of an address this link covers; nothing when it leads elsewhere."""
        return max((len(start) for start in (self.path, *self.also) if path.startswith(start)), default=0)


@dataclass(frozen=True)
class Group:
    label: str | Promise
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ShownLink:
    """`current` is what `aria-current` says: "page" on that very page, "true" on one below it, "" elsewhere."""

    label: str | Promise
    url: str
    icon: str
    count: int
    current: str = ""


@dataclass(frozen=True)
class ShownGroup:
    """`url` is that of its first link. One with a single link is that link."""

    label: str | Promise
    url: str
    count: int
    current: str
    links: tuple[ShownLink, ...]

    @property
    def is_open(self) -> bool:
        return bool(self.current) and len(self.links) > 1


@dataclass(frozen=True)
class Menu:
    """`flat` are the links of a desk that needs no groups."""

    groups: tuple[ShownGroup, ...]
    flat: tuple[ShownLink, ...] = ()
    here: str | Promise = ""


def menu(
    desk: Collection[Group], path: str, language: str, counts: Mapping[str, int], parts: Collection[DeskPart]
) -> Menu:
    """What to show of a desk on the page at `path`. `counts` by the keys of heaps."""
    bare = in_language(path, "nl")
    open_to = [(group, [one for one in group.links if not one.parts or set(one.parts) & set(parts)]) for group in desk]
    every = [link for _group, links in open_to for link in links]
    best = max(every, key=lambda link: link.depth(bare), default=None)
    here = best if best and best.depth(bare) else None
    shown = [_group(group, links, here, bare, language, counts) for group, links in open_to if links]
    if len(every) <= FLAT:
        flat = tuple(link for one in shown for link in one.links)
        return Menu((), flat, next((link.label for link in flat if link.current), ""))
    return Menu(tuple(shown), (), next((one.label for one in shown if one.current), ""))


def _group(
    group: Group, links: list[Link], here: Link | None, path: str, language: str, counts: Mapping[str, int]
) -> ShownGroup:
    shown = tuple(_link(one, here, path, language, counts) for one in links)
    current = "page" if shown[0].current == "page" else "true" if any(one.current for one in shown) else ""
    return ShownGroup(group.label, shown[0].url, sum(one.count for one in shown), current, shown)


def _link(link: Link, here: Link | None, path: str, language: str, counts: Mapping[str, int]) -> ShownLink:
    current = "" if link is not here else "page" if path == link.path else "true"
    count = sum(counts.get(key, 0) for key in link.waits)
    return ShownLink(link.label, in_language(link.path, language), link.icon, count, current)


ALL = "alles"  # the key under which the total of a desk is counted

_TODAY = pgettext_lazy("group of the desk", "Today")
_IDEAS = _("Ideas")
_COLLECT = pgettext_lazy("group of the desk", "Collect")
_PEOPLE = pgettext_lazy("group of the desk", "People")
_WAITS = pgettext_lazy("desk", "What waits")
_CALLING = pgettext_lazy("desk", "Calling")
_RECORDINGS = pgettext_lazy("desk", "Recordings")
_REACTIONS = pgettext_lazy("desk", "Reactions")
_HELP = pgettext_lazy("desk", "Requests for help")
_VISITS = pgettext_lazy("desk", "Go and see")
_ENTER = pgettext_lazy("desk", "Enter")
_AMONG = _("Coaches among themselves")

COORDINATOR = (
    Group(_TODAY, (Link(_WAITS, "/coordinator/", "inbox", waits=(ALL,)),)),
    Group(
        _IDEAS,
        (
            Link(
                _("All ideas"),
                "/coordinator/ideeen/",
                "bulb",
                waits=("nieuw", "antwoord"),
                also=("/coordinator/gesprekken/", "/coordinator/samenvoegen/", "/coordinator/matches/"),
            ),
            Link(_REACTIONS, "/coordinator/reacties/", "chat", (DeskPart.MODERATE,), waits=("gemeld", "bezwaar")),
            Link(_("Passed on"), "/coordinator/doorgegeven/", "send", (DeskPart.TAKE_IN,)),
            Link(_("Tables by step"), "/coordinator/tafels/", "table", WITH_PEOPLE, waits=("stil",)),
        ),
    ),
    Group(
        _COLLECT,
        (
            Link(_CALLING, "/coordinator/bellen/", "phone", (DeskPart.TAKE_IN,), waits=("bellen",)),
            Link(_RECORDINGS, "/coordinator/berichten/", "microphone", (DeskPart.TAKE_IN,), waits=("berichten",)),
            Link(_ENTER, "/coordinator/invoeren/", "edit", (DeskPart.TAKE_IN,), also=("/coordinator/ingevoerd/",)),
            Link(_("A stack of paper"), "/coordinator/invoeren/stapel/", "paper", (DeskPart.TAKE_IN,)),
            Link(_VISITS, "/coordinator/langsgaan/", "walk", (DeskPart.TAKE_IN,), waits=("langsgaan",)),
            Link(
                pgettext_lazy("desk", "Tables nearby"),
                "/coordinator/tafels-in-de-buurt/",
                "coffee",
                (DeskPart.TAKE_IN,),
            ),
        ),
    ),
    Group(
        _("Coaches"),
        (
            Link(_("Coaches"), "/coordinator/coaches/", "coach", (DeskPart.MATCH,)),
            Link(
                _("Applications"), "/coordinator/aanmeldingen/", "add-person", (DeskPart.LEAD,), waits=("aanmelding",)
            ),
            Link(_HELP, "/coordinator/hulpvragen/", "help", (DeskPart.MATCH,), waits=("hulp",)),
            Link(_AMONG, "/coach/vragen/", "chat", (DeskPart.MODERATE,)),
            Link(_("What counts"), "/coordinator/coaches/gewichten/", "scale", (DeskPart.LEAD,)),
        ),
    ),
    Group(
        _PEOPLE,
        (
            Link(_("Team and invitations"), "/coordinator/mensen/", "people", (DeskPart.LEAD,)),
            Link(_("Who can do what"), "/coordinator/mensen/wie-kan-wat/", "list"),
            Link(_("Network"), "/coordinator/netwerk/", "share", WITH_PEOPLE, waits=("nakijken",)),
        ),
    ),
    Group(
        _("Our site"),
        (
            Link(_("Settings"), "/coordinator/instellingen/", "settings", (DeskPart.LEAD,)),
            Link(_("Work forms"), "/coordinator/instellingen/werkvormen/", "group", (DeskPart.LEAD,)),
            Link(_("Figures"), "/coordinator/cijfers/", "chart", (DeskPart.LEAD,)),
            Link(_("Logbook"), "/coordinator/logboek/", "history"),
        ),
    ),
)

COACH = (
    Group(
        _("Tables"),
        (
            Link(pgettext_lazy("coach", "My tables"), "/coach/", "table", waits=("gevraagd",)),
            Link(_("My notes"), "/coach/notities/", "note"),
        ),
    ),
    Group(
        _COLLECT,
        (
            Link(_ENTER, "/coach/invoeren/", "edit", also=("/coach/ingevoerd/",)),
            Link(_VISITS, "/coach/langsgaan/", "walk", waits=("langsgaan",)),
        ),
    ),
    Group(
        pgettext_lazy("group of the desk", "Together"),
        (
            Link(_AMONG, "/coach/vragen/", "chat"),
            Link(_("Network"), "/coach/netwerk/", "share"),
            Link(_("I need help"), "/mijn/hulp/", "help"),
        ),
    ),
    Group(pgettext_lazy("group of the desk", "Profile"), (Link(_("My profile"), "/coach/profiel/", "person"),)),
)

OPERATOR = (
    Group(_TODAY, (Link(_WAITS, "/beheer/", "inbox", waits=(ALL,)),)),
    Group(
        _IDEAS,
        (
            Link(_IDEAS, "/beheer/ideeen/", "bulb", waits=("ideeen",)),
            Link(_CALLING, "/beheer/bellen/", "phone", waits=("bellen",)),
            Link(_RECORDINGS, "/beheer/berichten/", "microphone", waits=("berichten",)),
            Link(_REACTIONS, "/beheer/reacties/", "chat", waits=("gemeld", "bezwaar")),
            Link(_("Requests to change something"), "/beheer/verslagen/", "document", waits=("verslagen",)),
            Link(_("Tables that stand still"), "/beheer/tafels/", "pause"),
        ),
    ),
    Group(
        pgettext_lazy("desk", "Municipalities"),
        (
            Link(
                pgettext_lazy("desk", "Municipalities"),
                "/beheer/gemeenten/",
                "municipality",
                waits=("vertellen", "bezoeken"),
            ),
            Link(
                pgettext_lazy("desk", "Meetings"),
                "/beheer/bijeenkomsten/",
                "calendar",
                waits=("plannen", "bijeenkomst-vertellen", "afronden"),
            ),
            Link(pgettext_lazy("desk", "Local sites"), "/beheer/sites/", "map-pin"),
        ),
    ),
    Group(
        _PEOPLE,
        (
            Link(pgettext_lazy("desk", "People"), "/beheer/mensen/", "person"),
            Link(_HELP, "/beheer/hulpvragen/", "help", waits=("hulp",)),
        ),
    ),
    Group(
        pgettext_lazy("desk", "Post"),
        (Link(pgettext_lazy("desk", "Post"), "/beheer/post/", "mail", waits=("mislukt",)),),
    ),
)
