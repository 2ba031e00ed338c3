"""The people of a table, a meeting for which they are asked, and who signs up for it."""

from typing import Any

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import Theme
from municipalities.models import Municipality
from tables.enums import InvitationWay, SeatSource
from tables.models import SignUp, Table, TownContact
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory


def make_asking(table: Table, owner: User, other: User) -> dict[str, Any]:
    """On the list of the owner's table; `other` is invited too, and comes."""
    meeting = MeetingFactory.create(table=table, number=1, size=12)
    SeatFactory.create(
        table=table, user=owner, is_owner=True, name=owner.name, email=owner.email, source=SeatSource.OWNER
    )
    told = {"why": "Kent alle bomen van de straat.", "talent": "Kan goed tekenen.", "needs": "Geen vlees."}
    seat = SeatFactory.create(table=table, name="Wil Wijzer", capacity=Capacity.PROFESSIONAL, role="hovenier", **told)
    asked = InvitationFactory.create(meeting=meeting, seat=seat, text="Denk je met ons mee?")
    SeatFactory.create(table=table, name="Nora Niemand", email="nora.niemand@buurt.example")
    own = SeatFactory.create(table=table, user=other, email=other.email, interest="Ik woon er vlakbij.")
    InvitationFactory.create(meeting=meeting, seat=own, answer="comes", answered_at=clock.now())
    town = SeatFactory.create(
        table=table, name="Gemeente Proefdam", capacity=Capacity.EMPLOYEE, source=SeatSource.TOWN, email="", role=""
    )
    InvitationFactory.create(meeting=meeting, seat=town, way=InvitationWay.FORM, sent_at=None, text="Schuift u aan?")
    signing = {"email": "ans.aanmelder@buurt.example", "name": "Ans Aanmelder", "role": "buurvrouw"}
    sign_up = SignUp.everywhere.create(
        meeting=meeting, capacity=Capacity.RESIDENT, interest="Ik woon er naast.", **signing
    )
    return {
        "asked_for": meeting.pk,
        "asked_for_place": meeting.place,
        "seat": seat.pk,
        "seat_name": seat.name,
        "asked_key": str(asked.key),
        "asked_text": asked.text,
        "town_seat": town.pk,
        "sign_up_key": str(sign_up.key),
        "sign_up_name": sign_up.name,
    }


def make_town_contacts(town: Municipality) -> dict[str, Any]:
    contact = TownContact.everywhere.create(
        municipality=town,
        theme=Theme.GREEN,
        name="Greet Groenbeleid",
        role="beleidsmedewerker",
        email="greet@tafeldam.example",
    )
    return {"town_contact": contact.pk, "town_contact_name": contact.name}


def crowd_of_asking(owner: User, count: int) -> None:
    """Many more on the list of the owner's table, and invitations of the owner to other tables."""
    table = Table.everywhere.get(seats__user=owner, seats__is_owner=True)
    meeting = table.meetings.get(size=12)
    for number in range(count):
        seat = SeatFactory.create(table=table, name=f"Gast {number}", why="Kent de buurt.")
        InvitationFactory.create(meeting=meeting, seat=seat, answer="comes", answered_at=clock.now())
        SeatFactory.create(table=table, name=f"Nina Niet {number}")
        InvitationFactory.create(seat__user=owner, seat__email=owner.email)
