"""The operator's record of a free meeting goes where its meeting at the table goes."""

from django.utils import timezone

from aantafel.accounts.models import User
from ideas.enums import FreeMeetingState
from ideas.services import free_meetings
from tables.enums import MeetingState
from tables.models import Meeting, Minutes

STATES = {
    MeetingState.POLL: FreeMeetingState.TO_PLAN,
    MeetingState.PLANNED: FreeMeetingState.PLANNED,
    MeetingState.HELD: FreeMeetingState.HELD,
    MeetingState.CANCELLED: FreeMeetingState.TO_PLAN,
}


def follow(meeting: Meeting, *, actor: User | None) -> None:
    """Inside the transaction that changed a locked meeting, or published its minutes; of any other than the free one
    there is no record.
    """
    if not meeting.is_free:
        return
    state = STATES[MeetingState(meeting.state)]
    if state is FreeMeetingState.HELD and Minutes.everywhere.filter(meeting=meeting, version__gt=0).exists():
        state = FreeMeetingState.TOLD
    day = timezone.localdate(meeting.starts_at) if meeting.starts_at else None
    free_meetings.follow(idea_id=meeting.table.idea_id, to=state, day=day, actor=actor)
