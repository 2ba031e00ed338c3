"""The one writer of where a free meeting stands. The operator plans it, holds it, and tells what came of it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, WrongState
from aantafel.core.marks import mark
from ideas import notifications
from ideas.enums import FreeMeetingState as State
from ideas.enums import NoticeWay
from ideas.models import FreeMeeting, Idea
from ideas.notifications import fifty_municipality_key
from ideas.services import municipality_mail

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


class DayHasBeen(WrongState):
    default = _("This day has been. Choose a day to come.")


def move(
    *,
    actor: User,
    meeting_id: int,
    to: State,
    planned_for: date | None,
    note: str,
    seen: str | None = None,
    mail: bool = True,
) -> None:
    """Put the meeting in another state, or keep its state and change the day or the note.

    The pinner hears by mail of each day that is set, moved or taken back, unless the table tells them (not `mail`).
    `seen` is the `meeting_mark` of what the operator had in front of them: Conflict when a colleague has changed it
    since. Raises WrongState for a step that does not follow, DayNeeded, NotYet for a meeting held on a day to come, and
    DayHasBeen for one planned in the past.
    """
    with transaction.atomic():
        meeting = FreeMeeting.objects.select_for_update(of=("self",)).select_related("idea").get(pk=meeting_id)
        if seen is not None and seen != meeting_mark(meeting):
            raise Conflict
        before = meeting.planned_for if meeting.state == State.PLANNED else None
        _check(meeting, to, planned_for)
        meeting.state, meeting.note = to, note
        meeting.planned_for = None if to is State.TO_PLAN else planned_for
        _save(meeting, actor, "state", "planned_for", "note")
        if mail:
            _tell_pinner(meeting, before)
        transaction.on_commit(page_cache.purge, robust=True)


def follow(*, idea_id: int, to: State, day: date | None, actor: User | None) -> None:
    """The meeting at the table moved, and the record goes along. What was told already stays told. The table mails.
    Inside the caller's transaction, which has locked the table.
    """
    meeting = FreeMeeting.objects.select_for_update(of=("self",)).filter(idea=idea_id).first()
    if meeting is None or (meeting.state == State.TOLD and to is State.HELD):
        return
    meeting.state, meeting.planned_for = to, day if to is not State.TO_PLAN else None
    _save(meeting, actor, "state", "planned_for")


def meeting_mark(meeting: FreeMeeting) -> str:
    """A short mark of how the meeting stands; another state, day or note gives another mark."""
    return mark(meeting.state, meeting.planned_for, meeting.note)


def tell_by_hand(*, actor: User, meeting_id: int) -> None:
    """The operator has filled in the municipality's contact form. Once; a second time changes nothing.

    Raises WrongState for a municipality that hears of it by mail.
    """
    with transaction.atomic():
        meeting = FreeMeeting.objects.select_for_update().get(pk=meeting_id)
        if meeting.way != NoticeWay.FORM:
            raise WrongState
        if meeting.told_by_form_at is None:
            meeting.told_by_form_at = clock.now()
            _save(meeting, actor, "told_by_form_at")


def by_hand_instead(*, actor: User, meeting_id: int) -> None:
    """The mail to the municipality does not arrive: from now on it is a task to fill in the contact form.

    Raises AlreadyTold for a mail that was sent, WrongState for one that is being sent at this moment.
    """
    with transaction.atomic():
        meeting = _told_by_mail(meeting_id)
        municipality_mail.give_up(fifty_municipality_key(meeting.idea_id), actor=actor)
        meeting.way = NoticeWay.FORM
        _save(meeting, actor, "way")


def send_again(*, actor: User, meeting_id: int) -> None:
    """The mail to the municipality once more, to the mailbox that it has now. Raises AlreadyTold, and WrongState."""
    with transaction.atomic():
        meeting = _told_by_mail(meeting_id)
        key = fifty_municipality_key(meeting.idea_id)
        municipality_mail.send_again(key, municipality_id=meeting.municipality_id, actor=actor)


def _check(meeting: FreeMeeting, to: State, day: date | None) -> None:
    current = State(meeting.state)
    if to is not current and to not in FOLLOWS[current]:
        raise WrongState
    if to is State.TO_PLAN:
        return
    if day is None:
        raise DayNeeded
    if to is State.PLANNED and day < clock.today() and day != meeting.planned_for:
        raise DayHasBeen
    if to in (State.HELD, State.TOLD) and day > clock.today():
        raise NotYet


def _tell_pinner(meeting: FreeMeeting, before: date | None) -> None:
    """Only of days to come: what is written down afterwards is no news."""
    day = meeting.planned_for if meeting.state == State.PLANNED else None
    if day is not None and day != before and day >= clock.today():
        notifications.meeting_day(meeting, before=before)
    elif meeting.state == State.TO_PLAN and before is not None:
        notifications.meeting_off(meeting, before=before)


def _told_by_mail(meeting_id: int) -> FreeMeeting:
    """The locked meeting, of which a mail tells the municipality."""
    meeting = FreeMeeting.objects.select_for_update().get(pk=meeting_id)
    if meeting.way != NoticeWay.MAIL:
        raise WrongState
    return meeting


def _save(meeting: FreeMeeting, actor: User | None, *fields: str) -> None:
    meeting.changed_at, meeting.changed_by = clock.now(), actor
    meeting.save(update_fields=[*fields, "changed_at", "changed_by"])


def hand_on(idea: Idea, *, to: Idea) -> None:
    """Two ideas are put together, and the promise of one is the other's. Inside the caller's transaction."""
    for meeting in FreeMeeting.objects.select_for_update(of=("self",), no_key=True).filter(idea=idea):
        meeting.idea = to
        meeting.save(update_fields=["idea"])
