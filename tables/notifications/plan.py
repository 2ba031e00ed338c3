"""Mails about the action plan: to who does something, and to who organises the table."""

from collections.abc import Sequence
from typing import Any

from aantafel.outbox.attachments import Attachment
from municipalities import senders
from tables.models import Action, Choice, Seat, Table
from tables.notifications import sending
from tables.notifications.asking import NEWS
from tables.road import organisers


def given(actions: Sequence[Action]) -> None:
    """To who does them: what, by when, and a link of their own to say how it goes. One mail for each person."""
    for own in by_doer(actions).values():
        first = own[0]
        if first.seat is not None:
            language = first.seat.user.language if first.seat.user else first.seat.language
            more = {"actions": shown(own, language)}
            _to_doer("tables/action_given", first, f"given:{first.pk}:{first.seat_id}", more)


def by_doer(actions: Sequence[Action]) -> dict[int, list[Action]]:
    """By the number of the seat, of those that somebody at the table does."""
    found: dict[int, list[Action]] = {}
    for one in actions:
        if one.seat_id is not None:
            found.setdefault(one.seat_id, []).append(one)
    return found


def shown(actions: Sequence[Action], language: str) -> list[dict[str, Any]]:
    """For the mail to who does them, each with the link to say how it goes."""
    return [
        {
            "action": one,
            "url": senders.of(one.table.municipality_id).link("tables:action", language, one.key),
        }
        for one in actions
    ]


def reminder(action: Action, *, is_late: bool) -> None:
    """To the same, some days before it, or when the day has passed. Once for each day that was agreed on."""
    key = f"{'late' if is_late else 'soon'}:{action.pk}:{action.due_on}"
    _to_doer("tables/action_reminder", action, key, {"is_late": is_late})


def choice_open(choice: Choice, seat: Seat) -> None:
    """To who takes part: the table chooses, and here you do too. Once for each choice."""
    to_seat(
        "tables/choice_open",
        choice.table,
        seat,
        f"choice:{choice.pk}:{seat.pk}",
        ("tables:ballot", choice.key, seat.key),
        {},
        category=NEWS,
    )


def said(action: Action, *, is_later: bool) -> None:
    """To who organises the table: help is needed, or it takes longer."""
    sender = senders.of(action.table.municipality_id)
    for user in organisers.of(action.table):
        url = sender.link("tables:plan", user.language, action.table_id)
        context = {"action": action, "idea": action.table.idea, "url": url, "is_later": is_later, "who": _who(action)}
        key = f"tables:action-said:{action.pk}:{action.changed_at:%Y%m%d%H%M%S%f}:{user.pk}"
        sending.to_user("tables/action_said", key, sender, context, user)


def _to_doer(kind: str, action: Action, key: str, more: dict[str, Any]) -> None:
    if action.seat is not None:
        to_seat(
            kind, action.table, action.seat, f"action-{key}", ("tables:action", action.key), {"action": action, **more}
        )


def to_seat(
    kind: str,
    table: Table,
    seat: Seat,
    key: str,
    route: tuple[str, *tuple[object, ...]],
    more: dict[str, Any],
    *,
    category: str = "",
    attachments: Sequence[Attachment] = (),
) -> bool:
    """Nobody who has no address, or wants no more mail of this table: then it is False."""
    email = seat.email or (seat.user.email if seat.user else "")
    if not email or seat.quiet_at is not None:
        return False
    language = seat.user.language if seat.user else seat.language
    sender = senders.of(table.municipality_id)
    url = sender.link(route[0], language, *route[1:])
    name = seat.name.split(" ", 1)[0] or (seat.user.get_short_name() if seat.user else "")
    sending.to_address(
        kind,
        f"tables:{key}",
        sender,
        {"idea": table.idea, "url": url, "name": name, **more},
        to=email,
        language=language,
        recipient=seat.recipient,
        category=category,
        attachments=attachments,
    )
    return True


def _who(action: Action) -> str:
    return action.seat.shown_name or action.seat.get_capacity_display() if action.seat else ""
