"""Choosing and carrying out on the screens: by who organises, by who has only a link, and by everyone who reads."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.core import clock
from tables.enums import ActorRole, ChoiceWay, SeatSource
from tables.lifecycle import Step
from tables.models import Action, Ballot, Choice, ChoiceNumber, Invitation, Meeting, News, Table, Variant
from tables.services import choosing, news
from tests.core.test_pictures import drawn, upload
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.plans import action_of, seat_at, variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.CHOOSE)


@pytest.fixture
def owner(client: Client, table: Table) -> Client:
    client.force_login(owner_of(table.idea))
    return client


def url(table: Table, name: str, *args: object) -> str:
    return reverse(f"tables:{name}", args=[table.pk, *args])


def public(table: Table, name: str) -> str:
    return reverse(f"tables:public_{name}", args=[table.pk, table.idea.slug])


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None
    return found[1]


class TestTheWholeChoice:
    def test_from_the_first_variant_to_the_plan(self, owner: Client, table: Table) -> None:
        for title in ("Een kleine tuin", "Een grote tuin"):
            owner.post(url(table, "add_variant"), {"title": title, "arguments_for": "- licht\n- goedkoop"})
        seat = seat_at(table)
        page = owner.get(url(table, "choice")).content.decode()
        assert "<li>goedkoop</li>" in page
        owner.post(url(table, "open_choice"), {"way": "dots", "dots": "3"})
        choice, small = Choice.everywhere.get(), Variant.everywhere.get(title="Een kleine tuin")
        link = reverse("tables:ballot", args=[choice.key, seat.key])
        assert link in owner.get(url(table, "choice_room")).content.decode()
        phone = Client()
        ballot = phone.get(link).content.decode()
        assert "Een kleine tuin: hoeveel stippen?</label>" in ballot
        assert 'aria-describedby="stippen"' in ballot and 'id="stippen">Je hebt 3 stippen.' in ballot
        assert "Een kleine tuin: hoeveel stippen?" in owner.get(url(table, "count_choice")).content.decode()
        answer = phone.post(link, {f"dots_{small.pk}": "2"}, follow=True).content.decode()
        assert "Je keuze is bewaard" in answer
        assert "Wat het was, staat hier niet" in answer
        assert 'value="2"' not in answer
        assert link not in owner.get(url(table, "choice_room")).content.decode()
        owner.post(url(table, "count_choice"), {f"for_{small.pk}": "4"})
        assert "6" in owner.get(url(table, "close_choice")).content.decode()
        done = owner.post(url(table, "close_choice"), {"variant": small.pk, "reason": "Daar is plek."}, follow=True)
        assert done.redirect_chain[-1][0] == url(table, "plan")
        told = Client().get(public(table, "choice")).content.decode()
        assert "Gekozen: Een kleine tuin" in told
        assert "Wat elke variant kreeg" in told
        assert "Daar is plek." in told
        assert "De tafel heeft gekozen." in phone.get(link).content.decode()

    def test_numbers_stay_hidden_from_everyone_until_it_is_chosen(self, owner: Client, table: Table) -> None:
        variant = variant_of(table)
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.VOTE)
        choosing.cast(choice_id=choice.pk, seat=seat_at(table), given={variant.pk: 1}, reasons={})
        html = Client().get(public(table, "choice")).content.decode()
        assert "Een kleine tuin" in html
        assert "<table" not in html

    @pytest.mark.parametrize(
        ("way", "sent", "said"),
        [
            ("dots", {"dots_{0}": "2", "dots_{1}": "2"}, "Je gaf meer stippen dan je hebt"),
            ("dots", {"dots_{0}": "9"}, "Je hebt 3 stippen"),
            ("dots", {"dots_{0}": "veel"}, "Typ een getal"),
            ("vote", {"vote": ""}, "Kies een variant"),
            ("consent", {"says_{0}": "1"}, "Zeg wat je van deze variant vindt"),
        ],
    )
    def test_what_cannot_be_given_is_said_and_stays(
        self, client: Client, table: Table, way: str, sent: dict[str, str], said: str
    ) -> None:
        two = [variant_of(table).pk, variant_of(table, "Een grote tuin").pk]
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay(way))
        link = reverse("tables:ballot", args=[choice.key, seat_at(table).key])
        typed = {name.format(*two): value for name, value in sent.items()}
        response = client.post(link, typed)
        html = response.content.decode()
        assert response.status_code == 422
        assert said in html
        assert all(f'value="{value}"' in html for value in sent.values() if value)
        assert not Ballot.objects.exists()

    def test_a_scanned_code_leads_who_is_signed_in_to_their_own(self, client: Client, table: Table) -> None:
        variant_of(table)
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.VOTE)
        here = reverse("tables:scanned", args=[choice.key])
        assert "eigen link" in client.get(here).content.decode()
        user = UserFactory.create()
        seat = seat_at(table, user=user)
        client.force_login(user)
        assert client.get(here)["Location"] == reverse("tables:ballot", args=[choice.key, seat.key])

    def test_what_somebody_chose_shows_to_themselves_alone(self, owner: Client, table: Table) -> None:
        user = UserFactory.create()
        seat, variant = seat_at(table, user=user), variant_of(table)
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.CONSENT)
        choosing.cast(choice_id=choice.pk, seat=seat, given={variant.pk: 0}, reasons={variant.pk: "Te duur voor mij"})
        link = reverse("tables:ballot", args=[choice.key, seat.key])
        own = Client()
        own.force_login(user)
        for browser, shows in ((owner, False), (Client(), False), (own, True)):
            html = browser.get(link).content.decode()
            assert ("Te duur voor mij" in html, " checked" in html) == (shows, shows)

    def test_an_objection_is_asked_for_words_once(self, client: Client, table: Table) -> None:
        variant = variant_of(table)
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.CONSENT)
        link = reverse("tables:ballot", args=[choice.key, seat_at(table).key])
        sent = {f"says_{variant.pk}": "0", f"why_{variant.pk}": ""}
        asked = client.post(link, sent)
        assert asked.status_code == 422 and not Ballot.objects.exists()
        html = asked.content.decode()
        assert "Schrijf in een paar woorden wat je bezwaar is." in html
        assert re.search(r'<input type="hidden" name="asked" value="1"', html)
        assert client.post(link, {**sent, "asked": "1"}).status_code == 302
        assert Ballot.objects.get().reason == ""

    def test_who_objects_with_words_is_asked_nothing_more(self, client: Client, table: Table) -> None:
        variant = variant_of(table)
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.CONSENT)
        link = reverse("tables:ballot", args=[choice.key, seat_at(table).key])
        assert client.post(link, {f"says_{variant.pk}": "0", f"why_{variant.pk}": "Te duur."}).status_code == 302

    def test_stopping_without_a_choice_asks_first(self, owner: Client, table: Table) -> None:
        variant_of(table)
        choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.VOTE)
        assert f'href="{url(table, "call_off_choice")}"' in owner.get(url(table, "choice")).content.decode()
        assert "Stoppen zonder keuze?" in owner.get(url(table, "call_off_choice")).content.decode()
        assert Choice.everywhere.exists()
        owner.post(url(table, "call_off_choice"))
        assert not Choice.everywhere.exists()
        assert owner.get(url(table, "call_off_choice")).status_code == 302

    def test_a_link_of_another_table_opens_nothing(self, client: Client, table: Table) -> None:
        variant_of(table)
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.VOTE)
        stranger = seat_at(TableFactory.create())
        assert client.get(reverse("tables:ballot", args=[choice.key, stranger.key])).status_code == 404


class TestVariantForm:
    def test_who_was_overtaken_sees_both_and_loses_nothing(self, owner: Client, table: Table) -> None:
        variant = variant_of(table)
        here = url(table, "change_variant", variant.pk)
        seen = hidden(owner.get(here).content.decode(), "seen")
        owner.post(here, {"title": "Van de een", "seen": seen})
        response = owner.post(here, {"title": "Van de ander", "seen": seen})
        html = response.content.decode()
        assert response.status_code == 422
        assert "Van de een" in html
        assert 'value="Van de ander"' in html
        owner.post(here, {"title": "Van de ander", "seen": hidden(html, "seen")})
        variant.refresh_from_db()
        assert variant.title == "Van de ander"

    def test_a_picture_needs_words(self, owner: Client, table: Table) -> None:
        sent = {"title": "Een tuin", "picture": upload(drawn("JPEG"))}
        response = owner.post(url(table, "add_variant"), sent)
        assert "Zeg in één zin wat er op het plaatje te zien is." in response.content.decode()
        sent = {"title": "Een tuin", "picture": upload(drawn("JPEG")), "picture_description": "Een schets van de tuin."}
        owner.post(url(table, "add_variant"), sent)
        assert Variant.everywhere.get().picture.name.endswith(".jpg")

    def test_hostile_words_stay_words(self, owner: Client, table: Table) -> None:
        owner.post(url(table, "add_variant"), {"title": "<script>alert(1)</script>", "arguments_for": "<b>x"})
        for page in (owner.get(url(table, "choice")), Client().get(public(table, "choice"))):
            html = page.content.decode()
            assert "<script>alert" not in html
            assert "&lt;b&gt;x" in html


class TestPlanScreens:
    def test_who_is_not_on_the_list_does_it_in_words(self, owner: Client, table: Table) -> None:
        day = (clock.today() + timedelta(days=9)).isoformat()
        told = {"text": "Soep koken", "who": "de keuken van De Mars", "due_on": day}
        owner.post(url(table, "add_action"), told)
        page = Client().get(public(table, "plan")).content.decode()
        assert "de keuken van De Mars" in page and "Nog niemand" not in page and "Ik kan hierbij helpen" not in page
        action = Action.everywhere.get()
        assert action.is_agreed
        Action.everywhere.update(who="")
        asked = Client().get(public(table, "plan")).content.decode()
        assert f"{reverse('ideas:offer_help', args=[table.idea.pk, table.idea.slug])}?over=Soep%20koken" in asked
        Action.everywhere.update(who="de keuken van De Mars")
        there = url(table, "change_action", action.number)
        assert 'value="de keuken van De Mars"' in owner.get(there).content.decode()
        seat = seat_at(table)
        owner.post(there, {**told, "seat": seat.pk, "seen": action.changed_at.isoformat()})
        action.refresh_from_db()
        assert (action.seat, action.who) == (seat, "")

    def test_an_action_from_the_form_to_done(self, owner: Client, table: Table) -> None:
        seat = seat_at(table)
        day = (clock.today() + timedelta(days=9)).isoformat()
        owner.post(url(table, "add_action"), {"text": "Bel de bakker", "seat": seat.pk, "due_on": day})
        action = Action.everywhere.get()
        phone = Client()
        link = reverse("tables:action", args=[action.key])
        assert "Bel de bakker" in phone.get(link).content.decode()
        assert "De tafel kan het zien" in phone.post(link, {"answer": "done"}, follow=True).content.decode()
        assert "1 van 1 klaar" in Client().get(public(table, "plan")).content.decode()
        put = owner.post(url(table, "put_action", action.number, "open"))
        assert put["Location"] == f"{url(table, 'plan')}#actie-{action.number}"
        assert "Bijgewerkt: Bel de bakker" in owner.get(url(table, "plan")).content.decode()
        action.refresh_from_db()
        assert action.state == "open"

    def test_who_pressed_by_mistake_takes_it_back(self, table: Table) -> None:
        action = action_of(table, seat_at(table))
        link, phone = reverse("tables:action", args=[action.key]), Client()
        assert "Toch niet klaar" not in phone.get(link).content.decode()
        assert "Toch niet klaar" in phone.post(link, {"answer": "done"}, follow=True).content.decode()
        page = phone.post(link, {"answer": "not_done"}, follow=True).content.decode()
        assert "Het is klaar" in page
        action.refresh_from_db()
        assert (action.state, action.done_at) == ("open", None)

    def test_what_a_table_that_stopped_has_done_stays_done(self, table: Table) -> None:
        action = action_of(table, seat_at(table))
        Action.everywhere.update(state="done", done_at=clock.now())
        Table.everywhere.update(state="stopped")
        link = reverse("tables:action", args=[action.key])
        assert "Toch niet klaar" not in Client().get(link).content.decode()
        assert Client().post(link, {"answer": "not_done"}).status_code == 409

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"answer": "later", "due_on": "2020-01-01"}, "Kies vandaag of een dag daarna."),
            ({"answer": "later", "due_on": "morgen", "said": "Het regent."}, "Kies een dag, bijvoorbeeld"),
            ({"answer": "help"}, "Vertel in een paar woorden wat je zou helpen."),
        ],
    )
    def test_a_wrong_answer_is_said_and_stays(
        self, client: Client, table: Table, sent: dict[str, str], said: str
    ) -> None:
        action = action_of(table, seat_at(table))
        response = client.post(reverse("tables:action", args=[action.key]), sent)
        assert response.status_code == 422
        assert said in response.content.decode()
        assert sent.get("said", "") in response.content.decode()

    def test_a_name_shows_to_everyone_only_as_its_bearer_wants(self, owner: Client, table: Table) -> None:
        action_of(table, seat_at(table, "Saar Zee", email="saar@zee.example", role="bakker"))
        html = Client().get(public(table, "plan")).content.decode()
        assert "Saar" not in html
        assert "Inwoner, bakker" in html
        assert "Saar Zee (inwoner)" in owner.get(url(table, "plan")).content.decode()

    def test_news_with_a_picture_shows_and_goes(self, owner: Client, table: Table) -> None:
        sent = {
            "text": "De schep is er.",
            "picture": upload(drawn("JPEG")),
            "picture_description": "Een schep in het gras.",
        }
        owner.post(url(table, "tell_news"), sent)
        html = Client().get(public(table, "plan")).content.decode()
        assert "De schep is er." in html
        assert 'alt="Een schep in het gras."' in html
        owner.post(url(table, "remove_news", News.everywhere.get().pk))
        assert "De schep is er." not in Client().get(public(table, "plan")).content.decode()

    def test_the_page_of_the_table_tells_the_newest_news_and_leads_to_the_rest(self, table: Table) -> None:
        for text in ("De schep is er.", "De grond is om."):
            news.tell(actor=owner_of(table.idea), role=ActorRole.OWNER, table_id=table.pk, text=text)
        html = Client().get(table.get_absolute_url()).content.decode()
        assert "De grond is om." in html
        assert "De schep is er." not in html
        assert public(table, "plan") in html

    def test_a_new_round_counts_its_own_plan_and_keeps_the_earlier_one(self, owner: Client, table: Table) -> None:
        action_of(table, text="Aarde halen")
        Table.everywhere.update(round=2)
        assert public(table, "plan") in Client().get(table.get_absolute_url()).content.decode()
        table.refresh_from_db()
        action_of(table, text="Water geven")
        for html in (
            Client().get(public(table, "plan")).content.decode(),
            owner.get(url(table, "plan")).content.decode(),
        ):
            first, earlier = html.split("Uit een eerdere ronde")
            assert "Water geven" in first
            assert "0 van 1 klaar" in first
            assert "Aarde halen" in earlier

    def test_an_old_address_leads_to_the_new_one(self, client: Client, table: Table) -> None:
        for name in ("plan", "choice"):
            here = reverse(f"tables:public_{name}", args=[table.pk, "anders"])
            assert client.get(here)["Location"] == public(table, name)

    @pytest.mark.parametrize("name", ["choice", "plan"])
    def test_many_cost_no_more_queries_than_one(self, client: Client, table: Table, name: str) -> None:
        def more() -> None:
            variant = variant_of(table, f"Tuin {Variant.everywhere.count()}")
            seat = seat_at(table, f"Saar{variant.pk}")
            ChoiceNumber.objects.create(choice=choice, variant=variant, number=3)
            action_of(table, seat)
            news.tell(actor=owner_of(table.idea), role=ActorRole.OWNER, table_id=table.pk, text=f"Nieuws {variant.pk}")

        choice = Choice.everywhere.create(table=table, way="dots", closed_at=clock.now())
        more()
        asked(client, public(table, name))  # what is remembered for a while is asked of the database once
        one = asked(client, public(table, name))
        for _number in range(4):
            more()
        assert asked(client, public(table, name)) == one <= 8


class TestDoors:
    @pytest.mark.parametrize("name", ["choice", "plan", "add_variant", "add_action", "tell_news", "open_choice"])
    def test_only_who_organises_the_table_enters(self, client: Client, table: Table, name: str) -> None:
        assert client.get(url(table, name)).status_code == 302
        client.force_login(UserFactory.create())
        assert client.get(url(table, name)).status_code == 404
        assert client.post(url(table, name), {"title": "x", "text": "y"}).status_code == 404


class TestWhoOfferedHelp:
    @pytest.fixture
    def coach(self, client: Client, table: Table) -> Client:
        client.force_login(MatchFactory.create(idea=table.idea, accepted=True).coach.user)
        return client

    def test_told_their_name_to_the_pinner_alone_until_they_answer(self, coach: Client, table: Table) -> None:
        seat = seat_at(table, "Hilde Helpt", source=SeatSource.SUPPORT, is_owner=False, email="hilde@buurt.example")
        action_of(table, seat)
        pages = [url(table, "plan"), url(table, "add_action")]
        assert all("Hilde" not in coach.get(page).content.decode() for page in pages)
        invited = Meeting.everywhere.create(table=table, number=1)
        Invitation.everywhere.create(meeting=invited, seat=seat, answer="comes", answered_at=clock.now())
        assert all("Hilde Helpt (inwoner)" in coach.get(page).content.decode() for page in pages)

    def test_the_pinner_reads_it(self, owner: Client, table: Table) -> None:
        action_of(table, seat_at(table, "Hilde Helpt", source=SeatSource.SUPPORT, is_owner=False, email=""))
        assert "Hilde Helpt (inwoner)" in owner.get(url(table, "plan")).content.decode()
