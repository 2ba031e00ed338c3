"""Who owns a table: whoever pinned the idea, alone or with others. The last owner cannot leave."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock
from aantafel.core.errors import WrongState
from tables.enums import ActorRole, TableState, TimelineKind
from tables.lifecycle import Step
from tables.models import Seat, Table
from tables.notifications import life as mails
from tables.permissions import owns
from tables.services import places, steps

FROM = Step.ASK  # before that a table is one person's idea


class CannotShare(WrongState):
    default = _("The ownership of this table cannot be shared now. Look at the page again.")


class NeedsAccount(WrongState):
    default = _("This person has no account here. Ask them to sign in once with their e-mail address.")


class LastOwner(WrongState):
    default = _("You are the only owner. Share the ownership with somebody first, or stop the table.")


def can_share(table: Table) -> bool:
    return table.state == TableState.RUNNING and table.step >= FROM


def co_owners(table: Table) -> list[Seat]:
    """Who owns it besides whoever pinned the idea, with their accounts. One query. Uses `idea`."""
    rows = Seat.everywhere.listed().filter(table=table, is_owner=True, user__isnull=False).select_related("user")
    return [seat for seat in rows if seat.user_id != table.idea.owner_id]


def candidates(table: Table) -> list[Seat]:
    """Who at this table could own it too: they have an account. One query."""
    rows = Seat.everywhere.listed().filter(table=table, is_owner=False, user__isnull=False).select_related("user")
    return [seat for seat in rows if seat.user is not None and seat.user.is_active]


def share(*, actor: User, table_id: int, seat_id: int) -> Seat:
    """An owner lets somebody at the table own it too, who hears it by mail. Safe to run twice. Locks person, table and
    seat. Raises CannotShare, NeedsAccount.
    """
    with transaction.atomic():
        people.lock(actor)
        table = steps.lock(table_id)
        if not can_share(table) or not owns(actor, table):
            raise CannotShare
        rows = Seat.everywhere.listed().select_for_update(of=("self",), no_key=True).select_related("user")
        seat = rows.filter(table=table, pk=seat_id).first()
        if seat is None:
            raise CannotShare
        if seat.user is None or not seat.user.is_active:
            raise NeedsAccount
        if seat.is_owner:
            return seat
        seat.is_owner = True
        seat.save(update_fields=["is_owner"])
        steps.tell(table, TimelineKind.OWNERS, actor=actor, role=ActorRole.OWNER)
        mails.shared(table, seat.user, by=actor)
    return seat


def leave(*, actor: User, table_id: int) -> None:
    """An owner leaves the table to the others. They keep their seat, and their place at a meeting when they said that
    they come. Locks person, table, seat and meetings. Raises CannotShare for who owns nothing there, LastOwner.
    """
    with transaction.atomic():
        people.lock(actor)
        table = steps.lock(table_id)
        if not owns(actor, table):
            raise CannotShare
        if not _others(actor, table):
            raise LastOwner
        if table.idea.owner_id == actor.pk:
            table.pinner_left_at = clock.now()
            table.save(update_fields=["pinner_left_at"])
        seats = Seat.everywhere.listed().select_for_update(of=("self",), no_key=True)
        for seat in seats.filter(table=table, user=actor, is_owner=True):
            seat.is_owner = False
            seat.save(update_fields=["is_owner"])
        places.fill_all(table)
        steps.tell(table, TimelineKind.OWNERS, actor=actor, role=ActorRole.OWNER)


def _others(actor: User, table: Table) -> bool:
    """Whether somebody else with an account owns it."""
    pinner = table.idea.owner_id
    if pinner not in (None, actor.pk) and table.pinner_left_at is None:
        return True
    return any(seat.user_id != actor.pk for seat in co_owners(table))
