"""The network list by page: found, narrowed down, and in the order of the names."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from aantafel.core.paging import PAGE_SIZE, Page
from aantafel.core.sheets import Cell, Sheet
from ideas.enums import Theme
from movement.enums import ContactKind
from movement.models import Contact
from municipalities.models import Municipality, Neighbourhood

WORDS_LENGTH = 100


@dataclass(frozen=True)
class Wish:
    """What an address asks for; what it names wrongly it does not ask."""

    words: str = ""
    kind: str = ""
    neighbourhood: int | None = None
    theme: str = ""
    to_check: bool = False

    @property
    def is_narrow(self) -> bool:
        return self != Wish(to_check=self.to_check)

    def query(self, **more: str) -> str:
        """The address of the same wish: "" or "?q=…"."""
        asked = {
            "q": self.words,
            "soort": self.kind,
            "buurt": str(self.neighbourhood or ""),
            "thema": self.theme,
            "nakijken": "ja" if self.to_check else "",
            **more,
        }
        text = urlencode({name: value for name, value in asked.items() if value})
        return f"?{text}" if text else ""


def wish_of(asked: QueryDict, neighbourhoods: list[Neighbourhood]) -> Wish:
    known = {str(one.pk): one.pk for one in neighbourhoods}
    kind, theme = asked.get("soort", ""), asked.get("thema", "")
    return Wish(
        words=asked.get("q", "").replace("\x00", "").strip()[:WORDS_LENGTH],
        kind=kind if kind in ContactKind.values else "",
        neighbourhood=known.get(asked.get("buurt", "")),
        theme=theme if theme in Theme.values else "",
        to_check=asked.get("nakijken") == "ja",
    )


def neighbourhoods_of(municipality: Municipality) -> list[Neighbourhood]:
    return list(municipality.neighbourhoods.filter(ended_at=None))


def found(wish: Wish) -> QuerySet[Contact]:
    """Inside the scope of the desk."""
    rows: Any = Contact.objects.with_words(wish.words) if wish.words else Contact.objects.all()
    rows = rows.to_check() if wish.to_check else rows
    rows = rows.filter(kind=wish.kind) if wish.kind else rows
    rows = rows.filter(neighbourhoods=wish.neighbourhood) if wish.neighbourhood else rows
    narrowed: QuerySet[Contact] = rows.filter(themes__contains=[wish.theme]) if wish.theme else rows
    return narrowed


def page(wish: Wish, after: str) -> Page[Contact]:
    """Twenty by name, beginning after the contact with the number `after`; a contact that is gone begins anew."""
    rows = found(wish)
    digits = after if after.isascii() and after.isdigit() and len(after) <= 18 else ""
    last = Contact.objects.filter(pk=int(digits)).first() if digits else None
    if last is not None:
        rows = rows.filter(Q(sort_name__gt=last.sort_name) | Q(sort_name=last.sort_name, pk__gt=last.pk))
    listed = rows.order_by("sort_name", "pk").prefetch_related("neighbourhoods")
    items = list(listed[: PAGE_SIZE + 1])
    more = str(items[PAGE_SIZE - 1].pk) if len(items) > PAGE_SIZE else ""
    return Page(items[:PAGE_SIZE], more, is_first=last is None)


def sheet(wish: Wish) -> Sheet:
    """The same list as a file. The query is built here, inside the scope, and read while the file is sent."""
    rows = found(wish).order_by("sort_name", "pk")
    rows = rows.annotate(places=StringAgg("neighbourhoods__name", delimiter=", ", distinct=True, default=None))
    columns = [
        *(_("Name"), _("Kind"), _("What they can do"), _("Neighbourhoods"), _("Themes"), _("Phone number")),
        *(_("E-mail address"), _("Website"), _("Known from"), _("Said yes"), _("Said yes on"), _("Checked"), _("Note")),
    ]
    return Sheet(_("Network list"), columns, (_cells(one) for one in rows.iterator(chunk_size=500)))


def _cells(one: Any) -> list[Cell]:
    return [
        *(one.name, str(one.get_kind_display()), one.offers, one.places, ", ".join(one.theme_names), one.phone),
        *(one.email, one.website, one.source, str(one.get_agreed_how_display()), one.agreed_on, one.checked_at),
        one.note,
    ]
