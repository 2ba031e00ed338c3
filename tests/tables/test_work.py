"""The place where a table is organised: who comes in, the one next thing, its moves, owners and documents."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock
from aantafel.core.registry import on_export
from aantafel.outbox.models import OutgoingMail
from municipalities.models import Municipality
from tables.enums import ActorRole, TableState, WordKind
from tables.models import OwnerWord, Seat, Table, TableDocument
from tables.permissions import owns, role_at
from tables.road import facts
from tables.services import owners, words
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.tables import answered
from tests.support.local import at_site
from tests.tables.road import agreed, chosen, invited, meeting, of_nobody, own_by, said, seat, table_at, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


def html(client: Client, name: str, table: Table, *args: object, status: int = 200) -> str:
    response = client.get(reverse(f"tables:{name}", args=[table.pk, *args]))
    assert response.status_code == status
    return response.content.decode() if status == 200 else ""


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of_owner(table: Table) -> Client:
    return signed_in(owner_of(table.idea))


class TestWhoComesIn:
    def test_owner_co_owner_coach_and_coordinator_and_nobody_else(self, town: Municipality) -> None:
        table = table_at(3, town=town)
        co_owner = UserFactory.create()
        own_by(table, co_owner)
        expected = {
            owner_of(table.idea): 200,
            co_owner: 200,
            MatchFactory.create(idea=table.idea, accepted=True).coach.user: 200,
            somebody(Role.COORDINATOR, town): 200,
            MatchFactory.create(idea=table.idea, role="co_coach").coach.user: 404,
            UserFactory.create(): 404,
        }
        found = {
            user: at_site(town, user).get(reverse("tables:work", args=[table.pk])).status_code for user in expected
        }
        assert found == expected


class TestHome:
    def test_the_next_thing_is_a_button_and_what_is_missing_has_links(self) -> None:
        table = table_at(2)
        page = html(of_owner(table), "work", table)
        core = reverse("tables:core", args=[table.idea_id])
        assert page.count(f'href="{core}"') == 2
        assert "Niet alle vier de vragen zijn beantwoord" in page
        assert "Je mag zonder verder, met een reden." in page
        assert reverse("tables:stop", args=[table.pk]) in page

    def test_a_coach_and_a_coordinator_are_led_to_their_own_desks(self, town: Municipality) -> None:
        table = table_at(2, town=town)
        coordinator = at_site(town, somebody(Role.COORDINATOR, town))
        assert reverse("coordinator:match", args=[table.idea_id]) in html(coordinator, "work", table)
        coach = at_site(town, MatchFactory.create(idea=table.idea, accepted=True).coach.user)
        assert reverse("coach:core", args=[table.pk]) in html(coach, "work", table)

    def test_what_lies_open_is_listed(self) -> None:
        table = table_at(5)
        invited(meeting(table, days=4))
        held = meeting(table, days=-3)
        written(held)
        agreed(table, due_on=clock.today().replace(year=2020))
        page = html(of_owner(table), "work", table)
        for part in ("3 uitnodigingen hebben nog geen antwoord", "doorgaan of stoppen", "1 actie is te laat"):
            assert part in page

    @pytest.mark.parametrize("state", [TableState.STOPPED, TableState.FINISHED])
    def test_a_table_that_is_over_asks_for_nothing(self, state: str) -> None:
        table = table_at(4, state=state)
        page = html(of_owner(table), "work", table)
        assert "Wat er mist" not in page
        assert (reverse("tables:resume", args=[table.pk]) in page) == (state == TableState.STOPPED)

    def test_a_desk_answers_the_questions_with_an_owner_without_an_account(self, town: Municipality) -> None:
        table = of_nobody(table_at(2, town=town))
        desk = at_site(town, somebody(Role.COORDINATOR, town))
        address = reverse("tables:work_core_question", args=[table.pk, "waarom"])
        assert desk.post(address, {"text": "Omdat het kan.", "seen": "0"}).status_code == 302
        assert "Omdat het kan." in html(desk, "work_core", table)


class TestMoves:
    def test_forward_shows_all_that_is_missing_and_takes_a_reason(self) -> None:
        table = table_at(3)
        client, address = of_owner(table), reverse("tables:forward", args=[table.pk])
        page = client.get(address).content.decode()
        for part in ("geen inwoners uitgenodigd", "geen professionals", "niemand van de gemeente", "geen dag voor de"):
            assert part in page
        assert client.post(address, {"here": "3", "reason": ""}).status_code == 422
        assert client.post(address, {"here": "3", "reason": "We kennen elkaar."}).status_code == 302
        table.refresh_from_db()
        assert table.step == 4

    def test_locally_there_is_no_way_past_a_gate(self, town: Municipality) -> None:
        table = table_at(3, town=town)
        client, address = at_site(town, owner_of(table.idea)), reverse("tables:forward", args=[table.pk])
        assert "<form" not in client.get(address).content.decode().split("<main")[1].split("</main")[0]
        response = client.post(address, {"here": "3", "reason": "Toch."})
        assert response.status_code == 422
        assert "De tafel kan nog niet verder" in response.content.decode()
        table.refresh_from_db()
        assert table.step == 3

    def test_a_second_click_takes_no_second_step(self) -> None:
        table = table_at(1)
        client, address = of_owner(table), reverse("tables:forward", args=[table.pk])
        assert client.post(address, {"here": "1", "reason": ""}).status_code == 302
        again = client.post(address, {"here": "1", "reason": "Nog een keer."})
        assert again.status_code == 422
        assert "Nog een keer." in again.content.decode(), "nothing typed is lost"
        table.refresh_from_db()
        assert table.step == 2

    @pytest.mark.parametrize(("name", "state", "step"), [("back", "running", 3), ("stop", "stopped", 4)])
    def test_back_and_stop_ask_why(self, name: str, state: str, step: int) -> None:
        table = table_at(4)
        client, address = of_owner(table), reverse(f"tables:{name}", args=[table.pk])
        assert client.post(address, {"here": "4", "reason": " "}).status_code == 422
        assert client.post(address, {"here": "4", "reason": "Het is te druk."}).status_code == 302
        table.refresh_from_db()
        assert (table.state, table.step) == (state, step)

    def test_who_may_not_reads_who_does(self, town: Municipality) -> None:
        table = table_at(4, town=town)
        coach = at_site(town, MatchFactory.create(idea=table.idea, accepted=True).coach.user)
        assert "kan nu niet worden gestopt" in html(coach, "stop", table)
        response = coach.post(reverse("tables:stop", args=[table.pk]), {"here": "4", "reason": "Klaar."})
        assert response.status_code == 422
        table.refresh_from_db()
        assert table.state == TableState.RUNNING

    def test_the_end_asks_what_comes_of_it(self) -> None:
        table = table_at(7)
        client, address = of_owner(table), reverse("tables:outcome", args=[table.pk])
        assert client.post(address, {"kind": "upkeep", "reason": ""}).status_code == 422
        assert client.post(address, {"kind": "upkeep", "reason": "De wijkraad."}).status_code == 302
        table.refresh_from_db()
        assert table.state == TableState.FINISHED


class TestDecisions:
    def test_after_each_meeting_it_is_asked_and_shown(self) -> None:
        table = table_at(4)
        first = meeting(table, days=-2)
        written(first)
        client, address = of_owner(table), reverse("tables:words", args=[table.pk])
        assert "Na de bijeenkomst van" in client.get(address).content.decode()
        assert client.post(address, {"kind": "stop", "reason": "", "meeting": first.pk}).status_code == 422
        assert (
            client.post(address, {"kind": "go_on", "reason": "Er zit leven in.", "meeting": first.pk}).status_code
            == 302
        )
        page = client.get(address).content.decode()
        assert "Er zit leven in." in page and "Er is nu niets te besluiten" in page
        assert "De tafel gaat door</strong> (na de bijeenkomst van " in page
        assert "Er zit leven in." in client.get(table.get_absolute_url()).content.decode()

    def test_a_coach_writes_it_down_for_an_owner_without_an_account(self, town: Municipality) -> None:
        table = of_nobody(table_at(6, town=town))
        coach = at_site(town, MatchFactory.create(idea=table.idea, accepted=True).coach.user)
        assert "Schrijf op wat de eigenaar heeft gezegd" in html(coach, "words", table)
        coach.post(reverse("tables:words", args=[table.pk]), {"kind": "judge", "reason": ""})
        word = OwnerWord.objects.get()
        assert (word.kind, word.role) == (WordKind.CAN_BE_JUDGED, "coach")


class TestOwners:
    def test_an_owner_shares_with_somebody_who_has_an_account_and_both_can_leave(self) -> None:
        table, other = table_at(3), UserFactory.create(name="Samira Samen")
        theirs, nameless = seat(table, user=other, name="Samira Samen"), seat(table, name="Zonder Account")
        client, address = of_owner(table), reverse("tables:owners", args=[table.pk])
        page = client.get(address).content.decode()
        assert "Samira Samen" in page and "Zonder Account" not in page
        assert client.post(address, {"seat": nameless.pk}).status_code == 422
        for _click in range(2):
            client.post(address, {"seat": theirs.pk})
        assert OutgoingMail.objects.filter(kind="tables/shared", to_address=other.email).count() == 1
        assert owns(other, table)
        assert (
            reverse("tables:work", args=[table.pk]) in signed_in(other).get(reverse("ideas:overview")).content.decode()
        )
        client.post(reverse("tables:leave", args=[table.pk]))
        table.refresh_from_db()
        assert role_at(owner_of(table.idea), table) is None
        with pytest.raises(owners.LastOwner):
            owners.leave(actor=other, table_id=table.pk)
        assert table.step_changes.filter(kind="own").count() == 2

    def test_the_last_owner_stays(self) -> None:
        table = table_at(6)
        page = of_owner(table).post(reverse("tables:leave", args=[table.pk]), follow=True).content.decode()
        assert "Je bent de enige eigenaar" in page
        assert owns(owner_of(table.idea), table)

    @pytest.mark.parametrize(("step", "state"), [(2, "running"), (3, "stopped")])
    def test_not_before_step_3_and_not_at_a_table_that_is_over(self, step: int, state: str) -> None:
        table = table_at(step, state=state)
        theirs = seat(table, user=UserFactory.create())
        with pytest.raises(owners.CannotShare):
            owners.share(actor=owner_of(table.idea), table_id=table.pk, seat_id=theirs.pk)

    def test_a_coach_or_co_owner_of_elsewhere_shares_nothing(self) -> None:
        table = table_at(3)
        theirs = seat(table, user=UserFactory.create())
        elsewhere = own_by(table_at(3), UserFactory.create()).user
        assert elsewhere is not None
        with pytest.raises(owners.CannotShare):
            owners.share(actor=elsewhere, table_id=table.pk, seat_id=theirs.pk)
        assert not Seat.everywhere.get(pk=theirs.pk).is_owner


class TestThePublicPage:
    def full(self, count: int) -> Table:
        table = table_at(6)
        for number in range(count):
            held = meeting(table, days=-9 - number)
            invited(held, came=True)
            written(held)
            agreed(table)
            said(table, WordKind.GO_ON, held)
            TableDocument.everywhere.create(table=table, title="Plan", link="https://x.example", role="owner")
            MatchFactory.create(idea=table.idea, ended=True)
        meeting(table, "progress", days=5, place="De Eik")
        chosen(table)
        answered(table, "waarom", "Omdat.", public_text="Omdat.")  # type: ignore[arg-type]
        return table

    def test_it_costs_the_same_with_little_and_with_much(self, client: Client) -> None:
        counts = []
        for table in (self.full(1), self.full(17)):
            address = table.get_absolute_url()
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                page = client.get(address).content.decode()
            counts.append(len(captured))
            assert "De Eik" in page and "De volgende bijeenkomst" in page
        assert counts[0] == counts[1] <= 8
        assert "en nog 39 mensen" in page

    def test_people_show_as_they_want_and_the_owner_once(self, client: Client) -> None:
        table = table_at(4)
        seat(table, "employee", is_owner=False, name="Hidde Verborgen", role="wethouder", interest="Ik beslis mee.")
        held = meeting(table, days=-1)
        invited(held, "professional", came=True)
        Seat.everywhere.filter(capacity="professional").update(
            name="Petra Prof", name_display="full", role="huisarts", interest="Minder druk."
        )
        seat(table, "resident", is_owner=True, source="owner", name="Noor", name_display="first")
        page = client.get(table.get_absolute_url()).content.decode()
        assert "Petra Prof" in page and "huisarts" in page
        assert "Hidde" not in page and "wethouder" not in page, "on the list is not yet at the table"
        assert "1 inwoner<" in page and "1 professional<" in page
        assert "mensen van de gemeente" in page, "who is missing is named"
        listed = client.get(reverse("tables:list")).content.decode()
        assert "1 inwoner<" in listed and "1 professional<" in listed

    def test_who_organises_reads_the_next_thing_on_top(self, client: Client) -> None:
        table = table_at(2)
        assert "Wat je nu kunt doen" not in client.get(table.get_absolute_url()).content.decode()
        page = of_owner(table).get(table.get_absolute_url()).content.decode()
        assert "Wat je nu kunt doen" in page and reverse("tables:work", args=[table.pk]) in page

    def test_locally_a_coach_is_named_and_the_steps_are_no_guide(self, town: Municipality) -> None:
        local, national = table_at(3, town=town), table_at(3)
        guide = "De zeven stappen zijn een hulp"
        assert guide in Client().get(national.get_absolute_url()).content.decode()
        page = at_site(town).get(local.get_absolute_url()).content.decode()
        assert guide not in page and "Een coach denkt mee" in page

    def test_a_finished_table_says_so(self, client: Client) -> None:
        table = table_at(7, state=TableState.FINISHED)
        assert "Deze tafel is klaar" in client.get(table.get_absolute_url()).content.decode()
        assert table.idea.title in client.get(reverse("tables:list"), {"stand": "klaar"}).content.decode()


class TestPrivacy:
    def test_whoever_erases_their_account_takes_their_name_from_mails_and_leaves_the_road(self) -> None:
        table, other = table_at(6), UserFactory.create()
        owner = owner_of(table.idea)
        own_by(table, other)
        shared = seat(table, user=UserFactory.create())
        owners.share(actor=owner, table_id=table.pk, seat_id=shared.pk)
        words.say(actor=owner, table_id=table.pk, kind=WordKind.CAN_BE_JUDGED, role=ActorRole.OWNER, reason="Ja.")
        parts = {name: rows for part in on_export.run(user=owner) for name, rows in part.items()}
        assert [row["reason"] for row in parts["table_decisions"]] == ["Ja."]
        assert len(parts["table_moves"]) == 2
        privacy.erase(actor=owner, ideas_too=False)
        word, mail = OwnerWord.objects.get(), OutgoingMail.objects.get(kind="tables/shared")
        assert (word.reason, word.by) == ("Ja.", None)
        assert mail.body_text == "" and mail.redacted_at is not None
        table.refresh_from_db()
        assert facts.gather(table).owner_acts, "the others go on"


class TestTheBoard:
    def test_the_desk_sees_each_table_by_step_with_what_is_missing(self, town: Municipality) -> None:
        table = table_at(3, town=town)
        MatchFactory.create(idea=table.idea, accepted=True, coach__user__name="Tarik Tafel")
        elsewhere = table_at(3)
        desk = at_site(town, somebody(Role.COORDINATOR, town))
        address = reverse("coordinator:tables")
        page = desk.get(address, {"stap": "3"}).content.decode()
        for part in (table.idea.title, "Tarik Tafel", "Er zijn nog geen inwoners uitgenodigd"):
            assert part in page
        assert elsewhere.idea.title not in page
        assert reverse("tables:work", args=[table.pk]) in page
        assert table.idea.title not in desk.get(address, {"stap": "4"}).content.decode()
        assert table.idea.title not in desk.get(address, {"stand": "gestopt"}).content.decode()

    def test_it_costs_the_same_for_one_and_for_many(self, town: Municipality) -> None:
        desk = at_site(town, somebody(Role.COORDINATOR, town))
        address, counts = reverse("coordinator:tables"), []
        for _more in range(2):
            for step in range(1, 8):
                table_at(step, town=town)
            desk.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert desk.get(address).status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1]
