"""Mails to the people of a table about how it stands: its owners, its coach and the desk that looks after it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import override

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from aantafel.core.text import slugify
from aantafel.outbox import addresses
from coaches.notifications.base import desk_of
from municipalities import senders, sites
from tables.enums import ActorRole, TableState
from tables.models import Meeting, Minutes, OwnerWord, Seat, Table
from tables.notifications import meetings as meeting_mails
from tables.notifications import sending
from tables.notifications.asking import NEWS
from tables.notifications.meetings import CalledOff
from tables.notifications.plan import to_seat
from tables.road import organisers


def closed(
    table: Table,
    *,
    by: User | None,
    role: ActorRole,
    reason: str,
    word: OwnerWord | None,
    off: Sequence[Meeting],
) -> None:
    """It stopped, or is finished: to its people, and to who would come to the meetings that so do not go on (`off`),
    one mail each that says both. Whoever did it gets it for their calendar alone.
    """
    kind = "finished" if table.state == TableState.FINISHED else "stopped"
    _to_all(kind, table, by, role, {"reason": reason, "word": word}, meeting_mails.called_off(off))


def resumed(table: Table, *, by: User | None, role: ActorRole, reason: str) -> None:
    _to_all("resumed", table, by, role, {"reason": reason})


def asked_how_it_goes(table: Table, user: User, key: str) -> None:
    """To an owner or a coach of a table that stands still: how does it go? Three answers, of one click each."""
    sender = senders.of(table.municipality_id)
    url = sender.link("tables:still", user.language, key)
    moment = table.asked_at or table.alive_at
    _send("still", table, user, f"{moment:%Y%m%d%H%M%S%f}", {"url": url, "days": settings.TABLE_ANSWER_DAYS})


def shared(table: Table, user: User, *, by: User) -> None:
    """To who owns the table from now on, with others."""
    url = senders.of(table.municipality_id).link("tables:work", user.language, table.pk)
    _send("shared", table, user, f"{table.alive_at:%Y%m%d%H%M%S%f}", {"url": url, "owner_name": by.get_short_name()})


def _to_all(
    kind: str,
    table: Table,
    by: User | None,
    role: ActorRole,
    more: dict[str, Any],
    off: dict[str, CalledOff] | None = None,
) -> None:
    """Everyone once, who organises and who takes part, but for who did it; with what is called off for them, by
    address. Who is left of those gets the same mail.
    """
    more, off = {"role": role.label, **more}, off or {}
    moment = f"{table.moved_at:%Y%m%d%H%M%S%f}"
    sender = senders.of(table.municipality_id)
    organising = list(_people(table))
    drafts = table.state != TableState.RUNNING and Minutes.everywhere.filter(meeting__table=table, version=0).exists()
    for user in organising:
        if user != by:
            url = sender.link("tables:work", user.language, table.pk)
            gone = off.pop(addresses.key(user.email), None)
            _send(kind, table, user, moment, {"url": url, "drafts": drafts, **more}, off=gone)
    _to_seated(kind, table, moment, more, known=[*organising, by] if by else organising, off=off)
    if not sites.is_open(table.municipality_id) and role is not ActorRole.OPERATOR:
        _to_operator(kind, table, moment, {"drafts": drafts, **more}, off=off)
    for left in off.values():
        _to_hearer(kind, table, moment, more, left)


def _to_seated(
    kind: str,
    table: Table,
    moment: str,
    more: dict[str, Any],
    *,
    known: list[User],
    off: dict[str, CalledOff],
) -> None:
    """To who takes part, once for each address, but for those who are known already."""
    told = {addresses.key(user.email) for user in known}
    seats = Seat.everywhere.seated().filter(table=table).select_related("user").order_by("pk")
    for seat in seats:
        address = addresses.key(seat.email or (seat.user.email if seat.user else ""))
        if address not in told:
            told.add(address)
            route = ("tables:detail", table.pk, slugify(table.idea.title))
            key = f"{kind}:{table.pk}:{moment}:seat:{seat.pk}"
            gone = None if seat.quiet_at else off.pop(address, None)
            about = {**more, "sits_there": True, "called_off": gone}
            files = gone.attachments if gone else []
            # who comes has to know that a meeting does not go on, and cannot stop that
            category = "" if gone else NEWS
            to_seat(f"tables/{kind}", table, seat, key, route, about, category=category, attachments=files)


def _people(table: Table) -> Iterator[User]:
    found = organisers.of(table)
    if sites.is_open(table.municipality_id):
        found += desk_of(table.municipality, DeskPart.MATCH)
    yield from {user.pk: user for user in found}.values()


def _send(
    kind: str, table: Table, user: User, moment: str, more: dict[str, Any], *, off: CalledOff | None = None
) -> None:
    sender = senders.of(table.municipality_id)
    with override(user.language):
        public_url = sender.base_url + table.get_absolute_url()
    context = {"idea": table.idea, "table_url": public_url, "called_off": off, **more}
    key = f"tables:{kind}:{table.pk}:{moment}:{user.pk}"
    sending.to_user(f"tables/{kind}", key, sender, context, user, attachments=off.attachments if off else ())


def _to_hearer(kind: str, table: Table, moment: str, more: dict[str, Any], off: CalledOff) -> None:
    """To who hears it because of a meeting alone."""
    hearer, sender = off.hearer, senders.of(table.municipality_id)
    with override(hearer.language):
        url = sender.base_url + table.get_absolute_url()
    context = {"idea": table.idea, "name": hearer.name, "url": url, "called_off": off, "organises": hearer.organises}
    sending.to_address(
        f"tables/{kind}",
        f"tables:{kind}:{table.pk}:{moment}:{hearer.label}",
        sender,
        {**context, "for_meeting": True, **more},
        to=hearer.email,
        language=hearer.language,
        recipient=hearer.label,
        attachments=off.attachments,
    )


def _to_operator(kind: str, table: Table, moment: str, more: dict[str, Any], *, off: dict[str, CalledOff]) -> None:
    gone = off.pop(addresses.key(settings.OPERATOR_EMAIL), None)
    sender = senders.national()
    with override("nl"):
        public_url = sender.base_url + table.get_absolute_url()
    url = sender.link("tables:work", "nl", table.pk)
    sending.to_address(
        f"tables/{kind}",
        f"tables:{kind}:{table.pk}:{moment}:operator",
        sender,
        {"idea": table.idea, "table_url": public_url, "url": url, "called_off": gone, **more},
        to=settings.OPERATOR_EMAIL,
        language="nl",
        attachments=gone.attachments if gone else (),
    )
