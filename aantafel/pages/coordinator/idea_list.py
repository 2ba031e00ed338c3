"""All ideas of a municipality as its desk looks for them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from aantafel.accounts.models import User
from aantafel.core.addresses import with_query
from aantafel.core.paging import Page, by_moment
from aantafel.core.text import tidy, whole_number
from aantafel.pages.coordinator.inbox import NOBODY
from aantafel.pages.desks.queries import submitted
from ideas import search
from ideas.enums import Channel, Theme
from ideas.lifecycle import State
from ideas.models import DeskMark, Idea
from municipalities.models import Instance, Neighbourhood

LONGEST_TEXT = 100
MINE, SOMEBODY = "mij", "iemand"


class Standing(TextChoices):
    """Where an idea stands, by the word in the address."""

    ALL = "", pgettext_lazy("ideas of a desk", "All")
    WAITING = "wacht", pgettext_lazy("ideas of a desk", "To read")
    ASKED = "gevraagd", pgettext_lazy("ideas of a desk", "Waiting for an answer")
    PUBLISHED = "geplaatst", pgettext_lazy("ideas of a desk", "On the site")
    REFUSED = "geweigerd", pgettext_lazy("ideas of a desk", "Refused")
    WITHDRAWN = "ingetrokken", pgettext_lazy("ideas of a desk", "Withdrawn")
    MERGED = "samengevoegd", pgettext_lazy("ideas of a desk", "Put together")


STATES: dict[str, State] = {standing.value: State[standing.name] for standing in Standing if standing.value}


@dataclass(frozen=True)
class Filters:
    """What an address asks for; anything that is not known is left out."""

    standing: str = ""
    text: str = ""
    theme: str = ""
    neighbourhood: int = 0
    channel: str = ""
    whose: str = ""
    after: str = ""

    def url(self, **changes: str) -> str:
        """The same list with some of it changed; a page number goes along only when it is one of the changes."""
        place = str(self.neighbourhood or "")
        asked = {"stand": self.standing, "q": self.text, "thema": self.theme, "buurt": place}
        return with_query(
            reverse("coordinator:queue"), {**asked, "via": self.channel, "van": self.whose, "na": "", **changes}
        )

    @property
    def is_open(self) -> bool:
        """Whether more than the text and the state is asked for."""
        return bool(self.theme or self.neighbourhood or self.channel or self.whose)


def read(asked: QueryDict) -> Filters:
    place = asked.get("buurt", "")
    return Filters(
        standing=_known(asked, "stand", Standing.values),
        text=tidy(asked.get("q", ""))[:LONGEST_TEXT].strip(),
        theme=_known(asked, "thema", Theme.values),
        neighbourhood=whole_number(place, digits=9) or 0,
        channel=_known(asked, "via", Channel.values),
        whose=_known(asked, "van", [MINE, SOMEBODY, NOBODY]),
        after=asked.get("na", "")[:40],
    )


def page(filters: Filters, *, viewer: User) -> Page[Idea]:
    """The newest first. One query."""
    return by_moment(_filtered(filters, viewer), moment="submitted_at", after=filters.after)


def takers(ideas: list[Idea]) -> dict[int, User]:
    """Who takes up which of these. One query."""
    marks = DeskMark.objects.taken().filter(about="idea", number__in=[idea.pk for idea in ideas])
    return {mark.number: mark.user for mark in marks.select_related("user")}


def neighbourhoods(here: Instance) -> list[tuple[str, str]]:
    """The choices, those that ended too: ideas may belong to them."""
    rows = Neighbourhood.objects.filter(municipality=here.municipality_id)
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _filtered(filters: Filters, viewer: User) -> QuerySet[Idea]:
    rows = submitted().select_related("neighbourhood")
    if filters.standing:
        rows = rows.filter(state=STATES[filters.standing].value)
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.neighbourhood:
        rows = rows.filter(neighbourhood=filters.neighbourhood)
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    if filters.whose:
        rows = rows.filter(_whose(filters.whose, viewer))
    return rows.filter(_matches(filters.text)) if filters.text else rows


def _whose(whose: str, viewer: User) -> Q:
    marks = DeskMark.objects.taken().filter(about="idea", number=OuterRef("pk"))
    if whose == MINE:
        return Q(Exists(marks.filter(user=viewer)))
    return Q(Exists(marks)) if whose == SOMEBODY else ~Q(Exists(marks))


def _matches(text: str) -> Q:
    """Every word of the text, or a part of the pinner's name."""
    name = Q(pinner__name__icontains=text) | Q(owner__name__icontains=text)
    query = search.all_of(text)
    return name | Q(search=query) if query is not None else name


def _known(asked: QueryDict, name: str, values: list[str]) -> str:
    value = asked.get(name, "")
    return value if value in values else ""
