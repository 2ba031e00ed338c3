"""Coaches ask each other: who reads what, who hears of it, and what becomes of it."""

from typing import Any

import pytest

from aantafel.accounts.enums import NameDisplay, Role
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core.errors import WrongState
from aantafel.core.registry import on_export
from aantafel.outbox.models import OutgoingMail
from coaches import talk as shown
from coaches.models import CoachNote, CoachReply, CoachTopic
from coaches.notifications.talk import CATEGORY
from coaches.services import notes, talk
from coaches.talk import Reading
from municipalities import scope
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.talk import CoachNoteFactory, CoachReplyFactory, CoachTopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


@pytest.fixture
def beside() -> Municipality:
    return InstanceFactory.create(municipality__name="Buurdam").municipality


@pytest.fixture
def coach(here: Municipality) -> User:
    return somebody(Role.COACH, here, name="Koos Coach")


@pytest.fixture
def neighbour(beside: Municipality) -> User:
    return somebody(Role.COACH, beside, name="Nel Naast", name_display=NameDisplay.HIDDEN)


def begin(actor: User, municipality: Municipality, **changes: Any) -> CoachTopic:
    told = {"title": "Hoe begin je?", "text": "Ik weet het niet.", "is_national": False, **changes}
    return talk.begin(actor=actor, municipality=municipality, **told)


class TestWhoReads:
    def test_a_local_subject_never_leaves_the_municipality(
        self, here: Municipality, beside: Municipality, coach: User, neighbour: User
    ) -> None:
        topic = begin(coach, here)
        with scope.tenant(beside):
            assert not CoachTopic.objects.exists()
            assert not CoachReply.objects.exists()
        with pytest.raises(talk.TopicClosed):
            talk.reply(actor=neighbour, municipality=beside, topic_id=topic.pk, text="Hallo")

    def test_a_national_one_is_read_and_answered_everywhere(
        self, here: Municipality, beside: Municipality, coach: User, neighbour: User
    ) -> None:
        topic = begin(coach, here, is_national=True)
        talk.reply(actor=neighbour, municipality=beside, topic_id=topic.pk, text="Begin met koffie.")
        with scope.tenant(beside):
            thread = shown.thread(shown.topic_of(topic.pk), Reading(neighbour, beside))
        assert [(said.name, said.place) for said in thread.replies] == [("", "Buurdam")]
        assert (thread.head.name, thread.head.place) == ("Koos", "Tafeldam")

    def test_nothing_of_it_is_public(self, here: Municipality, coach: User) -> None:
        begin(coach, here, is_national=True)
        CoachNoteFactory.create(municipality=here, user=coach)
        for entered in (scope.national(), scope.local(here)):
            with entered:
                assert not CoachTopic.objects.exists()
                assert not CoachReply.objects.exists()
                assert not CoachNote.objects.exists()

    def test_lists_by_where_it_was_asked(self, here: Municipality, beside: Municipality, coach: User) -> None:
        CoachTopicFactory.create(municipality=here, title="Hier")
        CoachTopicFactory.create(municipality=here, title="Hier, voor het land", is_national=True)
        CoachTopicFactory.create(municipality=beside, title="Daar, voor het land", is_national=True)
        CoachTopicFactory.create(municipality=here, hidden=True)
        gone = CoachTopicFactory.create(municipality=here, removed=True)
        answered = CoachReplyFactory.create(topic=CoachTopicFactory.create(municipality=here, removed=True)).topic
        with scope.tenant(here):
            found = {
                word: {one.title for one in shown.page(Reading(coach, here), only=word).items}
                for word in ("", "hier", "land")
            }
            numbers = [one.pk for one in shown.page(Reading(coach, here)).items]
        assert found["hier"] == {"Hier", ""}
        assert found["land"] == {"Hier, voor het land", "Daar, voor het land"}
        assert found[""] == found["hier"] | found["land"]
        assert answered.pk in numbers
        assert gone.pk not in numbers


class TestReading:
    def test_what_is_new_stays_new_until_it_was_read(self, here: Municipality, coach: User) -> None:
        reader = somebody(Role.COACH, here)
        topic, other = begin(coach, here), begin(coach, here, title="Nog iets?")
        with scope.tenant(here):
            assert (shown.unread(coach), shown.unread(reader)) == (0, 2)
            talk.mark_read(actor=reader, topic=topic)
            assert shown.unread(reader) == 1
            talk.mark_read(actor=reader, topic=None)
            assert shown.unread(reader) == 0
            talk.reply(actor=coach, municipality=here, topic_id=other.pk, text="Ik weet het al.")
            assert shown.unread(reader) == 1
            assert [one.has_read for one in shown.page(Reading(reader, here)).items] == [False, True]  # type: ignore[attr-defined]


class TestMail:
    def mails(self) -> list[str]:
        return list(OutgoingMail.objects.filter(kind="coaches/topic_replied").values_list("to_address", flat=True))

    def test_who_asked_hears_of_an_answer_and_not_of_their_own(
        self, here: Municipality, beside: Municipality, coach: User, neighbour: User
    ) -> None:
        topic = begin(coach, here, is_national=True)
        talk.reply(actor=coach, municipality=here, topic_id=topic.pk, text="Niemand?")
        assert self.mails() == []
        talk.reply(actor=neighbour, municipality=beside, topic_id=topic.pk, text="Begin met koffie.")
        mail = OutgoingMail.objects.get(kind="coaches/topic_replied")
        assert mail.to_address == coach.email
        assert "Iemand uit Buurdam antwoordt:" in mail.body_text
        assert "Nel" not in mail.body_text
        assert "tafeldam" in mail.body_text
        assert "List-Unsubscribe" in mail.headers

    def test_it_can_be_stopped(self, here: Municipality, coach: User) -> None:
        topic = begin(coach, here)
        talk.reply(actor=somebody(Role.COACH, here), municipality=here, topic_id=topic.pk, text="Begin met koffie.")
        mail = OutgoingMail.objects.get(kind="coaches/topic_replied")
        assert (mail.optional, mail.category) == (True, CATEGORY)

    def test_the_same_twice_stands_there_once(self, here: Municipality, coach: User) -> None:
        topic = begin(coach, here)
        assert begin(coach, here).pk == topic.pk
        writer = somebody(Role.COACH, here)
        made = {talk.reply(actor=writer, municipality=here, topic_id=topic.pk, text="Koffie").pk for _twice in range(2)}
        assert len(made) == 1


