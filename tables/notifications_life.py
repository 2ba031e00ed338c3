"""Mails to the people of a table about how it stands: its owners, its coach and the desk that looks after it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import override

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from aantafel.outbox.services import enqueue
from coaches.notifications.base import desk_of
from municipalities import senders, sites
from tables import organisers
from tables.enums import ActorRole
from tables.models import OwnerWord, Table


def stopped(table: Table, *, by: User | None, role: ActorRole, reason: str) -> None:
    _to_all("stopped", table, by, role, {"reason": reason})


def resumed(table: Table, *, by: User | None, role: ActorRole, reason: str) -> None:
    _to_all("resumed", table, by, role, {"reason": reason})


def finished(table: Table, *, by: User | None, role: ActorRole, word: OwnerWord | None) -> None:
    _to_all("finished", table, by, role, {"word": word, "reason": word.reason if word else ""})


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


def _to_all(kind: str, table: Table, by: User | None, role: ActorRole, more: dict[str, Any]) -> None:
    """Everyone once, but for who did it."""
    more = {"role": role.label, **more}
    moment = f"{table.moved_at:%Y%m%d%H%M%S%f}"
    sender = senders.of(table.municipality_id)
    for user in _people(table):
        if user != by:
            url = sender.link("tables:work", user.language, table.pk)
            _send(kind, table, user, moment, {"url": url, **more})
    if not sites.is_open(table.municipality_id) and role is not ActorRole.OPERATOR:
        _to_operator(kind, table, moment, more)


def _people(table: Table) -> Iterator[User]:
    found = organisers.of(table)
    if sites.is_open(table.municipality_id):
        found += desk_of(table.municipality, DeskPart.MATCH)
    yield from {user.pk: user for user in found}.values()


def _send(kind: str, table: Table, user: User, moment: str, more: dict[str, Any]) -> None:
    sender = senders.of(table.municipality_id)
    with override(user.language):
        public_url = sender.base_url + table.get_absolute_url()
    context = {"idea": table.idea, "name": user.get_short_name(), "table_url": public_url, **more}
    enqueue(
        kind=f"tables/{kind}",
        to=user.email,
        language=user.language,
        dedupe_key=f"tables:{kind}:{table.pk}:{moment}:{user.pk}",
        conversation=f"to:{user.email}",
        recipient=user.recipient,
        **sender.mail(context),
    )


def _to_operator(kind: str, table: Table, moment: str, more: dict[str, Any]) -> None:
    sender = senders.national()
    with override("nl"):
        public_url = sender.base_url + table.get_absolute_url()
    url = sender.link("tables:work", "nl", table.pk)
    enqueue(
        kind=f"tables/{kind}",
        to=settings.OPERATOR_EMAIL,
        language="nl",
        dedupe_key=f"tables:{kind}:{table.pk}:{moment}:operator",
        conversation=f"to:{settings.OPERATOR_EMAIL}",
        **sender.mail({"idea": table.idea, "table_url": public_url, "url": url, **more}),
    )
