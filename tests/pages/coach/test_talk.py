"""Coaches ask each other, on the screen: asking, answering, reading, taking away and hiding."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from coaches.models import CoachProfile, CoachReply, CoachTopic, TopicRead
from municipalities.models import Municipality
from tests.factories.coaches import CoachProfileFactory
from tests.factories.instances import helps_at_desk, somebody
from tests.factories.talk import CoachReplyFactory, CoachTopicFactory
from tests.pages.coach.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(town: Municipality) -> CoachTopic:
    return CoachTopicFactory.create(municipality=town, title="Hoe begin je?")


def url(topic: CoachTopic, name: str = "topic") -> str:
    return reverse(f"coach:{name}", args=[topic.pk])


class TestAsking:
    @pytest.mark.parametrize(("reach", "national"), [("here", False), ("country", True)])
    def test_the_writer_chooses_who_reads_it(
        self, coach: Client, town: Municipality, reach: str, national: bool
    ) -> None:
        told = {"title": "Hoe begin je?", "text": "Ik weet het niet.", "reach": reach}
        response = coach.post(reverse("coach:new_topic"), told)
        made = CoachTopic.everywhere.get()
        assert response["Location"] == url(made)
        assert (made.municipality, made.is_national) == (town, national)

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, coach: Client) -> None:
        response = coach.post(reverse("coach:new_topic"), {"title": "", "text": "Ik weet het niet.", "reach": "here"})
        html = response.content.decode()
        assert response.status_code == 422
        assert "Typ in één zin waar het over gaat." in html
        assert "Ik weet het niet." in html


class TestAnswering:
    def test_an_answer_stands_below_it(self, coach: Client, topic: CoachTopic) -> None:
        response = coach.post(url(topic), {"text": "Begin met koffie."}, follow=True)
        assert "Begin met koffie." in response.content.decode()

    def test_an_empty_answer_is_refused_in_words(self, coach: Client, topic: CoachTopic) -> None:
        response = coach.post(url(topic), {"text": ""})
        assert response.status_code == 422
        assert "Typ je antwoord." in response.content.decode()

    def test_below_a_hidden_subject_there_is_no_room_and_nothing_typed_is_lost(
        self, coach: Client, town: Municipality
    ) -> None:
        hidden = CoachTopicFactory.create(municipality=town, hidden=True, text="Geheim verhaal")
        html = coach.get(url(hidden)).content.decode()
        assert "Er staat een naam in." in html
        assert "Geheim verhaal" not in html
        response = coach.post(url(hidden), {"text": "Toch nog iets."})
        assert response.status_code == 422
        assert not CoachReply.everywhere.exists()

    def test_a_subject_of_another_municipality_is_not_found(self, coach: Client, beside: Municipality) -> None:
        near = CoachTopicFactory.create(municipality=beside)
        for name in ("topic", "topic_read", "take_topic_away"):
            assert coach.post(url(near, name), {"text": "Hallo"}).status_code == 404
        assert not CoachReply.everywhere.exists()
        assert not TopicRead.objects.exists()


class TestReading:
    def test_opening_marks_nothing_and_the_button_does(self, coach: Client, topic: CoachTopic) -> None:
        assert "Nieuw" in coach.get(reverse("coach:topics")).content.decode()
        coach.get(url(topic))
        assert not TopicRead.objects.exists()
        assert coach.post(url(topic, "topic_read"))["Location"] == reverse("coach:topics")
        assert "at-badge--info" not in coach.get(reverse("coach:topics")).content.decode()

    def test_the_script_gets_a_line_back(self, coach: Client, topic: CoachTopic) -> None:
        response = coach.post(url(topic, "topic_read"), headers={"HX-Request": "true"})
        assert "Je hebt dit gelezen" in response.content.decode()
        assert "<h1" not in response.content.decode()

    def test_all_at_once(self, coach: Client, profile: CoachProfile, town: Municipality) -> None:
        CoachTopicFactory.create_batch(3, municipality=town)
        coach.post(reverse("coach:all_read"))
        assert "Ik heb alles gelezen" not in coach.get(reverse("coach:topics")).content.decode()
        assert "Er is iets nieuws" not in coach.get(reverse("coach:home")).content.decode()


class TestTakingAwayAndHiding:
    def test_ones_own_alone(self, coach: Client, profile: CoachProfile, topic: CoachTopic) -> None:
        mine = CoachReplyFactory.create(topic=topic, author=profile.user, text="Van mij")
        theirs = CoachReplyFactory.create(topic=topic, text="Van een ander")
        take = [reverse("coach:take_reply_away", args=[topic.pk, reply.pk]) for reply in (mine, theirs)]
        assert [coach.post(path).status_code for path in take] == [302, 404]
        html = coach.get(url(topic)).content.decode()
        assert "Van mij" not in html
        assert "Van een ander" in html

    def test_who_may_hide(
        self, town: Municipality, beside: Municipality, coordinator: User, profile: CoachProfile, signed_in: SignIn
    ) -> None:
        country = CoachTopicFactory.create(municipality=town, is_national=True)
        delegate, matcher = somebody(Role.INITIATIVE, town), somebody(Role.INITIATIVE, town)
        helps_at_desk(delegate, town, DeskPart.MODERATE)
        helps_at_desk(matcher, town, DeskPart.MATCH)
        path = url(country, "hide_topic")
        expected = {coordinator: 200, delegate: 200, matcher: 403, profile.user: 403}
        assert {user: signed_in(user).get(path).status_code for user in expected} == expected
        neighbour = signed_in(somebody(Role.COORDINATOR, beside), "buurdam.testserver")
        assert neighbour.get(path).status_code == 404
        assert "Verberg" not in neighbour.get(url(country)).content.decode()

    def test_hiding_takes_a_reason_which_stands_in_its_place(
        self, coordinator: User, topic: CoachTopic, signed_in: SignIn
    ) -> None:
        desk, reply = signed_in(coordinator), CoachReplyFactory.create(topic=topic, text="Die Jan is lastig.")
        path = reverse("coach:hide_reply", args=[topic.pk, reply.pk])
        assert desk.post(path, {"text": ""}).status_code == 422
        html = desk.post(path, {"text": "Er staat een naam in."}, follow=True).content.decode()
        assert "Er staat een naam in." in html
        assert "Die Jan is lastig." not in html
        assert desk.get(path).status_code == 404

    def test_a_coordinator_stays_at_their_own_desk(
        self, coordinator: User, coach: Client, topic: CoachTopic, signed_in: SignIn
    ) -> None:
        assert reverse("coordinator:home") in signed_in(coordinator).get(reverse("coach:topics")).content.decode()
        assert reverse("coach:home") in coach.get(reverse("coach:topics")).content.decode()


def test_on_the_national_site_a_coach_is_led_to_their_own(profile: CoachProfile, signed_in: SignIn) -> None:
    response = signed_in(profile.user, "testserver").get(reverse("coach:topics"))
    assert response.status_code == 302
    assert "tafeldam" in response["Location"]
    other = CoachProfileFactory.create().user
    assert signed_in(other, "testserver").post(reverse("coach:all_read")).status_code in {403, 404}
