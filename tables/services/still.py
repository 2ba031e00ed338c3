"""Tables that stand still: their people are asked once how it goes, and without an answer the table rests.

Safe to run twice: the table is locked, and asked again only after a sign of life and another such while.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock
from aantafel.core.errors import WrongState
from coaches.enums_talk import HelpKind
from coaches.services import help_requests
from ideas.models import Reaction, Support
from tables.enums import ActorRole, TableState
from tables.models import Table
from tables.notifications import life as mails
from tables.permissions import role_at
from tables.road import organisers, standing_still
from tables.services import steps

SALT = "tables.still"


class Answered(WrongState):
    default = _("This was answered already, or something has happened at the table since. Thank you.")


@dataclass(frozen=True)
class Asked:
    """Who was asked about which table, and when, as the link in the mail says."""

    table: Table
    user: User
    role: ActorRole | None
    is_open: bool


def key_for(table: Table, user: User) -> str:
    """What stands in the link to this person: good for this one question alone."""
    return signing.dumps([table.pk, user.pk, _moment(table.asked_at)], salt=SALT)


def read(key: str) -> Asked | None:
    """None for a link that was not made here. `is_open` tells whether the question still waits for an answer."""
    try:
        table_id, user_id, moment = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None
    tables = Table.everywhere.select_related("idea__owner", "idea__pinner", "municipality").defer("idea__search")
    table = tables.filter(pk=table_id).first()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if table is None or user is None or not table.idea.is_public:
        return None
    role = role_at(user, table) or _as_helper(user, table)
    return Asked(table, user, role, role is not None and _waits(table, moment))


def ask_due() -> int:
    """Ask the people of each table that stands still. Returns how many tables that were."""
    rows = standing_still.silent(Table.everywhere.filter(asked_at=None), now=clock.now())
    return sum(ask(pk) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


def let_rest() -> int:
    """Who was asked and did not answer: the public page says that the table rests. Returns how many that were."""
    due = clock.now() - timedelta(days=settings.TABLE_ANSWER_DAYS)
    rows = Table.everywhere.public().filter(state=TableState.RUNNING, asked_at__lt=due, rests_since=None)
    return sum(let_lie(pk) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


def wake() -> int:
    """Others brought or said something at the idea of a table that was asked, or rests: that is life too."""
    about = {"idea": OuterRef("idea"), "created_at__gt": OuterRef("asked_at")}
    brought = Q(Exists(Support.objects.filter(**about))) | Q(Exists(Reaction.everywhere.filter(**about)))
    rows = Table.everywhere.filter(brought, state=TableState.RUNNING).order_by("pk")
    found = list(rows.values_list("pk", flat=True))
    for pk in found:
        with transaction.atomic():
            steps.give_sign_of_life(steps.lock(pk))
    return len(found)


def say_busy(key: str) -> Table:
    """It goes on: the table is alive, and its people are asked again after another such while. Raises Answered."""
    with transaction.atomic():
        asked = _open(key)
        steps.give_sign_of_life(asked.table)
    return asked.table


def ask_help(key: str, *, text: str) -> Table:
    """The desk hears that somebody needs help; where no site is open, the operator. Raises Answered, TooMany."""
    asked = read(key)
    if asked is None or not asked.is_open:
        raise Answered
    with transaction.atomic():
        people.lock(asked.user)
        asked = _open(key)
        table = asked.table
        help_requests.ask(
            actor=asked.user, municipality=table.municipality, idea=table.idea, kind=HelpKind.OTHER, text=text
        )
        steps.give_sign_of_life(table)
    return table


def stop(key: str, *, reason: str) -> Table:
    """Who may stop the table does so, with a public reason. Raises Answered, and what `steps.end` raises."""
    with transaction.atomic():
        asked = _open(key)
        if asked.role is None:
            raise Answered
        return steps.end(asked.table.pk, actor=asked.user, role=asked.role, reason=reason)


def _open(key: str) -> Asked:
    """With the table locked."""
    asked = read(key)
    if asked is None:
        raise Answered
    table = steps.lock(asked.table.pk)
    moment = signing.loads(key, salt=SALT)[2]
    if not asked.is_open or not _waits(table, moment):
        raise Answered
    return Asked(table, asked.user, asked.role, True)


def _waits(table: Table, moment: str) -> bool:
    return table.state == TableState.RUNNING and table.asked_at is not None and _moment(table.asked_at) == moment


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _as_helper(user: User, table: Table) -> ActorRole | None:
    """Whoever filled the idea in for somebody without an account hears of it, and may tell how it goes."""
    pinner = getattr(table.idea, "pinner", None)
    helps = table.idea.owner_id is None and pinner is not None and pinner.helper_id == user.pk
    return ActorRole.OWNER if helps else None


def ask(table_id: int) -> bool:
    """The people of one table, if it stands still and they were not asked yet."""
    with transaction.atomic():
        table = steps.lock(table_id)
        still = standing_still.silent(Table.everywhere.filter(pk=table_id, asked_at=None), now=clock.now())
        if not still.exists():
            return False
        table.asked_at = clock.now()
        table.save(update_fields=["asked_at"])
        asked = {user.pk: user for user in organisers.of(table)}
        for user in asked.values():
            mails.asked_how_it_goes(table, user, key_for(table, user))
    return True


def let_lie(table_id: int) -> bool:
    """One table rests, if nobody answered in time."""
    due = clock.now() - timedelta(days=settings.TABLE_ANSWER_DAYS)
    with transaction.atomic():
        table = steps.lock(table_id)
        if table.state != TableState.RUNNING or table.asked_at is None or table.asked_at >= due or table.rests_since:
            return False
        steps.rest(table)
    return True
