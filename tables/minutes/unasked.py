"""Names in what was written, of people who did not say that theirs may show: to look at before everyone reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tables.minutes.draft import Draft, said_of
from tables.minutes.masking import OF, spellings
from tables.models import Seat


@dataclass(frozen=True)
class Named:
    """`words` as they stand in the text, and as what everyone knows this person."""

    words: str
    known_as: str


def unasked(draft: Draft) -> list[Named]:
    """Of everyone who is or was on the list, in order of the list. A word that is the name of somebody whose name does
    show is taken for theirs; one without a capital for a word of every day. One query.
    """
    table = draft.meeting.table
    seats = list(Seat.everywhere.filter(table=table.pk).select_related("user").order_by("pk"))
    for seat in seats:
        seat.table = table
    showing = {word for seat in seats for word in spellings(seat.shown_name)}
    text = "\n".join(_texts(draft))
    found = []
    for seat in seats:
        words = _first_in(text, [word for word in _names(seat) if word not in showing])
        if words:
            found.append(Named(words, said_of(seat)))
    return found


def _names(seat: Seat) -> list[str]:
    names = {seat.name, seat.user.name if seat.user else ""}
    return [word for name in sorted(names) for word in spellings(name)]


def _first_in(text: str, names: list[str]) -> str:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    if not longest_first:
        return ""
    pattern = re.compile(rf"(?<!\w)({longest_first}){OF}(?!\w)", re.IGNORECASE)
    return next((one.group(1) for one in pattern.finditer(text) if one.group(1)[0].isupper()), "")


def _texts(draft: Draft) -> Iterator[str]:
    """What people typed; not the names that show as each wished."""
    yield from draft.texts.values()
    for group in draft.groups:
        yield group.title
        yield from group.cards
    yield from (one.text for one in draft.decisions)
    for action in draft.actions:
        yield action.text
        yield action.who
    for chosen in draft.choices:
        yield chosen.choice.reason
        yield chosen.choice.objections
    yield from (one.role for one in draft.wanted)
    yield from (one.description for one in draft.pictures)
