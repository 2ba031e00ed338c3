"""Answering straight from the mail, signed in or not; and what the pinner decides about being reached."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from coaches.models import CoachProfile, Match
from coaches.services import matches
from municipalities import sites
from tests.coaches.conftest import Place, make_place
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.support.heard import focused, title
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return make_place()


@pytest.fixture
def match(here: Place) -> Match:
    made: Match = MatchFactory.create(idea=here.idea, coach=here.coach, asked_by=here.coordinator)
    return made


def url(match: Match) -> str:
    return reverse("coaches:answer", args=[match.key])


def code_for(user: User) -> str:
    return str(OutgoingMail.objects.filter(to_address=user.email, kind="accounts/sign_in").latest("pk").secret)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_looking_changes_nothing_and_shows_what_it_takes_to_choose(here: Place, match: Match) -> None:
    text = text_of(at_site(here.town).get(url(match)))
    for words in (here.idea.title, match.message, "Ja, ik doe het", "Eerst een vraag", "Nee, dit niet"):
        assert words in text
    match.refresh_from_db()
    assert match.state == "asked" and not OutgoingMail.objects.exists()


def test_signed_out_a_yes_is_one_code_away(here: Place, match: Match) -> None:
    visitor = at_site(here.town)
    asked = visitor.post(url(match), {"answer": "yes"})
    assert "/inloggen/code/" in asked.headers["Location"]
    match.refresh_from_db()
    assert match.state == "asked"
    done = visitor.post(asked.headers["Location"], {"code": code_for(here.coach.user)})
    assert done.headers["Location"] == url(match)
    match.refresh_from_db()
    assert match.state == "accepted"
    assert "Je begeleidt dit idee" in text_of(visitor.get(url(match)))


def test_the_mail_with_the_code_says_what_it_does(here: Place, match: Match) -> None:
    at_site(here.town).post(url(match), {"answer": "yes"})
    assert "Met deze code zeg je ja" in OutgoingMail.objects.get(kind="accounts/sign_in").body_text


def test_a_code_that_comes_too_late_signs_in_and_says_how_it_stands(here: Place, match: Match) -> None:
    visitor = at_site(here.town)
    asked = visitor.post(url(match), {"answer": "yes"})
    matches.withdraw(actor=here.coordinator, match_id=match.pk)
    done = visitor.post(asked.headers["Location"], {"code": code_for(here.coach.user)}, follow=True)
    assert "Deze vraag is teruggenomen." in text_of(done)
    assert "_auth_user_id" in visitor.session


def test_signed_in_as_the_coach_a_yes_is_at_once(here: Place, match: Match) -> None:
    done = at_site(here.town, here.coach.user).post(url(match), {"answer": "yes"}, follow=True)
    assert "Bedankt. Je bent aan dit idee gekoppeld." in text_of(done)


def test_signed_in_as_somebody_else_the_code_goes_to_the_coach(here: Place, match: Match) -> None:
    other = at_site(here.town, UserFactory.create())
    assert "/inloggen/code/" in other.post(url(match), {"answer": "yes"}).headers["Location"]
    assert code_for(here.coach.user)
    match.refresh_from_db()
    assert match.state == "asked"


def test_no_and_a_question_need_the_link_alone(here: Place, match: Match) -> None:
    visitor = at_site(here.town)
    empty = visitor.post(url(match), {"answer": "ask", "text": " "})
    assert empty.status_code == 422 and "Typ je vraag." in text_of(empty)
    assert title(empty).startswith("Fout: ")
    asked = visitor.post(url(match), {"answer": "ask", "text": "Waar is het?"}, follow=True)
    assert "Je vraag ligt bij de coördinator." in text_of(asked) and "Waar is het?" in text_of(asked)
    said = visitor.post(url(match), {"answer": "no", "reason": "Te druk."}, follow=True)
    assert "Bedankt voor je antwoord." in text_of(said)
    match.refresh_from_db()
    assert (match.state, match.reason) == ("declined", "Te druk.")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"paused_from": clock.today()}, "Je neemt rust."),
        ({"ended_at": clock.now()}, "Deze persoon is hier geen coach meer."),
    ],
)
def test_what_stands_in_the_way_of_a_yes_is_said_beforehand(
    here: Place, match: Match, fields: dict[str, object], words: str
) -> None:
    CoachProfile.everywhere.update(**fields)
    visitor = at_site(here.town, here.coach.user)
    shown = text_of(visitor.get(url(match)))
    assert words in shown and "Ja, ik doe het" not in shown and "Nee, dit niet" in shown
    late = visitor.post(url(match), {"answer": "yes"})
    assert late.status_code == 409 and words in text_of(late)


def test_a_question_that_comes_too_late_is_given_back(here: Place, match: Match) -> None:
    matches.withdraw(actor=here.coordinator, match_id=match.pk)
    origin = {"origin": sites.base_url_of(here.town.instance)}
    late = at_site(here.town).post(url(match), {"answer": "ask", "text": "Waar is het?"}, headers=origin)
    assert late.status_code == 409
    assert title(late).startswith("Fout: ") and 'role="alert"' in focused(late)
    assert "Deze vraag is teruggenomen." in text_of(late) and "Waar is het?" in text_of(late)


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("accepted", "Begin met deze tafel"),
        ("declined", "Je zei nee."),
        ("withdrawn", "Deze vraag is teruggenomen."),
        ("expired", "De dag om te antwoorden is voorbij."),
        ("ended", "Je werk bij dit idee is gestopt."),
    ],
)
def test_each_state_reads_its_own_way(here: Place, flag: str, words: str) -> None:
    match = MatchFactory.create(idea=here.idea, coach=here.coach, **{flag: True})
    text = text_of(at_site(here.town).get(url(match)))
    assert words in text and 'name="answer"' not in text


def test_a_key_that_is_none_and_an_answer_that_is_none(here: Place, match: Match) -> None:
    visitor = at_site(here.town)
    assert visitor.get(reverse("coaches:answer", args=[uuid4()])).status_code == 404
    assert visitor.post(url(match), {"answer": "misschien"}).status_code == 302
    match.refresh_from_db()
    assert match.state == "asked"


def test_many_answers_from_one_connection_are_too_many(
    here: Place, match: Match, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coaches.views.answers.ratelimit.hit", lambda *_args, **_kwargs: False)
    late = at_site(here.town).post(url(match), {"answer": "no", "reason": ""})
    assert late.status_code == 409 and "Dat waren veel antwoorden" in text_of(late)


class TestMyCoach:
    def page(self, here: Place) -> str:
        return reverse("coaches:mine", args=[here.idea.pk])

    def test_before_there_is_one(self, here: Place) -> None:
        assert "Er is nog geen coach" in text_of(at_site(here.town, here.pinner).get(self.page(here)))

    def test_shows_what_the_coach_shows_and_the_address_only_when_shared(self, here: Place) -> None:
        match = MatchFactory.create(idea=here.idea, coach=here.coach, accepted=True)
        browser = at_site(here.town, here.pinner)
        text = text_of(browser.get(self.page(here)))
        assert "Koos" in text and here.coach.about not in text and here.coach.user.email not in text
        CoachProfile.everywhere.update(public_parts=["about"])
        Match.everywhere.filter(pk=match.pk).update(shares_contact_coach=True)
        text = text_of(browser.get(self.page(here)))
        assert here.coach.about in text and here.coach.user.email in text

    def test_the_pinner_shares_and_takes_it_back(self, here: Place) -> None:
        match = MatchFactory.create(idea=here.idea, coach=here.coach, accepted=True)
        browser = at_site(here.town, here.pinner)
        for share, shares in (("yes", True), ("yes", True), ("no", False)):
            assert browser.post(self.page(here), {"match": str(match.pk), "share": share}).status_code == 302
            match.refresh_from_db()
            assert match.shares_contact_pinner is shares
        assert OutgoingMail.objects.filter(kind="coaches/contact").count() == 1

    @pytest.mark.parametrize("number", ["", "x", "9999999"])
    def test_another_match_is_not_found(self, here: Place, number: str) -> None:
        data = {"match": number, "share": "yes"}
        assert at_site(here.town, here.pinner).post(self.page(here), data).status_code == 404

    def test_a_match_that_has_ended_meanwhile_is_said(self, here: Place) -> None:
        match = MatchFactory.create(idea=here.idea, coach=here.coach, ended=True)
        data = {"match": str(match.pk), "share": "yes"}
        done = at_site(here.town, here.pinner).post(self.page(here), data, follow=True)
        assert "intussen beantwoord of teruggenomen" in text_of(done)

    def test_nobody_elses(self, here: Place) -> None:
        for user in (here.coach.user, here.coordinator):
            assert at_site(here.town, user).get(self.page(here)).status_code == 404

    def test_my_idea_leads_there(self, here: Place) -> None:
        mine = reverse("ideas:mine", args=[here.idea.pk])
        assert self.page(here) in text_of(at_site(here.town, here.pinner).get(mine))
        assert self.page(here) not in text_of(_national(here.pinner).get(mine, follow=True))


def _national(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("state", ["declined", "expired"])
def test_after_a_no_there_is_a_way_on(here: Place, state: str) -> None:
    answered = MatchFactory.create(idea=here.idea, coach=here.coach, **{state: True})
    text = text_of(at_site(here.town).get(url(answered)))
    assert "Toch ja?" in text and reverse("pages:contact") in text and reverse("coach:home") in text