class TestTakingAwayAndHiding:
    def test_ones_own_words_go_for_good_also_from_the_mail(self, here: Municipality, coach: User) -> None:
        topic = begin(coach, here)
        writer = somebody(Role.COACH, here)
        reply = talk.reply(actor=writer, municipality=here, topic_id=topic.pk, text="Een geheim")
        with pytest.raises(talk.NotYours):
            talk.take_away(actor=coach, written=reply)
        talk.take_away(actor=writer, written=reply)
        talk.take_away(actor=writer, written=reply)
        reply.refresh_from_db()
        assert (reply.text, reply.removed_at is None) == ("", False)
        assert OutgoingMail.objects.get(kind="coaches/topic_replied").body_text == ""

    def test_hiding_tells_the_writer_why_and_closes_the_subject(self, here: Municipality, coach: User) -> None:
        topic, coordinator = begin(coach, here), somebody(Role.COORDINATOR, here)
        talk.hide(actor=coordinator, municipality=here, written=topic, reason="Er staat een naam in.")
        mail = OutgoingMail.objects.get(kind="coaches/topic_hidden")
        assert mail.to_address == coach.email
        assert "Er staat een naam in." in mail.body_text
        with pytest.raises(talk.TopicClosed):
            talk.reply(actor=coach, municipality=here, topic_id=topic.pk, text="Hallo?")
        with pytest.raises(WrongState):
            talk.hide(actor=coordinator, municipality=here, written=topic, reason="Nog eens.")

    def test_a_coordinator_hides_what_their_coaches_wrote_and_what_stands_below_their_subjects(
        self, here: Municipality, beside: Municipality, coach: User, neighbour: User
    ) -> None:
        coordinator = somebody(Role.COORDINATOR, here)
        ours = begin(coach, here, is_national=True)
        theirs = begin(neighbour, beside, is_national=True)
        below_ours = talk.reply(actor=neighbour, municipality=beside, topic_id=ours.pk, text="Van daar")
        below_theirs = talk.reply(actor=coach, municipality=here, topic_id=theirs.pk, text="Van hier")
        also_theirs = talk.reply(actor=neighbour, municipality=beside, topic_id=theirs.pk, text="Van daar")
        for written in (below_ours, below_theirs):
            talk.hide(actor=coordinator, municipality=here, written=written, reason="Onaardig.")
        told = OutgoingMail.objects.filter(kind="coaches/topic_replied").values_list("body_text", flat=True)
        assert set(told) == {""}
        for elsewhere in (theirs, also_theirs):
            with pytest.raises(talk.NotHere):
                talk.hide(actor=coordinator, municipality=here, written=elsewhere, reason="Onaardig.")


class TestPrivacy:
    def test_an_erased_coach_leaves_only_a_place_where_others_answered(self, here: Municipality, coach: User) -> None:
        answered, alone = begin(coach, here), begin(coach, here, title="Alleen")
        CoachReplyFactory.create(topic=answered)
        talk.reply(actor=coach, municipality=here, topic_id=answered.pk, text="Van mij")
        notes.add(actor=coach, municipality=here, idea=IdeaFactory.create(municipality=here), text="Geheim")
        privacy.erase(actor=coach, ideas_too=False)
        answered.refresh_from_db()
        assert (answered.title, answered.text, answered.author) == ("", "", None)
        assert not CoachTopic.everywhere.filter(pk=alone.pk).exists()
        assert CoachReply.everywhere.count() == 1
        assert not CoachNote.everywhere.exists()

    def test_everybody_gets_what_they_wrote(self, here: Municipality, coach: User) -> None:
        topic = begin(coach, here)
        talk.reply(actor=coach, municipality=here, topic_id=topic.pk, text="Van mij")
        notes.add(actor=coach, municipality=here, idea=IdeaFactory.create(municipality=here), text="Geheim")
        told = {name: rows for part in on_export.run(user=coach) for name, rows in part.items()}
        assert [row["text"] for row in told["coach_topics"]] == ["Ik weet het niet."]
        assert [row["text"] for row in told["coach_replies"]] == ["Van mij"]
        assert [row["text"] for row in told["coach_notes"]] == ["Geheim"]

    def test_a_note_is_removed_by_its_writer_alone(self, here: Municipality, coach: User) -> None:
        note = CoachNoteFactory.create(municipality=here, user=coach)
        notes.remove(actor=UserFactory.create(), note_id=note.pk)
        assert CoachNote.everywhere.exists()
        notes.remove(actor=coach, note_id=note.pk)
        assert not CoachNote.everywhere.exists()

    def test_notes_of_another_municipality_are_not_seen(self, here: Municipality, coach: User) -> None:
        CoachNoteFactory.create(municipality=MunicipalityFactory.create(), user=coach)
        with scope.tenant(here):
            assert not CoachNote.objects.exists()
