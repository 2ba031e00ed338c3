"""Mails about meetings, each a row in the caller's transaction. The key of each holds the meeting's `sequence`, so that
whatever happens twice is told once, and a meeting that moved is told again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from aantafel.accounts.models import User
from aantafel.core import icalendar
from aantafel.core.icalendar import Party
from aantafel.outbox import addresses
from aantafel.outbox.attachments import CALENDAR, Attachment
from ideas.cards import excerpt
from municipalities import senders
from municipalities.senders import Sender
from tables.enums import Answer
from tables.meetings import calendar, hearers
from tables.meetings import words as meeting_words
from tables.meetings.hearers import Hearer
from tables.models import DateAnswer, DateAsk, DateOption, FacilitatorAsk, Invitation, Meeting
from tables.notifications import asking, sending
from tables.notifications.asking import CATEGORY

FILE = "bijeenkomst.ics"
SHORT = 300


@dataclass(frozen=True)
class CalledOff:
    """The meetings that do not go on, for one person: each in words, and what takes one out of their calendar."""

    hearer: Hearer
    meetings: list[dict[str, str]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


def planned(meeting: Meeting, *, actor: User | None) -> None:
    """A day is set: to who organises, but for who set it, and to who was asked to come or when they can. These read
    what they said of that day, and answer by the link.
    """
    own = addresses.key(actor.email) if actor else ""
    sender = senders.of(meeting.table.municipality_id)
    words = DateAnswer.everywhere.of_the_day(meeting.pk)
    for hearer in hearers.of_the_day(meeting):
        if addresses.key(hearer.email) != own:
            _planned(meeting, hearer, sender, words)


def planned_key(invitation: Invitation) -> str:
    """Under which key the outbox keeps the mail that tells an invited person the day that was picked."""
    return _key("meeting_planned", invitation.meeting_id, 0, invitation.seat.recipient)


def changed(meeting: Meeting, before: Mapping[str, Any], *, moved_up: Iterable[Invitation] = ()) -> None:
    """Another time or place, to everybody concerned. Who has come off the waiting list with that reads it there."""
    told = hearers.all_of(meeting)
    moved = {addresses.key(hearers.by_seat(one.seat).email): one for one in moved_up}
    sender = senders.of(meeting.table.municipality_id)
    for hearer in told:
        has_place = moved.pop(addresses.key(hearer.email), None) is not None
        _one("meeting_changed", meeting, hearer, sender, before=before, has_place=has_place)
    for left in moved.values():
        asking.place_free(left)


def cancelled(meeting: Meeting, *, but: Collection[str] = ()) -> None:
    """It does not go on, to everybody concerned, but for who reads it elsewhere (`but`, addresses)."""
    told = [hearer for hearer in _concerned(meeting) if addresses.key(hearer.email) not in but]
    _to_each("meeting_cancelled", meeting, told)


def called_off(meetings: Sequence[Meeting]) -> dict[str, CalledOff]:
    """For a mail that says more than that, by address: who else would hear that these do not go on. A mail takes one
    meeting out of a calendar, so that no more than one of these has a day.
    """
    found: dict[str, CalledOff] = {}
    for meeting in meetings:
        sender = senders.of(meeting.table.municipality_id)
        for hearer in _concerned(meeting):
            one = found.setdefault(addresses.key(hearer.email), CalledOff(hearer))
            with translation.override(hearer.language):
                facts = {
                    "name": meeting.name,
                    "when": meeting_words.when(meeting),
                    "where": meeting_words.where(meeting),
                }
                one.meetings.append(facts)
                one.attachments.extend(_calendar(meeting, hearer, sender))
    return found


def _concerned(meeting: Meeting) -> list[Hearer]:
    """Of one that does not go on; as long as there is no day also who was asked when they can."""
    told = hearers.all_of(meeting)
    return told if meeting.starts_at else hearers.together(told, hearers.asked_for_a_date(meeting))


def reminder(meeting: Meeting, hearer: Hearer, *, days: int) -> bool:
    """A week or a day before; False when this person had it already."""
    return _one("meeting_reminder", meeting, hearer, senders.of(meeting.table.municipality_id), days=days)


def asks_for_a_date(ask: DateAsk, *, asker: str) -> None:
    """When can you come? By the signed link, without an account. Often the first that somebody hears of the table, so
    it says who asks, what it is about, where, and which days.
    """
    hearer = hearers.by_seat(ask.seat, ask=ask)
    if hearer.email and ask.seat.quiet_at is None:
        meeting = ask.meeting
        idea = meeting.table.idea
        with translation.override(hearer.language):
            options = DateOption.everywhere.filter(meeting=meeting)
            dates = [meeting_words.span(option.starts_at, meeting.minutes) for option in options]
        _one(
            "meeting_dates",
            meeting,
            hearer,
            senders.of(meeting.table.municipality_id),
            attach=False,
            category=CATEGORY,
            moment=f"{ask.asked_at:%Y%m%d%H%M%S%f}",
            asker=asker,
            summary=excerpt(idea.origin or idea.approach or idea.people, SHORT),
            municipality=meeting.table.municipality,
            dates=dates,
        )


def was_it_held(meeting: Meeting) -> None:
    """The day after: nobody was checked in and nothing written down."""
    _to_each("meeting_was_it", meeting, hearers.organisers(meeting.table, meeting), attach=False)


def facilitator_asked(ask: FacilitatorAsk) -> None:
    """To the person whom the desk would like to lead the meeting."""
    if ask.person is None:
        return
    meeting, person = ask.meeting, ask.person
    sender = senders.of(meeting.table.municipality_id)
    hearer = Hearer(person.email, person.get_short_name(), person.language, person.recipient)
    url = sender.link("tables:facilitate", person.language, ask.key)
    moment = f"{ask.pk}-{ask.asked_at:%Y%m%d%H%M%S}"
    _one("facilitator_asked", meeting, hearer, sender, attach=False, moment=moment, answer_url=url)


def facilitator_found(meeting: Meeting, ask: FacilitatorAsk) -> None:
    """To who organises the table: somebody leads the meeting."""
    told = [one for one in hearers.organisers(meeting.table) if ask.person is None or one.label != ask.person.recipient]
    _to_each("facilitator_found", meeting, told, attach=False, moment=str(ask.pk), person=ask.person)


def _planned(meeting: Meeting, hearer: Hearer, sender: Sender, words: Mapping[int, str]) -> None:
    """Who does not come gets nothing for their calendar, and what asks somebody is of the mails that they can stop."""
    invitation = hearer.invitation
    answer = invitation.answer if invitation else ""
    _one(
        "meeting_planned",
        meeting,
        hearer,
        sender,
        attach=answer != Answer.NOT,
        category="" if invitation is None or answer == Answer.COMES else CATEGORY,
        invite=invitation,
        waits=invitation is not None and invitation.waits_since is not None,
        said=words.get(invitation.seat_id, "") if invitation else "",
    )


def _to_each(kind: str, meeting: Meeting, told: Iterable[Hearer], **more: Any) -> None:
    sender = senders.of(meeting.table.municipality_id)
    for hearer in told:
        _one(kind, meeting, hearer, sender, **more)


def _one(
    kind: str,
    meeting: Meeting,
    hearer: Hearer,
    sender: Sender,
    *,
    attach: bool = True,
    before: Mapping[str, Any] | None = None,
    moment: str = "",
    category: str = "",
    **more: Any,
) -> bool:
    with translation.override(hearer.language):
        context = {
            "meeting": meeting,
            "idea": meeting.table.idea,
            "name": hearer.name,
            "organises": hearer.organises,
            "when": meeting_words.when(meeting),
            "where": meeting_words.where(meeting),
            "access": meeting_words.access(meeting),
            "changes": meeting_words.changes(meeting, before) if before else [],
            **_links(meeting, hearer, sender),
            **more,
        }
        attachments = _calendar(meeting, hearer, sender) if attach else []
    days = f":{more['days']}" if "days" in more else ""
    key = _key(kind, meeting.pk, meeting.sequence, hearer.label, f"{days}:{moment}")
    mail = sending.to_address(
        f"tables/{kind}",
        key,
        sender,
        context,
        to=hearer.email,
        language=hearer.language,
        recipient=hearer.label,
        category=category,
        attachments=attachments,
    )
    return mail is not None


def _key(kind: str, meeting: int, sequence: int, label: str, more: str = ":") -> str:
    return f"tables:{kind}:{meeting}:{sequence}{more}:{label}"


def _links(meeting: Meeting, hearer: Hearer, sender: Sender) -> dict[str, str]:
    """`url` is where this person goes: to work at the meeting, or to its page. `own_url` is where they answer."""
    work = ("tables:meeting_work", hearer.language, meeting.table_id, meeting.number)
    page_url = sender.link("tables:meeting", hearer.language, meeting.pk)
    own_url = ""
    if hearer.invitation is not None:
        own_url = sender.link("tables:invitation", hearer.language, hearer.invitation.key)
    elif hearer.ask is not None:
        own_url = sender.link("tables:dates", hearer.language, hearer.ask.key)
    return {"url": sender.link(*work) if hearer.organises else page_url, "page_url": page_url, "own_url": own_url}


def _calendar(meeting: Meeting, hearer: Hearer, sender: Sender) -> list[Attachment]:
    """For the calendar of one person, which keeps it up from mail to mail."""
    event = calendar.event_of(meeting)
    if event is None:
        return []
    organizer = Party(sender.reply_to, sender.name)
    attendee = Party(hearer.email, hearer.name)
    content = icalendar.invitation(event, organizer=organizer, attendee=attendee, accepted=hearer.comes)
    return [Attachment(FILE, CALENDAR, content)]
