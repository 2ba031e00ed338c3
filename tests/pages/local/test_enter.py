"""Entering an idea for somebody at the desks of a local site."""

from typing import Any

import pytest

from aantafel.accounts.enums import Role
from aantafel.outbox.models import OutgoingMail
from ideas.enums import Channel, ConsentHow, IdeaState, ReviewRole
from ideas.models import CallBack, Idea, Pinner
from movement.enums import HeardAbout, HeardState
from movement.models import HeardIdea, TakenInAt
from municipalities.models import Instance
from tests.factories.accounts import UserFactory
from tests.factories.instances import NeighbourhoodFactory, somebody
from tests.factories.movement import HeardIdeaFactory, PhysicalTableFactory
from tests.pages.desks.conftest import html
from tests.pages.local.conftest import Town, sheet

DESKS = pytest.mark.parametrize("space", ["coordinator", "coach"])


def typist(town: Town, space: str) -> Any:
    return town.as_(getattr(town, space))


def the_idea() -> Idea:
    return Idea.everywhere.select_related("pinner").get()


@DESKS
def test_what_somebody_tells_goes_into_the_queue_of_the_municipality(town: Town, space: str) -> None:
    response = typist(town, space).post(f"/{space}/invoeren/", sheet())
    idea = the_idea()
    assert (response.status_code, response["Location"]) == (302, f"/{space}/ingevoerd/{idea.pk}/")
    assert (idea.municipality, idea.state, idea.channel) == (town.municipality, IdeaState.WAITING, Channel.PHONE)
    pinner = idea.pinner
    assert (pinner.name, pinner.phone, pinner.postcode) == ("Riet van Dam", "0612345678", "7201")
    assert (pinner.consent_how, pinner.consent_recorded_by) == (ConsentHow.PHONE, getattr(town, space))
    assert pinner.consent_at is not None


def test_whoever_may_put_ideas_on_the_site_can_do_so_at_once(town: Town) -> None:
    client = typist(town, "coordinator")
    assert 'name="publish"' in html(client.get("/coordinator/invoeren/"))
    client.post("/coordinator/invoeren/", sheet(publish="on"))
    client.post("/coordinator/invoeren/", sheet(publish="on"))  # a second press is no other idea, and no error
    assert the_idea().is_public
    assert the_idea().review_entries.latest("pk").role == ReviewRole.COORDINATOR


def test_a_coach_cannot_put_it_on_the_site(town: Town) -> None:
    client = typist(town, "coach")
    assert 'name="publish"' not in html(client.get("/coach/invoeren/"))
    client.post("/coach/invoeren/", sheet(publish="on"))
    assert the_idea().state == IdeaState.WAITING


def test_where_it_cannot_come_on_the_site_yet_it_waits_and_the_page_says_why(town: Town) -> None:
    Instance.objects.update(state="preparing", opened_at=None)
    answer = typist(town, "coordinator").post("/coordinator/invoeren/", sheet(publish="on"), follow=True)
    assert the_idea().state == IdeaState.WAITING
    assert "ligt bij de ideeën om te lezen" in html(answer) and "at-alert" in html(answer)


@DESKS
def test_who_has_an_address_gets_a_copy(town: Town, space: str) -> None:
    typist(town, space).post(f"/{space}/invoeren/", sheet(email="Riet@buurt.example"))
    mail = OutgoingMail.objects.get(kind="ideas/entered_for_you")
    assert mail.to_address == "riet@buurt.example"
    page = html(typist(town, space).get(f"/{space}/ingevoerd/{the_idea().pk}/"))
    assert "riet@buurt.example" in page


@DESKS
def test_a_form_that_is_sent_twice_enters_one_idea(town: Town, space: str) -> None:
    client = typist(town, space)
    first, second = [client.post(f"/{space}/invoeren/", sheet())["Location"] for _ in range(2)]
    assert first == second and Idea.everywhere.count() == 1


