"""Pinner and coach write to each other through the site, without giving an address."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock
from aantafel.core.registry import on_export
from aantafel.outbox.models import OutgoingMail
from coaches.models import CoachMessage, CoachProfile, Match
from coaches.services import matches, messages, states
from coaches.services.messages import NobodyReads, NotTogether, TooMany
from ideas.models import Idea
from tests.coaches.conftest import Place, make_place
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

TEXT = "Zullen we woensdag bellen?"


@pytest.fixture
def here() -> Place:
    return make_place()


@pytest.fixture
def match(here: Place) -> Match:
    TableFactory.create(idea=here.idea)
    made: Match = MatchFactory.create(idea=here.idea, coach=here.coach, accepted=True)
    return made


def write(actor: User, match: Match, text: str = TEXT) -> bool:
    return messages.write(actor=actor, match_id=match.pk, text=text)


def mail() -> OutgoingMail:
    return OutgoingMail.objects.get(kind="coaches/written")


def coach_page(match: Match) -> str:
    return reverse("coach:message", args=[match.pk])


def pinner_page(match: Match) -> str:
    return reverse("coaches:mine", args=[match.idea_id])


class TestTheService:
    def test_what_the_coach_writes_reaches_the_pinner_without_an_address(self, here: Place, match: Match) -> None:
        assert write(here.coach.user, match)
        sent = mail()
        assert sent.to_address == here.pinner.email and TEXT in sent.body_text
        assert here.coach.user.email not in sent.body_text + sent.body_html + sent.reply_to
        assert sent.reply_to == "" and pinner_page(match) in sent.body_text

    def test_what_the_pinner_writes_reaches_the_coach_without_an_address(self, here: Place, match: Match) -> None:
        write(here.pinner, match)
        sent = mail()
        assert sent.to_address == here.coach.user.email and TEXT in sent.body_text
        assert here.pinner.email not in sent.body_text + sent.body_html + sent.reply_to
        assert coach_page(match) in sent.body_text

    def test_the_same_twice_stands_there_once(self, here: Place, match: Match) -> None:
        assert write(here.pinner, match) and not write(here.pinner, match)
        assert CoachMessage.objects.count() == OutgoingMail.objects.filter(kind="coaches/written").count() == 1

    def test_nobody_else_writes(self, here: Place, match: Match) -> None:
        for other in (here.coordinator, here.another_coach().user, UserFactory.create()):
            with pytest.raises(states.NoMatch):
                write(other, match)

    @pytest.mark.parametrize("state", ["asked", "declined", "ended"])
    def test_only_while_the_match_runs(self, here: Place, state: str) -> None:
        other = here.another_idea()
        made = MatchFactory.create(idea=other, coach=here.coach, **({} if state == "asked" else {state: True}))
        for actor in (here.coach.user, here.pinner):
            with pytest.raises(NotTogether):
                write(actor, made)

    def test_not_with_a_coach_who_has_stopped(self, here: Place, match: Match) -> None:
        CoachProfile.everywhere.update(ended_at=clock.now())
        for actor in (here.coach.user, here.pinner):
            with pytest.raises(NotTogether):
                write(actor, match)

    def test_a_pinner_without_mail_cannot_be_written_to(self, here: Place, match: Match) -> None:
        Idea.everywhere.filter(pk=here.idea.pk).update(owner=None)
        with pytest.raises(NobodyReads):
            write(here.coach.user, match)

    def test_a_limit_for_each_day(self, here: Place, match: Match, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(messages, "MOST_PER_DAY", 1)
        write(here.pinner, match, "Een")
        with pytest.raises(TooMany):
            write(here.pinner, match, "Twee")
        assert write(here.coach.user, match)


class TestPages:
    def test_each_reads_and_answers_on_their_own_page(self, here: Place, match: Match) -> None:
        pinner, coach = at_site(here.town, here.pinner), at_site(here.town, here.coach.user)
        pinner.post(pinner_page(match), {"match": match.pk, "text": TEXT})
        page = coach.get(coach_page(match)).content.decode()
        assert TEXT in page and here.pinner.email not in page
        coach.post(coach_page(match), {"text": "Ja, om tien uur."})
        page = pinner.get(pinner_page(match)).content.decode()
        assert page.index(TEXT) < page.index("Ja, om tien uur.")
        assert "Koos" in page and here.coach.user.email not in page

    def test_nothing_typed_is_lost(self, here: Place, match: Match, monkeypatch: pytest.MonkeyPatch) -> None:
        pinner, coach = at_site(here.town, here.pinner), at_site(here.town, here.coach.user)
        monkeypatch.setattr(messages, "MOST_PER_DAY", 0)
        for browser, address in ((pinner, pinner_page(match)), (coach, coach_page(match))):
            response = browser.post(address, {"match": match.pk, "text": TEXT})
            assert response.status_code == 422 and TEXT in response.content.decode()
            assert browser.post(address, {"match": match.pk, "text": " "}).status_code == 422

    def test_a_coach_who_left_meanwhile_does_not_lose_the_text(self, here: Place, match: Match) -> None:
        matches.end(actor=here.coordinator, match_id=match.pk, reason="Verhuisd.")
        response = at_site(here.town, here.pinner).post(pinner_page(match), {"match": match.pk, "text": TEXT})
        assert response.status_code == 422 and TEXT in response.content.decode()
        assert at_site(here.town, here.coach.user).get(coach_page(match)).status_code == 404

    def test_to_a_pinner_without_mail_there_is_no_form(self, here: Place, match: Match) -> None:
        Idea.everywhere.filter(pk=here.idea.pk).update(owner=None)
        page = at_site(here.town, here.coach.user).get(reverse("coach:table", args=[here.idea.table.pk]))
        assert coach_page(match) not in page.content.decode()

    def test_many_messages_and_coaches_cost_as_much_as_one(self, here: Place, match: Match) -> None:
        pinner = at_site(here.town, here.pinner)
        write(here.pinner, match)
        before = _queries(pinner, pinner_page(match))
        second = MatchFactory.create(idea=here.idea, coach=here.another_coach(), role="co_coach", accepted=True)
        for number in range(25):
            CoachMessage.objects.create(match=match, writer=here.pinner, text=f"Bericht {number}.")
            CoachMessage.objects.create(match=second, writer=here.pinner, text=f"Tweede {number}.")
        assert _queries(pinner, pinner_page(match)) == before
        page = pinner.get(pinner_page(match)).content.decode()
        assert "Bericht 24." in page and "Bericht 3." not in page


class TestPrivacy:
    @pytest.mark.parametrize("who", ["pinner", "coach"])
    def test_what_both_wrote_goes_with_either(self, here: Place, match: Match, who: str) -> None:
        person = here.pinner if who == "pinner" else here.coach.user
        write(here.pinner, match, "Van de prikker.")
        write(here.coach.user, match, "Van de coach.")
        given = _flat(on_export.run(user=person))
        assert "Van de prikker." in given and "Van de coach." in given
        privacy.erase(actor=person, ideas_too=True)
        assert not CoachMessage.objects.exists()
        kept = " ".join(OutgoingMail.objects.values_list("body_text", flat=True))
        assert "Van de" not in kept


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def _flat(given: list[Any]) -> str:
    return str(given)
