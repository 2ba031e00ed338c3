"""Asking for help and answering it, on the screens of all sides."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from coaches.enums_talk import HelpState
from coaches.models import CoachProfile, HelpRequest, Match
from municipalities.models import Municipality
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import helps_at_desk, somebody
from tests.factories.tables import TableFactory
from tests.factories.talk import HelpRequestFactory
from tests.pages.coach.conftest import SignIn

pytestmark = pytest.mark.django_db

WISH = {"kind": "lead", "text": "Wie leidt onze eerste avond?"}
NATIONAL = "testserver"


@pytest.fixture
def asked(town: Municipality, profile: CoachProfile) -> HelpRequest:
    return HelpRequestFactory.create(municipality=town, asker=profile.user)


class TestAsking:
    def test_a_coach_asks_about_a_table_and_the_desk_has_it(self, coach: Client, match: Match, table: Table) -> None:
        response = coach.post(reverse("help:ask") + f"?idee={table.idea_id}", WISH, follow=True)
        assert "Je hulpvraag is verstuurd." in response.content.decode()
        made = HelpRequest.everywhere.get()
        assert (made.idea, made.municipality) == (table.idea, table.municipality)
        assert list(HelpRequest.everywhere.at_desk()) == [made]

    def test_a_coach_asks_in_general(self, coach: Client, town: Municipality) -> None:
        assert coach.post(reverse("help:ask"), WISH).status_code == 302
        made = HelpRequest.everywhere.get()
        assert (made.idea, made.municipality) == (None, town)

    def test_a_pinner_on_the_national_site_asks_the_operator(self, signed_in: SignIn) -> None:
        table = TableFactory.create()
        pinner = signed_in(owner_of(table.idea), NATIONAL)
        assert pinner.post(reverse("help:ask") + f"?idee={table.idea_id}", WISH).status_code == 302
        assert HelpRequest.everywhere.at_operator().exists()

    def test_a_pinner_at_a_local_site_asks_the_coordinator(self, table: Table, signed_in: SignIn) -> None:
        pinner = signed_in(owner_of(table.idea))
        assert pinner.post(reverse("help:ask") + f"?idee={table.idea_id}", WISH).status_code == 302
        assert HelpRequest.everywhere.at_desk().exists()

    @pytest.mark.parametrize("number", ["", "x", "0", "9" * 30])
    def test_who_owns_and_guides_nothing_has_nothing_to_ask_about(self, signed_in: SignIn, number: str) -> None:
        browser = signed_in(UserFactory.create(), NATIONAL)
        assert browser.post(reverse("help:ask") + f"?idee={number}", WISH).status_code == 404
        assert not HelpRequest.everywhere.exists()

    def test_not_about_somebody_elses_table_nor_an_idea_without_one(
        self, coach: Client, profile: CoachProfile, table: Table
    ) -> None:
        waiting = IdeaFactory.create(waiting=True, owner=profile.user)
        for idea in (table.idea, waiting):
            assert coach.get(reverse("help:ask") + f"?idee={idea.pk}").status_code == 404

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, coach: Client) -> None:
        response = coach.post(reverse("help:ask"), {"text": "Wie weet dit?"})
        html = response.content.decode()
        assert response.status_code == 422
        assert "Kies wat je nodig hebt." in html
        assert "Wie weet dit?" in html


class TestTheAsker:
    def test_reads_the_answers_writes_back_and_rounds_off(self, coach: Client, asked: HelpRequest) -> None:
        path = reverse("help:help_request", args=[asked.pk])
        assert "Geef door aan de beheerder" not in coach.get(path).content.decode()
        assert (
            "Ik heb haast." in coach.post(path, {"act": "say", "text": "Ik heb haast."}, follow=True).content.decode()
        )
        assert coach.post(path, {"act": "pass_on", "text": "Zelf doorgeven"}).status_code == 404
        coach.post(path, {"act": "finish", "text": ""})
        asked.refresh_from_db()
        assert (asked.state, asked.passed_on) == (HelpState.DONE, False)

    @pytest.mark.parametrize("typed", [{"act": "say", "text": ""}, {"act": "shout", "text": "Hee"}, {"text": "Hee"}])
    def test_an_empty_or_mangled_form_changes_nothing(
        self, coach: Client, asked: HelpRequest, typed: dict[str, str]
    ) -> None:
        assert coach.post(reverse("help:help_request", args=[asked.pk]), typed).status_code == 422
        assert not asked.entries.exists()

    def test_nobody_else_reads_it_there(self, asked: HelpRequest, coordinator: User, signed_in: SignIn) -> None:
        path = reverse("help:help_request", args=[asked.pk])
        for user in (coordinator, UserFactory.create()):
            assert signed_in(user).get(path).status_code == 404


class TestTheDesks:
    def test_who_works_with_coaches_answers(
        self, town: Municipality, beside: Municipality, asked: HelpRequest, coordinator: User, signed_in: SignIn
    ) -> None:
        delegate, printer = somebody(Role.INITIATIVE, town), somebody(Role.INITIATIVE, town)
        helps_at_desk(delegate, town, DeskPart.MATCH)
        helps_at_desk(printer, town, DeskPart.PRINT)
        path = reverse("coordinator:help_request", args=[asked.pk])
        expected = {coordinator: 200, delegate: 200, printer: 403, asked.asker: 403}
        assert {user: signed_in(user).get(path).status_code for user in expected} == expected
        neighbour = signed_in(somebody(Role.COORDINATOR, beside), "buurdam.testserver")
        assert neighbour.get(path).status_code == 404
        assert neighbour.post(path, {"act": "say", "text": "Hallo"}).status_code == 404
        assert asked.text not in neighbour.get(reverse("coordinator:help_requests")).content.decode()

    def test_it_waits_is_answered_and_done_on_three_heaps(
        self, asked: HelpRequest, coordinator: User, signed_in: SignIn
    ) -> None:
        desk, path = signed_in(coordinator), reverse("coordinator:help_request", args=[asked.pk])

        def heaps() -> list[bool]:
            here = reverse("coordinator:help_requests")
            words = ("wacht", "beantwoord", "klaar")
            return [asked.text in desk.get(f"{here}?stand={word}").content.decode() for word in words]

        assert heaps() == [True, False, False]
        assert asked.text in desk.get(reverse("coordinator:home")).content.decode()
        desk.post(path, {"act": "say", "text": "Bel de bibliotheek."})
        assert heaps() == [False, True, False]
        desk.post(path, {"act": "finish", "text": ""})
        assert heaps() == [False, False, True]
        assert asked.text not in desk.get(reverse("coordinator:home")).content.decode()

    def test_passed_on_it_lies_at_the_operators_desk(
        self, asked: HelpRequest, coordinator: User, signed_in: SignIn
    ) -> None:
        operator = signed_in(UserFactory.create(operator=True), NATIONAL)
        there = reverse("desk:help_request", args=[asked.pk])
        assert operator.get(there).status_code == 404
        path = reverse("coordinator:help_request", args=[asked.pk])
        desk = signed_in(coordinator)
        assert desk.post(path, {"act": "pass_on", "text": ""}).status_code == 422
        desk.post(path, {"act": "pass_on", "text": "Dit weten wij niet."})
        again = desk.post(path, {"act": "pass_on", "text": "Nog eens."})
        assert again.status_code == 422
        assert "Iemand heeft dit al doorgegeven aan de beheerder." in again.content.decode()
        assert asked.text in operator.get(reverse("desk:help_requests")).content.decode()
        assert "Dit weten wij niet." in operator.get(there).content.decode()
        operator.post(there, {"act": "say", "text": "Dat mag."})
        asked.refresh_from_db()
        assert asked.state == HelpState.ANSWERED
        assert asked.entries.last().side == "operator"  # type: ignore[union-attr]

    def test_the_operator_passes_nothing_on(self, asked: HelpRequest, signed_in: SignIn) -> None:
        HelpRequest.everywhere.update(passed_on=True)
        operator = signed_in(UserFactory.create(operator=True), NATIONAL)
        path = reverse("desk:help_request", args=[asked.pk])
        assert operator.post(path, {"act": "pass_on", "text": "Naar wie?"}).status_code == 404
