"""Mails about minutes. Each is a row in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from coaches.notifications.base import desk_of
from municipalities import senders, sites
from municipalities.senders import Sender
from tables.minutes.text import name_of, path_of, when
from tables.models import Action, Invitation, Meeting, Minutes, MinutesRequest, NoteTaker, Seat, Table
from tables.notifications import plan, sending
from tables.notifications.asking import CATEGORY, NEWS
from tables.road import organisers


@dataclass(frozen=True)
class Reader:
    """Somebody whom a mail may reach. `recipient` is how the outbox knows them."""

    email: str
    name: str
    language: str
    recipient: str


def to_check(minutes: Minutes, actor: User) -> None:
    """To who decides about the minutes: they wait for them. Not to who handed them in."""
    table = minutes.meeting.table
    owners = organisers.owners(table)
    for reader in map(_known, owners) if owners else _others(table):
        if reader.recipient != actor.recipient:
            key = f"tables:minutes-check:{minutes.pk}:{minutes.version}:{minutes.stamp}:{reader.email}"
            more = {"for_owner": bool(owners)}
            _send("tables/minutes_to_check", reader, minutes.meeting, key, "minutes_check", more=more)


def published(minutes: Minutes, given: Sequence[Action] = ()) -> list[Action]:
    """To everyone who was there or said to come, once each, with what they do of `given`, which nobody can stop. Gives
    the actions of who gets no such mail.
    """
    own = plan.by_doer(given)
    for seat, reader in participants(minutes.meeting):
        if reader is not None:
            key = f"tables:minutes:{minutes.pk}:{seat.pk}"
            actions = plan.shown(own.pop(seat.pk, []), reader.language)
            category = "" if actions else NEWS
            more = {"actions": actions}
            _send("tables/minutes_published", reader, minutes.meeting, key, "published", category=category, more=more)
    return [one for actions in own.values() for one in actions]


def note_taker(note: NoteTaker) -> None:
    """To somebody who was asked to take notes."""
    reader = _reader(note.seat)
    if reader is not None:
        key = f"tables:note-taker:{note.meeting_id}:{note.seat_id}"
        _send("tables/minutes_note_taker", reader, note.meeting, key, "write", category=CATEGORY)


def request_received(request: MinutesRequest) -> None:
    """To whoever asks. Repeats nothing that was typed: the address need not be the typist's own."""
    _to_asker(request, "tables/minutes_request_received", f"tables:minutes-request:{request.pk}", {})


def request_answered(request: MinutesRequest) -> None:
    """To whoever asked: what was done, and why."""
    context = {"outcome": request.outcome, "answer": request.answer, "kind": request.kind}
    _to_asker(request, "tables/minutes_request_answered", f"tables:minutes-answer:{request.pk}", context)


def request_waits(request: MinutesRequest) -> None:
    """To the owners: somebody asks to change something."""
    for owner in map(_known, organisers.owners(request.table)):
        sender = senders.of(request.table.municipality_id)
        sending.to_address(
            "tables/minutes_request",
            f"tables:minutes-request-owner:{request.pk}:{owner.email}",
            sender,
            {
                **_asked(request, owner.language),
                "name": owner.name,
                "url": _answer_url(sender, request, owner.language),
            },
            to=owner.email,
            language=owner.language,
            recipient=owner.recipient,
        )


def participants(meeting: Meeting) -> list[tuple[Seat, Reader | None]]:
    """Who was there or said to come, each with how a mail reaches them; None for who has to be told by hand. Who wants
    no more mail from this table is left out. Each person once.
    """
    came = Q(checked_in_at__isnull=False) | Q(answer="comes")
    rows = Invitation.everywhere.filter(came, meeting=meeting).select_related("seat__user")
    found: list[tuple[Seat, Reader | None]] = []
    addresses: set[str] = set()
    for one in rows:
        reader = _reader(one.seat)
        if one.seat.quiet_at is not None or (reader is not None and reader.email in addresses):
            continue
        if reader is not None:
            addresses.add(reader.email)
        found.append((one.seat, reader))
    return found


def _reader(seat: Seat) -> Reader | None:
    if seat.quiet_at is not None:
        return None
    if seat.user is not None:
        return Reader(seat.user.email, seat.user.get_short_name(), seat.user.language, seat.recipient)
    return Reader(seat.email, seat.name, seat.language, seat.recipient) if seat.email else None


def _known(user: User) -> Reader:
    return Reader(user.email, user.get_short_name(), user.language, user.recipient)


def _others(table: Table) -> list[Reader]:
    """Who decides for owners without an account: who guides the table, or else the desk that looks after it."""
    guides = organisers.guides(table)
    if not guides and not sites.is_open(table.municipality_id):
        return [Reader(settings.OPERATOR_EMAIL, "", "nl", "")]
    return [_known(user) for user in guides or desk_of(table.municipality, DeskPart.MATCH)]


def _send(
    kind: str,
    reader: Reader,
    meeting: Meeting,
    key: str,
    page: str,
    *,
    category: str = "",
    more: Mapping[str, Any] | None = None,
) -> None:
    sender = senders.of(meeting.table.municipality_id)
    url = _url(sender, meeting, reader.language, page)
    sending.to_address(
        kind,
        key,
        sender,
        {**_about(meeting, reader.language), "name": reader.name, "url": url, **(more or {})},
        to=reader.email,
        language=reader.language,
        recipient=reader.recipient,
        category=category,
    )


def _to_asker(request: MinutesRequest, kind: str, key: str, context: dict[str, Any]) -> None:
    if not request.email:
        return
    sender = senders.of(request.table.municipality_id)
    url = _public_url(sender, request, request.language)
    told = {**_asked(request, request.language), "url": url, **context}
    sending.to_address(kind, key, sender, told, to=request.email, language=request.language)


def _about(meeting: Meeting, language: str) -> dict[str, Any]:
    with translation.override(language):
        return {"idea": meeting.table.idea, "meeting_name": name_of(meeting), "meeting_when": when(meeting)}


def _asked(request: MinutesRequest, language: str) -> dict[str, Any]:
    """What a request is about; without the words of a meeting it is about the pages of the table."""
    if request.minutes is not None:
        return _about(request.minutes.meeting, language)
    return {"idea": request.table.idea, "meeting_name": "", "meeting_when": ""}


def _public_url(sender: Sender, request: MinutesRequest, language: str) -> str:
    if request.minutes is not None:
        return _url(sender, request.minutes.meeting, language, "published")
    with translation.override(language):
        return sender.base_url + request.table.get_absolute_url()


def _answer_url(sender: Sender, request: MinutesRequest, language: str) -> str:
    if request.minutes is not None:
        return _url(sender, request.minutes.meeting, language, "minutes_requests")
    return sender.link("tables:table_requests", language, request.table_id)


def _url(sender: Sender, meeting: Meeting, language: str, page: str) -> str:
    with translation.override(language):
        if page == "published":
            return sender.base_url + path_of(meeting)
    return sender.link(f"tables:{page}", language, meeting.table_id, meeting.number)
