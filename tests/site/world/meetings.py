"""The meetings of a table: one to come, one of which the date is looked for, and one that goes on now."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums_talk import HelpKind
from tables.enums import Answer, FacilitatorState, MeetingPurpose
from tables.models import AgendaPart, DateAnswer, DateAsk, DateOption, FacilitatorAsk, Meeting, Table
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.talk import HelpRequestFactory

TITLE = "Samen kijken naar het plein"


def make_evenings(table: Table, owner: User) -> dict[str, Any]:
    usual = {"table": table, "purpose": MeetingPurpose.OTHER}
    coming = MeetingFactory.create(**usual, number=11, title=TITLE, bring="Een foto van het plein")
    part = AgendaPart.everywhere.create(meeting=coming, position=1, minutes=20, title="Welkom op het plein")
    InvitationFactory.create(meeting=coming, answer=Answer.COMES, seat__name="Gea Genodigd")
    poll = MeetingFactory.create(**usual, number=12, title="Een datum voor de tweede keer", poll=True)
    options = [
        DateOption.everywhere.create(meeting=poll, starts_at=clock.now() + timedelta(days=days)) for days in (20, 22)
    ]
    seat = SeatFactory.create(table=table, name="Dirk Datum")
    ask = DateAsk.everywhere.create(meeting=poll, seat=seat)
    DateAnswer.everywhere.create(ask=ask, option=options[0], word="yes")
    now = MeetingFactory.create(**usual, number=13, title="Nu aan tafel", starts_at=clock.now() - timedelta(minutes=5))
    wish = {"idea": table.idea, "municipality": table.municipality, "kind": HelpKind.FACILITATOR}
    request = HelpRequestFactory.create(asker=owner, text="Wie leidt onze avond op het plein?", **wish)
    lead = FacilitatorAsk.everywhere.create(
        meeting=coming, request=request, person=owner, state=FacilitatorState.ASKED, asked_at=clock.now()
    )
    return {
        "evening": coming.pk,
        "evening_title": TITLE,
        "evening_part": part.pk,
        "evening_option": options[0].pk,
        "evening_ask": ask.pk,
        "evening_seat": seat.pk,
        "dates_key": str(ask.key),
        "door_code": now.door_code,
        "facilitate_key": str(lead.key),
    }


def crowd(count: int) -> None:
    """As many more meetings, dates, people who are asked and people who come."""
    for meeting in list(Meeting.everywhere.filter(title=TITLE)):
        for number in range(count):
            again = {"table": meeting.table, "purpose": MeetingPurpose.OTHER, "title": f"Nog een keer {number}"}
            one = MeetingFactory.create(number=number + 20, **again)
            InvitationFactory.create(meeting=one, answer=Answer.COMES)
            AgendaPart.everywhere.create(meeting=meeting, position=number + 2, minutes=1, title=f"Deel {number}")
    for poll in Meeting.everywhere.filter(state="poll", number=12):
        for number in range(count):
            option = DateOption.everywhere.create(meeting=poll, starts_at=clock.now() + timedelta(days=30 + number))
            ask = DateAsk.everywhere.create(meeting=poll, seat=SeatFactory.create(table=poll.table))
            DateAnswer.everywhere.create(ask=ask, option=option, word="no")
