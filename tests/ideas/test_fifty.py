"""Enough local likes bring one free meeting and one mail to each who should know: once, whatever happens."""

from datetime import date, timedelta

import pytest

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict, WrongState
from aantafel.outbox.models import OutgoingMail
from ideas import notifications
from ideas.enums import FreeMeetingState, NoticeWay
from ideas.models import FreeMeeting, Idea, IdeaTally
from ideas.services import fifty, free_meetings, likes, own
from municipalities.models import Municipality
from municipalities.services.merge import merge
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea() -> Idea:
    town = MunicipalityFactory.create(name="Zutphen", email="post@zutphen.example")
    made: Idea = IdeaFactory.create(
        published=True, municipality=town, owner=UserFactory.create(email="p@buurt.example")
    )
    IdeaTally.objects.filter(pk=made.pk).update(threshold=2)
    return made


def neighbour(idea: Idea) -> User:
    made: User = UserFactory.create(home_municipality=idea.municipality)
    return made


def reach(idea: Idea) -> list[User]:
    """One who wants to hear more, one who does not, and one from elsewhere who does."""
    people = [neighbour(idea), UserFactory.create(home_municipality=MunicipalityFactory.create()), neighbour(idea)]
    for person, wants in zip(people, (True, True, False), strict=True):
        likes.like(actor=person, idea_id=idea.pk, wants_updates=wants)
    return people


def kinds() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("kind", flat=True))


def test_everyone_who_should_know_gets_one_mail(idea: Idea) -> None:
    fan, *_others = reach(idea)
    assert fifty.settle_all() == 1
    assert kinds() == [
        "ideas/fifty_municipality",
        "ideas/fifty_operator",
        "ideas/fifty_pinner",
        "ideas/fifty_supporter",
    ]
    assert OutgoingMail.objects.get(kind="ideas/fifty_supporter").to_address == fan.email
    assert FreeMeeting.objects.get().way == NoticeWay.MAIL
    assert "komt" in OutgoingMail.objects.get(kind="ideas/fifty_supporter").subject


def test_a_second_time_does_nothing(idea: Idea) -> None:
    reach(idea)
    assert fifty.settle(idea.pk)
    before = kinds()
    assert not fifty.settle(idea.pk)
    assert fifty.settle_all() == 0
    assert kinds() == before


def test_a_like_taken_back_and_given_again_brings_nothing_more(idea: Idea) -> None:
    people = reach(idea)
    fifty.settle(idea.pk)
    likes.take_back(actor=people[0], idea_id=idea.pk)
    likes.like(actor=people[0], idea_id=idea.pk)
    assert fifty.settle_all() == 0
    assert FreeMeeting.objects.count() == 1


def test_below_the_threshold_nothing_happens(idea: Idea) -> None:
    likes.like(actor=neighbour(idea), idea_id=idea.pk)
    assert not fifty.settle(idea.pk)
    assert not fifty.settle(10**9)


def test_an_idea_that_was_taken_back_meanwhile_gets_no_meeting(idea: Idea) -> None:
    reach(idea)
    assert idea.owner is not None
    own.withdraw(actor=idea.owner, idea=idea)
    assert fifty.settle(idea.pk)
    assert not FreeMeeting.objects.exists()
    assert "ideas/fifty_pinner" not in kinds()


def test_a_municipality_without_a_mailbox_becomes_a_task(idea: Idea) -> None:
    assert idea.municipality is not None
    idea.municipality.email = ""
    idea.municipality.save(update_fields=["email"])
    reach(idea)
    fifty.settle(idea.pk)
    meeting = FreeMeeting.objects.get()
    assert meeting.way == NoticeWay.FORM
    assert "ideas/fifty_municipality" not in kinds()
    operator = UserFactory.create()
    free_meetings.tell_by_hand(actor=operator, meeting_id=meeting.pk)
    free_meetings.tell_by_hand(actor=UserFactory.create(), meeting_id=meeting.pk)
    meeting.refresh_from_db()
    assert meeting.told_by_form_at is not None and meeting.changed_by == operator


