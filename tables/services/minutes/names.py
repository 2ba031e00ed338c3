"""Taking a name out of minutes: out of every version and all that was written down. That it was done is kept, as what
somebody did it, and not what was taken out. Who organises says which words; of somebody who is forgotten only what can
be nothing but their name goes, of the meetings where they sat, and out of what nobody has published.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, page_cache
from aantafel.core.errors import DomainError
from tables.enums import ActorRole
from tables.minutes import live
from tables.minutes.masking import OF, SHORTEST, spellings
from tables.models import (
    Action,
    Card,
    CardGroup,
    Choice,
    Decision,
    Minutes,
    MinutesPart,
    MinutesPartVersion,
    MinutesPicture,
    MinutesRequest,
    MinutesVersion,
    NameRemoval,
    NotedAction,
    Seat,
    Wanted,
)
from tables.services import steps
from tables.services.minutes import pictures
from tables.services.minutes.writing import lock

INSTEAD = "[…]"
AROUND = 60  # signs shown on both sides
Texts = list[tuple[QuerySet[Any], tuple[str, ...]]]


class NothingFound(DomainError):
    default = _("These words stand nowhere in the minutes. Look how they are written there, and try again.")


class TooShort(DomainError):
    default = _("Type the name as it stands in the minutes: at least two letters.")


@dataclass(frozen=True)
class Place:
    """Where words stand: `before` and `after` are what stands around them."""

    what: str | Promise
    before: str
    words: str
    after: str


def place(what: str | Promise, text: str, hit: "re.Match[str]") -> Place:
    start, end = hit.span()
    before, after = text[:start], text[end:]
    before = before if len(before) <= AROUND else f"…{before[-AROUND:]}"
    after = after if len(after) <= AROUND else f"{after[:AROUND]}…"
    return Place(what, before, hit.group(), after)


def find(minutes: Minutes, words: str) -> list[Place]:
    """Each text of these minutes in which the words stand, with the first time that they do: what everyone reads first.
    Raises TooShort, NothingFound.
    """
    pattern = whole_words(words)
    contents = MinutesVersion.everywhere.filter(minutes=minutes).order_by("-number").values_list("content", flat=True)
    public = dict.fromkeys(text for content in contents for text in _strings(content))
    behind = dict.fromkeys(text for text in _all_texts(minutes) if text not in public)
    found = [
        place(what, text, hit)
        for what, texts in ((_("What everyone reads"), public), (_("What was written down"), behind))
        for text in texts
        if (hit := pattern.search(text))
    ]
    if not found:
        raise NothingFound
    return found


def take_out(*, actor: User, minutes_id: int, words: str, role: ActorRole) -> int:
    """Take these words out wherever they stand as whole words, in capitals or not. How many texts had them. Locks the
    person, the table and the minutes. Raises TooShort, NothingFound.
    """
    with transaction.atomic():
        people.lock(actor)
        steps.lock(Minutes.everywhere.values_list("meeting__table", flat=True).get(pk=minutes_id))
        minutes = lock(minutes_id)
        count = redact(minutes, words)
        if not count:
            raise NothingFound
        NameRemoval.objects.create(minutes=minutes, by=actor, role=role)
    return count


def take_out_picture(*, actor: User, minutes_id: int, picture_id: int, role: ActorRole) -> None:
    """Out of every version, with its file. Safe to run twice."""
    with transaction.atomic():
        people.lock(actor)
        minutes = lock(minutes_id)
        picture = MinutesPicture.objects.filter(minutes=minutes, pk=picture_id).first()
        if picture is None:
            return
        name = picture.file.name or ""
        for version in MinutesVersion.everywhere.filter(minutes=minutes):
            body = version.content.get("body", [])
            left = [block for block in body if block.get("name") != name]
            if len(left) != len(body):
                version.content["body"] = left
                version.save(update_fields=["content"])
        pictures.forget(picture)
        NameRemoval.objects.create(minutes=minutes, by=actor, role=role)
        _changed(minutes, is_touched=True)


def redact(minutes: Minutes, words: str) -> int:
    """In the caller's transaction, of locked minutes. How many texts had the words. Raises TooShort."""
    return _redact(minutes, whole_words(words), is_touched=True)


def whole_words(words: str) -> "re.Pattern[str]":
    """Where these words stand as they are, in capitals or not. Raises TooShort."""
    known = " ".join(words.split())
    if len(known) < SHORTEST:
        raise TooShort
    return re.compile(_whole([known]), re.IGNORECASE)


