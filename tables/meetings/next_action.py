"""What the next thing to do is for a meeting, for who organises it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tables.asking import people, triangle
from tables.enums import ActorRole, MeetingState, MinutesState
from tables.minutes.text import path_of
from tables.models import DateAsk, DateOption, FacilitatorAsk, Invitation, Meeting, Minutes, Seat
from tables.road.addresses import address
from tables.road.todo import WORDS, Task
from tables.services import attendance
from tables.services.minutes.publishing import may_publish


@dataclass(frozen=True)
class Next:
    """A sentence, and where it can be done; without an address there is nothing to do now."""

    text: str
    url: str = ""
    label: str = ""


def of(meeting: Meeting, now: datetime, role: ActorRole = ActorRole.OWNER) -> Next:
    """Ten queries at most. Who only leads the meeting is not sent to what they cannot open."""
    organises = role is not ActorRole.FACILITATOR
    if meeting.state == MeetingState.CANCELLED:
        return _cancelled(meeting, organises)
    if meeting.state == MeetingState.HELD:
        return _held(meeting, role)
    if meeting.state == MeetingState.POLL:
        return _poll(meeting) if organises else Next(_("The date is not known yet. You get a mail when it is."))
    if meeting.ends_at is not None and now > meeting.ends_at:
        return Next(_("Has the meeting been? Say so, so that the minutes can be finished."), "", "")
    has_begun = meeting.starts_at is not None and meeting.starts_at <= now
    if attendance.is_open(meeting, now) and (has_begun or not organises or _somebody_invited(meeting)):
        return Next(_("Check in who is here."), _at("attendance", meeting), _("Who is here"))
    return _coming(meeting, organises)


def _coming(meeting: Meeting, organises: bool) -> Next:
    if not organises:
        return Next(_("Look at the agenda, and prepare the meeting."), _at("meeting_agenda", meeting), _("The agenda"))
    if not (meeting.place or meeting.address or meeting.link):
        return Next(
            _("People do not know yet where to go. Fill in the place."),
            _at("meeting_change", meeting),
            _("Fill in the place"),
        )
    if meeting.facilitator_id is None and not FacilitatorAsk.everywhere.running().filter(meeting=meeting).exists():
        return Next(
            _("Nobody leads this meeting yet. Find somebody."),
            _at("meeting_facilitator", meeting),
            _("Find a facilitator"),
        )
    seats = address("seats", meeting.table_id)
    if not _somebody_invited(meeting):
        return Next(_("Nobody was invited for this meeting yet."), seats, _("Invite people"))
    left = Seat.everywhere.to_invite_for(meeting.pk).filter(table=meeting.table_id).count()
    if left:
        text = ngettext(
            "%(n)d person on the list is not invited for this meeting yet.",
            "%(n)d people on the list are not invited for this meeting yet.",
            left,
        )
        return Next(text % {"n": left}, seats, _("Invite people"))
    waits = _waits(meeting)
    if waits:
        return Next(" ".join(waits), seats, _("People and invitations"))
    return Next(_("All is ready. Look at the agenda once more."), _at("meeting_agenda", meeting), _("The agenda"))


def _waits(meeting: Meeting) -> list[str]:
    """What is open of the people for this meeting: who leads it, who did not answer, who is still to be asked otherwise
    than by mail, and of which capacity nobody said yes. Two queries.
    """
    seats = list(Seat.everywhere.listed().filter(table=meeting.table_id))
    answers = {one.seat_id: one for one in Invitation.everywhere.filter(meeting=meeting)}
    asked = {seat.pk: seat.capacity for seat in seats if seat.pk in answers and answers[seat.pk].sent_at}
    silent = sum(not answers[pk].answer for pk in asked)
    others = [seat for seat in seats if not seat.is_owner and not seat.erased_at and seat.pk not in asked]
    to_ring = sum(not people.is_mailed(seat) and not _answered(answers.get(seat.pk)) for seat in others)
    found = [] if meeting.facilitator_id else [_("Somebody is looked for to lead it.")]
    if silent:
        text = ngettext("%(n)d invitation has no answer yet.", "%(n)d invitations have no answer yet.", silent)
        found.append(text % {"n": silent})
    if to_ring:
        text = ngettext(
            "%(n)d person is still to be rung or seen.", "%(n)d people are still to be rung or seen.", to_ring
        )
        found.append(text % {"n": to_ring})
    return found + [str(line) for line in triangle.measure(meeting.table, seats, asked, answers).quiet]


def _answered(invitation: Invitation | None) -> bool:
    return invitation is not None and bool(invitation.answer)


def _somebody_invited(meeting: Meeting) -> bool:
    return Invitation.everywhere.filter(meeting=meeting).exclude(sent_at=None).exists()


def _poll(meeting: Meeting) -> Next:
    url = _at("meeting_dates", meeting)
    if DateOption.everywhere.filter(meeting=meeting).count() < 2:
        return Next(_("Write down at least two dates to choose from."), url, _("Add dates"))
    asks = DateAsk.everywhere.filter(meeting=meeting)
    if not asks.exists():
        return Next(_("Ask people when they can come."), url, _("Ask people"))
    silent = asks.filter(answered_at=None).count()
    if silent:
        text = ngettext(
            "%(n)d person has not said yet when they can come. Wait for it, or ring.",
            "%(n)d people have not said yet when they can come. Wait for it, or ring.",
            silent,
        )
        return Next(text % {"n": silent}, url, _("Pick a date"))
    return Next(_("Look at what people said, and pick a date."), url, _("Pick a date"))


def _held(meeting: Meeting, role: ActorRole) -> Next:
    """Who only leads the meeting writes its minutes, and has no list of them."""
    minutes = Minutes.everywhere.filter(meeting=meeting).select_related("meeting__table__idea").first()
    if minutes is not None and minutes.version:
        return Next(_("The meeting has been. Its minutes are on the site."), path_of(meeting), _("Read the minutes"))
    if minutes is not None and minutes.state == MinutesState.TO_CHECK:
        words = WORDS[Task.CHECK]
        if may_publish(minutes, role):
            return Next(str(words.text), _at("minutes_check", meeting), str(words.label))
        return Next(_("The meeting has been. The table owner checks its minutes."))
    where = _at("write", meeting) if role is ActorRole.FACILITATOR else address("minutes", meeting.table_id)
    return Next(_("The meeting has been. Finish its minutes."), where, _("To the minutes"))


def _cancelled(meeting: Meeting, organises: bool) -> Next:
    if not organises:
        return Next(_("This meeting does not go on. You need do nothing."))
    url = reverse("tables:meeting_plan", args=[meeting.table_id])
    return Next(_("This meeting does not go on. You can plan another one."), url, _("Plan a meeting"))


def _at(name: str, meeting: Meeting) -> str:
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number])
