"""Names in what was written, of people who did not say that theirs may show: to look at before everyone reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tables.minutes.draft import Draft, said_of
from tables.minutes.masking import OF, has_capital, spellings
from tables.models import Seat


class Place(NamedTuple):
    """Where in the minutes one writes it: the anchor on the page for writing, "" for what is changed elsewhere."""

    anchor: str
    heading: str | Promise


@dataclass(frozen=True)
class Named:
    """`words` as they stand in the text, as what everyone knows this person, and where the words stand first."""

    words: str
    known_as: str
    place: Place


def unasked(draft: Draft) -> list[Named]:
    """Of everyone who is or was on the list, in order of the list. A word that is the name of somebody whose name does
    show is taken for theirs; one without a capital for a word of every day. One query.
    """
    table = draft.meeting.table
    seats = list(Seat.everywhere.filter(table=table.pk).select_related("user").order_by("pk"))
    for seat in seats:
        seat.table = table
    showing = {word for seat in seats for word in spellings(seat.shown_name)}
    texts = list(_texts(draft))
    found = []
    for seat in seats:
        pattern = _pattern([word for word in _names(seat) if word not in showing])
        first = next(_named_in(texts, pattern), None) if pattern else None
        if first:
            found.append(Named(first[0], said_of(seat), first[1]))
    return found


def _names(seat: Seat) -> list[str]:
    names = {seat.name, seat.user.name if seat.user else ""}
    return [word for name in sorted(names) for word in spellings(name)]


def _pattern(names: list[str]) -> "re.Pattern[str] | None":
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)({longest_first}){OF}(?!\w)", re.IGNORECASE) if longest_first else None


def _named_in(texts: list[tuple[Place, str]], pattern: "re.Pattern[str]") -> Iterator[tuple[str, Place]]:
    for place, text in texts:
        yield from ((one.group(1), place) for one in pattern.finditer(text) if has_capital(one.group(1)))


def _texts(draft: Draft) -> Iterator[tuple[Place, str]]:
    """What people typed; not the names that show as each wished."""
    for part, text in draft.texts.items():
        yield Place(f"deel-{part.value}", part.label), text
    harvest, decisions, actions = (
        Place("oogst", _("The harvest")),
        Place("besluiten", _("Decisions")),
        Place("acties", _("Actions")),
    )
    for group in draft.groups:
        yield from ((harvest, text) for text in (group.title, *group.cards))
    yield from ((decisions, one.text) for one in draft.decisions)
    for action in draft.actions:
        yield from ((actions, text) for text in (action.text, action.who))
    for chosen in draft.choices:
        yield from ((Place("", _("The choice")), text) for text in (chosen.choice.reason, chosen.choice.objections))
    yield from ((Place("ontbreekt", _("Who gets an invitation for the next time?")), one.role) for one in draft.wanted)
    yield from ((Place("fotos", _("Pictures of flip-overs")), one.description) for one in draft.pictures)
