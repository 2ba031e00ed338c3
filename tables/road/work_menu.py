"""The menu of the place where a table is organised: one link for each part of the road."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from aantafel.core.locale import in_language


@dataclass(frozen=True)
class Part:
    """`view` is the name of its first page; what stands below that page's address belongs to it."""

    view: str
    label: str | Promise
    icon: str


@dataclass(frozen=True)
class ShownPart:
    """`current` is what `aria-current` says: "page" on that very page, "true" on one below it, "" elsewhere."""

    label: str | Promise
    url: str
    icon: str
    current: str


PARTS = (
    Part("work", pgettext_lazy("work at a table", "Overview"), "table"),
    Part("seats", pgettext_lazy("work at a table", "People"), "people"),
    Part("meetings", pgettext_lazy("work at a table", "Meetings"), "calendar"),
    Part("minutes", pgettext_lazy("work at a table", "Minutes"), "note"),
    Part("choice", pgettext_lazy("work at a table", "Choice"), "ok"),
    Part("plan", pgettext_lazy("work at a table", "Plan"), "list"),
    Part("questions", pgettext_lazy("work at a table", "Dare to ask"), "megaphone"),
    Part("evaluation", pgettext_lazy("work at a table", "Look back"), "star"),
    Part("words", pgettext_lazy("work at a table", "Decisions"), "scale"),
    Part("documents", pgettext_lazy("work at a table", "Documents"), "document"),
)


def shown(pk: int, path: str) -> list[ShownPart]:
    """What to show at the table with this number on the page at `path`."""
    found = [(part, reverse(f"tables:{part.view}", args=[pk])) for part in PARTS]
    bare = in_language(path, "nl")
    inside = [url for _part, url in found if bare.startswith(in_language(url, "nl"))]
    here = max(inside, key=len, default="")
    return [
        ShownPart(part.label, url, part.icon, "" if url != here else "page" if path == url else "true")
        for part, url in found
    ]
