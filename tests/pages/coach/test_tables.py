"""The tables of a coach: what is asked, runs and rests; who comes in; notes; and stopping."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from coaches.enums import MatchRole, MatchState
from coaches.models import CoachNote, CoachProfile, Match
from coaches.services import matches
from municipalities.models import Municipality
from tables.enums import ActorRole, CoreQuestion, TableState
from tables.models import CoreAnswer, Table
from tables.services import core
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import somebody
from tests.factories.tables import TableFactory, answered
from tests.factories.talk import CoachNoteFactory
from tests.pages.coach.conftest import SignIn

pytestmark = pytest.mark.django_db

OF_A_TABLE = ("coach:table", "coach:note", "coach:end", "coach:core", "coach:core_paper")


def html(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return str(response.content.decode())


class TestHome:
    def test_asked_running_resting_and_before_each_stand_in_their_place(
        self, coach: Client, profile: CoachProfile, match: Match, town: Municipality
    ) -> None:
        def another(title: str, **more: object) -> Table:
            return TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town, title=title), **more)

        asked = MatchFactory.create(idea=another("Een theehuis").idea, coach=profile)
        MatchFactory.create(idea=another("Een koor", state=TableState.STOPPED).idea, coach=profile, accepted=True)
        MatchFactory.create(idea=another("Een brug").idea, coach=profile, ended=True)
        MatchFactory.create(idea=another("Van een ander").idea, accepted=True)
        page = html(coach, "coach:home")
        places = [page.index(words) for words in ("Je wordt gevraagd", "Lopend", "In rust", "Eerder begeleid")]
        titles = [page.index(title) for title in ("Een theehuis", "Een kas op het plein", "Een koor", "Een brug")]
        assert sorted(places + titles) == [place for pair in zip(places, titles, strict=True) for place in pair]
        assert reverse("coaches:answer", args=[asked.key]) in page
        assert "Van een ander" not in page

    def test_says_in_words_what_is_missing(self, coach: Client, match: Match, table: Table) -> None:
        answered(table, CoreQuestion.WHY, "Omdat het kan.")
        page = html(coach, "coach:home")
        assert "Niet alle vier de vragen zijn beantwoord" in page
        assert "Er is nog geen coach die ja zei" not in page

    def test_who_goes_along_reads_that_there_is_no_coach_yet(
        self, coach: Client, profile: CoachProfile, table: Table
    ) -> None:
        MatchFactory.create(idea=table.idea, coach=profile, accepted=True, role=MatchRole.CO_COACH)
        assert "Er is nog geen coach die ja zei" in html(coach, "coach:home")

    def test_when_nothing_is_missing_it_says_what_the_coach_can_do(
        self, coach: Client, match: Match, table: Table
    ) -> None:
        for question in CoreQuestion:
            answered(table, question, "Ja.")
        page = html(coach, "coach:home")
        assert "Dit mist nog" not in page
        assert "Alles is er voor de volgende stap." in page
        assert reverse("tables:forward", args=[table.pk]) in page

    def test_without_a_table_it_says_what_will_happen(self, coach: Client) -> None:
        assert "Nog geen tafel" in html(coach, "coach:home")


class TestWhoComesIn:
    @pytest.mark.parametrize("name", OF_A_TABLE)
    def test_only_who_guides_the_table(
        self, town: Municipality, beside: Municipality, table: Table, match: Match, signed_in: SignIn, name: str
    ) -> None:
        path = reverse(name, args=[table.pk])
        other = CoachProfileFactory.create(municipality=town).user
        ended = MatchFactory.create(idea=table.idea, ended=True).coach.user
        asked = MatchFactory.create(idea=table.idea, role=MatchRole.CO_COACH).coach.user
        also = MatchFactory.create(idea=table.idea, role=MatchRole.CO_COACH, accepted=True).coach.user
        expected = {
            match.coach.user: 200,
            also: 200,
            other: 404,
            ended: 404,
            asked: 404,
            somebody(Role.COORDINATOR, town): 403,
            owner_of(table.idea): 403,
            CoachProfileFactory.create(municipality=beside).user: 403,
        }
        assert {user: signed_in(user).get(path).status_code for user in expected} == expected

    def test_a_coach_of_two_municipalities_reaches_each_table_at_its_own_site_alone(
        self, beside: Municipality, table: Table, match: Match, signed_in: SignIn
    ) -> None:
        CoachProfileFactory.create(municipality=beside, user=match.coach.user)
        path = reverse("coach:table", args=[table.pk])
        assert signed_in(match.coach.user).get(path).status_code == 200
        assert signed_in(match.coach.user, "buurdam.testserver").get(path).status_code == 404

    def test_contact_shows_only_when_the_pinner_agreed(self, coach: Client, match: Match, table: Table) -> None:
        address = owner_of(table.idea).email
        assert address not in html(coach, "coach:table", table.pk)
        Match.everywhere.update(shares_contact_pinner=True)
        assert address in html(coach, "coach:table", table.pk)

    def test_the_other_coaches_and_those_before_are_named(self, coach: Client, match: Match, table: Table) -> None:
        MatchFactory.create(idea=table.idea, ended=True, coach__user__name="Carla Eerder")
        MatchFactory.create(idea=table.idea, accepted=True, role=MatchRole.ALONG, coach__user__name="Mo Mee")
        page = html(coach, "coach:table", table.pk)
        assert "Carla Eerder" in page
        assert "Mo Mee" in page


class TestCoreQuestions:
    def test_the_coach_writes_as_coach_and_overwrites_nothing_of_the_pinner(
        self, coach: Client, match: Match, table: Table
    ) -> None:
        path = reverse("coach:core_question", args=[table.pk, "waarom"])
        assert coach.post(path, {"text": "Van de coach", "seen": "0"}).status_code == 302
        answer = CoreAnswer.everywhere.get()
        assert (answer.changed_by, answer.changed_as) == (match.coach.user, "coach")
        pinner = owner_of(table.idea)
        core.save(
            actor=pinner,
            table_id=table.pk,
            question=CoreQuestion.WHY,
            text="Van de prikker",
            seen=1,
            role=ActorRole.OWNER,
        )
        response = coach.post(path, {"text": "Van de coach, verder", "seen": "1"})
        assert response.status_code == 409
        assert "De tekst van de ideeprikker" in response.content.decode()

    def test_the_address_in_the_mail_leads_the_coach_to_the_own_desk(
        self, coach: Client, match: Match, table: Table, signed_in: SignIn
    ) -> None:
        """Pinner and coach get the same address; nobody else comes in by it."""
        address = reverse("tables:core", args=[table.idea_id])
        assert coach.get(address)["Location"] == reverse("coach:core", args=[table.pk])
        assert signed_in(owner_of(table.idea)).get(address).status_code == 200
        matches.end(actor=None, match_id=match.pk, reason="Verhuisd")
        assert coach.get(address).status_code == 404

    def test_the_coach_reads_advice_and_cannot_publish(self, coach: Client, match: Match, table: Table) -> None:
        answered(table, CoreQuestion.WHY, "Omdat het kan.")
        page = html(coach, "coach:core", table.pk)
        assert "Zo voer je een goed gesprek" in page
        assert "Zet op de site" not in page
        public = reverse("tables:core_public", args=[table.idea_id, "waarom"])
        assert coach.post(public, {"show": "yes", "seen": "1"}).status_code == 404


class TestNotes:
    def test_a_note_is_kept_and_read_by_its_writer_alone(
        self, coach: Client, match: Match, table: Table, signed_in: SignIn
    ) -> None:
        coach.post(reverse("coach:note", args=[table.pk]), {"text": "Bel na vieren."})
        assert "Bel na vieren." in html(coach, "coach:table", table.pk)
        other = MatchFactory.create(idea=table.idea, accepted=True, role=MatchRole.CO_COACH).coach.user
        assert "Bel na vieren." not in html(signed_in(other), "coach:table", table.pk)
        assert "Bel na vieren." not in html(signed_in(other), "coach:notebook")

    def test_an_empty_note_is_refused_in_words(self, coach: Client, match: Match, table: Table) -> None:
        response = coach.post(reverse("coach:note", args=[table.pk]), {"text": " "})
        assert response.status_code == 422
        assert "Typ wat je wilt onthouden." in response.content.decode()

    def test_it_is_thrown_away_after_a_question_also_after_stopping(
        self, coach: Client, match: Match, table: Table
    ) -> None:
        note = CoachNoteFactory.create(municipality=table.municipality, user=match.coach.user, idea=table.idea)
        path = reverse("coach:remove_note", args=[note.pk])
        assert reverse("coach:table", args=[table.pk]) in html(coach, "coach:remove_note", note.pk)
        matches.end(actor=match.coach.user, match_id=match.pk, reason="Klaar.")
        assert note.text in html(coach, "coach:notebook")
        assert coach.post(path)["Location"] == reverse("coach:notebook")
        assert not CoachNote.everywhere.exists()

    def test_somebody_elses_note_is_not_found(self, coach: Client, town: Municipality, beside: Municipality) -> None:
        for municipality in (town, beside):
            note = CoachNoteFactory.create(municipality=municipality)
            assert coach.post(reverse("coach:remove_note", args=[note.pk])).status_code == 404
        assert CoachNote.everywhere.count() == 2


class TestStopping:
    def test_it_takes_a_reason_and_ends_the_match(self, coach: Client, match: Match, table: Table) -> None:
        path = reverse("coach:end", args=[table.pk])
        assert coach.post(path, {"text": ""}).status_code == 422
        response = coach.post(path, {"text": "Ik ga verhuizen."}, follow=True)
        assert "Je begeleidt deze tafel niet meer." in response.content.decode()
        match.refresh_from_db()
        assert (match.state, match.end_reason) == (MatchState.ENDED, "Ik ga verhuizen.")
        assert coach.get(path).status_code == 404
