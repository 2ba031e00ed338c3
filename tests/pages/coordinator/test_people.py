"""The people of a municipality at its desk: invited, given and taken roles, given and taken work."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity, DeskPart, InvitationState, Role
from aantafel.accounts.models import DeskShare, Invitation, Membership, User
from aantafel.accounts.permissions import desk_parts, has_role
from aantafel.accounts.services import invitations, memberships, sharing
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from municipalities.models import Municipality
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.instances import InvitationFactory, helps_at_desk, initiative_group, somebody
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, /, *args: object, query: str = "") -> str:
    response = client.get(reverse(f"coordinator:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, name: str, /, *args: object, **data: object) -> tuple[int, str]:
    """The status, and the page that comes of it."""
    response = client.post(reverse(f"coordinator:{name}", args=args), data)
    if response.status_code == 302 and response.headers["Location"].startswith("/coordinator/"):
        return 302, client.get(response.headers["Location"]).content.decode()
    return response.status_code, response.content.decode()


class TestList:
    def test_says_which_capacities_are_missing(self, desk: Client, town: Municipality) -> None:
        somebody(Role.INITIATIVE, town, member_as=Capacity.PROFESSIONAL)
        shown = page(desk, "people")
        assert "Nog niemand als: inwoner, medewerker van de gemeente." in shown
        initiative_group(town)
        assert "De initiatiefgroep is niet compleet" not in page(desk, "people")

    def test_shows_nobody_of_next_door(self, desk: Client, beside: Municipality) -> None:
        for role in (Role.COORDINATOR, Role.INITIATIVE, Role.COACH, Role.READER, Role.AMBASSADOR):
            helps_at_desk(somebody(role, beside, name="Nel Naast"), beside, DeskPart.PRINT)
        InvitationFactory.create(municipality=beside, name="Nel Naast")
        for heap in ("team", "coaches", "meelezers", "ambassadeurs", "gevraagd", "onzin"):
            assert "Nel Naast" not in page(desk, "people", query=f"?wie={heap}")
        assert "Nel Naast" not in page(desk, "who_does_what") + page(desk, "logbook")

    def test_counts_the_heaps(self, desk: Client, town: Municipality) -> None:
        for _number in range(3):
            somebody(Role.COACH, town)
        InvitationFactory.create(municipality=town)
        shown = page(desk, "people")
        for label in ("Het team (1)", "Coaches (3)", "Ambassadeurs (0)", "Uitgenodigd (1)"):
            assert label in shown

    def test_twenty_coaches_a_page(self, desk: Client, town: Municipality) -> None:
        for number in range(21):
            somebody(Role.COACH, town, name=f"Koos {number:02}.")
        first = page(desk, "people", query="?wie=coaches")
        assert "Koos 20." in first and "Koos 00." not in first and "Verder" in first


class TestWhoDoesWhat:
    def test_tells_colleagues_what_works_today(self, desk: Client, coordinator: User, town: Municipality) -> None:
        member, deputy = somebody(Role.INITIATIVE, town, name="Dele Gaat"), somebody(Role.COACH, town, name="Vic Later")
        helps_at_desk(member, town, DeskPart.PRINT)
        today = clock.today()
        first, last = today + timedelta(days=3), today + timedelta(days=5)
        sharing.stand_in(actor=coordinator, user=deputy, municipality=town, starts_on=first, ends_on=last)
        shown = page(at_site(town, member), "who_does_what")
        assert "Corrie Coord, Dele Gaat" in shown
        assert "Corrie Coord, Vic Later" not in shown and "Vic Later" in shown
        with clock.frozen(clock.now() + timedelta(days=4)):
            assert "Corrie Coord, Vic Later, Dele Gaat" in page(desk, "who_does_what")


class TestInviting:
    FORM = {"email": "Ivo@Buurt.example", "name": "Ivo", "message": "Doe je mee?"}  # read only

    def test_for_several_roles_at_once(self, desk: Client, town: Municipality) -> None:
        status, shown = post(desk, "invite", **self.FORM, roles=["coach", "initiative"], capacity="employee")
        assert (status, "Rollen: AanTafel!coach, Lid van de initiatiefgroep" in shown) == (302, True)
        made = {asked.role: asked for asked in Invitation.objects.filter(municipality=town)}
        assert {role: asked.capacity for role, asked in made.items()} == {"coach": "", "initiative": "employee"}
        [mail] = OutgoingMail.objects.filter(to_address="ivo@buurt.example")
        for words in ("AanTafel!coach", "Lid van de initiatiefgroep (medewerker van de gemeente)", "elke rol apart"):
            assert words in mail.body_text

    def test_what_could_not_be_sent_is_said_beside_what_was(self, desk: Client, town: Municipality) -> None:
        InvitationFactory.create(municipality=town, email="ivo@buurt.example", role=Role.COACH)
        status, shown = post(desk, "invite", **self.FORM, roles=["coach", "reader"])
        assert status == 302
        assert "Rollen: Meelezer van de gemeente" in shown
        assert "AanTafel!coach: Deze persoon is al gevraagd voor deze rol." in shown

    def test_when_nothing_can_be_sent_the_form_stays(self, desk: Client, town: Municipality) -> None:
        somebody(Role.COACH, town, email="ivo@buurt.example")
        status, shown = post(desk, "invite", **self.FORM, roles=["coach"])
        assert (status, "Deze persoon heeft deze rol al." in shown, "Doe je mee?" in shown) == (422, True, True)

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"email": "ivo"}, "Dit is geen heel e-mailadres."),
            ({"roles": []}, "Kies minstens één rol."),
            ({"roles": ["operator"]}, "Selecteer een geldige keuze."),
            ({"roles": ["initiative"]}, "Kies hoe deze persoon"),
        ],
    )
    def test_what_is_missing_is_said(self, desk: Client, change: dict[str, object], sentence: str) -> None:
        status, shown = post(desk, "invite", **{**self.FORM, "roles": ["coach"], **change})
        assert (status, sentence in shown) == (422, True)
        assert not Invitation.objects.exists()

    def test_again_and_back(self, desk: Client, town: Municipality) -> None:
        asked = InvitationFactory.create(municipality=town, expires_at=clock.now() - timedelta(days=3))
        assert "Verlopen" in page(desk, "people", query="?wie=gevraagd")
        status, shown = post(desk, "invite_again", asked.pk)
        assert (status, f"opnieuw verstuurd naar {asked.email}" in shown) == (302, True)
        assert post(desk, "take_back", asked.pk)[0] == 302
        asked.refresh_from_db()
        assert asked.state == InvitationState.WITHDRAWN
        assert "Op deze uitnodiging kan niemand meer antwoorden." in page(desk, "take_back", asked.pk)
        assert "Op deze uitnodiging kan niemand meer antwoorden." in post(desk, "invite_again", asked.pk)[1]

    def test_answered_meanwhile_is_said(self, desk: Client, town: Municipality) -> None:
        asked = InvitationFactory.create(municipality=town)
        invitations.decline(key=str(asked.key))
        assert "Op deze uitnodiging kan niemand meer antwoorden." in post(desk, "take_back", asked.pk)[1]

    def test_of_next_door_are_not_there(self, desk: Client, beside: Municipality) -> None:
        asked = InvitationFactory.create(municipality=beside)
        assert desk.get(reverse("coordinator:take_back", args=[asked.pk])).status_code == 404
        assert [post(desk, name, asked.pk)[0] for name in ("take_back", "invite_again")] == [404, 404]
        asked.refresh_from_db()
        assert asked.state == InvitationState.OPEN


class TestPerson:
    def test_shows_what_somebody_is_here_and_nothing_else(
        self, desk: Client, town: Municipality, beside: Municipality
    ) -> None:
        coach = somebody(Role.COACH, town, name="Koos Coach", home_municipality=beside)
        MembershipFactory.create(user=coach, municipality=beside, role=Role.READER)
        helps_at_desk(coach, beside, DeskPart.MODERATE)
        shown = page(desk, "person", coach.pk)
        assert "AanTafel!coach" in shown and coach.email in shown
        for other in ("Meelezer van de gemeente", "Op de reacties letten", beside.name):
            assert other not in shown

    @pytest.mark.parametrize("name", ["person", "add_role", "share", "stand_in"])
    def test_somebody_without_a_role_here_is_not_found(self, desk: Client, beside: Municipality, name: str) -> None:
        for other in (UserFactory.create(), somebody(Role.COACH, beside), somebody(Role.COORDINATOR, beside)):
            assert desk.get(reverse(f"coordinator:{name}", args=[other.pk])).status_code == 404
            if name != "person":
                assert post(desk, name, other.pk, role="coach", parts=["print"])[0] == 404
            assert not DeskShare.objects.exists()

    def test_who_has_stopped_keeps_their_address_to_themselves(
        self, desk: Client, coordinator: User, town: Municipality
    ) -> None:
        coach = somebody(Role.COACH, town)
        memberships.end(actor=coordinator, membership_id=coach.memberships.get().pk, municipality=town)
        shown = page(desk, "person", coach.pk)
        assert coach.email not in shown
        assert "Deze persoon heeft hier geen rol meer." in shown
        assert post(desk, "add_role", coach.pk, role="coach")[0] == 422


class TestRoles:
    def test_one_more(self, desk: Client, town: Municipality) -> None:
        coach = somebody(Role.COACH, town)
        assert post(desk, "add_role", coach.pk, role="initiative", capacity="professional")[0] == 302
        assert coach.memberships.get(role=Role.INITIATIVE).capacity == Capacity.PROFESSIONAL
        assert post(desk, "add_role", coach.pk, role="ambassador", capacity="professional")[0] == 302
        assert coach.memberships.get(role=Role.AMBASSADOR).capacity == ""

    @pytest.mark.parametrize("data", [{}, {"role": "initiative"}, {"role": "coach"}, {"role": "operator"}])
    def test_what_cannot_be(self, desk: Client, town: Municipality, data: dict[str, str]) -> None:
        coach = somebody(Role.COACH, town)
        assert post(desk, "add_role", coach.pk, **{"x": "1", **data})[0] == 422
        assert coach.memberships.count() == 1

    def test_ending_says_what_stops(self, desk: Client, town: Municipality) -> None:
        member = somebody(Role.INITIATIVE, town)
        helps_at_desk(member, town, DeskPart.PRINT)
        held = member.memberships.get()
        shown = page(desk, "end_role", held.pk)
        assert "Op de werkplek: brieven en posters printen" in shown
        assert post(desk, "end_role", held.pk)[0] == 302
        assert desk_parts(member, town.pk) == frozenset()
        assert desk.get(reverse("coordinator:end_role", args=[held.pk])).status_code == 302

    def test_the_last_coordinator_stays(self, desk: Client, coordinator: User, town: Municipality) -> None:
        held = coordinator.memberships.get()
        status, shown = post(desk, "end_role", held.pk)
        assert (status, "Dit is de enige coördinator." in shown) == (422, True)
        somebody(Role.COORDINATOR, town)
        response = desk.post(reverse("coordinator:end_role", args=[held.pk]))
        assert (response.status_code, response.headers["Location"]) == (302, "/mijn/")
        assert desk.get(reverse("coordinator:people")).status_code == 403

    def test_next_door_is_not_found(self, desk: Client, beside: Municipality) -> None:
        held = somebody(Role.COACH, beside).memberships.get()
        assert desk.get(reverse("coordinator:end_role", args=[held.pk])).status_code == 404
        assert post(desk, "end_role", held.pk)[0] == 404
        held.refresh_from_db()
        assert held.ended_at is None


class TestWork:
    def test_ticked_works_and_unticked_stops(self, desk: Client, town: Municipality) -> None:
        member = somebody(Role.INITIATIVE, town)
        assert post(desk, "share", member.pk, parts=["print", "match"])[0] == 302
        assert desk_parts(member, town.pk) == {DeskPart.PRINT, DeskPart.MATCH}
        assert page(desk, "share", member.pk).count("checked") == 2
        assert "Er is niets veranderd." in post(desk, "share", member.pk, parts=["print", "match"])[1]
        assert post(desk, "share", member.pk)[0] == 302
        assert desk_parts(member, town.pk) == frozenset()

    @pytest.mark.parametrize("parts", [["lead"], ["print", "lead"], ["x"]])
    def test_leading_is_not_given(self, desk: Client, town: Municipality, parts: list[str]) -> None:
        member = somebody(Role.INITIATIVE, town)
        assert post(desk, "share", member.pk, parts=parts)[0] == 422
        assert not DeskShare.objects.exists()

    def test_a_coach_gets_none(self, desk: Client, town: Municipality) -> None:
        status, shown = post(desk, "share", somebody(Role.COACH, town).pk, parts=["print"])
        assert (status, "Alleen een lid van de initiatiefgroep" in shown) == (422, True)

    def test_standing_in_shows_on_every_page_of_the_desk(
        self, desk: Client, coordinator: User, town: Municipality
    ) -> None:
        deputy, today = somebody(Role.COACH, town), clock.today()
        last = today + timedelta(days=2)
        form = {"starts_on": f"{today}", "ends_on": f"{last}", "instead_of": coordinator.pk}
        assert post(desk, "stand_in", deputy.pk, **form)[0] == 302
        browser = at_site(town, deputy)
        for name in ("home", "people", "logbook", "who_does_what"):
            assert "Je vervangt de coördinator van" in page(browser, name)
        assert "Je vervangt de coördinator van" not in page(desk, "home")
        share = DeskShare.objects.get()
        assert post(desk, "end_stand_in", share.pk)[0] == 302
        assert browser.get(reverse("coordinator:home")).status_code == 403

    @pytest.mark.parametrize(
        ("first", "last", "sentence"),
        [
            ("", "", "Kies een dag."),
            ("gisteren", "morgen", "Dit is geen dag."),
            ("2020-01-01", "2020-01-02", "Deze dag is al voorbij."),
            ("2199-01-02", "2199-01-01", "De laatste dag ligt voor de eerste."),
            ("2199-01-01", "2299-01-01", "Hij duurt hoogstens een jaar."),
        ],
    )
    def test_a_period_that_is_none(
        self, desk: Client, coordinator: User, town: Municipality, first: str, last: str, sentence: str
    ) -> None:
        deputy, form = somebody(Role.COACH, town), {"starts_on": first, "ends_on": last}
        status, shown = post(desk, "stand_in", deputy.pk, instead_of=coordinator.pk, **form)
        assert (status, sentence in shown, first in shown) == (422, True, True)

    def test_end_of_next_door_is_not_found(self, desk: Client, beside: Municipality) -> None:
        share = DeskShare.objects.create(user=somebody(Role.COACH, beside), municipality=beside, ends_on=clock.today())
        assert post(desk, "end_stand_in", share.pk)[0] == 404
        share.refresh_from_db()
        assert share.ended_at is None


class TestStandIn:
    """Has the whole desk, and decides neither about coordinators nor about stand-ins."""

    @pytest.fixture
    def deputy(self, town: Municipality) -> User:
        person = somebody(Role.INITIATIVE, town, name="Vic Vervang")
        DeskShare.objects.create(user=person, municipality=town, ends_on=clock.today())
        return person

    @pytest.fixture
    def browser(self, town: Municipality, deputy: User) -> Client:
        return at_site(town, deputy)

    def test_makes_no_coordinator(self, browser: Client, town: Municipality, coordinator: User) -> None:
        coach = somebody(Role.COACH, town)
        assert post(browser, "add_role", coach.pk, role="coordinator")[0] == 422
        form = {"email": "ivo@buurt.example", "roles": ["coordinator"]}
        assert post(browser, "invite", **form)[0] == 422
        assert post(browser, "end_role", coordinator.memberships.get().pk)[0] == 403
        assert Membership.objects.filter(role=Role.COORDINATOR, ended_at=None).count() == 1

    def test_gives_nothing_to_themselves(
        self, browser: Client, deputy: User, coordinator: User, town: Municipality
    ) -> None:
        assert post(browser, "add_role", deputy.pk, role="coach")[0] == 422
        assert post(browser, "share", deputy.pk, parts=["print"])[0] == 422
        assert post(browser, "invite", email=deputy.email, roles=["coach"])[0] == 422
        assert deputy.desk_shares.count() == deputy.memberships.count() == 1
        shown = page(browser, "person", deputy.pk)
        assert reverse("coordinator:share", args=[deputy.pk]) not in shown and "Rol toevoegen" not in shown

    def test_neither_renews_nor_takes_back_what_a_coordinator_asked(
        self, browser: Client, desk: Client, coordinator: User, town: Municipality
    ) -> None:
        asked = InvitationFactory.create(municipality=town, role=Role.COORDINATOR, invited_by=coordinator)
        again, back = (reverse(f"coordinator:{name}", args=[asked.pk]) for name in ("invite_again", "take_back"))
        people = f"{reverse('coordinator:people')}?wie=gevraagd"
        assert "alleen een coördinator" in browser.post(again, follow=True).content.decode().lower()
        assert browser.post(back).status_code == 403
        assert back not in browser.get(people).content.decode() and back in desk.get(people).content.decode()
        asked.refresh_from_db()
        assert (asked.state, asked.invited_by) == ("open", coordinator)

    def test_prolongs_nothing(self, browser: Client, deputy: User, coordinator: User) -> None:
        later = clock.today() + timedelta(days=30)
        assert post(browser, "stand_in", deputy.pk, starts_on=f"{clock.today()}", ends_on=f"{later}")[0] == 403

    def test_does_everything_else(self, browser: Client, town: Municipality, coordinator: User) -> None:
        coach = somebody(Role.COACH, town)
        assert post(browser, "add_role", coach.pk, role="ambassador")[0] == 302
        assert post(browser, "end_role", coach.memberships.get(role=Role.COACH).pk)[0] == 302
        assert post(browser, "invite", email="ivo@buurt.example", roles=["coach"])[0] == 302
        assert not has_role(coach, town.pk, Role.COACH)

    def test_may_stop_by_themselves(self, browser: Client, deputy: User, town: Municipality) -> None:
        share = DeskShare.objects.get(user=deputy)
        other = DeskShare.objects.create(user=somebody(Role.COACH, town), municipality=town, ends_on=clock.today())
        assert post(browser, "end_stand_in", other.pk)[0] == 403
        response = browser.post(reverse("coordinator:end_stand_in", args=[share.pk]))
        assert response.headers["Location"] == "/mijn/"
        assert desk_parts(deputy, town.pk) == frozenset()


@pytest.mark.parametrize("part", [DeskPart.TAKE_IN, DeskPart.MATCH, DeskPart.PRINT, DeskPart.MODERATE])
def test_a_part_of_the_desk_opens_none_of_these(town: Municipality, part: DeskPart) -> None:
    member = somebody(Role.INITIATIVE, town)
    helps_at_desk(member, town, part)
    browser, held = at_site(town, member), member.memberships.get().pk
    asked = InvitationFactory.create(municipality=town).pk
    doors: list[tuple[str, list[int]]] = [("people", []), ("invite", [])]
    doors += [(name, [member.pk]) for name in ("person", "add_role", "share", "stand_in")]
    doors += [("end_role", [held]), ("take_back", [asked])]
    for name, args in doors:
        assert browser.get(reverse(f"coordinator:{name}", args=args)).status_code == 403, name
        if name not in {"people", "person"}:
            assert browser.post(reverse(f"coordinator:{name}", args=args), {"x": 1}).status_code == 403, name
    assert browser.post(reverse("coordinator:invite_again", args=[asked])).status_code == 403


def test_the_operator_sees_roles_of_every_municipality(town: Municipality, beside: Municipality) -> None:
    person = somebody(Role.COORDINATOR, town, name="Corrie Coord")
    MembershipFactory.create(user=person, municipality=beside, role=Role.COACH)
    client = Client()
    client.force_login(UserFactory.create(operator=True))
    shown = client.get(reverse("desk:person", args=[person.pk])).content.decode()
    assert f"Coördinator ({town.name})" in shown and f"AanTafel!coach ({beside.name})" in shown