def out_of_rows(rows: QuerySet[Any], fields: tuple[str, ...], pattern: "re.Pattern[str]") -> int:
    """In the caller's transaction, of other texts than those of minutes. How many rows had the words."""
    return _in_rows(rows, fields, pattern)


def forget(seat: Seat, names: Iterable[str]) -> None:
    """This person is forgotten: their names go out of the minutes of each meeting where they sat or took an action on
    them, and out of what nobody has published. In the caller's transaction, with the table locked.
    """
    Wanted.objects.filter(seat=seat).update(name="", why="")
    told = Q(meeting__invitations__seat=seat, meeting__invitations__checked_in_at__isnull=False)
    told |= Q(noted_actions__seat=seat)
    theirs = Minutes.everywhere.filter(told, meeting__table=seat.table_id)
    _forget([seat.table_id], names, set(theirs.values_list("pk", flat=True)))


def forget_unread(tables: Iterable[int], names: Iterable[str]) -> None:
    """These names go out of what nobody has published at these tables: drafts, earlier texts, who is missing. In the
    caller's transaction, with the tables locked.
    """
    _forget(tables, names, set())


def _forget(tables: Iterable[int], names: Iterable[str], everywhere: set[int]) -> None:
    spelled = list(dict.fromkeys(word for name in names for word in spellings(name)))
    if not spelled:
        return
    rows = Minutes.everywhere.select_for_update(of=("self",), no_key=True).select_related("meeting__table")
    for minutes in rows.filter(meeting__table__in=tables).defer("search", "words").order_by("pk"):
        pattern = _names_among(minutes, spelled)
        if minutes.version and minutes.pk not in everywhere:
            _redact_unread(minutes, pattern)
        elif _redact(minutes, pattern):
            NameRemoval.objects.create(minutes=minutes, role=ActorRole.SITE)


def _names_among(minutes: Minutes, spelled: list[str]) -> "re.Pattern[str]":
    """A single word that these minutes write without a capital too is a word of every day, whoever bears it as a name:
    it goes only from where a name stands by itself. How somebody typed their own name says nothing about that.
    """
    whole = re.compile(_alone(spelled), re.IGNORECASE)
    texts = "\n".join(text for text in _all_texts(minutes) if not whole.search(text))
    common = [one for one in spelled if " " not in one and re.search(_whole([one]), texts)]
    names = [one for one in spelled if one not in common]
    wanted = [*([_whole(names, OF)] if names else []), *([_alone(common)] if common else [])]
    return re.compile("|".join(wanted), re.IGNORECASE)


def _all_texts(minutes: Minutes) -> Iterator[str]:
    """Each once: what is searched repeats the newest version."""
    for rows, fields in _texts_of(minutes):
        for found in rows.values_list(*(name for name in fields if name != "words")):
            yield from found
    for content in MinutesVersion.everywhere.filter(minutes=minutes).values_list("content", flat=True):
        yield from _strings(content)


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for one in content:
            yield from _strings(one)
    elif isinstance(content, dict):
        for key, one in content.items():
            if key not in _KEPT:
                yield from _strings(one)


def _redact(minutes: Minutes, pattern: "re.Pattern[str]", *, is_touched: bool = False) -> int:
    count = sum(_in_rows(rows, fields, pattern) for rows, fields in _texts_of(minutes))
    for version in MinutesVersion.everywhere.filter(minutes=minutes):
        content, hits = _without(version.content, pattern)
        if hits:
            version.content = content
            version.save(update_fields=["content"])
            count += 1
    if count:
        _changed(minutes, is_touched=is_touched)
    return count


def _redact_unread(minutes: Minutes, pattern: "re.Pattern[str]") -> None:
    """Of published minutes: what everyone could read stays as it is."""
    for rows, fields in _kept_for_writers(minutes):
        _in_rows(rows, fields, pattern)
    if not minutes.has_changes:
        return
    if sum(_in_rows(rows, fields, pattern) for rows, fields in _written(minutes)):
        _changed(minutes)


def _whole(names: Iterable[str], ending: str = "") -> str:
    return rf"(?<!\w)(?:{_either(names)}){ending}(?!\w)"


def _alone(names: Iterable[str]) -> str:
    """A cell with a name, and "Who: …"."""
    return rf"(?:\A|(?<=\A\w\w\w: ))(?:{_either(names)})\Z"


