"""The network list at two desks: who sees it, finds in it, and does what with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from aantafel.core import clock
from movement.models import Contact
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, NeighbourhoodFactory, helps_at_desk, somebody
from tests.factories.movement import ContactFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db
ORGANISATION = {"kind": "org", "name": "Buurthuis De Linde"}
PERSON = {"kind": "person", "name": "Bep Sleutel", "agreed_how": "talk", "agreed_on": "2026-05-01"}


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def beside(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def desk(town: Municipality) -> Client:
    return at_site(town, somebody(Role.COORDINATOR, town))


@pytest.fixture
def coach(town: Municipality) -> Client:
    return at_site(town, somebody(Role.COACH, town))


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, name: str, *args: object, data: dict[str, Any]) -> tuple[int, str]:
    response = client.post(reverse(name, args=args), data)
    return response.status_code, response.content.decode()


class TestFinding:
    @pytest.fixture(autouse=True)
    def contacts(self, town: Municipality) -> None:
        part = NeighbourhoodFactory.create(municipality=town, name="De Waterkant")
        told = {"email": "zoe@buurt.example", "phone": "0612345678", "offers": "Kan lassen"}
        zoe = ContactFactory.create(municipality=town, person=True, name="Zoë Sleutel", themes=["zorg"], **told)
        zoe.neighbourhoods.add(part)
        old = clock.now() - timedelta(days=400)
        ContactFactory.create(municipality=town, name="Buurthuis", themes=["groen"], checked_at=old)

    @pytest.mark.parametrize(
        ("query", "sees"),
        [
            ({}, {"Zoë Sleutel", "Buurthuis"}),
            ({"q": "zoe sleut"}, {"Zoë Sleutel"}),
            ({"q": "LASSEN"}, {"Zoë Sleutel"}),
            ({"q": "zoe@buurt.example"}, {"Zoë Sleutel"}),
            ({"q": "06 1234 5678"}, {"Zoë Sleutel"}),
            ({"q": "+31 6 12345678"}, {"Zoë Sleutel"}),
            ({"q": "0687654321"}, set()),
            ({"q": "\x00"}, {"Zoë Sleutel", "Buurthuis"}),
            ({"soort": "org"}, {"Buurthuis"}),
            ({"soort": "x", "thema": "x", "buurt": "x", "na": "x"}, {"Zoë Sleutel", "Buurthuis"}),
            ({"thema": "zorg"}, {"Zoë Sleutel"}),
            ({"nakijken": "ja"}, {"Buurthuis"}),
            ({"nakijken": "ja", "q": "zoe"}, set()),
        ],
    )
    @pytest.mark.parametrize("space", ["coordinator", "coach"])
    def test_by_words_and_filters(
        self, desk: Client, coach: Client, space: str, query: dict[str, str], sees: set[str]
    ) -> None:
        shown = page(desk if space == "coordinator" else coach, f"{space}:network", **query)
        assert {name for name in ("Zoë Sleutel", "Buurthuis") if f">{name}</a>" in shown} == sees

    def test_by_neighbourhood(self, desk: Client, town: Municipality, beside: Municipality) -> None:
        part = town.neighbourhoods.get()
        shown = page(desk, "coordinator:network", buurt=str(part.pk))
        assert "Zoë Sleutel" in shown and ">Buurthuis</a>" not in shown
        theirs = NeighbourhoodFactory.create(municipality=beside)
        assert ">Buurthuis</a>" in page(desk, "coordinator:network", buurt=str(theirs.pk))

    def test_by_name_page_by_page(self, desk: Client, town: Municipality) -> None:
        for number in range(40):
            ContactFactory.create(municipality=town, name=f"Club {number % 7}")
        seen, query = [], ""
        for _page in range(5):
            response = desk.get(reverse("coordinator:network") + query)
            seen += [contact.pk for contact in response.context["contacts"]]
            query = response.context["more"].partition("?")[2] and "?" + response.context["more"].partition("?")[2]
            if not query:
                break
        assert seen == list(Contact.everywhere.order_by("sort_name", "pk").values_list("pk", flat=True))


class TestKeeping:
    def test_a_contact_from_both_desks(self, desk: Client, coach: Client, town: Municipality) -> None:
        part = NeighbourhoodFactory.create(municipality=town)
        for space, client in (("coordinator", desk), ("coach", coach)):
            data = {**PERSON, "phone": "06 12 34 56 78", "website": "sleutel.example", "neighbourhoods": [part.pk]}
            assert post(client, f"{space}:add_contact", data=data)[0] == 302
        for contact in Contact.everywhere.all():
            assert (contact.phone, contact.website) == ("0612345678", "https://sleutel.example")
            assert list(contact.neighbourhoods.all()) == [part]

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({**PERSON, "agreed_how": ""}, "Vraag het deze persoon eerst."),
            ({**PERSON, "agreed_on": ""}, "Kies de dag waarop die ja zei."),
            ({**PERSON, "agreed_on": "2199-01-01"}, "Deze dag moet nog komen."),
            ({**PERSON, "agreed_on": "gisteren"}, "Dit is geen dag."),
            ({**ORGANISATION, "name": " "}, "Vul een naam in."),
            ({**ORGANISATION, "kind": ""}, "Kies wat het is."),
            ({**ORGANISATION, "email": "bep"}, "Dit is geen heel e-mailadres."),
            ({**ORGANISATION, "phone": "12"}, "Dit is geen heel telefoonnummer."),
            ({**ORGANISATION, "website": "een twee"}, "Dit is geen heel adres."),
            ({**ORGANISATION, "website": "javascript:alert(1)"}, "Dit is geen heel adres."),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, desk: Client, data: dict[str, str], sentence: str) -> None:
        status, shown = post(desk, "coordinator:add_contact", data={**data, "offers": "Leent een zaal uit"})
        assert (status, sentence in shown, "Leent een zaal uit" in shown) == (422, True, True)
        assert not Contact.everywhere.exists()

    def test_a_neighbourhood_of_next_door_is_no_choice(self, desk: Client, beside: Municipality) -> None:
        theirs = NeighbourhoodFactory.create(municipality=beside)
        assert post(desk, "coordinator:add_contact", data={**ORGANISATION, "neighbourhoods": [theirs.pk]})[0] == 422

    def test_what_somebody_else_changed_is_not_lost_unseen(self, desk: Client, town: Municipality) -> None:
        contact = ContactFactory.create(municipality=town)
        mark = desk.get(reverse("coordinator:change_contact", args=[contact.pk])).context["form"].initial["mark"]
        data = {**ORGANISATION, "mark": mark, "themes": ["zorg", "groen"]}
        assert post(desk, "coordinator:change_contact", contact.pk, data=data)[0] == 302
        again = {**data, "name": "Dorpshuis"}
        response = desk.post(reverse("coordinator:change_contact", args=[contact.pk]), again)
        shown = response.content.decode()
        assert (response.status_code, "Iemand anders heeft dit contact net gewijzigd." in shown) == (422, True)
        assert "Dorpshuis" in shown and shown.count(" checked") == 3
        again["mark"] = response.context["form"]["mark"].value()
        assert post(desk, "coordinator:change_contact", contact.pk, data=again)[0] == 302
        contact.refresh_from_db()
        assert contact.name == "Dorpshuis"

    def test_a_neighbourhood_that_has_ended_stays_where_it_was_chosen(self, desk: Client, town: Municipality) -> None:
        part = NeighbourhoodFactory.create(municipality=town, name="Vroegerdorp", ended_at=clock.now())
        contact = ContactFactory.create(municipality=town)
        assert "Vroegerdorp" not in page(desk, "coordinator:change_contact", contact.pk)
        contact.neighbourhoods.add(part)
        assert "Vroegerdorp" in page(desk, "coordinator:change_contact", contact.pk)

    @pytest.mark.parametrize("space", ["coordinator", "coach"])
    def test_checked_in_one_click(self, desk: Client, coach: Client, town: Municipality, space: str) -> None:
        client = desk if space == "coordinator" else coach
        contact = ContactFactory.create(municipality=town, checked_at=clock.now() - timedelta(days=400))
        address = reverse(f"{space}:check_contact", args=[contact.pk])
        assert address in page(client, f"{space}:network", nakijken="ja")
        response = client.post(address, {"terug": "nakijken"})
        assert response.headers["Location"].endswith("/netwerk/?nakijken=ja")
        assert address not in page(client, f"{space}:network", nakijken="ja")
        assert client.post(address).headers["Location"] == reverse(f"{space}:contact", args=[contact.pk])

    def test_removed_with_a_reason_that_the_logbook_keeps(self, desk: Client, town: Municipality) -> None:
        contact = ContactFactory.create(municipality=town, person=True, name="Bep Sleutel")
        assert post(desk, "coordinator:remove_contact", contact.pk, data={"reason": " "})[0] == 422
        assert post(desk, "coordinator:remove_contact", contact.pk, data={"reason": "Is verhuisd."})[0] == 302
        book = page(desk, "coordinator:logbook")
        assert "Haalde een contact van de netwerklijst" in book and "Is verhuisd." in book and "Bep" not in book
        assert desk.get(reverse("coordinator:contact", args=[contact.pk])).status_code == 404


def sent(client: Client, **query: str) -> str:
    """The file, as Excel opens it."""
    response: Any = client.get(reverse("coordinator:network_file"), query)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response.streaming_content).decode("utf-8-sig")


class TestFile:
    def test_holds_what_the_list_shows_and_no_formula(self, desk: Client, town: Municipality) -> None:
        contact = ContactFactory.create(municipality=town, person=True, name='=HYPERLINK("x")', phone="+31612345678")
        for name in ("Aan de Wal", "Binnenstad"):
            contact.neighbourhoods.add(NeighbourhoodFactory.create(municipality=town, name=name))
        ContactFactory.create(municipality=town, name="Buurthuis", themes=["zorg"])
        text = sent(desk)
        head, *rows = text.strip().splitlines()
        assert head.startswith("Naam;Soort;Wat ze kunnen;Buurten")
        assert len(rows) == 2
        assert "'=HYPERLINK" in text and "'+31612345678" in text and "Aan de Wal, Binnenstad" in text
        assert "HYPERLINK" not in sent(desk, thema="zorg")

    def test_of_the_own_municipality_alone(self, desk: Client, beside: Municipality) -> None:
        ContactFactory.create(municipality=beside, name="Buurthuis Buurdam")
        assert "Buurdam" not in sent(desk)


class TestDoors:
    def test_a_neighbour_s_contact_is_not_there(self, desk: Client, coach: Client, beside: Municipality) -> None:
        contact = ContactFactory.create(municipality=beside, name="Buurthuis Buurdam")
        assert "Buurdam" not in page(desk, "coordinator:network") + page(coach, "coach:network")
        for client, names in (
            (desk, ("coordinator:contact", "coordinator:change_contact", "coordinator:remove_contact")),
            (coach, ("coach:contact",)),
        ):
            for name in names:
                assert client.get(reverse(name, args=[contact.pk])).status_code == 404
        assert post(desk, "coordinator:change_contact", contact.pk, data=ORGANISATION)[0] == 404
        assert post(desk, "coordinator:remove_contact", contact.pk, data={"reason": "Weg."})[0] == 404
        assert post(desk, "coordinator:check_contact", contact.pk, data={})[0] == 404
        assert post(coach, "coach:check_contact", contact.pk, data={})[0] == 404
        assert Contact.everywhere.get().name == "Buurthuis Buurdam"

    @pytest.mark.parametrize("part", [DeskPart.TAKE_IN, DeskPart.MATCH])
    def test_who_helps_at_the_desk_keeps_the_list_and_removes_nothing(self, town: Municipality, part: DeskPart) -> None:
        member, contact = somebody(Role.INITIATIVE, town), ContactFactory.create(municipality=town)
        helps_at_desk(member, town, part)
        client = at_site(town, member)
        assert post(client, "coordinator:add_contact", data=ORGANISATION)[0] == 302
        assert post(client, "coordinator:check_contact", contact.pk, data={})[0] == 302
        assert post(client, "coordinator:remove_contact", contact.pk, data={"reason": "Weg."})[0] == 403
        assert client.get(reverse("coordinator:network_file")).status_code == 403
        shown = page(client, "coordinator:contact", contact.pk) + page(client, "coordinator:network")
        assert "/weghalen/" not in shown and ".csv" not in shown

    @pytest.mark.parametrize("role", [Role.READER, Role.AMBASSADOR, Role.INITIATIVE, None])
    def test_nobody_else_sees_it(self, town: Municipality, role: Role | None) -> None:
        person: User = somebody(role, town) if role else UserFactory.create()
        contact = ContactFactory.create(municipality=town)
        client = at_site(town, person)
        for space in ("coordinator", "coach"):
            for name, args in (("network", []), ("add_contact", []), ("contact", [contact.pk])):
                assert client.get(reverse(f"{space}:{name}", args=args)).status_code == 403
            assert post(client, f"{space}:check_contact", contact.pk, data={})[0] == 403

    def test_a_coach_has_no_way_to_change(self, coach: Client, town: Municipality) -> None:
        contact = ContactFactory.create(municipality=town)
        assert coach.get(reverse("coordinator:change_contact", args=[contact.pk])).status_code == 403
        shown = page(coach, "coach:contact", contact.pk)
        assert "/wijzigen/" not in shown and "/weghalen/" not in shown


def test_what_waits_to_be_checked_waits_in_the_inbox(desk: Client, town: Municipality, beside: Municipality) -> None:
    old = {"checked_at": clock.now() - timedelta(days=366)}
    contact = ContactFactory.create(municipality=town, name="Buurthuis", **old)
    ContactFactory.create(municipality=town, name="Net nagekeken")
    ContactFactory.create(municipality=beside, name="Buurthuis Buurdam", **old)
    shown = page(desk, "coordinator:home")
    assert "Klopt dit contact nog?" in shown and reverse("coordinator:contact", args=[contact.pk]) in shown
    assert "Net nagekeken" not in shown and "Buurdam" not in shown
    post(desk, "coordinator:check_contact", contact.pk, data={})
    assert "Klopt dit contact nog?" not in page(desk, "coordinator:home")
