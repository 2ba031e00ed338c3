"""What happens by the clock: who did not answer is asked once more, and who organises hears of answers once a day."""

from datetime import timedelta

from django.db import transaction

from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from tables.enums import InvitationWay, MeetingState, SeatSource, TableState
from tables.models import Invitation, Table
from tables.notifications import asking as notifications
from tables.road import organisers
from tables.services import steps

CHASE_BEFORE = timedelta(days=6)  # so long before a meeting who has not answered is asked once more
NOT_AFTER = timedelta(days=1)  # not on the last day: that is for who comes
AFTER_ASKING = timedelta(days=2)  # and not at once


def chase_due() -> int:
    """Ask once more, once. Safe to run twice: the moment is the mark."""
    now = clock.now()
    due = Invitation.everywhere.filter(
        meeting__state=MeetingState.PLANNED,
        meeting__starts_at__range=(now + NOT_AFTER, now + CHASE_BEFORE),
        meeting__table__state=TableState.RUNNING,
        meeting__table__idea__state="published",
        way=InvitationWay.MAIL,
        sent_at__lt=now - AFTER_ASKING,
        answer="",
        chased_at=None,
        seat__removed_at=None,
        seat__erased_at=None,
        seat__quiet_at=None,
    )
    due = due.exclude(seat__email="").exclude(seat__source=SeatSource.TOWN)
    return sum(_chase(pk) for pk in list(due.order_by("pk").values_list("pk", flat=True)[:1000]))


def tell_answers() -> int:
    """To who organises: the answers that they have not heard of, in one mail a day for each table. An answer that comes
    later on the day waits for the next. Safe to run twice.
    """
    tables = Invitation.everywhere.filter(is_news=True).values_list("meeting__table_id", flat=True).distinct()
    return sum(_tell(pk) for pk in sorted(tables.order_by()[:1000]))


def _chase(invitation_id: int) -> bool:
    with transaction.atomic():
        table_id = Invitation.everywhere.values_list("meeting__table_id", flat=True).get(pk=invitation_id)
        table = steps.lock(table_id)
        rows = Invitation.everywhere.select_for_update(of=("self",), no_key=True).select_related("seat", "meeting")
        invitation = rows.filter(pk=invitation_id, answer="", chased_at=None, seat__quiet_at=None).first()
        if invitation is None:
            return False
        invitation.meeting.table = table
        invitation.chased_at = clock.now()
        invitation.save(update_fields=["chased_at"])
        notifications.chase(invitation)
    return True


def _tell(table_id: int) -> bool:
    with transaction.atomic():
        table: Table = steps.lock(table_id)
        rows = Invitation.everywhere.filter(meeting__table=table, is_news=True).order_by("meeting", "answered_at", "pk")
        news = list(rows.select_for_update(of=("self",), no_key=True).select_related("seat", "meeting"))
        keys = [notifications.digest_key(table, user) for user in organisers.of(table)]
        if not news or OutgoingMail.objects.filter(dedupe_key__in=keys).exists():
            return False
        notifications.answers_came(table, news)
        Invitation.everywhere.filter(pk__in=[one.pk for one in news]).update(is_news=False)
    return True
