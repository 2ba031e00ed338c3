"""The one writer of the action plan: who does what by when, and how that goes."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, DomainError, WrongState
from tables.enums import ActionState, TableState
from tables.models import Action, Meeting, Seat, Table
from tables.notifications import plan as mails
from tables.services import steps

REMIND_BEFORE = timedelta(days=3)
MOST = 100


class NotNow(WrongState):
    default = _("This table does not go on, so its plan stays as it is. Your text is still here.")


class TooMany(WrongState):
    default = _("There are a hundred actions in this plan. Take away what is no longer needed.")


class Changed(Conflict):
    """Somebody else has changed it since; `action` is what now stands there."""

    default = _("Somebody else has changed this action in the meantime. Your text is still here.")

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.action = action


class NotOpen(WrongState):
    default = _("This action is done or no longer needed. You need not do anything.")


class DayMissing(DomainError):
    default = _("Choose a day from today on.")


def add_action(
    table: Table,
    *,
    text: str,
    seat: Seat | None,
    due_on: date | None,
    meeting: Meeting | None,
    actor: User | None,
    who: str = "",
) -> Action:
    """One more action; `who` is somebody in words, as long as nobody of the list does it. Inside the caller's
    transaction, which has locked the table, and mails it (`is_news`).
    """
    last = Action.everywhere.filter(table=table).aggregate(last=Max("number"))["last"] or 0
    transaction.on_commit(page_cache.purge, robust=True)
    return Action.everywhere.create(
        table=table,
        number=last + 1,
        round=table.round,
        meeting=meeting,
        text=text,
        seat=seat,
        who="" if seat else who,
        due_on=due_on,
        made_by=actor,
    )


def is_news(action: Action, actor: User | None) -> bool:
    """Whether whoever does it gets a mail with a link of their own: not when they wrote it down themselves, or the
    table has stopped.
    """
    return (
        action.seat is not None
        and (actor is None or action.seat.user_id != actor.pk)
        and action.table.state == TableState.RUNNING
    )


def add(*, actor: User, table_id: int, text: str, seat: Seat | None, due_on: date | None, who: str = "") -> Action:
    """One more action of the plan. Locks the table. Raises NotNow, TooMany."""
    with transaction.atomic():
        table = steps.lock_running(table_id, NotNow)
        if Action.everywhere.filter(table=table).exclude(state=ActionState.DROPPED).count() >= MOST:
            raise TooMany
        action = add_action(table, text=text, seat=seat, due_on=due_on, meeting=None, actor=actor, who=who)
        if is_news(action, actor):
            mails.given([action])
        steps.give_sign_of_life(table)
    return action


def change(
    *,
    actor: User,
    table_id: int,
    action_id: int,
    seen: datetime | None,
    text: str,
    seat: Seat | None,
    due_on: date | None,
    who: str = "",
) -> Action:
    """Another text, person or day. Somebody new gets the mail, and the link of who had it opens nothing any more; a new
    day begins the reminders anew. Raises NotNow, Changed.
    """
    with transaction.atomic():
        table = steps.lock_running(table_id, NotNow)
        action = _lock_action(table, action_id)
        if seen is not None and action.changed_at != seen:
            raise Changed(action)
        is_new_person = action.seat_id != (seat.pk if seat else None)
        if is_new_person:
            action.key = uuid4()
        _set_day(action, due_on)
        action.text, action.seat, action.who = text, seat, "" if seat else who
        _save(action)
        if is_new_person and is_news(action, actor):
            mails.given([action])
        steps.give_sign_of_life(table)
    return action


def put(*, table_id: int, action_id: int, state: ActionState) -> Action:
    """Done, to do again, or not needed any more, by who organises the table. The same again changes nothing. Raises
    NotNow.
    """
    with transaction.atomic():
        table = steps.lock_running(table_id, NotNow)
        action = _lock_action(table, action_id)
        if action.state != state:
            _put(action, state)
            steps.give_sign_of_life(table)
    return action


def say(*, key: UUID, state: ActionState, said: str = "", due_on: date | None = None) -> Action:
    """What whoever does it says, by the link from their mail: done, or help is needed, or (with a day) later.
    Organisers hear of help and of later. Raises NotNow, NotOpen, DayMissing, Action.DoesNotExist.
    """
    with transaction.atomic():
        table = steps.lock_running(Action.everywhere.values_list("table", flat=True).get(key=key), NotNow)
        action = Action.everywhere.select_for_update(of=("self",)).select_related("seat").get(key=key)
        if not action.is_open:
            if action.state == state:
                return action
            raise NotOpen
        is_later = due_on is not None
        if is_later and due_on is not None and due_on < clock.today():
            raise DayMissing
        action.table, action.said = table, said
        if is_later:
            _set_day(action, due_on)
        _put(action, state)
        if is_later or state is ActionState.HELP:
            mails.said(action, is_later=is_later)
        steps.give_sign_of_life(table)
    return action


def not_done(*, key: UUID) -> Action:
    """By the same link: it was done by mistake, and is still to do. Of one that was not done it changes nothing. Raises
    NotNow, NotOpen, Action.DoesNotExist.
    """
    with transaction.atomic():
        table = steps.lock_running(Action.everywhere.values_list("table", flat=True).get(key=key), NotNow)
        action = Action.everywhere.select_for_update(of=("self",)).get(key=key)
        if action.state == ActionState.DROPPED:
            raise NotOpen
        if action.state == ActionState.DONE:
            _put(action, ActionState.OPEN)
            steps.give_sign_of_life(table)
    return action


def remind_due() -> int:
    """Who has something to do in some days hears of it once, and once more when the day has passed. Each in a
    transaction of its own. Returns how many were reminded.
    """
    today = clock.today()
    told_before = clock.now() - timedelta(days=1)  # whoever got it just now need not be reminded of it
    soon = Q(reminded_at=None, due_on__gte=today, due_on__lte=today + REMIND_BEFORE, made_at__lt=told_before)
    late = Q(overdue_at=None, due_on__lt=today)
    waiting = Action.everywhere.filter(soon | late, state=ActionState.OPEN, seat__isnull=False)
    waiting = waiting.filter(table__state=TableState.RUNNING, table__idea__state="published")
    return sum(_remind(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True))


def _remind(action_id: int) -> bool:
    with transaction.atomic():
        table = Table.everywhere.get(actions=action_id)
        steps.lock(table.pk)
        rows = Action.everywhere.select_for_update(of=("self",), skip_locked=True).select_related("seat", "table__idea")
        action = rows.filter(pk=action_id, state=ActionState.OPEN).first()
        if action is None or action.due_on is None:
            return False
        is_late = action.due_on < clock.today()
        if (action.overdue_at if is_late else action.reminded_at) is not None:
            return False
        if is_late:
            action.overdue_at = clock.now()
        else:
            action.reminded_at = clock.now()
        action.save(update_fields=["overdue_at", "reminded_at"])
        mails.reminder(action, is_late=is_late)
    return True


def _put(action: Action, state: ActionState) -> None:
    action.state = state
    action.done_at = clock.now() if state is ActionState.DONE else None
    _save(action)


def _set_day(action: Action, due_on: date | None) -> None:
    if action.due_on != due_on:
        action.due_on, action.reminded_at, action.overdue_at = due_on, None, None


def _save(action: Action) -> None:
    action.changed_at = clock.now()
    action.save()
    transaction.on_commit(page_cache.purge, robust=True)


def _lock_action(table: Table, action_id: int) -> Action:
    action = Action.everywhere.select_for_update(of=("self",)).select_related("seat").get(pk=action_id, table=table)
    action.table = table
    return action
