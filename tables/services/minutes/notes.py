"""The one writer of cards, decisions, actions and who is missing. Each is a row: two note takers never write over each
other. The same, sent twice by the same person within some minutes, stands there once.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError, WrongState
from tables.models import Card, CardGroup, Decision, Minutes, NotedAction, Seat, Wanted
from tables.models.notes import GROUP_LENGTH
from tables.services.minutes.writing import change

MOST_CARDS = 1000


class EnoughCards(DomainError):
    default = _(
        "There are a thousand cards, and no more fit. Put what belongs together on one card, or take some away."
    )


class GoneAlready(WrongState):
    default = _("Somebody else has just taken this away.")


class InThePlan(WrongState):
    default = _("This action stands in the plan by now. Change it there.")


class OnTheList(WrongState):
    default = _("This person is on the list of the table by now. Change it there.")


def add_cards(
    *, actor: User, minutes_id: int, texts: Sequence[str], group_id: int | None = None, new_group: str = ""
) -> int:
    """Write down cards, each text one, in a group that is there, in a new one, or in none. How many were new. Raises
    EnoughCards, MinutesClosed, TooOften.
    """
    with change(minutes_id, actor=actor) as minutes:
        group = _group(minutes, group_id, new_group)
        recent = Card.objects.filter(minutes=minutes, group=group, by=actor, at__gt=clock.a_moment_ago())
        known = set(recent.values_list("text", flat=True))
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        if fresh and Card.objects.filter(minutes=minutes).count() + len(fresh) > MOST_CARDS:
            raise EnoughCards
        Card.objects.bulk_create([Card(minutes=minutes, group=group, text=text, by=actor) for text in fresh])
    return len(fresh)


def move_cards(
    *, actor: User, minutes_id: int, card_ids: Sequence[int], group_id: int | None = None, new_group: str = ""
) -> int:
    """Put cards in another group, in a new one, or in none. What somebody else took away meanwhile is left. How many
    were moved.
    """
    with change(minutes_id, actor=actor) as minutes:
        group = _group(minutes, group_id, new_group)
        moved = Card.objects.filter(minutes=minutes, pk__in=list(card_ids)).update(group=group)
        _sweep(minutes)
    return moved


def change_card(*, actor: User, minutes_id: int, card_id: int, text: str) -> None:
    """Raises GoneAlready, MinutesClosed."""
    with change(minutes_id, actor=actor) as minutes:
        if not Card.objects.filter(minutes=minutes, pk=card_id).update(text=text):
            raise GoneAlready


def remove_cards(*, actor: User, minutes_id: int, card_ids: Sequence[int]) -> None:
    """Safe to run twice."""
    with change(minutes_id, actor=actor) as minutes:
        Card.objects.filter(minutes=minutes, pk__in=list(card_ids)).delete()
        _sweep(minutes)


def rename_group(*, actor: User, minutes_id: int, group_id: int, title: str) -> None:
    """A group that gets the name of another one becomes part of it. Raises GoneAlready."""
    with change(minutes_id, actor=actor) as minutes:
        group = CardGroup.objects.filter(minutes=minutes, pk=group_id).first()
        if group is None:
            raise GoneAlready
        other = CardGroup.objects.filter(minutes=minutes, title__iexact=title).exclude(pk=group_id).first()
        if other is not None:
            group.cards.update(group=other)
            group.delete()
            return
        group.title = title
        group.save(update_fields=["title"])


def add_decision(*, actor: User, minutes_id: int, text: str) -> None:
    with change(minutes_id, actor=actor) as minutes:
        _once(Decision, minutes, actor, text=text, removed_at=None)


def change_decision(*, actor: User, minutes_id: int, decision_id: int, text: str) -> None:
    """Raises GoneAlready."""
    with change(minutes_id, actor=actor) as minutes:
        if not Decision.objects.filter(minutes=minutes, pk=decision_id, removed_at=None).update(text=text):
            raise GoneAlready


def remove_decision(*, actor: User, minutes_id: int, decision_id: int) -> None:
    """One that was published keeps its number, which no other decision gets. Safe to run twice."""
    with change(minutes_id, actor=actor) as minutes:
        rows = Decision.objects.filter(minutes=minutes, pk=decision_id)
        rows.filter(number=None).delete()
        rows.filter(number__isnull=False, removed_at=None).update(removed_at=clock.now())


def add_action(
    *, actor: User, minutes_id: int, text: str, seat_id: int | None = None, who: str = "", due_on: date | None = None
) -> None:
    """`seat_id` is who at the table does it, `who` somebody in words; neither is known yet when both are empty."""
    with change(minutes_id, actor=actor) as minutes:
        seat = _seat(minutes, seat_id)
        _once(NotedAction, minutes, actor, text=text, seat=seat, who="" if seat else who, due_on=due_on)


def change_action(
    *,
    actor: User,
    minutes_id: int,
    action_id: int,
    text: str,
    seat_id: int | None = None,
    who: str = "",
    due_on: date | None = None,
) -> None:
    """Raises GoneAlready, and InThePlan for one that was published: it goes on there."""
    with change(minutes_id, actor=actor) as minutes:
        noted = _noted(minutes, action_id)
        if noted is None:
            raise GoneAlready
        noted.text, noted.seat, noted.due_on = text, _seat(minutes, seat_id), due_on
        noted.who = "" if noted.seat else who
        noted.save(update_fields=["text", "seat", "who", "due_on"])


def remove_action(*, actor: User, minutes_id: int, action_id: int) -> None:
    """Safe to run twice. Raises InThePlan."""
    with change(minutes_id, actor=actor) as minutes:
        noted = _noted(minutes, action_id)
        if noted is not None:
            noted.delete()


def add_wanted(*, actor: User, minutes_id: int, capacity: str, role: str = "", name: str = "", why: str = "") -> None:
    with change(minutes_id, actor=actor) as minutes:
        _once(Wanted, minutes, actor, capacity=capacity, role=role, name=name, why=why)


def remove_wanted(*, actor: User, minutes_id: int, wanted_id: int) -> None:
    """Safe to run twice. Raises OnTheList for somebody who came on the list when the minutes were published."""
    with change(minutes_id, actor=actor) as minutes:
        wanted = Wanted.objects.filter(minutes=minutes, pk=wanted_id).first()
        if wanted is not None and wanted.listed_at is not None:
            raise OnTheList
        if wanted is not None:
            wanted.delete()


def _group(minutes: Minutes, group_id: int | None, title: str) -> CardGroup | None:
    """A new one when it has a name; one that is gone meanwhile is none."""
    if title:
        found = CardGroup.objects.filter(minutes=minutes, title__iexact=title).first()
        return found or CardGroup.objects.create(minutes=minutes, title=title[:GROUP_LENGTH])
    return CardGroup.objects.filter(minutes=minutes, pk=group_id).first() if group_id else None


def _sweep(minutes: Minutes) -> None:
    """A group without cards goes."""
    CardGroup.objects.filter(minutes=minutes, cards=None).delete()


def _seat(minutes: Minutes, seat_id: int | None) -> Seat | None:
    rows = Seat.everywhere.listed().filter(table=minutes.meeting.table_id)
    return rows.filter(pk=seat_id).first() if seat_id else None


def _noted(minutes: Minutes, action_id: int) -> NotedAction | None:
    noted = NotedAction.objects.filter(minutes=minutes, pk=action_id).first()
    if noted is not None and noted.action_id is not None:
        raise InThePlan
    return noted


def _once(model: Any, minutes: Minutes, actor: User, **fields: Any) -> None:
    if not model.objects.filter(minutes=minutes, by=actor, at__gt=clock.a_moment_ago(), **fields).exists():
        model.objects.create(minutes=minutes, by=actor, **fields)
