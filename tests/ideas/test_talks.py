"""Conversations with a pinner: planned one at a time, told by mail each time, with a file for a calendar."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from ideas.enums import TalkState
from ideas.models import Idea, Talk
from ideas.services import own, talks
from ideas.services.talks import NothingToTalkAbout, OneIsPlanned, TalkChanged
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


def planned(idea: Idea | None = None, **more: object) -> Talk:
    idea = idea or IdeaFactory.create(waiting=True)
    usual = {"way": "place", "where": "Het buurthuis, Dorpsstraat 1", "starts_at": clock.now() + timedelta(days=2)}
    return talks.plan(actor=UserFactory.create(), idea_id=idea.pk, **{**usual, **more})


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


def test_the_pinner_hears_when_and_where() -> None:
    talk = planned(note="Neem je buurvrouw mee.")
    (mail,) = mails("ideas/talk_day")
    assert mail.to_address == owner_of(talk.idea).email
    for text in ("Het buurthuis, Dorpsstraat 1", "Neem je buurvrouw mee.", f"/mijn/gesprek/{talk.key}/"):
        assert text in mail.body_text


def test_one_at_a_time_and_not_about_what_is_gone() -> None:
    talk = planned()
    with pytest.raises(OneIsPlanned):
        planned(talk.idea)
    for state in ("withdrawn", "unconfirmed"):
        with pytest.raises(NothingToTalkAbout):
            planned(IdeaFactory.create(**{state: True}))


def test_a_change_is_told_and_nothing_changed_is_not() -> None:
    talk = planned()
    same = {"way": "place", "where": talk.where, "starts_at": talk.starts_at, "minutes": 45, "note": ""}
    assert not talks.change(actor=UserFactory.create(), talk_id=talk.pk, mark=0, **same)
    later = {**same, "starts_at": talk.starts_at + timedelta(days=1)}
    assert talks.change(actor=UserFactory.create(), talk_id=talk.pk, mark=0, **later)
    first, second = mails("ideas/talk_day")
    assert "Dus niet op" in second.body_text and "Dus niet op" not in first.body_text
    with pytest.raises(TalkChanged):
        talks.change(actor=UserFactory.create(), talk_id=talk.pk, mark=0, **same)


def test_cancelling_says_why_and_holding_says_nothing() -> None:
    off, held = planned(), planned()
    talks.cancel(actor=UserFactory.create(), talk_id=off.pk, mark=0, reason="Ik ben ziek.")
    talks.hold(actor=UserFactory.create(), talk_id=held.pk, mark=0, outcome="Past bij een tafel.")
    (mail,) = mails("ideas/talk_off")
    assert "Ik ben ziek." in mail.body_text
    with pytest.raises(TalkChanged):
        talks.cancel(actor=UserFactory.create(), talk_id=held.pk, mark=1, reason="Toch niet")
    assert planned(held.idea).is_planned


def test_taking_the_idea_back_calls_it_off() -> None:
    talk = planned()
    own.withdraw(actor=owner_of(talk.idea), idea=talk.idea)
    assert Talk.everywhere.get().state == TalkState.CANCELLED


def test_the_calendar_of_the_pinner_is_kept_up_by_mail() -> None:
    talk = planned()
    later: dict[str, Any] = {
        "way": "phone",
        "where": "",
        "starts_at": talk.starts_at + timedelta(days=1),
        "minutes": 30,
    }
    talks.change(actor=UserFactory.create(), talk_id=talk.pk, mark=0, **later)
    talks.cancel(actor=UserFactory.create(), talk_id=talk.pk, mark=1, reason="Ik ben ziek.")
    files: list[Any] = [
        Calendar.from_ical(mail.attachments[0]["content"]) for mail in OutgoingMail.objects.order_by("pk")
    ]
    assert [file["METHOD"] for file in files] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [file.walk("VEVENT")[0] for file in files]
    assert {event["UID"] for event in events} == {f"{talk.key}@aantafel"}
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [event["ATTENDEE"] for event in events] == [f"mailto:{owner_of(talk.idea).email}"] * 3
    assert events[1].start == later["starts_at"].replace(microsecond=0)


def test_its_page_and_its_file_open_with_the_key(client: Client) -> None:
    talk = planned(note="Neem, als het kan; een foto mee.")
    page = client.get(reverse("ideas:talk", args=[talk.key]))
    assert "We praten over je idee" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    file = client.get(reverse("ideas:talk_calendar", args=[talk.key]))
    text = file.content.decode()
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{talk.key}@aantafel\r\n" in text and "STATUS:CONFIRMED\r\n" in text
    assert "Neem\\, als het kan\\; een foto mee." in text.replace("\r\n ", "")
    talks.cancel(actor=UserFactory.create(), talk_id=talk.pk, mark=0, reason="Ziek")
    cancelled = client.get(reverse("ideas:talk_calendar", args=[talk.key])).content.decode()
    assert "STATUS:CANCELLED\r\n" in cancelled and "SEQUENCE:1\r\n" in cancelled
    assert client.get(reverse("ideas:talk", args=["7b1d8f2e-0000-4000-8000-000000000000"])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_plan_at_once() -> None:
    idea = IdeaFactory.create(waiting=True)
    colleagues: list[User] = UserFactory.create_batch(2)

    def plan(actor: User) -> bool:
        try:
            talks.plan(actor=actor, idea_id=idea.pk, way="phone", starts_at=clock.now())
        except DomainError:
            return False
        return True

    assert sorted(at_once(*[lambda a=each: plan(a) for each in colleagues])) == [False, True]
    assert Talk.everywhere.count() == 1
    assert OutgoingMail.objects.filter(kind="ideas/talk_day").count() == 1


def test_what_is_planned_stands_in_the_overview_of_the_pinner_until_it_has_been(client: Client) -> None:
    talk = planned()
    client.force_login(owner_of(talk.idea))
    page = reverse("ideas:talk", args=[talk.key])
    assert page in client.get(reverse("ideas:overview")).content.decode()
    assert "utrecht-data-list" in client.get(page).content.decode()
    client.force_login(owner_of(planned().idea))
    assert page not in client.get(reverse("ideas:overview")).content.decode()
    Talk.everywhere.update(starts_at=clock.now() - timedelta(days=2))
    client.force_login(owner_of(talk.idea))
    assert page not in client.get(reverse("ideas:overview")).content.decode()
