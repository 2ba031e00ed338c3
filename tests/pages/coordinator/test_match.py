"""The match screen and one match: from the inbox to a question in three actions, for whom, and what it says."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from coaches.enums import MatchRole
from coaches.models import CoachProfile, Match
from coaches.services import matches
from ideas.models import Idea
from municipalities import sites
from tests.coaches.conftest import Place, make_place
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory, CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import helps_at_desk, somebody
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    place = make_place()
    TableFactory.create(idea=place.idea)
    return place


@pytest.fixture
def desk(here: Place) -> Client:
    return at_site(here.town, here.coordinator)


def page(desk: Client, idea: Idea, query: str = "") -> str:
    response = desk.get(reverse("coordinator:match", args=[idea.pk]) + query)
    assert response.status_code == 200
    return str(response.content.decode())


def typed(**fields: Any) -> dict[str, Any]:
    return {"message": "Doe je mee?", "answer_by": str(clock.today() + timedelta(days=5)), **fields}


def test_from_the_inbox_to_a_question_in_three_actions(here: Place, desk: Client) -> None:
    match_url = reverse("coordinator:match", args=[here.idea.pk])
    assert f'href="{match_url}"' in desk.get(reverse("coordinator:home")).content.decode()
    ask_url = reverse("coordinator:match_ask", args=[here.idea.pk, here.coach.pk])
    assert f'href="{ask_url}"' in desk.get(match_url).content.decode()  # one: the row
    form = desk.get(ask_url).context["form"]  # two: the name
    ready = {"message": form["message"].value(), "answer_by": str(form["answer_by"].value())}
    assert ready["message"] == "Dag Koos, wil je dit idee begeleiden? Ik denk dat het bij je past."
    response = desk.post(ask_url, ready, follow=True)  # three: the button
    match = Match.everywhere.get()
    assert (match.coach, match.asked_by, match.answer_by) == (
        here.coach,
        here.coordinator,
        clock.today() + timedelta(days=7),
    )
    assert "Je hebt Koos Coach gevraagd." in response.content.decode()
    assert match_url not in desk.get(reverse("coordinator:home")).content.decode()


def from_here(here: Place) -> dict[str, str]:
    """As a browser sends a form of this site."""
    return {"origin": sites.base_url_of(here.town.instance)}


class TestTheIdea:
    def told(self, here: Place, desk: Client) -> str:
        page = desk.get(reverse("coordinator:idea", args=[here.idea.pk])).content.decode()
        return page.partition('id="beslissen"')[2].partition("</section>")[0]

    def test_says_who_was_asked_and_leads_to_the_question(self, here: Place, desk: Client) -> None:
        assert "Kies een coach" in self.told(here, desk)
        match = MatchFactory.create(idea=here.idea, coach=here.coach)
        asked = self.told(here, desk)
        assert f"{here.coach} is gevraagd, antwoord uiterlijk" in asked
        assert "Bekijk de vraag" in asked and "Kies een coach" not in asked
        assert reverse("coordinator:one_match", args=[match.pk]) in asked

    @pytest.mark.parametrize(
        ("state", "words", "action"),
        [
            ("declined", "zei nee", "Kies een andere coach"),
            ("expired", "gaf op tijd geen antwoord", "Kies een andere coach"),
            ("accepted", "is de coach", "Bekijk de coach van dit idee"),
        ],
    )
    def test_says_what_came_of_it(self, here: Place, desk: Client, state: str, words: str, action: str) -> None:
        MatchFactory.create(idea=here.idea, coach=here.coach, accepted=True)
        Match.everywhere.update(state=state)
        assert words in self.told(here, desk) and action in self.told(here, desk)


class TestTheScreen:
    def test_tells_beforehand_that_another_than_the_first_needs_a_reason(self, here: Place, desk: Client) -> None:
        assert "Vraag je een ander dan nummer 1?" not in page(desk, here.idea)
        CoachProfileFactory.create(municipality=here.town)
        assert "Vraag je een ander dan nummer 1?" in page(desk, here.idea)

    def test_says_in_words_why_and_shows_bars(self, here: Place, desk: Client) -> None:
        CoachProfile.everywhere.update(themes=["groen"])
        text = page(desk, here.idea)
        assert "Koos dit thema" in text and "<meter" in text and "Werd nog nooit gevraagd" in text

    def test_expands_three_lists_thirty_and_shows_all_on_demand(self, here: Place, desk: Client) -> None:
        for number in range(36):
            here.another_coach(f"Coach {number}")
        text = page(desk, here.idea)
        assert text.count("at-choice__parts") == 3
        assert text.count("Vraag Coach") + text.count("Vraag Koos") == 33
        assert "Toon nog 4 coaches" in text
        assert page(desk, here.idea, "?alles").count("Vraag Coach") + text.count("Vraag Koos") == 37

    def test_names_who_cannot_be_asked_and_why(self, here: Place, desk: Client) -> None:
        here.another_coach("Rik Rust", paused=True)
        text = page(desk, here.idea)
        assert "1 coach kan nu niet worden gevraagd" in text and "Deze coach neemt rust." in text

    def test_a_language_that_is_asked_for_changes_the_order(self, here: Place, desk: Client) -> None:
        speaker = here.another_coach("Amal Arabisch", languages=["nl", "ar"], about="")
        assert page(desk, here.idea).index("Vraag Koos") >= 0
        text = page(desk, here.idea, "?taal=ar&wanneer=eve")
        assert text.index("Vraag Amal") < text.index("Vraag Koos")
        assert f"/match/{speaker.pk}/?taal=ar&amp;wanneer=eve" in text
        assert "Spreekt deze taal: Arabisch" in text

    @pytest.mark.parametrize("query", ["?taal=klingon", "?wanneer=nacht", "?als=baas", "?vervangt=x", "?vervangt=99"])
    def test_a_mangled_address_is_a_plain_page(self, here: Place, desk: Client, query: str) -> None:
        assert "Vraag Koos Coach" in page(desk, here.idea, query)

    def test_an_idea_that_is_not_on_the_site_says_so(self, here: Place, desk: Client) -> None:
        text = page(desk, IdeaFactory.create(waiting=True, municipality=here.town))
        assert "Dit idee staat niet op de site." in text and "Vraag Koos" not in text

    def test_with_a_coach_only_others_beside_can_be_asked(self, here: Place, desk: Client) -> None:
        MatchFactory.create(idea=here.idea, coach=here.coach, accepted=True)
        learning = here.another_coach("Nina Nieuw", in_training=True)
        text = page(desk, here.idea)
        assert "Vraag een tweede coach" in text and "Vraag Nina" not in text
        assert "Vraag Nina" not in page(desk, here.idea, "?als=tweede")
        assert "Vraag Nina" in page(desk, here.idea, "?als=mee")
        url = reverse("coordinator:match_ask", args=[here.idea.pk, learning.pk])
        assert desk.post(url + "?als=mee", typed()).status_code == 302
        assert Match.everywhere.get(coach=learning).role == MatchRole.ALONG


class TestAsking:
    def url(self, here: Place, coach: CoachProfile, query: str = "") -> str:
        return reverse("coordinator:match_ask", args=[here.idea.pk, coach.pk]) + query

    def test_another_than_the_first_needs_a_reason_for_the_desk(self, here: Place, desk: Client) -> None:
        CoachProfile.everywhere.update(themes=["groen"])
        second = here.another_coach("Vera Vraag", themes=["zorg"])
        response = desk.post(self.url(here, second), typed())
        assert response.status_code == 422
        text = response.content.decode()
        assert "Zeg in een paar woorden waarom je deze coach kiest." in text and "Doe je mee?" in text
        assert desk.post(self.url(here, second), typed(note="Zij wonen naast elkaar.")).status_code == 302
        assert Match.everywhere.get().note == "Zij wonen naast elkaar."
        assert "naast elkaar" not in OutgoingMail.objects.get().body_text

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"message": " "}, "Schrijf een paar woorden aan de coach."),
            ({"answer_by": "straks"}, "Kies een hele datum"),
            ({"answer_by": "2020-01-01"}, "Kies een dag vanaf morgen"),
            ({"answer_by": "2099-01-01"}, "Kies een dag vanaf morgen"),
        ],
    )
    def test_bad_input_gets_a_sentence_and_stays(
        self, here: Place, desk: Client, fields: dict[str, str], words: str
    ) -> None:
        response = desk.post(self.url(here, here.coach), typed(**fields))
        assert response.status_code == 422
        assert words in response.content.decode()
        assert not Match.everywhere.exists()

    def test_somebody_else_was_first_and_nothing_typed_is_lost(self, here: Place, desk: Client) -> None:
        MatchFactory.create(idea=here.idea, coach=here.another_coach())
        response = desk.post(self.url(here, here.coach), typed(message="Een lang verhaal."))
        assert response.status_code == 422
        text = response.content.decode()
        assert "Er is al een coach gevraagd" in text and "Een lang verhaal." in text

    def test_who_cannot_any_more_leads_back_with_the_reason_and_what_was_asked_for(
        self, here: Place, desk: Client
    ) -> None:
        CoachProfile.everywhere.update(paused_from=clock.today())
        response = desk.get(self.url(here, here.coach, "?taal=tr"), follow=True)
        assert "Deze coach neemt rust." in response.content.decode()
        assert response.redirect_chain[0][0].endswith("?taal=tr")

    def test_who_fills_up_while_the_desk_types_costs_no_words(self, here: Place, desk: Client) -> None:
        CoachProfile.everywhere.update(tables_at_once=1)
        MatchFactory.create(idea=here.another_idea(), coach=here.coach, accepted=True)
        response = desk.post(self.url(here, here.coach, "?taal=tr"), typed(message="Een lang verhaal.", note="Hierom."))
        text = response.content.decode()
        assert response.status_code == 422 and "heeft zoveel tafels tegelijk als" in text
        assert "Een lang verhaal." in text and "Hierom." in text and "?taal=tr" in text
        assert not Match.everywhere.filter(idea=here.idea).exists()

    def test_a_double_click_asks_once_and_says_so_twice(self, here: Place, desk: Client) -> None:
        for _ in range(2):
            response = desk.post(self.url(here, here.coach), typed(), follow=True)
            assert "Je hebt Koos Coach gevraagd." in response.content.decode()
        assert Match.everywhere.count() == OutgoingMail.objects.count() == 1

    def test_another_takes_over(self, here: Place, desk: Client) -> None:
        running = MatchFactory.create(idea=here.idea, coach=here.coach, accepted=True)
        other = here.another_coach("Vera Vraag")
        assert f"?vervangt={running.pk}" in page(desk, here.idea)
        assert "Vraag Vera" in page(desk, here.idea, f"?vervangt={running.pk}")
        assert desk.post(self.url(here, other, f"?vervangt={running.pk}"), typed()).status_code == 302
        running.refresh_from_db()
        assert running.state == "ended" and Match.everywhere.open().get().coach == other


class TestOneMatch:
    def url(self, match: Match) -> str:
        return reverse("coordinator:one_match", args=[match.pk])

    def test_write_take_back_end_and_remind(self, here: Place, desk: Client) -> None:
        match = MatchFactory.create(idea=here.idea, coach=here.coach)
        assert desk.post(reverse("coordinator:match_remind", args=[match.pk])).status_code == 302
        assert desk.post(self.url(match), {"do": "say", "text": "Er is haast bij."}).status_code == 302
        assert "Er is haast bij." in desk.get(self.url(match)).content.decode()
        assert desk.post(self.url(match), {"do": "take_back", "reason": ""}).status_code == 302
        match.refresh_from_db()
        assert match.state == "withdrawn"
        late = desk.post(self.url(match), {"do": "take_back", "reason": "Toch maar niet."}, headers=from_here(here))
        text = late.content.decode()
        assert late.status_code == 409 and "intussen beantwoord" in text and "Toch maar niet." in text

    def test_ending_needs_a_reason(self, here: Place, desk: Client) -> None:
        match = MatchFactory.create(idea=here.idea, coach=here.coach, accepted=True)
        assert desk.post(self.url(match), {"do": "end", "reason": ""}).status_code == 422
        assert desk.post(self.url(match), {"do": "end", "reason": "Verhuisd."}).status_code == 302
        match.refresh_from_db()
        assert (match.state, match.end_reason, match.ended_by) == ("ended", "Verhuisd.", here.coordinator)

    def test_an_unknown_thing_to_do_does_nothing(self, here: Place, desk: Client) -> None:
        match = MatchFactory.create(idea=here.idea, coach=here.coach)
        assert desk.post(self.url(match), {"do": "promote"}).status_code == 200
        match.refresh_from_db()
        assert match.state == "asked"


ROUTES = ("match", "match_ask", "one_match", "match_remind", "coaches", "coach", "weights", "applications")


def address(route: str, here: Place, match: Match) -> str:
    args: dict[str, list[int]] = {
        "match": [here.idea.pk],
        "match_ask": [here.idea.pk, here.coach.pk],
        "one_match": [match.pk],
        "match_remind": [match.pk],
        "coach": [here.coach.pk],
    }
    return reverse(f"coordinator:{route}", args=args.get(route, []))


@pytest.mark.parametrize("route", ROUTES)
def test_only_who_works_at_this_part_of_this_desk(route: str, here: Place) -> None:
    match = MatchFactory.create(idea=here.another_idea(), coach=here.another_coach())
    delegate, printer = somebody(Role.INITIATIVE, here.town), somebody(Role.INITIATIVE, here.town)
    helps_at_desk(delegate, here.town, DeskPart.MATCH)
    helps_at_desk(printer, here.town, DeskPart.PRINT)
    leads = route in ("weights", "applications")
    for user, allowed in (
        (here.coordinator, True),
        (delegate, not leads),
        (printer, False),
        (here.coach.user, False),
        (here.pinner, False),
        (UserFactory.create(operator=True), False),
    ):
        response = at_site(here.town, user).post(address(route, here, match), {})
        assert (response.status_code == 403) is not allowed, (route, user)


@pytest.mark.parametrize("route", ["match", "match_ask", "one_match", "match_remind", "coach"])
def test_what_is_next_door_does_not_exist(route: str, here: Place) -> None:
    beside = make_place("Buurdam")
    match = MatchFactory.create(idea=beside.another_idea(), coach=beside.coach)
    desk = at_site(here.town, here.coordinator)
    assert desk.get(address(route, beside, match)).status_code in (404, 405)
    assert desk.post(address(route, beside, match), typed(do="say", text="Hoi")).status_code in (404, 405)
    assert not OutgoingMail.objects.exists()


def test_a_coach_from_next_door_cannot_be_asked_for_an_idea_here(here: Place, desk: Client) -> None:
    beside = make_place("Buurdam")
    url = reverse("coordinator:match_ask", args=[here.idea.pk, beside.coach.pk])
    assert desk.post(url, typed()).status_code == 404
    assert not Match.everywhere.exists()


class TestCoaches:
    def test_the_list_has_its_heaps_and_is_searched(self, here: Place, desk: Client) -> None:
        here.another_coach("Rik Rust", paused=True)
        here.another_coach("Nina Nieuw", in_training=True)
        here.another_coach("Gijs Gestopt", ended_at=clock.now())
        url = reverse("coordinator:coaches")
        for query, names in (
            ("", {"Koos Coach", "Rik Rust", "Nina Nieuw"}),
            ("?stand=rust", {"Rik Rust"}),
            ("?stand=training", {"Nina Nieuw"}),
            ("?stand=gestopt", {"Gijs Gestopt"}),
            ("?q=rus", {"Rik Rust"}),
            ("?stand=xyz&na=12", {"Koos Coach", "Rik Rust", "Nina Nieuw"}),
        ):
            rows = desk.get(url + query).context["rows"]
            assert {str(row.profile) for row in rows} == names, query

    def test_the_training_is_written_down(self, here: Place, desk: Client) -> None:
        url = reverse("coordinator:coach", args=[here.coach.pk])
        days = {"first_day_on": "2026-03-02", "first_day_trainer": "Tineke", "second_day_on": "2026-03-01"}
        response = desk.post(url, days)
        assert response.status_code == 422 and "De tweede dag komt na de eerste." in response.content.decode()
        assert desk.post(url, {**days, "second_day_on": "2026-03-09", "second_day_trainer": "Tom"}).status_code == 302
        here.coach.refresh_from_db()
        assert str(here.coach.second_day_on) == "2026-03-09" and here.coach.second_day_trainer == "Tom"
        desk.post(url, {"first_day_on": ""})
        here.coach.refresh_from_db()
        assert not here.coach.is_trained


def test_the_logbook_tells_what_the_desk_did_about_coaches(here: Place, desk: Client) -> None:
    asked = reverse("coordinator:match_ask", args=[here.idea.pk, here.coach.pk])
    desk.post(asked, typed())
    match = Match.everywhere.get()
    desk.post(reverse("coordinator:one_match", args=[match.pk]), {"do": "take_back", "reason": ""})
    running = MatchFactory.create(idea=here.another_idea(), coach=here.coach, accepted=True, asked_by=None)
    matches.end(actor=here.coordinator, match_id=running.pk, reason="Verhuisd.")
    stopped = MatchFactory.create(idea=here.another_idea(), coach=here.coach, accepted=True, asked_by=None)
    matches.end(actor=here.coach.user, match_id=stopped.pk, reason="Geen tijd.")
    application = CoachApplicationFactory.create(municipality=here.town)
    desk.post(reverse("coordinator:application", args=[application.pk]), {"do": "refuse", "reason": "Nu niet."})
    text = desk.get(reverse("coordinator:logbook")).content.decode()
    for line, times in (
        ("Vroeg een coach: Koos Coach", 3),
        ("Nam een vraag aan een coach terug", 1),
        ("Stopte het werk van een coach bij een idee", 1),
        ("Beantwoordde een aanmelding met nee", 1),
    ):
        assert text.count(line) == times, line
