"""Names in what was written, of people who did not say that theirs may show: to look at before everyone reads it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coaches.enums import MatchState
from coaches.models import Match
from tables.enums import ActorRole
from tables.minutes.draft import Draft, said_of
from tables.minutes.masking import OF, has_capital, spellings
from tables.models import Seat, Table


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


@dataclass(frozen=True)
class _Person:
    """`shown` is the name that everyone may read, "" for none."""

    names: frozenset[str]
    known_as: str
    shown: str = ""


def unasked(draft: Draft) -> list[Named]:
    """Of everyone who is or was on the list, in order of the list, who is missing, and who owns the table, guided it or
    leads the meeting. A word that is the name of somebody whose name does show is taken for theirs; one without a
    capital for a word of every day. Two queries, and what is not known yet of who owns the table and leads the meeting.
    """
    meeting = draft.meeting
    people = [*_listed(meeting.table), *_missed(draft), *_others(meeting.table)]
    if meeting.facilitator is not None:
        people.append(_person([meeting.facilitator.name], str(ActorRole.FACILITATOR.label)))
    return _unasked(people, list(_texts(draft)))


def unasked_in(table: Table, texts: Iterable[str]) -> list[Named]:
    """The same in texts that everyone will read beside the minutes too."""
    return _unasked([*_listed(table), *_others(table)], [(Place("", ""), text) for text in texts])


def _unasked(people: list[_Person], texts: list[tuple[Place, str]]) -> list[Named]:
    showing = {word for one in people for word in spellings(one.shown)}
    found: list[Named] = []
    known: set[str] = set()
    for one in people:
        spelled = [word for name in sorted(one.names - known) for word in spellings(name)]
        pattern = _pattern([word for word in spelled if word not in showing])
        first = next(_named_in(texts, pattern), None) if pattern else None
        if first:
            found.append(Named(first[0], one.known_as, first[1]))
        known |= one.names
    return found


def _listed(table: Table) -> Iterator[_Person]:
    for seat in Seat.everywhere.filter(table=table.pk).select_related("user").order_by("pk"):
        seat.table = table
        yield _person([seat.name, seat.user.name if seat.user else ""], said_of(seat), seat.shown_name)


def _missed(draft: Draft) -> Iterator[_Person]:
    """They come on the list when the minutes are published."""
    for one in draft.wanted:
        yield _person([one.name], ", ".join(part for part in (str(one.get_capacity_display()), one.role) if part))


def _others(table: Table) -> Iterator[_Person]:
    idea = table.idea
    pinner = idea.owner or getattr(idea, "pinner", None)
    if pinner is not None:
        yield _person([pinner.name], str(idea.get_capacity_display()), idea.shown_name)
    guided = Match.everywhere.filter(idea=idea.pk, state__in=(MatchState.ACCEPTED, MatchState.ENDED))
    for match in guided.select_related("coach__user").defer("coach__search").order_by("pk"):
        yield _person([match.coach.user.name], str(ActorRole.COACH.label), match.coach.public_name)


def _person(names: Iterable[str], known_as: str, shown: str = "") -> _Person:
    return _Person(frozenset(name for name in names if name), known_as, shown)


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
    for one in draft.sitters:
        yield from ((Place("erbij", _("Who is there")), text) for text in (one.role, one.interest))
    for group in draft.groups:
        yield from ((harvest, text) for text in (group.title, *group.cards))
    yield from ((decisions, one.text) for one in draft.decisions)
    for action in draft.actions:
        yield from ((actions, text) for text in (action.text, action.who))
    for chosen in draft.choices:
        yield from ((Place("", _("The choice")), text) for text in (chosen.choice.reason, chosen.choice.objections))
    yield from ((Place("ontbreekt", _("Who gets an invitation for the next time?")), one.role) for one in draft.wanted)
    yield from ((Place("fotos", _("Pictures of flip-overs")), one.description) for one in draft.pictures)
