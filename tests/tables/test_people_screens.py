"""The screens of who organises: the list, inviting in three steps, letters, and what was answered by phone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from aantafel.accounts.enums import Capacity, Role
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from tables.enums import Answer, InvitationWay, Reach, SeatSource
from tables.models import Invitation, Meeting, Seat, Table, TownContact
from tables.services import seats
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

MIEKE = {"name": "Mieke Groen", "capacity": "professional", "reach": "mail", "email": "mieke@groen.example"}
MIEKE |= {"language": "nl"}


@pytest.fixture
def table(client: Client) -> Table:
    table = TableFactory.create()
    client.force_login(owner_of(table.idea))
    return table


@pytest.fixture
def meeting(table: Table) -> Meeting:
    return MeetingFactory.create(table=table)


def url(table: Table, name: str = "seats", *more: Any) -> str:
    return reverse(f"tables:{name}", args=[table.pk, *more])


class TestTheList:
    def test_an_empty_list_says_what_to_do(self, client: Client, table: Table) -> None:
        html = client.get(url(table)).content.decode()
        assert "Er staat nog niemand op de lijst" in html
        assert "Er staat nog geen professional op de lijst." in html
        assert "Het postvak van de gemeente telt ook." in html
        assert "Er staat nog geen inwoner" not in html, "who pinned the idea is there"

    def test_what_it_says_before_there_is_a_meeting_fits_how_many_there_are(self, client: Client, table: Table) -> None:
        def adds(html: str) -> int:
            return html.count(f'href="{url(table, "seat_add")}"')

        empty = client.get(url(table)).content.decode()
        assert "Maak de lijst met mensen die je wilt vragen." in empty
        SeatFactory.create(table=table)
        for text in ("Er staat 1 persoon op de lijst.", "Er staan 2 mensen op de lijst."):
            html = client.get(url(table)).content.decode()
            assert text in html and "Maak de lijst" not in html
            SeatFactory.create(table=table, capacity=Capacity.PROFESSIONAL)
        assert (
            "Er staan 2 professionals op de lijst die nog niet zijn uitgenodigd."
            in client.get(url(table)).content.decode()
        )
        assert [adds(empty), adds(html)] == [1, 1], "each button stands there once"

    def test_who_owns_the_table_does_not_count_as_invited(self, client: Client, table: Table) -> None:
        """As the gate counts it: a resident is invited when an invitation went out, not called off since."""
        html = client.get(url(table)).content.decode()
        assert "Naast de tafeleigenaar staat er nog geen inwoner op de lijst." in html
        asked = InvitationFactory.create(meeting=MeetingFactory.create(table=table))
        assert "geen inwoner" not in client.get(url(table)).content.decode()
        Meeting.everywhere.filter(pk=asked.meeting_id).update(state="cancelled")
        html = client.get(url(table)).content.decode()
        assert "Er staat 1 inwoner op de lijst die nog niet is uitgenodigd." in html

    def test_who_is_rung_is_not_missing(self, client: Client, meeting: Meeting) -> None:
        for capacity in Capacity:
            SeatFactory.create(table=meeting.table, capacity=capacity, email="", reach="phone")
        assert "Bel 3 mensen of ga langs" in client.get(url(meeting.table)).content.decode()

    def test_the_link_of_what_is_missing_leads_to_that_capacity(self, client: Client, meeting: Meeting) -> None:
        table = meeting.table
        Table.everywhere.filter(pk=table.pk).update(step=3)
        resident = SeatFactory.create(table=table)
        worker = SeatFactory.create(table=table, capacity=Capacity.PROFESSIONAL)
        links = {one: f"{url(table, 'invite')}?hoedanigheid={one}" for one in Capacity.values}
        home = client.get(url(table, "work")).content.decode()
        assert all(f'href="{link}"' in home for link in links.values())
        form = client.get(links[Capacity.PROFESSIONAL]).context["form"]
        assert form["people"].value() == [str(worker.pk)]
        assert {number for number, _label in form.fields["people"].choices} == {str(resident.pk), str(worker.pk)}
        nobody = client.get(links[Capacity.EMPLOYEE])
        assert nobody["Location"] == f"{url(table, 'seat_add')}?hoedanigheid=employee"

    def test_the_next_thing_follows_how_it_stands(self, client: Client, table: Table) -> None:
        assert "zodra er een bijeenkomst is" in client.get(url(table)).content.decode()
        meeting = MeetingFactory.create(table=table)
        assert "Je kunt nog niet alle drie uitnodigen." in client.get(url(table)).content.decode()
        seat = SeatFactory.create(table=table)
        assert "1 persoon op de lijst is nog niet uitgenodigd." in client.get(url(table)).content.decode()
        asked = InvitationFactory.create(meeting=meeting, seat=seat)
        for capacity in (Capacity.PROFESSIONAL, Capacity.EMPLOYEE):
            said = InvitationFactory.create(meeting=meeting, seat__capacity=capacity, answer=Answer.NOT)
            assert said.seat.table == table
        assert "1 persoon heeft nog geen antwoord gegeven." in client.get(url(table)).content.decode()
        Invitation.everywhere.filter(pk=asked.pk).update(answer=Answer.MAYBE)
        html = client.get(url(table)).content.decode()
        assert "Iedereen op de lijst is gevraagd, en heeft geantwoord." in html
        assert "Alle drie zijn uitgenodigd." in html

    def test_more_come_than_were_invited_with_the_reason(self, client: Client, table: Table) -> None:
        meeting = MeetingFactory.create(table=table)
        InvitationFactory.create(meeting=meeting, answer=Answer.COMES)
        html = client.get(url(table)).content.decode()
        assert "De tafeleigenaar telt mee op de lijst en bij wie komt, behalve als die heeft afgezegd." in html
        assert "Wie zich zelf aanmeldde" not in html
        InvitationFactory.create(meeting=meeting, answer=Answer.COMES, way=InvitationWay.OPEN, sent_at=None)
        html = client.get(url(table)).content.decode()
        assert "Wie zich zelf aanmeldde, komt zonder uitnodiging." in html

    def test_the_waiting_list_shows_with_its_rule(self, client: Client, table: Table) -> None:
        meeting = MeetingFactory.create(table=table, size=1)
        InvitationFactory.create(
            meeting=meeting, answer=Answer.COMES, waits_since=clock.now(), seat__name="Wim Wachter"
        )
        html = client.get(url(table)).content.decode()
        assert "Wim Wachter" in html
        assert "Hoe de wachtlijst opschuift" in html

    def test_it_costs_the_same_with_many(
        self, client: Client, meeting: Meeting, django_assert_max_num_queries: Any
    ) -> None:
        for _each in range(12):
            InvitationFactory.create(meeting=meeting)
            SeatFactory.create(table=meeting.table)
        with django_assert_max_num_queries(22):
            client.get(url(meeting.table))


class TestAdding:
    def test_one_and_another(self, client: Client, table: Table) -> None:
        response = client.post(url(table, "seat_add"), {**MIEKE, "another": "1"})
        assert response["Location"] == url(table, "seat_add")
        assert Seat.everywhere.get(email="mieke@groen.example").name == "Mieke Groen"

    def test_a_known_address_is_told_beside_the_field_and_nothing_is_lost(self, client: Client, table: Table) -> None:
        SeatFactory.create(table=table, email="mieke@groen.example")
        response = client.post(url(table, "seat_add"), {**MIEKE, "why": "Kent de bomen"})
        html = response.content.decode()
        assert response.status_code == 422
        assert "Iemand met dit e-mailadres staat al op de lijst." in html
        assert "Kent de bomen" in html

    @pytest.mark.parametrize(("reach", "field"), [("mail", "email"), ("phone", "phone")])
    def test_what_is_needed_to_reach_somebody_is_asked(
        self, client: Client, table: Table, reach: str, field: str
    ) -> None:
        response = client.post(url(table, "seat_add"), {**MIEKE, "reach": reach, "email": "", "phone": ""})
        assert list(response.context["form"].errors) == [field]

    def test_two_at_once_see_each_others_words(self, client: Client, table: Table) -> None:
        seat = SeatFactory.create(table=table, **MIEKE)
        seen = seats.mark_of(seat)
        path = url(table, "seat", seat.pk)
        client.post(path, {**MIEKE, "why": "Van de een", "seen": seen})
        response = client.post(path, {**MIEKE, "why": "Van de ander", "seen": seen})
        html = response.content.decode()
        assert response.status_code == 409
        assert "Van de een" in html and "Van de ander" in html
        again = response.context["form"]["seen"].value()
        assert client.post(path, {**MIEKE, "why": "Van de ander", "seen": again}).status_code == 302
        seat.refresh_from_db()
        assert seat.why == "Van de ander"

    def test_taking_off_asks_first(self, client: Client, table: Table) -> None:
        seat = SeatFactory.create(table=table)
        path = url(table, "seat_remove", seat.pk)
        client.get(path)
        assert Seat.everywhere.get(pk=seat.pk).removed_at is None
        client.post(path)
        assert Seat.everywhere.get(pk=seat.pk).removed_at

    def test_joining_two_lines(self, client: Client, table: Table) -> None:
        stays, goes = SeatFactory.create(table=table), SeatFactory.create(table=table)
        path = url(table, "seat_join", stays.pk)
        assert client.post(path, {"other": str(SeatFactory.create().pk)}).status_code == 422
        assert client.post(path, {"other": str(goes.pk)}).status_code == 302
        assert Seat.everywhere.get(pk=goes.pk).removed_at


class TestInviting:
    def wish(self, meeting: Meeting, *people: Seat, **more: str) -> dict[str, Any]:
        chosen = [str(one.pk) for one in people]
        return {"meeting": str(meeting.pk), "people": chosen, "text": "Kom je?\n\nGraag.", "asker": "Noor", **more}

    def test_without_a_meeting_there_is_nothing_to_invite_for(self, client: Client, table: Table) -> None:
        SeatFactory.create(table=table)
        assert "Er is nog geen bijeenkomst" in client.get(url(table, "invite")).content.decode()

    def test_it_is_read_over_before_anything_is_sent(self, client: Client, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, name="Mieke")
        path = url(meeting.table, "invite")
        assert "Ik wil je graag vragen" in client.get(path).content.decode()
        html = client.post(path, self.wish(meeting, seat, step="look")).content.decode()
        assert "Hallo Mieke," in html and "Kom je?" in html
        assert not OutgoingMail.objects.exists()
        again = client.post(path, self.wish(meeting, seat, step="change"))
        assert again.status_code == 200 and "Kom je?" in again.content.decode()
        response = client.post(path, self.wish(meeting, seat, step="send"), follow=True)
        assert "1 uitnodiging is onderweg." in response.content.decode()
        assert "Graag." in OutgoingMail.objects.get().body_text
        client.post(path, self.wish(meeting, seat, step="send"))
        assert OutgoingMail.objects.count() == 1

    def test_who_asks_them_stands_below_it(self, client: Client, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, asker="Buurman Bas")
        client.post(url(meeting.table, "invite"), self.wish(meeting, seat, step="send"))
        assert "Buurman Bas" in OutgoingMail.objects.get().body_text

    def test_nobody_chosen_keeps_the_words(self, client: Client, meeting: Meeting) -> None:
        SeatFactory.create(table=meeting.table)
        response = client.post(url(meeting.table, "invite"), self.wish(meeting, step="look"))
        assert response.status_code == 422
        assert "Kies minstens één persoon" in response.content.decode()
        assert "Graag." in response.content.decode()

    def test_letters_are_on_the_screen_with_address_and_code(self, client: Client, meeting: Meeting) -> None:
        people = [
            SeatFactory.create(table=meeting.table, name=f"Opa {name}", reach=Reach.PAPER, email="")
            for name in ("Jan", "Piet")
        ]
        meeting.directions, meeting.has_step_free = "Neem bus 3.", True
        meeting.save()
        path, wish = url(meeting.table, "invite"), self.wish(meeting, *people)
        assert "Naam en adres voor de brief" in client.post(path, {**wish, "step": "look"}).content.decode()
        address = {f"brief-{people[0].pk}-address": "Opa Jan\nLindelaan 4"}
        html = client.post(path, {**wish, **address, "step": "send"}).content.decode()
        assert html.count('class="at-letter"') == 2
        assert "Lindelaan 4" in html
        assert "Neem bus 3." in html and "Je kunt er met een rolstoel in." in html
        assert not Seat.everywhere.filter(name__contains="Lindelaan").exists()
        assert Invitation.everywhere.filter(way=InvitationWay.PAPER).exclude(sent_at=None).count() == 2
        assert client.post(path, {**wish, **address, "step": "send"}).content.decode().count('class="at-letter"') == 2

    def test_a_municipality_without_a_mailbox_gets_a_text_to_paste(self, client: Client, meeting: Meeting) -> None:
        town = meeting.table.municipality
        town.email, town.contact_form = "", "https://gemeente.example/contact/"
        town.save()
        seat = SeatFactory.create(table=meeting.table, source=SeatSource.TOWN, capacity=Capacity.EMPLOYEE, email="")
        response = client.post(url(meeting.table, "invite"), self.wish(meeting, seat, step="send"))
        path = url(meeting.table, "town_text", seat.pk)
        assert response["Location"] == path
        html = client.get(path).content.decode()
        assert "https://gemeente.example/contact/" in html
        assert str(Invitation.everywhere.get().key) in html
        client.post(path)
        assert Invitation.everywhere.get().sent_at


class TestByHand:
    def test_the_answer_of_a_call_is_noted(self, client: Client, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, reach=Reach.PHONE, email="", phone="0612345678")
        path = url(meeting.table, "seat_by_hand", seat.pk)
        assert "0612345678" in client.get(path).content.decode()
        told = {"meeting": str(meeting.pk), "way": "phone", "answer": "comes", "role": "buur", "interest": ""}
        response = client.post(path, told)
        assert list(response.context["form"].errors) == ["interest"]
        client.post(path, {**told, "interest": "Ik woon er"})
        assert Invitation.everywhere.get().answer == Answer.COMES

    def test_without_a_meeting_it_says_so(self, client: Client, table: Table) -> None:
        seat = SeatFactory.create(table=table)
        assert "Er is nog geen bijeenkomst" in client.get(url(table, "seat_by_hand", seat.pk)).content.decode()


class TestTownContacts:
    @pytest.fixture
    def desk(self) -> Client:
        instance = InstanceFactory.create()
        return at_site(instance.municipality, somebody(Role.COORDINATOR, instance.municipality))

    def test_kept_by_the_coordinator(self, desk: Client) -> None:
        told = {"theme": "groen", "name": "Greet <b>", "role": "beleid", "email": "Greet@dam.example"}
        path = reverse("coordinator:town_contacts")
        html = desk.post(path, told, follow=True).content.decode()
        assert escape("Greet <b>") in html
        made = TownContact.everywhere.get()
        assert made.email == "greet@dam.example"
        assert desk.post(path, told).status_code == 422
        one = reverse("coordinator:town_contact", args=[made.pk])
        seen = made.changed_at.isoformat()
        assert desk.post(one, {**told, "role": "wijk", "seen": seen}).status_code == 302
        assert desk.post(one, {**told, "role": "oud", "seen": seen}).status_code == 409
        made.refresh_from_db()
        assert made.role == "wijk"
        desk.post(one, {"remove": "1"})
        assert not TownContact.everywhere.exists()

    def test_those_of_next_door_are_not_there(self, desk: Client) -> None:
        other = TownContact.everywhere.create(
            municipality=InstanceFactory.create().municipality, name="Ander", role="x", email="x@y.example"
        )
        path = reverse("coordinator:town_contact", args=[other.pk])
        assert desk.get(path).status_code == 404
        assert desk.post(path, {"remove": "1"}).status_code == 404