def test_one_that_cannot_be_settled_does_not_keep_the_others_waiting(
    idea: Idea, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: Idea = IdeaFactory.create(published=True, tally__threshold=2)
    reach(broken)
    reach(idea)
    tell = notifications.fifty_operator

    def refuse(meeting: FreeMeeting) -> None:
        if meeting.idea == broken:
            raise ZeroDivisionError
        tell(meeting)

    monkeypatch.setattr(notifications, "fifty_operator", refuse)
    with pytest.raises(ExceptionGroup) as caught:
        fifty.settle_all()
    assert [type(error) for error in caught.value.exceptions] == [ZeroDivisionError]
    assert FreeMeeting.objects.get().idea == idea
    assert IdeaTally.objects.get(pk=broken.pk).settled_at is None
    monkeypatch.setattr(notifications, "fifty_operator", tell)
    assert fifty.settle_all() == 1


def test_a_merger_that_lifts_an_idea_over_the_threshold_brings_its_meeting_in_the_new_municipality(idea: Idea) -> None:
    """Who became a fellow resident by the merger counts as one, and hears of it as one."""
    assert idea.municipality is not None
    old, new = idea.municipality, MunicipalityFactory.create(name="Samenstad", email="post@samenstad.example")
    people = [UserFactory.create(home_municipality=town) for town in (old, new)]
    for person in people:
        likes.like(actor=person, idea_id=idea.pk, wants_updates=True)
    assert fifty.settle_all() == 0
    merge(old=old, new=new, on=date(2020, 1, 1))
    assert fifty.settle_all() == 1
    assert fifty.settle_all() == 0
    assert FreeMeeting.objects.get().municipality == new
    told = OutgoingMail.objects.filter(kind__in=["ideas/fifty_municipality", "ideas/fifty_supporter"])
    assert {mail.to_address for mail in told} == {new.email, *(person.email for person in people)}


def test_an_idea_without_owner_or_helper_still_tells_the_others(idea: Idea) -> None:
    Idea.everywhere.filter(pk=idea.pk).update(owner=None)
    reach(idea)
    fifty.settle(idea.pk)
    assert "ideas/fifty_pinner" not in kinds() and "ideas/fifty_operator" in kinds()
    told = " ".join(OutgoingMail.objects.get(kind="ideas/fifty_operator").body_text.split())
    assert "We kunnen de ideeprikker niet mailen." in told
    assert "De gemeente krijgt een mail." in told


def test_the_operator_reads_who_gets_a_mail_and_who_does_not(idea: Idea) -> None:
    Municipality.objects.update(email="")
    reach(idea)
    fifty.settle(idea.pk)
    told = " ".join(OutgoingMail.objects.get(kind="ideas/fifty_operator").body_text.split())
    assert "De ideeprikker krijgt een mail." in told
    assert "Van de gemeente hebben we geen e-mailadres." in told


def meeting_of(idea: Idea) -> FreeMeeting:
    reach(idea)
    fifty.settle(idea.pk)
    return FreeMeeting.objects.get()


def test_the_meeting_goes_its_way_and_one_step_back(idea: Idea) -> None:
    meeting, operator, today = meeting_of(idea), UserFactory.create(), clock.today()
    way = [FreeMeetingState.PLANNED, FreeMeetingState.HELD, FreeMeetingState.TOLD, FreeMeetingState.HELD]
    for state in way:
        free_meetings.move(actor=operator, meeting_id=meeting.pk, to=state, planned_for=today, note="In de bieb")
        meeting.refresh_from_db()
        assert meeting.state == state
    assert (meeting.changed_by, meeting.note) == (operator, "In de bieb")


def test_what_does_not_follow_is_refused(idea: Idea) -> None:
    meeting, operator, today = meeting_of(idea), UserFactory.create(), clock.today()
    with pytest.raises(WrongState):
        free_meetings.move(actor=operator, meeting_id=meeting.pk, to=FreeMeetingState.TOLD, planned_for=today, note="")
    with pytest.raises(free_meetings.DayNeeded):
        free_meetings.move(
            actor=operator, meeting_id=meeting.pk, to=FreeMeetingState.PLANNED, planned_for=None, note=""
        )
    tomorrow = today + timedelta(days=1)
    free_meetings.move(
        actor=operator, meeting_id=meeting.pk, to=FreeMeetingState.PLANNED, planned_for=tomorrow, note=""
    )
    with pytest.raises(free_meetings.NotYet):
        free_meetings.move(
            actor=operator, meeting_id=meeting.pk, to=FreeMeetingState.HELD, planned_for=tomorrow, note=""
        )


def test_what_a_colleague_did_meanwhile_is_a_conflict(idea: Idea) -> None:
    meeting, operator, today = meeting_of(idea), UserFactory.create(), clock.today()
    seen = free_meetings.meeting_mark(meeting)

    def plan() -> None:
        free_meetings.move(
            actor=operator,
            meeting_id=meeting.pk,
            to=FreeMeetingState.PLANNED,
            planned_for=today,
            note="",
            seen=seen,
        )

    plan()
    with pytest.raises(Conflict):
        plan()