def test_a_key_of_another_municipality_leads_to_an_idea_of_our_own(town: Town, beside: Town) -> None:
    beside.as_(beside.coordinator).post("/coordinator/invoeren/", sheet())
    town.as_(town.coordinator).post("/coordinator/invoeren/", sheet())
    places = Idea.everywhere.order_by("pk").values_list("municipality", flat=True)
    assert list(places) == [beside.municipality.pk, town.municipality.pk]


def test_without_consent_nothing_is_kept_and_what_was_typed_stays(town: Town) -> None:
    response = town.as_(town.coordinator).post("/coordinator/invoeren/", sheet(consent=""))
    assert response.status_code == 422
    assert "Weer een biljartclub" in html(response)
    assert not Idea.everywhere.exists()


def test_the_municipality_cannot_be_chosen(town: Town, beside: Town) -> None:
    town.as_(town.coordinator).post(
        "/coordinator/invoeren/", sheet(where=beside.municipality.name, municipality=beside.municipality.code)
    )
    assert the_idea().municipality == town.municipality


def test_a_neighbourhood_is_one_of_ours(town: Town, beside: Town) -> None:
    ours = NeighbourhoodFactory.create(municipality=town.municipality)
    theirs = NeighbourhoodFactory.create(municipality=beside.municipality)
    client = town.as_(town.coordinator)
    assert client.post("/coordinator/invoeren/", sheet(neighbourhood=theirs.pk)).status_code == 422
    client.post("/coordinator/invoeren/", sheet(neighbourhood=ours.pk))
    assert the_idea().neighbourhood == ours


class TestAtATable:
    def test_it_is_remembered_at_which(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        town.as_(town.helper).post("/coordinator/invoeren/", sheet(channel="table", table=table.pk))
        assert TakenInAt.everywhere.get().table == table
        assert the_idea().channel == Channel.TABLE

    def test_which_one_has_to_be_said(self, town: Town) -> None:
        PhysicalTableFactory.create(municipality=town.municipality)
        response = town.as_(town.coordinator).post("/coordinator/invoeren/", sheet(channel="table"))
        assert response.status_code == 422
        assert "Kies de tafel" in html(response)

    def test_one_of_next_door_is_none(self, town: Town, beside: Town) -> None:
        PhysicalTableFactory.create(municipality=town.municipality)
        theirs = PhysicalTableFactory.create(municipality=beside.municipality)
        response = town.as_(town.coordinator).post("/coordinator/invoeren/", sheet(channel="table", table=theirs.pk))
        assert response.status_code == 422
        assert not Idea.everywhere.exists()

    def test_one_that_has_ended_is_none(self, town: Town) -> None:
        gone = PhysicalTableFactory.create(municipality=town.municipality, ended=True)
        response = town.as_(town.coordinator).post("/coordinator/invoeren/", sheet(channel="table", table=gone.pk))
        assert response.status_code == 422

    def test_an_idea_by_phone_has_no_table(self, town: Town) -> None:
        table = PhysicalTableFactory.create(municipality=town.municipality)
        town.as_(town.coordinator).post("/coordinator/invoeren/", sheet(table=table.pk))
        assert not TakenInAt.everywhere.exists()


class TestAfterAVisit:
    @DESKS
    def test_what_was_heard_is_filled_in_and_comes_off_the_list(self, town: Town, space: str) -> None:
        heard = HeardIdeaFactory.create(
            municipality=town.municipality, about=HeardAbout.PERSON, who="Riet van Dam", heard="Een biljart in de hal"
        )
        client = typist(town, space)
        page = html(client.get(f"/{space}/invoeren/?langs={heard.pk}"))
        assert "Een biljart in de hal" in page and 'value="Riet van Dam"' in page
        client.post(f"/{space}/invoeren/?langs={heard.pk}", sheet(channel="visit"))
        heard = HeardIdea.everywhere.get()
        assert (heard.state, heard.idea) == (HeardState.ENTERED, the_idea())
        assert the_idea().channel == Channel.VISIT

    def test_twice_is_one_idea(self, town: Town) -> None:
        heard = HeardIdeaFactory.create(municipality=town.municipality)
        client = town.as_(town.coordinator)
        for _ in range(2):
            assert client.post(f"/coordinator/invoeren/?langs={heard.pk}", sheet()).status_code == 302
        assert Idea.everywhere.count() == 1

    def test_somebody_else_was_there_first(self, town: Town) -> None:
        heard = HeardIdeaFactory.create(municipality=town.municipality, closed=True)
        response = town.as_(town.coordinator).post(f"/coordinator/invoeren/?langs={heard.pk}", sheet())
        assert response.status_code == 422
        assert not Idea.everywhere.exists()

    @pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30])
    def test_any_other_number_is_not_found(self, town: Town, number: str) -> None:
        assert town.as_(town.coordinator).get(f"/coordinator/invoeren/?langs={number}").status_code == 404

    def test_a_visit_of_next_door_is_not_found(self, town: Town, beside: Town) -> None:
        theirs = HeardIdeaFactory.create(municipality=beside.municipality)
        assert town.as_(town.coordinator).get(f"/coordinator/invoeren/?langs={theirs.pk}").status_code == 404


