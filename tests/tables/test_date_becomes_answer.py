"""What people said of the date that is picked is their answer for the meeting: nobody is asked the same twice."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OptOut, OutgoingMail
from ideas.enums import SupportKind, SupportState
from tables.asking import people
from tables.enums import ActorRole, Answer, DateWord, InvitationWay
from tables.lifecycle import Need, Step
from tables.models import DateAsk, DateOption, Invitation, Meeting, Seat
from tables.permissions import Work
from tables.road import facts
from tables.services import invitations, polls
from tests.factories.ideas import SupportFactory, owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db
PER_PERSON = 4  # the invitation: looked for, made, asked and answered


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory.create(table=TableFactory.create(step=Step.ASK), number=1, poll=True)


@pytest.fixture
def owner(meeting: Meeting) -> User:
    return owner_of(meeting.table.idea)


@pytest.fixture
def option(meeting: Meeting, owner: User) -> DateOption:
    """The one that will be picked, beside another."""
    first, _other = (
        polls.offer(actor=owner, meeting_id=meeting.pk, starts_at=clock.now() + timedelta(days=days))
        for days in (10, 12)
    )
    return first


def ask(option: DateOption, seat: Seat, word: DateWord | None = None) -> DateAsk:
    meeting = option.meeting
    polls.ask(actor=owner_of(meeting.table.idea), meeting_id=meeting.pk, seat_ids=[seat.pk], asker="Noor Berends")
    asked = DateAsk.everywhere.get(meeting=meeting, seat=seat)
    if word is not None:
        polls.answer(ask_id=asked.pk, words={option.pk: word})
    return asked


def pick(option: DateOption) -> None:
    owner = owner_of(option.meeting.table.idea)
    polls.pick(actor=owner, role=ActorRole.OWNER, meeting_id=option.meeting_id, option_id=option.pk)


def invitation(seat: Seat) -> Invitation:
    return Invitation.everywhere.get(seat=seat)


def mail_to(seat: Seat) -> OutgoingMail:
    return OutgoingMail.objects.get(to_address=seat.email, kind="tables/meeting_planned")


def test_a_yes_is_the_answer(option: DateOption, meeting: Meeting, owner: User) -> None:
    seat = SeatFactory.create(table=meeting.table)
    ask(option, seat, DateWord.YES)
    pick(option)
    asked = invitation(seat)
    assert (asked.answer, asked.way, asked.sent_by, asked.waits_since) == (
        Answer.COMES,
        InvitationWay.MAIL,
        owner,
        None,
    )
    mail = mail_to(seat)
    words = " ".join(mail.body_text.split())
    assert "Je hebt gezegd dat je dan kunt, dus we rekenen op je." in words
    assert "Kun je toch niet?" in words
    assert reverse("tables:invitation", args=[asked.key]) in mail.body_text
    assert "PARTSTAT=ACCEPTED" in mail.attachments[0]["content"].replace("\r\n ", "")
    assert mail.category == ""
    kinds = OutgoingMail.objects.filter(to_address=seat.email).values_list("kind", flat=True)
    assert sorted(kinds) == ["tables/meeting_dates", "tables/meeting_planned"]


def test_a_no_is_the_answer_and_can_be_changed(option: DateOption, meeting: Meeting) -> None:
    seat = SeatFactory.create(table=meeting.table)
    ask(option, seat, DateWord.NO)
    pick(option)
    assert invitation(seat).answer == Answer.NOT
    mail = mail_to(seat)
    assert "Kun je toch?" in mail.body_text
    assert not mail.attachments
    assert mail.category == "invitations"


@pytest.mark.parametrize(
    ("word", "words"), [(DateWord.MAYBE, "Je hebt gezegd dat je dan kunt als het moet. Kom je?"), (None, "Kom je?")]
)
def test_anyone_else_is_asked_in_that_mail(
    option: DateOption, meeting: Meeting, word: DateWord | None, words: str
) -> None:
    seat = SeatFactory.create(table=meeting.table)
    ask(option, seat, word)
    pick(option)
    asked = invitation(seat)
    assert (asked.answer, asked.sent_at is not None) == ("", True)
    assert words in " ".join(mail_to(seat).body_text.split())
    page = Client().get(reverse("tables:invitation", args=[asked.key])).content.decode()
    assert 'name="answer" value="comes" checked' not in page.replace("\n", " ")


def test_who_is_reached_otherwise_comes_by_their_word_or_is_still_to_be_rung(
    option: DateOption, meeting: Meeting, owner: User
) -> None:
    said, silent = (SeatFactory.create(table=meeting.table, email="", reach="phone") for _ in range(2))
    ask(option, said, DateWord.YES)
    ask(option, silent)
    pick(option)
    assert (invitation(said).answer, invitation(said).way) == (Answer.COMES, InvitationWay.PHONE)
    found = people.gather(Work(meeting.table, owner, ActorRole.OWNER))
    assert [line.seat for line in found.to_ring] == [silent]
    assert found.to_invite == []
    assert {line.seat.pk: line.standing for line in found.lines}[said.pk] == "Komt"


def test_who_wants_no_mail_is_not_asked_by_it(option: DateOption, meeting: Meeting) -> None:
    quiet, stopped, comes = (SeatFactory.create(table=meeting.table) for _ in range(3))
    for seat in (quiet, stopped):
        ask(option, seat)
    ask(option, comes, DateWord.YES)
    Seat.everywhere.filter(pk__in=[quiet.pk, comes.pk]).update(quiet_at=clock.now())
    OptOut.objects.create(address=stopped.email, category="invitations")
    pick(option)
    told = OutgoingMail.objects.filter(kind="tables/meeting_planned").values_list("to_address", flat=True)
    assert list(told) == [comes.email], "who comes has to know which day it is"
    assert not Invitation.everywhere.filter(seat__in=[quiet, stopped]).exists()


def test_who_wants_to_join_and_is_asked_for_a_date_waits_for_no_other_answer(
    option: DateOption, meeting: Meeting
) -> None:
    joins = SupportFactory.create(idea=meeting.table.idea, kind=SupportKind.JOIN)
    ask(option, SeatFactory.create(table=meeting.table, user=joins.user))
    joins.refresh_from_db()
    assert joins.state == SupportState.INVITED


def test_their_capacity_counts_as_invited(option: DateOption, meeting: Meeting) -> None:
    ask(option, SeatFactory.create(table=meeting.table, capacity=Capacity.PROFESSIONAL), DateWord.YES)
    pick(option)
    assert Need.INVITED_PROFESSIONAL in facts.gather(meeting.table).met
    assert Need.INVITED_EMPLOYEE not in facts.gather(meeting.table).met


def test_places_go_by_the_rule_of_the_waiting_list(option: DateOption, meeting: Meeting) -> None:
    """Who owns the table is a resident and has a place; so the one professional goes before two residents."""
    Meeting.everywhere.update(size=3)
    table = meeting.table
    residents = [SeatFactory.create(table=table) for _ in range(2)]
    worker = SeatFactory.create(table=table, capacity=Capacity.PROFESSIONAL)
    for seat in (*residents, worker):
        ask(option, seat, DateWord.YES)
    pick(option)
    waits = [invitation(seat).waits_since is not None for seat in (*residents, worker)]
    assert waits == [False, True, False]
    assert "je staat op de wachtlijst" in mail_to(residents[1]).body_text
    assert not OutgoingMail.objects.filter(kind="tables/place_free").exists()


def test_an_owner_never_waits_at_their_own_table(option: DateOption, meeting: Meeting, owner: User) -> None:
    Meeting.everywhere.update(size=3)
    seat = SeatFactory.create(table=meeting.table, user=owner, email=owner.email, is_owner=True)
    others = [SeatFactory.create(table=meeting.table) for _ in range(3)]
    for one in (*others, seat):
        ask(option, one, DateWord.YES)
    pick(option)
    assert invitation(seat).waits_since is None
    assert sum(invitation(one).waits_since is None for one in others) == 2


def test_who_offered_help_reads_who_will_see_their_name_before_they_answer(
    option: DateOption, meeting: Meeting
) -> None:
    asked = ask(option, SeatFactory.create(table=meeting.table, source="support"))
    page = Client().get(reverse("tables:dates", args=[asked.key])).content.decode()
    assert "Wie de tafel organiseert, ziet je naam" in page


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        (Answer.COMES, DateWord.NO, Answer.NOT),
        (Answer.MAYBE, DateWord.NO, Answer.NOT),
        (Answer.NOT, DateWord.YES, Answer.COMES),
        (Answer.SENDS, DateWord.YES, Answer.COMES),
        (Answer.SENDS, DateWord.NO, Answer.SENDS),
        (Answer.COMES, DateWord.MAYBE, Answer.COMES),
    ],
)
def test_what_is_said_of_the_day_goes_before_an_older_answer(
    option: DateOption, meeting: Meeting, before: Answer, word: DateWord, after: Answer
) -> None:
    seat = SeatFactory.create(table=meeting.table)
    long_ago = clock.now() - timedelta(days=2)
    InvitationFactory.create(meeting=meeting, seat=seat, answer=before, answered_at=long_ago)
    ask(option, seat, word)
    pick(option)
    assert invitation(seat).answer == after


def test_a_newer_answer_stays_and_so_do_its_words(option: DateOption, meeting: Meeting) -> None:
    changed, same = (SeatFactory.create(table=meeting.table) for _ in range(2))
    for seat, answer in ((changed, Answer.COMES), (same, Answer.NOT)):
        ask(option, seat, DateWord.NO)
        InvitationFactory.create(meeting=meeting, seat=seat, answer=answer, said="Groet", answered_at=clock.now())
    Invitation.everywhere.filter(seat=same).update(answered_at=clock.now() - timedelta(days=2))
    pick(option)
    assert [(invitation(seat).answer, invitation(seat).said) for seat in (changed, same)] == [
        (Answer.COMES, "Groet"),
        (Answer.NOT, "Groet"),
    ]
    assert "dus we rekenen op je" in " ".join(mail_to(changed).body_text.split())


def test_who_gives_up_a_place_by_their_word_makes_room(option: DateOption, meeting: Meeting) -> None:
    """Who waited gets the place, and reads it in the mail that tells the day, not in one more."""
    Meeting.everywhere.update(size=2)
    seat, waits, wants = (SeatFactory.create(table=meeting.table) for _ in range(3))
    long_ago = clock.now() - timedelta(days=2)
    here = {"meeting": meeting, "answer": Answer.COMES, "answered_at": long_ago}
    InvitationFactory.create(seat=seat, **here)
    InvitationFactory.create(seat=waits, waits_since=long_ago, **here)
    ask(option, seat, DateWord.NO)
    ask(option, wants, DateWord.YES)
    pick(option)
    assert [invitation(one).waits_since is not None for one in (waits, wants)] == [False, True]
    assert "dus we rekenen op je" in " ".join(mail_to(waits).body_text.split())
    assert not OutgoingMail.objects.filter(kind="tables/place_free").exists()


def test_whoever_sent_somebody_else_is_not_asked_again(option: DateOption, meeting: Meeting) -> None:
    seat = SeatFactory.create(table=meeting.table)
    ask(option, seat)
    InvitationFactory.create(meeting=meeting, seat=seat, answer=Answer.SENDS, answered_at=clock.now())
    pick(option)
    assert not OutgoingMail.objects.filter(to_address=seat.email, kind="tables/meeting_planned").exists()


def test_who_come_are_counted_once_for_all(option: DateOption, meeting: Meeting) -> None:
    """The table is locked meanwhile, so that a long list must not ask the same for each."""

    def queries(people: int) -> int:
        for _ in range(people):
            ask(option, SeatFactory.create(table=meeting.table), DateWord.YES)
        meeting.refresh_from_db()
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            invitations.take_words(meeting, actor=owner_of(meeting.table.idea))
        Invitation.everywhere.all().delete()
        return len(asked)

    Meeting.everywhere.update(size=20, starts_at=option.starts_at)
    meeting.refresh_from_db()
    few = queries(2)
    assert queries(4) - few <= 4 * PER_PERSON


def test_seats_are_locked_before_the_meeting(option: DateOption, meeting: Meeting, owner: User) -> None:
    """As by everyone who is checked in at the same moment, so that none of the two waits for the other."""
    seat = SeatFactory.create(table=meeting.table)

    def locked(act: Callable[[], object]) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            act()
        found = [re.search(r'FROM "tables_(table|seat|meeting)" .*FOR NO KEY UPDATE', one["sql"]) for one in asked]
        return [one.group(1) for one in found if one]

    assert locked(lambda: ask(option, seat, None))[:3] == ["table", "seat", "meeting"]
    assert locked(lambda: pick(option))[:3] == ["table", "seat", "meeting"]


def test_the_owner_is_not_invited(option: DateOption, meeting: Meeting, owner: User) -> None:
    seat = SeatFactory.create(table=meeting.table, user=owner, email=owner.email, is_owner=True)
    ask(option, seat)
    pick(option)
    assert not Invitation.everywhere.exists()


def test_as_what_somebody_comes_they_tell_by_the_link(option: DateOption, meeting: Meeting) -> None:
    seat = SeatFactory.create(table=meeting.table, role="")
    asked = ask(option, seat, DateWord.YES)
    pick(option)
    dates = Client().get(reverse("tables:dates", args=[asked.key])).content.decode()
    address = reverse("tables:invitation", args=[invitation(seat).key])
    assert address in dates
    page = Client().get(address).content.decode()
    assert "Vertel als wie je komt" in page and 'href="#over-jou"' in page


def test_the_page_says_who_gets_a_mail_and_whom_to_ring(option: DateOption, meeting: Meeting, owner: User) -> None:
    client = Client()
    client.force_login(owner)
    address = reverse("tables:meeting_dates", args=[meeting.table_id, meeting.number])
    assert "Vraag mensen wanneer ze kunnen." in client.get(address).content.decode()
    fatma, henk = (
        SeatFactory.create(table=meeting.table, name="Fatma"),
        SeatFactory.create(table=meeting.table, name="Henk", email="", reach="phone"),
    )
    asks = [ask(option, fatma), ask(option, henk)]
    page = client.get(address).content.decode()
    assert "Nog geen antwoord van: Fatma, Henk." in page
    assert "Deze mensen krijgen geen mail: Henk." in page
    assert "Kies je een datum, dan krijgen deze mensen meteen een mail: Fatma." in page
    for one in asks:
        polls.answer(ask_id=one.pk, words={option.pk: "yes"})
    page = client.get(address).content.decode()
    assert "Iedereen die je vroeg, heeft gezegd wanneer die kan. Kies een datum." in page


def test_the_mail_that_asks_says_who_asks_what_where_and_when(option: DateOption, meeting: Meeting) -> None:
    Meeting.everywhere.update(place="Buurthuis De Linde", address="")
    by_hand = SeatFactory.create(table=meeting.table, asker="Kees van hiernaast")
    other = SeatFactory.create(table=meeting.table)
    for seat in (by_hand, other):
        ask(option, seat)
    texts = {
        mail.to_address: " ".join(mail.body_text.split())
        for mail in OutgoingMail.objects.filter(kind="tables/meeting_dates")
    }
    town = meeting.table.municipality.name
    assert f"Kees van hiernaast vraagt of je wilt meedenken over een idee in {town}:" in texts[by_hand.email]
    words = texts[other.email]
    assert f"Noor Berends vraagt of je wilt meedenken over een idee in {town}:" in words
    assert meeting.table.idea.title in words
    assert "Buurthuis De Linde" in words
    assert words.count(" – ") >= 2, "both dates, from when until when"
