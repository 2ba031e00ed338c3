"""Minutes of the seeded world: public ones in two versions, and ones that are being written."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole, MeetingPurpose, MeetingState, MinutesPartName, MinutesRequestKind, Readers
from tables.models import Card, Decision, MinutesPart, MinutesRequest, NotedAction, Table
from tables.services.minutes import notes, save
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of

PUBLIC, WRITTEN = 7, 8  # far from the numbers of other meetings of this table


def make_minutes(table: Table, owner: User) -> dict[str, Any]:
    """Of a meeting that was, and of one that is now."""
    done = meeting_of(table, PUBLIC, title="Samen kijken", starts_at=clock.now() - timedelta(days=20))
    seat = seat_of(table, "Sien Stoel", capacity=Capacity.PROFESSIONAL, role="huisarts")
    came(done, seat)
    minutes = minutes_of(done, by=owner)
    who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
    notes.add_cards(**who, texts=["Een bankje met een dak"], new_group="Zitten")
    notes.add_decision(**who, text="We beginnen met één avond.")
    notes.add_action(**who, text="Stoelen ophalen", who="de voetbalclub")
    published(minutes)
    said = MinutesPartName.SAID
    save(**who, name=said, text="Een inwoner vroeg naar licht.", seen=1, role=ActorRole.OWNER)
    published(minutes, reason="De vraag over licht ontbrak.")
    asked = MinutesRequest.everywhere.create(
        table=table,
        minutes=minutes,
        kind=MinutesRequestKind.CORRECT,
        text="Het was op dinsdag.",
        email="ans@buurt.example",
    )
    of_table = MinutesRequest.everywhere.create(table=table, kind=MinutesRequestKind.NAME, text="Haal mijn naam weg.")
    return {
        "minutes_number": PUBLIC,
        "minutes_said": "Een inwoner vroeg naar licht.",
        "minutes_reason": "De vraag over licht ontbrak.",
        "minutes_asked": asked.text,
        "table_asked": of_table.text,
        **_being_written(table, owner),
    }


def _being_written(table: Table, owner: User) -> dict[str, Any]:
    meeting = meeting_of(
        table,
        WRITTEN,
        title="Avond in de straat",
        state=MeetingState.PLANNED,
        purpose=MeetingPurpose.OTHER,
        readers=Readers.EVERYONE,
    )
    minutes = minutes_of(meeting, by=owner, said="Iemand noemde een kampvuur.")
    who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
    notes.add_cards(**who, texts=["Een kampvuur"], new_group="Vuur")
    notes.add_decision(**who, text="Het vuur komt in een korf.")
    notes.add_action(**who, text="De brandweer bellen")
    notes.add_wanted(**who, capacity=Capacity.EMPLOYEE, role="brandweer")
    return {
        "written_number": WRITTEN,
        "written_said": MinutesPart.objects.get(minutes=minutes, part=MinutesPartName.SAID).text,
        "written_card": Card.objects.get(minutes=minutes).pk,
        "written_decision": Decision.objects.get(minutes=minutes).pk,
        "written_action": NotedAction.objects.get(minutes=minutes).pk,
    }


def crowd(count: int) -> None:
    """As many more published minutes, at the table whose minutes are published."""
    table = Table.everywhere.get(meetings__number=PUBLIC, meetings__written__version__gt=0)
    for number in range(count):
        minutes = minutes_of(meeting_of(table, 500 + number), said=f"We spraken over plank {number}.")
        published(minutes)