class TestDoors:
    @pytest.mark.parametrize("path", ["/coordinator/invoeren/", "/coordinator/invoeren/stapel/", "/coach/invoeren/"])
    def test_nobody_else_enters(self, town: Town, beside: Town, path: str) -> None:
        others = [UserFactory.create(), beside.coordinator, beside.coach, somebody(Role.INITIATIVE, town.municipality)]
        assert [town.as_(user).post(path, sheet()).status_code for user in others] == [403] * 4
        assert not Pinner.objects.exists()

    def test_a_coach_sees_what_they_entered_and_nothing_else(self, town: Town) -> None:
        town.as_(town.coordinator).post("/coordinator/invoeren/", sheet())
        idea = the_idea()
        coach = town.as_(town.coach)
        assert coach.get(f"/coach/ingevoerd/{idea.pk}/").status_code == 404
        assert coach.get(f"/coach/ingevoerd/{idea.pk}/brief/").status_code == 404

    def test_the_neighbour_s_idea_is_not_found(self, town: Town, beside: Town) -> None:
        beside.as_(beside.coordinator).post("/coordinator/invoeren/", sheet())
        idea = the_idea()
        for path in (f"/coordinator/ingevoerd/{idea.pk}/", f"/coordinator/ingevoerd/{idea.pk}/brief/"):
            assert town.as_(town.coordinator).get(path).status_code == 404
            assert town.as_(town.coordinator).post(path).status_code in (404, 405)


class TestSomebodyWhoAskedToBeCalled:
    @pytest.fixture
    def call(self, town: Town) -> CallBack:
        about = {"name": "Riet van Dam", "phone": "0612345678", "text": "Ik wil graag weer een biljartclub."}
        return CallBack.objects.create(municipality=town.municipality, **about)

    def test_is_off_the_list_when_the_idea_is_entered(self, town: Town, call: CallBack) -> None:
        client = typist(town, "coordinator")
        page = html(client.get(f"/coordinator/bellen/{call.pk}/"))
        address = f"/coordinator/invoeren/?bellen={call.pk}"
        assert address in page
        form = html(client.get(address))
        assert "Ik wil graag weer een biljartclub." in form and 'value="Riet van Dam"' in form
        assert client.post(address, sheet()).status_code == 302
        call.refresh_from_db()
        assert (call.idea, call.done_by) == (the_idea(), town.coordinator)
        again = client.post(address, sheet(title="Nog een keer hetzelfde idee"))
        assert again.status_code == 422 and Idea.everywhere.count() == 1

    def test_is_found_by_nobody_else(self, town: Town, beside: Town, call: CallBack) -> None:
        assert typist(town, "coach").get(f"/coach/invoeren/?bellen={call.pk}").status_code == 404
        assert typist(beside, "coordinator").get(f"/coordinator/invoeren/?bellen={call.pk}").status_code == 404
        assert typist(town, "coordinator").get("/coordinator/invoeren/?bellen=x").status_code == 404
