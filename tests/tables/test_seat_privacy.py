"""What lists hold about people: erased in time and on request, given along, and seen by nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity, NameDisplay, Role
from aantafel.accounts.services import privacy
from aantafel.core import clock
from aantafel.outbox.enums import State
from aantafel.outbox.models import OutgoingMail
from tables.asking import suggestions
from tables.enums import ActorRole, Answer, SeatSource, TableState
from tables.models import Invitation, Meeting, NoteTaker, Seat, SignUp, Table, TownContact
from tables.notifications import meetings as meeting_mails
from tables.notifications import minutes as notifications_minutes
from tables.notifications import plan as notifications_plan
from tables.permissions import Work
from tables.services import invitations, seat_privacy
from tables.services.invitations.signing_up import Late
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import IdeaFactory, SupportFactory, owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.movement import ContactFactory
from tests.factories.tables import TableFactory
from tests.support.local import at_site
from tests.tables.road import agreed

pytestmark = pytest.mark.django_db

PERSONAL = ("name", "email", "phone", "needs", "why", "talent", "asker")


def known(**fields: object) -> Seat:
    told = {name: "iets" for name in PERSONAL if name != "email"}
    return SeatFactory.create(**{**told, "interest": "Ik woon er", **fields})


def is_empty(seat: Seat) -> bool:
    seat.refresh_from_db()
    return not any(getattr(seat, name) for name in PERSONAL) and seat.user is None


class TestInTime:
    @pytest.mark.parametrize("state", [TableState.STOPPED, TableState.FINISHED])
    def test_six_months_after_the_end(self, state: TableState) -> None:
        seat = known(user=UserFactory.create())
        Table.everywhere.filter(pk=seat.table_id).update(state=state, moved_at=clock.now() - timedelta(days=184))
        assert (seat_privacy.erase_old(), seat_privacy.erase_old()) == (1, 0)
        assert is_empty(seat)
        assert (seat.role, seat.interest, seat.removed_at) == ("buurvrouw", "Ik woon er", None)

    def test_of_the_owner_the_name_stays_and_the_notes_go(self) -> None:
        user = UserFactory.create()
        seat = known(is_owner=True, user=user)
        Table.everywhere.update(state=TableState.FINISHED, moved_at=clock.now() - timedelta(days=184))
        seat_privacy.erase_old()
        seat.refresh_from_db()
        assert (seat.user, seat.name, seat.email, seat.needs) == (user, "iets", "", "")

    @pytest.mark.parametrize(("state", "days"), [(TableState.RUNNING, 999), (TableState.STOPPED, 180)])
    def test_not_before(self, state: TableState, days: int) -> None:
        seat = known()
        Table.everywhere.filter(pk=seat.table_id).update(state=state, moved_at=clock.now() - timedelta(days=days))
        assert seat_privacy.erase_old() == 0

    def test_six_months_after_the_idea_left_the_site(self) -> None:
        seat = known()
        idea = seat.table.idea
        idea.state, idea.withdrawn_at = "withdrawn", clock.now() - timedelta(days=184)
        idea.save()
        assert seat_privacy.erase_old() == 1
        assert is_empty(seat)

    def test_a_sign_up_that_nobody_confirmed_goes_after_a_day(self) -> None:
        meeting = MeetingFactory.create()
        made = {"meeting": meeting, "capacity": Capacity.RESIDENT}
        SignUp.everywhere.create(email="oud@buurt.example", made_at=clock.now() - timedelta(hours=25), **made)
        SignUp.everywhere.create(email="nieuw@buurt.example", **made)
        assert seat_privacy.erase_sign_ups() == 1
        assert SignUp.everywhere.get().email == "nieuw@buurt.example"

    def test_so_does_the_mail_that_asked_for_it(self) -> None:
        signed_up()
        with clock.frozen(clock.now() + timedelta(hours=25)):
            seat_privacy.erase_sign_ups()
        assert not mails_to("mieke@groen.example")


class TestOnRequest:
    def test_it_goes_at_once_with_the_mails_and_the_place(self) -> None:
        meeting = MeetingFactory.create(size=2)
        seat = known(table=meeting.table)
        invitations.send(
            actor=owner_of(meeting.table.idea),
            table_id=meeting.table_id,
            meeting_id=meeting.pk,
            seat_ids=[seat.pk],
            text="Lieve iets",
            asker="Noor",
        )
        asked = Invitation.everywhere.get()
        Invitation.everywhere.update(answer=Answer.COMES)
        waits = InvitationFactory.create(meeting=meeting, answer=Answer.COMES, waits_since=clock.now())
        seat_privacy.erase_by_key(key=str(asked.key))
        seat_privacy.erase_by_key(key=str(asked.key))
        assert is_empty(seat)
        assert seat.removed_at
        mail = OutgoingMail.objects.get(kind="tables/invited")
        assert (mail.body_text, mail.state) == ("", State.CANCELLED)
        assert Invitation.everywhere.get(pk=asked.pk).answer == Answer.NOT
        assert Invitation.everywhere.get(pk=waits.pk).waits_since is None

    def test_who_sat_there_stays_as_a_capacity_and_a_role(self) -> None:
        seat = known()
        asked = InvitationFactory.create(
            meeting=MeetingFactory.create(table=seat.table, held=True),
            seat=seat,
            answer=Answer.COMES,
            checked_in_at=clock.now(),
            sat_as=Capacity.RESIDENT,
            sat_role="buurvrouw",
            sat_interest="Ik woon er",
        )
        seat_privacy.erase_by_key(key=str(asked.key))
        assert is_empty(seat)
        asked.refresh_from_db()
        assert (seat.removed_at, seat.role, seat.interest) == (None, "buurvrouw", "")
        assert (asked.sat_as, asked.sat_role, asked.sat_interest) == (Capacity.RESIDENT, "buurvrouw", "")

    def test_the_page_erases_only_by_its_button(self, client: Client) -> None:
        asked = InvitationFactory.create()
        url = reverse("tables:invitation_erase", args=[asked.key])
        client.get(url)
        assert not is_empty(asked.seat)
        client.post(url)
        assert is_empty(asked.seat)
        assert client.get(reverse("tables:invitation", args=[asked.key])).status_code == 404

    def test_nothing_of_the_sign_up_stays(self) -> None:
        kept = signed_up()
        done = invitations.confirm(key=kept.key)
        kept.refresh_from_db()
        assert (kept.email, kept.name, kept.needs) == ("", "", "")
        signed_up()
        seat_privacy.erase_by_key(key=str(done.key))
        assert not SignUp.everywhere.exists()
        assert not mails_to("mieke@groen.example")
        with pytest.raises(Late):
            invitations.confirm(key=kept.key)

    def test_mails_of_every_kind_go_along(self) -> None:
        """Also of who has an account, whose address on the list was another one."""
        user = UserFactory.create()
        for seat in (known(), known(user=user, email="elders@buurt.example")):
            meeting = MeetingFactory.create(table=seat.table, number=2)
            asked = InvitationFactory.create(meeting=meeting, seat=seat, answer=Answer.COMES)
            meeting_mails.cancelled(meeting)
            notifications_minutes.note_taker(NoteTaker(meeting=meeting, seat=seat))
            notifications_plan.given([agreed(seat.table, seat=seat)])
            addresses = {seat.email, user.email}
            assert OutgoingMail.objects.filter(to_address__in=addresses).count() == 3
            seat_privacy.erase_by_key(key=str(asked.key))
            assert not OutgoingMail.objects.filter(to_address__in=addresses).exists()


def signed_up() -> SignUp:
    meeting = Meeting.everywhere.first() or MeetingFactory.create()
    told = invitations.Told(Capacity.RESIDENT, "buurvrouw", "Ik woon er", name="Mieke", needs="Geen vlees")
    return invitations.ask_to_sign_up(meeting=meeting, email="mieke@groen.example", told=told, client="1.2.3.4")


def mails_to(address: str) -> bool:
    return OutgoingMail.objects.filter(to_address=address).exists()


class TestWithTheAccount:
    def test_all_is_given_along(self) -> None:
        user = UserFactory.create()
        seat = known(user=None, email=user.email)
        InvitationFactory.create(meeting__table=seat.table, seat=seat, text="Kom je?")
        given = privacy.download(actor=user)
        assert given["seats_at_tables"][0]["why"] == "iets"
        assert given["invitations_to_meetings"][0]["text"] == "Kom je?"

    def test_erasing_reaches_every_list(self) -> None:
        user = UserFactory.create()
        seats = [known(user=user), known(user=None, email=user.email)]
        SignUp.everywhere.create(meeting=MeetingFactory.create(), capacity=Capacity.RESIDENT, email=user.email)
        privacy.erase(actor=user, ideas_too=False)
        assert all(is_empty(seat) for seat in seats)
        assert not SignUp.everywhere.exists()

    def test_the_owner_leaves_a_seat_without_a_person(self) -> None:
        table = TableFactory.create()
        user = owner_of(table.idea)
        seat = known(table=table, user=user, is_owner=True, email=user.email)
        privacy.erase(actor=user, ideas_too=False)
        assert is_empty(seat)
        assert seat.is_owner
        assert seat.removed_at is None


class TestWhoSeesIt:
    def test_everyone_sees_only_what_its_person_agreed_to(self) -> None:
        seat = SeatFactory.build(name="Mieke Groen", table=None)
        assert seat.shown_name == ""
        seat.name_display = NameDisplay.FIRST
        assert seat.shown_name == "Mieke"

    def test_who_waits_or_does_not_come_takes_no_part(self) -> None:
        comes = InvitationFactory.create(answer=Answer.COMES).seat
        InvitationFactory.create(answer=Answer.COMES, waits_since=clock.now())
        InvitationFactory.create(answer=Answer.NOT)
        assert list(Seat.everywhere.seated()) == [comes]

    @pytest.mark.parametrize("name", ["seats", "seat_add", "suggestions", "invite"])
    def test_another_table_is_not_there(self, client: Client, name: str) -> None:
        mine, theirs = TableFactory.create(), TableFactory.create()
        client.force_login(owner_of(mine.idea))
        assert client.get(reverse(f"tables:{name}", args=[mine.pk])).status_code == 200
        assert client.get(reverse(f"tables:{name}", args=[theirs.pk])).status_code == 404

    @pytest.mark.parametrize("name", ["seat", "seat_remove", "seat_join", "seat_by_hand", "town_text"])
    def test_a_person_of_another_table_is_not_there(self, client: Client, name: str) -> None:
        mine, seat = TableFactory.create(), SeatFactory.create()
        client.force_login(owner_of(mine.idea))
        for path in (reverse(f"tables:{name}", args=[mine.pk, seat.pk]),):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code == 404
        assert Seat.everywhere.get(pk=seat.pk).removed_at is None

    def test_the_coordinator_of_next_door_is_not_let_in(self) -> None:
        here, beside = InstanceFactory.create(), InstanceFactory.create()
        table = TableFactory.create(idea=IdeaFactory.create(published=True, municipality=here.municipality))
        for instance, status in ((here, 200), (beside, 404)):
            user = somebody(Role.COORDINATOR, instance.municipality)
            browser = at_site(here.municipality, user)
            assert browser.get(reverse("tables:seats", args=[table.pk])).status_code == status

    def test_a_hidden_address_shows_to_nobody(self, client: Client) -> None:
        seat = SeatFactory.create(hides_address=True, email="geheim@buurt.example", phone="0699999999")
        client.force_login(owner_of(seat.table.idea))
        for name, args in (("seats", [seat.table_id]), ("seat", [seat.table_id, seat.pk])):
            html = client.get(reverse(f"tables:{name}", args=args)).content.decode()
            assert "geheim@buurt.example" not in html
            assert "0699999999" not in html


class TestSuggestions:
    @pytest.fixture
    def table(self) -> Table:
        instance = InstanceFactory.create()
        idea = IdeaFactory.create(published=True, municipality=instance.municipality, theme="groen")
        return TableFactory.create(idea=idea)

    @staticmethod
    def of(table: Table, role: ActorRole) -> dict[str, list[suggestions.Candidate]]:
        user = owner_of(table.idea) if role is ActorRole.OWNER else UserFactory.create()
        return {source.key: found for source, found in suggestions.offered(Work(table, user, role))}

    def test_who_offered_help_is_for_the_pinner_and_keeps_the_address_that_was_not_shared(self, table: Table) -> None:
        private = SupportFactory.create(idea=table.idea)
        shares = SupportFactory.create(idea=table.idea, join=True, shares_email=True)
        SupportFactory.create(idea=table.idea, state="withdrawn")
        found = {one.user: one for one in self.of(table, ActorRole.OWNER)["steun"]}
        assert {user: one.hides_address for user, one in found.items()} == {private.user: True, shares.user: False}
        assert found[shares.user].role == "wijkverpleegkundige"
        for role in (ActorRole.COACH, ActorRole.COORDINATOR):
            assert "steun" not in self.of(table, role)

    def test_the_network_list_is_for_coach_and_desk(self, table: Table) -> None:
        green = ContactFactory.create(municipality=table.municipality, themes=["groen"], email="a@b.example", name="Z")
        other = ContactFactory.create(municipality=table.municipality, email="c@d.example", name="A")
        ContactFactory.create(municipality=table.municipality, name="Zonder adres")
        ContactFactory.create(email="elders@b.example")
        for role in (ActorRole.COACH, ActorRole.COORDINATOR):
            assert [one.number for one in self.of(table, role)["netwerk"]] == [green.pk, other.pk]
        assert "netwerk" not in self.of(table, ActorRole.OWNER)

    def test_people_at_the_municipality_by_theme(self, table: Table) -> None:
        made = {"role": "ambtenaar", "municipality": table.municipality}
        TownContact.everywhere.create(theme="groen", name="Greet", email="greet@b.example", **made)
        TownContact.everywhere.create(theme="", name="Alle", email="alle@b.example", **made)
        TownContact.everywhere.create(theme="sport", name="Sip", email="sip@b.example", **made)
        found = self.of(table, ActorRole.OWNER)["medewerkers"]
        assert {(one.name, one.source) for one in found} == {
            ("Greet", SeatSource.OFFICE),
            ("Alle", SeatSource.OFFICE),
        }

    def test_earlier_people_who_agreed_in_the_same_municipality(self, table: Table) -> None:
        def earlier(**fields: object) -> Seat:
            idea = IdeaFactory.create(published=True, municipality=fields.pop("town", table.municipality))
            seat = SeatFactory.create(**{"table": TableFactory.create(idea=idea), "asks_again": True, **fields})
            InvitationFactory.create(
                meeting=MeetingFactory.create(table=seat.table, held=True),
                seat=seat,
                checked_in_at=clock.now(),
                sat_as=seat.capacity,
            )
            return seat

        came = earlier()
        earlier(asks_again=False)
        earlier(town=IdeaFactory.create().municipality)
        (found,) = self.of(table, ActorRole.OWNER)["eerder"]
        assert (found.email, found.name, found.shown, found.hides_address) == (came.email, "", "buurvrouw", True)

    def test_the_municipality_itself_once(self, table: Table) -> None:
        (town,) = self.of(table, ActorRole.OWNER)["gemeente"]
        assert town.capacity == Capacity.EMPLOYEE
        SeatFactory.create(table=table, source=SeatSource.TOWN, email="")
        assert "gemeente" not in self.of(table, ActorRole.OWNER)

    def test_one_button_puts_somebody_on_the_list(self, client: Client, table: Table) -> None:
        brought = SupportFactory.create(idea=table.idea)
        client.force_login(owner_of(table.idea))
        url = reverse("tables:suggestions", args=[table.pk])
        client.post(url, {"bron": "steun", "nummer": str(brought.pk)})
        seat = Seat.everywhere.get(table=table, source=SeatSource.SUPPORT)
        assert (seat.email, seat.user, seat.hides_address) == (brought.user.email, brought.user, True)
        assert brought.user.email not in client.get(reverse("tables:seats", args=[table.pk])).content.decode()
        assert client.post(url, {"bron": "steun", "nummer": "999999"}).status_code == 404
        assert client.post(url, {"bron": "netwerk", "nummer": "x"}).status_code == 404

    def test_the_coach_reads_no_name_before_that_person_answers(self, table: Table) -> None:
        brought = SupportFactory.create(idea=table.idea)
        seat = SeatFactory.create(
            table=table, source=SeatSource.SUPPORT, user=brought.user, name="Sam Steun", hides_address=True
        )
        coach = MatchFactory.create(idea=table.idea, accepted=True).coach.user
        browser = at_site(table.municipality, coach)
        url = reverse("tables:seats", args=[table.pk])
        assert "Sam Steun" not in browser.get(url).content.decode()
        assert "Sam Steun" not in browser.get(reverse("tables:seat", args=[table.pk, seat.pk])).content.decode()
        InvitationFactory.create(meeting__table=table, seat=seat, answer=Answer.COMES, answered_at=clock.now())
        assert "Sam Steun" in browser.get(url).content.decode()