def _either(names: Iterable[str]) -> str:
    """The longest first, with any space between the words."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(word) for word in name.split(" ")) for name in longest_first)


def _texts_of(minutes: Minutes) -> Texts:
    return [
        (Minutes.everywhere.filter(pk=minutes.pk), ("summary", "active", "again", "missing", "words")),
        (Choice.everywhere.filter(meeting=minutes.meeting_id), ("reason", "objections")),
        (MinutesVersion.everywhere.filter(minutes=minutes), ("reason",)),
        (Action.everywhere.filter(noted__minutes=minutes), ("text", "who")),
        *_written(minutes),
        *_kept_for_writers(minutes),
    ]


def _written(minutes: Minutes) -> Texts:
    """What the next version will be made of."""
    own = {"minutes": minutes}
    return [
        (MinutesPart.objects.filter(**own), ("text",)),
        (CardGroup.objects.filter(**own), ("title",)),
        (Card.objects.filter(**own), ("text",)),
        (Decision.objects.filter(**own), ("text",)),
        (NotedAction.objects.filter(**own), ("text", "who")),
        (Wanted.objects.filter(**own), ("role",)),
        (MinutesPicture.objects.filter(**own), ("description",)),
    ]


def _kept_for_writers(minutes: Minutes) -> Texts:
    """What no version shows, of minutes that are public too."""
    return [
        (MinutesPartVersion.objects.filter(part__minutes=minutes), ("text",)),
        (Wanted.objects.filter(minutes=minutes), ("name", "why")),
        (MinutesRequest.everywhere.filter(minutes=minutes), ("text", "answer")),
    ]


def _in_rows(rows: QuerySet[Any], fields: tuple[str, ...], pattern: "re.Pattern[str]") -> int:
    found, seen = 0, _seen_by(rows.model)
    for row in rows.only("pk", *fields, *seen):
        changed = [name for name in fields if pattern.search(getattr(row, name))]
        for name in changed:
            _put(row, name, pattern.sub(INSTEAD, getattr(row, name)))
        if changed:
            for name in seen:
                setattr(row, name, clock.now() if name == "changed_at" else getattr(row, name) + 1)
            row.save(update_fields=[*changed, *seen])
            found += 1
    return found


def _seen_by(model: type[Model]) -> list[str]:
    """The field by which a form that was open knows that it is no longer as it was read: it would bring the words back.
    Minutes have a stamp of their own.
    """
    names = {field.name for field in model._meta.concrete_fields}
    return [name for name in ("version", "changed_at") if name in names and model is not Minutes][:1]


def _put(row: Model, name: str, text: str) -> None:
    """A short name may be shorter than what stands in its place."""
    longest = row._meta.get_field(name).max_length  # type: ignore[union-attr]  # each of these is a text
    setattr(row, name, text[:longest] if longest else text)


def _without(content: Any, pattern: "re.Pattern[str]") -> tuple[Any, int]:
    """The same structure with the words taken out of every text that is read, and out of no address."""
    if isinstance(content, str):
        return pattern.subn(INSTEAD, content)
    if isinstance(content, list):
        pairs = [_without(one, pattern) for one in content]
        return [one for one, _hits in pairs], sum(hits for _one, hits in pairs)
    if isinstance(content, dict):
        done = {key: (one, 0) if key in _KEPT else _without(one, pattern) for key, one in content.items()}
        return {key: one for key, (one, _hits) in done.items()}, sum(hits for _one, hits in done.values())
    return content, 0


_KEPT = frozenset({"format", "kind", "language", "address", "made_at", "anchor", "name", "link"})


def _changed(minutes: Minutes, *, is_touched: bool = False) -> None:
    """What was read is read anew: pages that were kept are gone, and what is written raises its stamp. `is_touched`: by
    somebody who organises. That the site forgets a person is no work on a draft that was left alone.
    """
    unchanged = minutes.stamp == minutes.public_stamp
    Minutes.everywhere.filter(pk=minutes.pk).update(
        stamp=minutes.stamp + 1,
        public_stamp=minutes.stamp + 1 if unchanged else minutes.public_stamp,
        changed_at=clock.now() if is_touched else minutes.changed_at,
    )
    live.forget_after_commit(minutes.meeting)
    transaction.on_commit(page_cache.purge, robust=True)
