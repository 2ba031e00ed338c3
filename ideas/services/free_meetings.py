"""The one writer of where a free meeting stands. The operator plans it, holds it, and tells what came of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, WrongState
from ideas.enums import FreeMeetingState as State
from ideas.enums import NoticeWay
from ideas.models import FreeMeeting

# each state with those that may follow; one step back is for what was written down too early
FOLLOWS: dict[State, tuple[State, ...]] = {
    State.TO_PLAN: (State.PLANNED,),
    State.PLANNED: (State.HELD, State.TO_PLAN),
    State.HELD: (State.TOLD, State.PLANNED),
    State.TOLD: (State.HELD,),
}


class DayNeeded(WrongState):
    default = _("Say on which day the meeting is.")


class NotYet(WrongState):
    default = _("This day has not come yet.")


def move(
    *, actor: User, meeting_id: int, to: State, planned_for: date | None, note: str, seen: str | None = None
) -> None:
    """Put the meeting in another state, or keep its state and change the day or the note.

    `seen` is the state that the operator had in front of them: Conflict when a colleague has moved it since. Raises
    WrongState for a step that does not follow, DayNeeded, and NotYet for a meeting held on a day to come.
    """
    with transaction.atomic():
        meeting = FreeMeeting.objects.select_for_update().get(pk=meeting_id)
        current = State(meeting.state)
        if seen is not None and seen != current:
            raise Conflict
        if to is not current and to not in FOLLOWS[current]:
            raise WrongState
        if to is not State.TO_PLAN and planned_for is None:
            raise DayNeeded
        if to in (State.HELD, State.TOLD) and planned_for is not None and planned_for > clock.today():
            raise NotYet
        meeting.state, meeting.planned_for, meeting.note = to, planned_for, note
        meeting.changed_at, meeting.changed_by = clock.now(), actor
        meeting.save(update_fields=["state", "planned_for", "note", "changed_at", "changed_by"])
        transaction.on_commit(page_cache.purge, robust=True)


def tell_by_hand(*, actor: User, meeting_id: int) -> None:
    """The operator has filled in the municipality's contact form. Once; a second time changes nothing."""
    with transaction.atomic():
        meeting = FreeMeeting.objects.select_for_update().get(pk=meeting_id)
        if meeting.told_by_form_at is not None:
            return
        meeting.way, meeting.told_by_form_at = NoticeWay.FORM, clock.now()
        meeting.changed_at, meeting.changed_by = clock.now(), actor
        meeting.save(update_fields=["way", "told_by_form_at", "changed_at", "changed_by"])
