"""Asking, answering, reminding, taking back, ending: each change, and each that is refused with a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction

from aantafel.accounts.models import Membership, User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from coaches.enums import MatchRole, Side
from coaches.models import CoachProfile, Match
from coaches.services import answers, deadlines, matches, states
from coaches.shown import coaches_of
from coaches.signals import match_accepted, match_asked, match_ended
from ideas.services import confirm, own
from tests.coaches.conftest import Place
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory, PinnerFactory


def kinds() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True))


def mail_to(user: User) -> str:
    return "\n".join(OutgoingMail.objects.filter(recipient=user.recipient).values_list("body_text", flat=True))


def ask(place: Place, coach: CoachProfile | None = None, **fields: Any) -> Match:
    chosen = {"idea_id": place.idea.pk, "coach_id": (coach or place.coach).pk, "message": "Doe je mee?", **fields}
    return matches.ask(actor=place.coordinator, **chosen)


@contextmanager
def heard(signal: Any) -> Iterator[list[dict[str, Any]]]:
    found: list[dict[str, Any]] = []

    def receiver(**kwargs: Any) -> None:
        found.append(kwargs)

    signal.connect(receiver)
    try:
        yield found
    finally:
        signal.disconnect(receiver)


class TestAsking:
    def test_the_coach_gets_a_mail_with_a_key_and_upper_floors_hear(self, place: Place) -> None:
        with heard(match_asked) as news:
            match = ask(place)
        assert (match.state, match.asked_by, match.answer_by) == (
            "asked",
            place.coordinator,
            clock.today() + timedelta(days=7),
        )
        assert kinds() == ["coaches/asked"]
        text = mail_to(place.coach.user)
        assert f"http://coachdam.testserver/coach/vraag/{match.key}/" in text and "Doe je mee?" in text
        assert [(one["idea_id"], one["match"], one["actor"]) for one in news] == [
            (place.idea.pk, match, place.coordinator)
        ]

    def test_the_mail_comes_from_the_local_site(self, place: Place) -> None:
        ask(place)
        mail = OutgoingMail.objects.get()
        assert (mail.from_name, mail.reply_to) == ("AanTafel Coachdam", "tafel@coachdam.example")

    def test_a_double_click_asks_once(self, place: Place) -> None:
        assert ask(place) == ask(place)
        assert kinds() == ["coaches/asked"]

    def test_only_one_coach_at_a_time(self, place: Place) -> None:
        ask(place)
        with pytest.raises(matches.HasCoach):
            ask(place, place.another_coach())
        Match.everywhere.update(state="declined", answered_at=clock.now())
        assert ask(place, place.another_coach("Vera Vraag")).state == "asked"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"in_training": True}, "nog niet getraind"),
            ({"paused": True}, "neemt rust"),
        ],
    )
    def test_who_cannot_is_refused_with_the_reason(self, place: Place, fields: dict[str, Any], words: str) -> None:
        with pytest.raises(matches.NotPossible) as refused:
            ask(place, place.another_coach(**fields))
        assert words in str(refused.value.message)
        assert not Match.everywhere.exists()

    def test_who_is_full_said_no_or_pinned_it_is_refused(self, place: Place) -> None:
        full = place.another_coach(tables_at_once=1)
        MatchFactory.create(idea=place.another_idea(), coach=full, accepted=True)
        no = place.another_coach()
        MatchFactory.create(idea=place.idea, coach=no, declined=True)
        own_idea = CoachProfileFactory.create(municipality=place.town, user=place.pinner)
        for coach in (full, no, own_idea):
            with pytest.raises(matches.NotPossible):
                ask(place, coach)

    def test_an_answer_that_never_came_does_not_keep_from_asking_again(self, place: Place) -> None:
        MatchFactory.create(idea=place.idea, coach=place.coach, expired=True)
        assert ask(place).state == "asked"

    def test_a_coach_of_another_municipality_or_who_stopped_is_no_coach_here(self, place: Place) -> None:
        stopped = place.another_coach(ended_at=clock.now())
        for coach in (CoachProfileFactory.create(), stopped):
            with pytest.raises(matches.NoLongerCoach):
                ask(place, coach)

    def test_only_for_an_idea_on_the_site(self, place: Place) -> None:
        waiting = IdeaFactory.create(waiting=True, municipality=place.town)
        with pytest.raises(matches.NotPublic):
            ask(place, idea_id=waiting.pk)

    @pytest.mark.parametrize("days", [-1, 0, 61])
    def test_the_day_lies_ahead_and_not_too_far(self, place: Place, days: int) -> None:
        with pytest.raises(matches.BadDay):
            ask(place, answer_by=clock.today() + timedelta(days=days))

    def test_others_come_along_only_with_a_coach(self, place: Place) -> None:
        learning = place.another_coach("Nina Nieuw", in_training=True)
        with pytest.raises(matches.NoCoachYet):
            ask(place, learning, role=MatchRole.ALONG)
        ask(place)
        assert ask(place, learning, role=MatchRole.ALONG).role == "along"
        assert ask(place, place.another_coach(), role=MatchRole.CO_COACH).role == "co_coach"
        with pytest.raises(matches.NotPossible):
            ask(place, place.another_coach(in_training=True), role=MatchRole.CO_COACH)
        with pytest.raises(matches.NotPossible):
            ask(place, place.another_coach(in_training=True, paused=True), role=MatchRole.ALONG)


class TestYes:
    def test_both_hear_of_each_other_and_the_desk_of_the_yes(self, place: Place) -> None:
        match = ask(place)
        with heard(match_accepted) as news:
            answers.accept(actor=place.coach.user, key=match.key)
        assert kinds()[1:] == ["coaches/yes_pinner", "coaches/yes_coach", "coaches/answered_yes"]
        assert "Koos is vanaf nu de coach van dit idee" in mail_to(place.pinner)
        for reader in (place.pinner, place.coach.user):
            assert f"http://coachdam.testserver/mijn/ideeen/{place.idea.pk}/kernvragen/" in mail_to(reader)
        assert [one["match"].state for one in news] == ["accepted"]
        assert Match.everywhere.running().get() == match

    def test_contact_travels_only_with_consent(self, place: Place) -> None:
        match = ask(place)
        answers.accept(actor=place.coach.user, key=match.key)
        assert place.coach.user.email not in mail_to(place.pinner)
        assert place.pinner.email not in mail_to(place.coach.user)

    def test_a_coach_who_shares_it_is_reached_by_the_pinner(self, place: Place) -> None:
        CoachProfile.everywhere.update(shares_contact=True)
        match = ask(place)
        answers.accept(actor=place.coach.user, key=match.key)
        assert place.coach.user.email in mail_to(place.pinner)

    def test_twice_yes_is_one_yes(self, place: Place) -> None:
        match = ask(place)
        for _ in range(2):
            answers.accept(actor=place.coach.user, key=match.key)
        assert kinds().count("coaches/yes_pinner") == 1

    def test_a_yes_comes_from_the_coach(self, place: Place) -> None:
        match = ask(place)
        with pytest.raises(answers.NotYours):
            answers.accept(actor=place.another_coach().user, key=match.key)
        with pytest.raises(states.NoMatch):
            answers.accept(actor=place.coach.user, key=uuid4())

    @pytest.mark.parametrize(
        ("flag", "error"),
        [
            ("withdrawn", answers.TakenBack),
            ("expired", answers.TooLate),
            ("declined", answers.SaidNo),
            ("ended", answers.HasEnded),
        ],
    )
    def test_what_is_closed_says_so(self, place: Place, flag: str, error: type[DomainError]) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, **{flag: True})
        with pytest.raises(error):
            answers.accept(actor=place.coach.user, key=match.key)

    def test_a_coach_who_filled_up_rests_or_stopped_meanwhile(self, place: Place) -> None:
        match = ask(place)
        for fields, error in (
            ({"paused_from": clock.today()}, answers.Resting),
            ({"paused_from": None, "ended_at": clock.now()}, matches.NoLongerCoach),
        ):
            CoachProfile.everywhere.filter(pk=place.coach.pk).update(**fields)
            with pytest.raises(error):
                answers.accept(actor=place.coach.user, key=match.key)
        CoachProfile.everywhere.filter(pk=place.coach.pk).update(ended_at=None, tables_at_once=1)
        MatchFactory.create(idea=place.another_idea(), coach=place.coach, accepted=True)
        with pytest.raises(answers.NoRoom):
            answers.accept(actor=place.coach.user, key=match.key)

    def test_an_idea_without_anybody_to_mail_still_gets_its_coach(self, place: Place) -> None:
        idea = place.another_idea()
        idea.owner = None
        idea.save(update_fields=["owner"])
        match = ask(place, idea_id=idea.pk)
        answers.accept(actor=place.coach.user, key=match.key)
        assert "coaches/yes_pinner" not in kinds()
        assert "De coördinator brengt jullie bij elkaar." in mail_to(place.coach.user)


class TestNoAndQuestions:
    def test_no_brings_the_idea_back_and_the_desk_reads_why(self, place: Place) -> None:
        match = ask(place)
        assert answers.decline(key=match.key, reason="Ik ken de straat te goed.")
        assert not answers.decline(key=match.key)
        assert "Ik ken de straat te goed." in mail_to(place.coordinator)
        assert "te goed" not in mail_to(place.pinner)
        assert not Match.everywhere.open().exists()

    def test_no_after_a_yes_is_refused(self, place: Place) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        with pytest.raises(states.MovedOn):
            answers.decline(key=match.key)

    def test_a_question_goes_to_the_desk_and_its_answer_to_the_coach(self, place: Place) -> None:
        match = ask(place)
        assert answers.ask_back(key=match.key, text="Wanneer begint het?")
        assert not answers.ask_back(key=match.key, text="Wanneer begint het?")
        assert "Wanneer begint het?" in mail_to(place.coordinator)
        assert matches.say(actor=place.coordinator, match_id=match.pk, side=Side.DESK, text="In mei.")
        assert not matches.say(actor=place.coordinator, match_id=match.pk, side=Side.DESK, text="In mei.")
        assert "In mei." in mail_to(place.coach.user)
        assert [(line.side, line.author) for line in match.messages.all()] == [
            ("coach", place.coach.user),
            ("desk", place.coordinator),
        ]

    def test_nothing_is_said_about_what_is_closed(self, place: Place) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, withdrawn=True)
        with pytest.raises(answers.TakenBack):
            answers.ask_back(key=match.key, text="Nog daar?")
        with pytest.raises(states.MovedOn):
            matches.say(actor=place.coordinator, match_id=match.pk, side=Side.DESK, text="Nee.")

    def test_when_who_asked_no_longer_works_there_all_coordinators_hear(self, place: Place) -> None:
        match = ask(place)
        Match.everywhere.update(asked_by=UserFactory.create())
        answers.decline(key=match.key)
        assert "zegt nee" in mail_to(place.coordinator)


class TestContactOfThePinner:
    def test_the_coach_gets_it_when_the_pinner_says_so(self, place: Place) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        assert answers.share_contact(actor=place.pinner, match_id=match.pk, shares=True)
        assert not answers.share_contact(actor=place.pinner, match_id=match.pk, shares=True)
        assert place.pinner.email in mail_to(place.coach.user)
        assert answers.share_contact(actor=place.pinner, match_id=match.pk, shares=False)
        match.refresh_from_db()
        assert not match.shares_contact_pinner

    def test_nobody_else_decides_it_and_not_before_the_yes(self, place: Place) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        for actor in (place.coordinator, place.coach.user):
            with pytest.raises(states.NoMatch):
                answers.share_contact(actor=actor, match_id=match.pk, shares=True)
        asked = MatchFactory.create(idea=place.another_idea(), coach=place.coach)
        with pytest.raises(states.MovedOn):
            answers.share_contact(actor=place.pinner, match_id=asked.pk, shares=True)

    def test_what_a_helper_agreed_to_is_not_agreed_by_the_pinner_who_takes_over(self, place: Place) -> None:
        helper = UserFactory.create()
        idea = IdeaFactory.create(published=True, municipality=place.town, owner=None, pinner=None)
        PinnerFactory.create(idea=idea, helper=helper, email=place.pinner.email)
        match = MatchFactory.create(idea=idea, coach=place.coach, accepted=True)
        assert answers.share_contact(actor=helper, match_id=match.pk, shares=True)
        with transaction.atomic():
            confirm.claim(place.pinner, str(idea.key))
        match.refresh_from_db()
        assert not match.shares_contact_pinner

    def test_not_to_somebody_who_is_no_coach_now(self, place: Place) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        Membership.objects.filter(user=place.coach.user).update(ended_at=clock.now())
        with pytest.raises(states.MovedOn):
            answers.share_contact(actor=place.pinner, match_id=match.pk, shares=True)
        Match.everywhere.update(shares_contact_pinner=True)
        assert answers.share_contact(actor=place.pinner, match_id=match.pk, shares=False)
        CoachProfile.everywhere.update(ended_at=clock.now())
        assert coaches_of(place.idea) == []
        assert kinds() == []


class TestTakingBackAndEnding:
    def test_taken_back_with_the_reason(self, place: Place) -> None:
        match = ask(place)
        matches.withdraw(actor=place.coordinator, match_id=match.pk, reason="Er is al iemand.")
        assert "Er is al iemand." in mail_to(place.coach.user)
        with pytest.raises(states.MovedOn):
            matches.withdraw(actor=place.coordinator, match_id=match.pk)

    @pytest.mark.parametrize("by", ["desk", "coach"])
    def test_ended_tells_everyone_but_who_did_it(self, place: Place, by: str) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True, asked_by=place.coordinator)
        actor = place.coordinator if by == "desk" else place.coach.user
        with heard(match_ended) as news:
            matches.end(actor=actor, match_id=match.pk, reason="Verhuisd.")
        other = "coaches/ended_coach" if by == "desk" else "coaches/ended_desk"
        assert kinds() == ["coaches/ended_pinner", other]
        assert "Verhuisd." in mail_to(place.pinner)
        assert [one["actor"] for one in news] == [actor]
        with pytest.raises(states.MovedOn):
            matches.end(actor=actor, match_id=match.pk, reason="Nog eens.")

    def test_replaced_by_another_or_not_at_all(self, place: Place) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        shared: dict[str, Any] = {"actor": place.coordinator, "match_id": match.pk, "message": "Kun jij?"}
        with pytest.raises(matches.NotPossible):
            matches.replace(coach_id=place.another_coach(paused=True).pk, reason="Verhuisd.", **shared)
        match.refresh_from_db()
        assert match.state == "accepted" and kinds() == []
        other = place.another_coach("Vera Vraag")
        new = matches.replace(coach_id=other.pk, reason="Verhuisd.", **shared)
        match.refresh_from_db()
        assert (match.state, new.state, new.coach, new.role) == ("ended", "asked", other, "coach")

    def test_an_idea_that_goes_takes_its_matches_along(self, place: Place) -> None:
        running = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        beside = MatchFactory.create(idea=place.idea, coach=place.another_coach(), role=MatchRole.CO_COACH)
        own.withdraw(actor=place.pinner, idea=place.idea)
        for match, state in ((running, "ended"), (beside, "withdrawn")):
            match.refresh_from_db()
            assert (match.state, match.end_reason) == (state, "De ideeprikker heeft het idee teruggetrokken.")


class TestDeadlines:
    def test_reminded_halfway_and_on_the_last_day_once_each(self, place: Place) -> None:
        match = ask(place)
        sent: dict[int, int] = {}
        for day in range(8):
            with clock.frozen(match.asked_at + timedelta(days=day)):
                sent[day] = deadlines.remind_due() + deadlines.remind_due()
        assert {day for day, number in sent.items() if number} == {3, 7}
        assert kinds().count("coaches/reminder") == 2
        assert set(sent.values()) == {0, 1}

    @pytest.mark.parametrize("name", ["remind-coaches", "expire-questions"])
    def test_the_mails_of_it_go_out_by_day(self, name: str) -> None:
        schedule = settings.CELERY_BEAT_SCHEDULE[name]["schedule"]
        assert (min(schedule.hour), max(schedule.hour), schedule.minute) == (9, 18, {0})

    def test_asked_for_tomorrow_there_is_one_reminder_on_the_day_itself(self, place: Place) -> None:
        match = ask(place, answer_by=clock.today() + timedelta(days=1))
        assert deadlines.remind_due() == 0
        with clock.frozen(match.asked_at + timedelta(days=1)):
            assert deadlines.remind_due() == 1
            assert deadlines.remind_due() == 0

    def test_a_reminder_by_hand_counts_as_halfway(self, place: Place) -> None:
        match = ask(place)
        matches.remind(actor=place.coordinator, match_id=match.pk)
        with pytest.raises(matches.JustReminded):
            matches.remind(actor=place.coordinator, match_id=match.pk)
        with clock.frozen(match.asked_at + timedelta(days=3)):
            assert deadlines.remind_due() == 0

    def test_expired_the_day_after_and_back_at_the_desk(self, place: Place) -> None:
        match = ask(place)
        with clock.frozen(match.asked_at + timedelta(days=7)):
            assert deadlines.expire_due() == 0
        with clock.frozen(match.asked_at + timedelta(days=8)):
            assert deadlines.remind_due() == 0
            assert deadlines.expire_due() == 1
            assert deadlines.expire_due() == 0
        match.refresh_from_db()
        assert match.state == "expired"
        assert "gaf niet op tijd antwoord" in mail_to(place.coordinator)
        assert "We vragen nu iemand anders." in mail_to(place.coach.user)

    def test_what_was_answered_is_left_alone(self, place: Place) -> None:
        match = ask(place)
        answers.decline(key=match.key)
        with clock.frozen(match.asked_at + timedelta(days=9)):
            assert deadlines.remind_due() == deadlines.expire_due() == 0
        with pytest.raises(states.MovedOn):
            matches.remind(actor=place.coordinator, match_id=match.pk)
