"""The list of a table made ready to be shown to who organises it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from aantafel.core import dates
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from ideas.permissions import may_manage
from tables.asking import triangle
from tables.asking.triangle import Meter
from tables.enums import ActorRole, Answer, InvitationWay, MeetingState, Reach, SeatSource
from tables.models import DateAsk, Invitation, Meeting, Seat, Table
from tables.notifications.asking import invite_key
from tables.notifications.meetings import planned_key
from tables.permissions import Work

TROUBLE: dict[str, Promise] = {
    MailState.FAILED: pgettext_lazy("invitation", "The mail did not arrive"),
    MailState.BLOCKED: pgettext_lazy("invitation", "This address does not exist"),
    MailState.UNWANTED: pgettext_lazy("invitation", "Wants no mail like this"),
    MailState.CANCELLED: pgettext_lazy("invitation", "The mail was taken back"),
    MailState.HELD: pgettext_lazy("invitation", "The mail waits: mail to municipalities is off"),
}

Standing = tuple[str, str]  # how somebody stands, and the colour of it


@dataclass(frozen=True)
class Line:
    """Somebody on the list. `kind` is the colour of what `standing` says; `address` is "" where it is not theirs to
    see; `trouble` what is wrong with the mail. `to_find`: nobody wrote down yet how to reach them.
    """

    seat: Seat
    name: str
    address: str
    standing: str
    kind: str
    needs: str = ""
    said: str = ""
    trouble: str = ""
    may_invite: bool = False
    by_hand: bool = False
    to_find: bool = False
    to_paste: bool = False
    to_print: bool = False


@dataclass(frozen=True)
class People:
    """All of them, with the meeting that it is about and how the triangle stands."""

    lines: list[Line]
    meter: Meter
    meeting: Meeting | None
    meetings: list[Meeting]

    @property
    def to_invite(self) -> list[Line]:
        return [line for line in self.lines if line.may_invite]

    @property
    def to_ring(self) -> list[Line]:
        """Who is asked by phone or in person, and not noted yet."""
        return [line for line in self.lines if line.by_hand]

    @property
    def to_find(self) -> list[Line]:
        return [line for line in self.lines if line.to_find]

    @property
    def silent(self) -> int:
        return sum(line.kind == "info" for line in self.lines)


def gather(work: Work, asked_meeting: str = "") -> People:
    """Seven queries, however many they are."""
    table = work.table
    found = Meeting.everywhere.filter(table=table).to_invite_for().order_by("number")
    meetings = sorted(found, key=lambda one: one.state == MeetingState.POLL)
    for one in meetings:
        one.table = table
    meeting = next((one for one in meetings if str(one.pk) == asked_meeting), meetings[0] if meetings else None)
    seats = list(Seat.everywhere.listed().filter(table=table).order_by("-is_owner", "capacity", "pk"))
    this_round = Invitation.everywhere.filter(meeting__table=table, meeting__round=table.round)
    this_round = this_round.exclude(meeting__state=MeetingState.CANCELLED)
    asked = dict(this_round.exclude(sent_at=None).values_list("seat_id", "seat__capacity"))
    answers = _answers(meeting)
    unread = hidden(work, seats)
    trouble = _trouble(answers.values())
    before = _earlier(table) if meeting is None else _asked_for_a_day(meeting)
    lines = [
        _line(
            seat,
            answers.get(seat.pk),
            meeting,
            hidden=seat.pk in unread,
            trouble=trouble.get(seat.pk, ""),
            before=before.get(seat.pk),
        )
        for seat in seats
    ]
    return People(lines, triangle.measure(table, seats, asked, answers), meeting, meetings)


def called(work: Work, seats: Collection[Seat]) -> dict[int, str]:
    """By number, what whoever organises or leads reads of each. One query."""
    unread = hidden(work, seats)
    return {seat.pk: name_of(seat, hidden=seat.pk in unread) for seat in seats}


def names(work: Work, seats: Collection[Seat]) -> dict[int, str]:
    """The same, each with their capacity. One query."""
    found = called(work, seats)
    return {seat.pk: _with_capacity(seat, found[seat.pk]) for seat in seats}


def _with_capacity(seat: Seat, name: str) -> str:
    return f"{name} ({str(seat.get_capacity_display()).lower()})"


def hidden(work: Work, seats: Collection[Seat]) -> set[int]:
    """Whose name they do not read: of who offered help, until they answer an invitation. One query."""
    offered = {seat.pk for seat in seats if seat.source == SeatSource.SUPPORT}
    if may_manage(work.user, work.table.idea) or work.role is ActorRole.OPERATOR:
        return set()
    answered = Invitation.everywhere.filter(seat__in=offered).exclude(answered_at=None)
    return offered - set(answered.values_list("seat_id", flat=True))


def name_of(seat: Seat, *, hidden: bool = False) -> str:
    """What who organises reads. Who offered help told their name to the idea pinner alone, until they answer."""
    if hidden or not seat.name:
        return _("Somebody who offered help") if hidden else seat.role or _("Somebody without a name")
    return seat.name


def _answers(meeting: Meeting | None) -> dict[int, Invitation]:
    if meeting is None:
        return {}
    return {one.seat_id: one for one in Invitation.everywhere.filter(meeting=meeting).select_related("seat")}


def _earlier(table: Table) -> dict[int, Standing]:
    """While nobody is asked for anything: who was there last, and who was asked, of this round. One query."""
    rows = Invitation.everywhere.filter(meeting__table=table, meeting__round=table.round)
    rows = rows.exclude(meeting__state=MeetingState.CANCELLED).exclude(sent_at=None, checked_in_at=None)
    found: dict[int, Standing] = {}
    for pk, came, day in rows.order_by("meeting__starts_at").values_list("seat", "checked_in_at", "meeting__starts_at"):
        if came and day:
            found[pk] = (_("Was there on %(day)s") % {"day": dates.day(day)}, "ok")
        else:
            found.setdefault(pk, (_("Was asked before"), "neutral"))
    return found


def _asked_for_a_day(meeting: Meeting) -> dict[int, Standing]:
    """While a date is looked for: who was asked for it. They hear the day by itself. One query."""
    if meeting.state != MeetingState.POLL:
        return {}
    rows = DateAsk.everywhere.filter(meeting=meeting).values_list("seat", "answered_at")
    return {
        pk: (_("Said when they can come"), "ok") if answered else (_("Asked when they can come"), "neutral")
        for pk, answered in rows
    }


def _trouble(invitations: Iterable[Invitation]) -> dict[int, str]:
    by_mail = [one for one in invitations if one.way == InvitationWay.MAIL]
    keys = {key: one.seat_id for one in by_mail for key in (invite_key(one), planned_key(one))}
    rows = OutgoingMail.objects.filter(dedupe_key__in=keys, state__in=TROUBLE)
    return {keys[key]: str(TROUBLE[state]) for key, state in rows.values_list("dedupe_key", "state")}


def _line(
    seat: Seat,
    asked: Invitation | None,
    meeting: Meeting | None,
    *,
    hidden: bool,
    trouble: str,
    before: Standing | None,
) -> Line:
    standing, kind = _standing(seat, asked, before)
    open_to_ask = meeting is not None and not seat.is_owner and (asked is None or not (asked.sent_at or asked.answer))
    open_to_ask = open_to_ask and (meeting is None or meeting.state != MeetingState.POLL or before is None)
    to_mail = is_mailed(seat)
    lost = is_lost(seat)
    to_paste = open_to_ask and asked is not None and asked.way == InvitationWay.FORM
    return Line(
        seat=seat,
        name=name_of(seat, hidden=hidden),
        address=_address(seat, hidden=hidden),
        standing=standing,
        kind=kind,
        needs=seat.needs,
        said=asked.said if asked else "",
        trouble=trouble,
        may_invite=open_to_ask and to_mail and not seat.quiet_at,
        by_hand=open_to_ask and not to_mail and not lost,
        to_find=open_to_ask and lost,
        to_paste=to_paste,
        to_print=is_print_again(seat, asked),
    )


def is_mailed(seat: Seat) -> bool:
    """Whether a mail or a letter reaches them."""
    return (
        seat.source == SeatSource.TOWN or seat.reach == Reach.PAPER or (seat.reach == Reach.MAIL and bool(seat.email))
    )


def is_print_again(seat: Seat, asked: Invitation | None) -> bool:
    """Whether their letter was made, and can be made again as long as there is no answer."""
    return seat.reach == Reach.PAPER and asked is not None and asked.sent_at is not None and not asked.answer


def is_lost(seat: Seat) -> bool:
    """Whether nobody knows yet how to reach them: a meeting missed them, and said no more than who it could be."""
    return seat.reach == Reach.MAIL and not is_mailed(seat) and not seat.phone and seat.erased_at is None


def _address(seat: Seat, *, hidden: bool) -> str:
    if seat.hides_address or hidden:
        return pgettext("how to reach", "Mail goes through the site")
    return seat.email or seat.phone


def _standing(seat: Seat, asked: Invitation | None, before: Standing | None) -> Standing:
    if asked is None or not (asked.sent_at or asked.answer):
        if seat.is_owner:
            return pgettext("standing of an invitation", "Owns the table"), "ok"
        if before is not None:
            return before
        return pgettext("standing of an invitation", "Not asked yet"), "neutral"
    if not asked.answer:
        return pgettext("standing of an invitation", "Asked, no answer yet"), "info"
    if asked.answer == Answer.COMES and asked.waits_since:
        return pgettext("standing of an invitation", "On the waiting list"), "warning"
    return str(asked.get_answer_display()), _KINDS[Answer(asked.answer)]


_KINDS = {Answer.COMES: "ok", Answer.MAYBE: "warning", Answer.NOT: "neutral", Answer.SENDS: "neutral"}
