"""One mail from row to mail server, and what becomes of it when the mail server misbehaves."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from aantafel.core import clock
from aantafel.outbox.enums import Lane, Result, State
from aantafel.outbox.models import AddressBlock, MailAttempt, OptOut, OutgoingMail
from aantafel.outbox.services import blocks, claims, deliver, sweep
from aantafel.outbox.signals import address_bounced, address_unblocked
from tests.factories.outbox import OutgoingMailFactory
from tests.support.smtp import DROP, SmtpServer

pytestmark = pytest.mark.django_db


def results(mail: OutgoingMail) -> list[str]:
    return list(MailAttempt.objects.filter(mail=mail).order_by("pk").values_list("result", flat=True))


def test_a_mail_arrives_as_it_was_written(smtp: SmtpServer) -> None:
    mail = OutgoingMailFactory.create(
        subject="Een bankje: é en €",
        to_name="Zoë, de vriendelijke",
        reply_to="hallo@aantafel.example",
        body_text="Dag Zoë,\n\n.een regel die met een punt begint\n",
        headers={"List-Unsubscribe": "<http://testserver/stop>"},
    )
    deliver.run()
    [received] = smtp.received()
    message = received.message
    assert received.to == mail.to_address
    assert received.sender == "post@aantafel.example"
    assert message["Subject"] == "Een bankje: é en €"
    assert message["To"].addresses[0].display_name == "Zoë, de vriendelijke"
    assert message["From"].addresses[0].display_name == "AanTafel!"
    assert message["Reply-To"] == "hallo@aantafel.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<http://testserver/stop>"
    assert received.message_id == mail.message_id
    assert received.part("plain").replace("\r\n", "\n") == mail.body_text
    assert "Nieuws." in received.part("html")
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.claim_token) == (State.SENT, 1, None)
    assert mail.sent_at is not None
    assert results(mail) == [Result.SENT]


def test_a_secret_is_put_in_place_only_while_sending(smtp: SmtpServer) -> None:
    mail = OutgoingMailFactory.create(
        subject="Je code: [[geheim]]",
        body_text="Je code is [[geheim]].\n",
        body_html="<p>Je code is <b>[[geheim]]</b></p>",
        secret="<123&456>",
        expires_at=clock.now() + timedelta(minutes=20),
        lane=Lane.CODES,
    )
    deliver.run()
    [received] = smtp.received()
    assert received.message["Subject"] == "Je code: <123&456>"
    assert "Je code is <123&456>." in received.part("plain")
    assert "<b>&lt;123&amp;456&gt;</b>" in received.part("html")
    mail.refresh_from_db()
    assert mail.secret == ""
    assert "[[geheim]]" in mail.body_text


def test_many_mails_go_over_one_connection(smtp: SmtpServer) -> None:
    before = smtp.connections()
    OutgoingMailFactory.create_batch(7)
    tally = deliver.run()
    assert tally == {Result.SENT: 7}
    assert smtp.count() == 7
    assert smtp.connections() == before + 1


@pytest.mark.parametrize(
    ("stage", "reply", "code"),
    [
        ("mail", "451 4.3.0 Try again later", 451),
        ("rcpt", "450 4.2.1 Mailbox busy", 450),
        ("data", "451 4.3.0 Try again later", 451),
        ("body", "452 4.3.1 Out of room", 452),
        ("mail", DROP, None),
        ("rcpt", DROP, None),
        ("data", DROP, None),
        ("body", DROP, None),
    ],
)
def test_what_may_pass_is_tried_again(smtp: SmtpServer, stage: str, reply: str, code: int | None) -> None:
    smtp.rule(stage=stage, reply=reply)
    mail = OutgoingMailFactory.create()
    with clock.frozen(clock.now()):
        deliver.run()
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.QUEUED, 1)
        wait = mail.next_attempt_at - clock.now()
    assert timedelta(seconds=47) < wait < timedelta(seconds=73)
    attempt = MailAttempt.objects.get(mail=mail)
    assert (attempt.result, attempt.smtp_code) == (Result.LATER, code)
    assert mail.last_error == attempt.message != ""
    assert not AddressBlock.objects.exists()
    smtp.behave()
    with clock.frozen(mail.next_attempt_at + timedelta(seconds=1)):
        deliver.run()
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (State.SENT, "")
    assert smtp.received()[-1].message_id == mail.message_id


@pytest.mark.parametrize(
    ("stage", "reply"),
    [
        ("mail", "553 5.1.8 Sender not accepted"),
        ("data", "554 5.6.0 No"),
        ("body", "554 5.7.1 Looks like spam"),
        ("rcpt", "554 5.7.1 Relay access denied"),
        ("rcpt", "552 5.2.2 Mailbox full"),
        ("rcpt", "530 5.7.0 Authentication required"),
    ],
)
def test_a_refusal_for_good_that_is_not_about_the_address(smtp: SmtpServer, stage: str, reply: str) -> None:
    smtp.rule(stage=stage, reply=reply)
    mail = OutgoingMailFactory.create()
    deliver.run()
    mail.refresh_from_db()
    assert mail.state == State.FAILED
    assert mail.last_error == reply[4:]
    assert results(mail) == [Result.REFUSED]
    assert not AddressBlock.objects.exists()


@pytest.mark.parametrize("reply", ["550 5.1.1 No such user", "550 User unknown", "551 User not local", "554 5.5.0 No"])
def test_a_hard_bounce_stops_further_mail_to_that_address(smtp: SmtpServer, reply: str) -> None:
    told: list[dict[str, str]] = []

    def receiver(address: str, recipient: str, reason: str, **_others: object) -> None:
        told.append({"address": address, "recipient": recipient, "reason": reason})

    address_bounced.connect(receiver)
    smtp.rule(stage="rcpt", reply=reply, to="Weg@")
    mails = [OutgoingMailFactory.create(to_address="Weg@buurt.example", recipient="user:12") for _ in range(3)]
    deliver.run()
    states = [OutgoingMail.objects.get(pk=mail.pk) for mail in mails]
    assert {mail.state for mail in states} == {State.BLOCKED}
    assert sum(mail.attempts for mail in states) == 1
    assert told == [{"address": "weg@buurt.example", "recipient": "user:12", "reason": reply[4:]}]
    assert blocks.is_blocked("WEG@buurt.example")


def test_other_mail_goes_on_after_a_bounce_on_the_same_connection(smtp: SmtpServer) -> None:
    smtp.rule(stage="rcpt", reply="550 5.1.1 No such user", to="weg@")
    before = smtp.connections()
    OutgoingMailFactory.create(to_address="weg@buurt.example")
    other = OutgoingMailFactory.create()
    deliver.run()
    assert [received.to for received in smtp.received()] == [other.to_address]
    assert smtp.connections() == before + 1


def test_a_lifted_block_lets_mail_through(smtp: SmtpServer) -> None:
    told: list[str] = []

    def receiver(address: str, **_others: object) -> None:
        told.append(address)

    address_unblocked.connect(receiver)
    blocks.block(address="weg@buurt.example", recipient="user:12", reason="unknown")
    blocks.lift("Weg@buurt.example", actor=Somebody())
    blocks.lift("weg@buurt.example", actor=Somebody())
    mail = OutgoingMailFactory.create(to_address="weg@buurt.example")
    deliver.run()
    mail.refresh_from_db()
    assert mail.state == State.SENT
    assert told == ["weg@buurt.example"]
    row = AddressBlock.objects.get()
    assert row.lifted_by == "user:7"


class Somebody:
    pk = 7


def test_a_bounce_at_a_rewritten_address_says_nothing_about_the_real_one(smtp: SmtpServer) -> None:
    smtp.rule(stage="rcpt", reply="550 5.1.1 No such user")
    mail = OutgoingMailFactory.create(to_address="iemand@echt.nl")
    deliver.run()
    mail.refresh_from_db()
    assert mail.state == State.BLOCKED
    assert not blocks.is_blocked("iemand@echt.nl")


def test_outside_production_a_real_address_becomes_an_example(smtp: SmtpServer, settings: Settings) -> None:
    OutgoingMailFactory.create(to_address="iemand@echt.nl", to_name="Iemand")
    deliver.run()
    [received] = smtp.received()
    assert received.to == "iemand.echt.nl@redirect.example"
    assert received.message["To"].addresses[0].addr_spec == "iemand.echt.nl@redirect.example"


def test_in_production_a_real_address_stays(smtp: SmtpServer, settings: Settings) -> None:
    settings.MAIL_REAL_ADDRESSES = True
    OutgoingMailFactory.create(to_address="iemand@buurt.invalid")
    deliver.run()
    assert smtp.received()[0].to == "iemand@buurt.invalid"


def test_without_a_mail_server_nothing_is_lost_and_each_mail_waits(smtp: SmtpServer) -> None:
    smtp.rule(stage="connect", reply="421 4.3.2 Closed for the night")
    mails = OutgoingMailFactory.create_batch(3)
    tally = deliver.run()
    assert tally == {Result.LATER: 3}
    for mail in mails:
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.QUEUED, 1)
        assert "Closed for the night" in mail.last_error
        assert results(mail) == [Result.LATER]


def test_a_port_where_nobody_listens(smtp: SmtpServer, settings: Settings, unused_port: int) -> None:
    settings.EMAIL_PORT = unused_port
    mail = OutgoingMailFactory.create()
    deliver.run()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.QUEUED, 1)
    assert "ConnectionRefusedError" in mail.last_error


def test_a_server_that_goes_away_in_the_middle_ends_the_run(smtp: SmtpServer) -> None:
    """The mail in hand has had its attempt; those behind it have not."""
    smtp.rule(stage="data", reply=DROP, times=1)
    first, second, third = OutgoingMailFactory.create_batch(3)
    smtp.rule(stage="connect", reply="", times=1)
    smtp.rule(stage="connect", reply="421 4.3.2 Gone")
    deliver.run()
    for mail, attempts in ((first, 1), (second, 1), (third, 0)):
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.QUEUED, attempts), mail


def test_a_server_that_hangs_up_between_mails_costs_no_attempt(smtp: SmtpServer) -> None:
    mails = OutgoingMailFactory.create_batch(3)
    smtp.rule(stage="mail", reply="", times=1)
    smtp.rule(stage="mail", reply="421 4.7.0 Enough for one connection", times=1)
    deliver.run()
    for mail in mails:
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.SENT, 1)
    assert smtp.count() == 3


def test_a_slow_answer_is_waited_for_but_not_for_ever(smtp: SmtpServer, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    smtp.rule(stage="body", delay=0.05, times=1)
    slow = OutgoingMailFactory.create()
    deliver.run()
    slow.refresh_from_db()
    assert slow.state == State.SENT
    smtp.rule(stage="rcpt", delay=1.5, times=1)
    silent = OutgoingMailFactory.create()
    deliver.run()
    silent.refresh_from_db()
    assert silent.state == State.QUEUED
    assert "timed out" in silent.last_error


def test_after_the_last_attempt_it_is_over(smtp: SmtpServer) -> None:
    smtp.rule(stage="rcpt", reply="450 4.2.1 Busy")
    mail = OutgoingMailFactory.create(attempts=7)
    deliver.run()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.FAILED, 8)
    assert results(mail) == [Result.GAVE_UP]


def test_codes_go_first(smtp: SmtpServer) -> None:
    later = OutgoingMailFactory.create()
    code = OutgoingMailFactory.create(lane=Lane.CODES)
    deliver.run()
    assert [received.to for received in smtp.received()] == [code.to_address, later.to_address]


def test_order_is_kept_within_a_conversation(smtp: SmtpServer) -> None:
    first, second = OutgoingMailFactory.create_batch(2, conversation="idea:1")
    other = OutgoingMailFactory.create(conversation="idea:2")
    smtp.rule(stage="rcpt", reply="450 4.2.1 Busy", to=first.to_address, times=1)
    deliver.run()
    assert [received.to for received in smtp.received()] == [other.to_address]
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        deliver.run()
    assert [received.to for received in smtp.received()][1:] == [first.to_address, second.to_address]


def test_a_settled_mail_no_longer_holds_up_its_conversation(smtp: SmtpServer) -> None:
    OutgoingMailFactory.create(conversation="idea:1", state=State.FAILED)
    second = OutgoingMailFactory.create(conversation="idea:1")
    deliver.run()
    assert [received.to for received in smtp.received()] == [second.to_address]


def test_what_comes_too_late_is_not_sent(smtp: SmtpServer) -> None:
    mail = OutgoingMailFactory.create(secret="123456", expires_at=clock.now() - timedelta(seconds=1))
    deliver.run()
    mail.refresh_from_db()
    assert (mail.state, mail.secret, smtp.count()) == (State.EXPIRED, "", 0)


def test_optional_mail_respects_a_stop_and_other_mail_does_not(smtp: SmtpServer) -> None:
    OptOut.objects.create(address="noor@buurt.example", category="follow")
    shared = {"to_address": "Noor@buurt.example", "category": "follow"}
    optional = OutgoingMailFactory.create(**shared, optional=True)
    needed = OutgoingMailFactory.create(**shared)
    deliver.run()
    optional.refresh_from_db()
    assert optional.state == State.UNWANTED
    assert [received.message_id for received in smtp.received()] == [needed.message_id]


def test_mail_to_a_municipality_is_held_until_its_switch_is_on(smtp: SmtpServer, settings: Settings) -> None:
    settings.MUNICIPALITY_MAIL_ENABLED = False
    mail = OutgoingMailFactory.create(recipient="municipality:GM0301")
    deliver.run()
    sweep.run()
    mail.refresh_from_db()
    assert (mail.state, smtp.count()) == (State.HELD, 0)
    settings.MUNICIPALITY_MAIL_ENABLED = True
    assert sweep.run().let_go == 1
    deliver.run()
    mail.refresh_from_db()
    assert (mail.state, smtp.count()) == (State.SENT, 1)


def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(smtp: SmtpServer) -> None:
    broken = OutgoingMailFactory.create(subject="Regel\nBcc: iemand@buurt.example")
    other = OutgoingMailFactory.create()
    deliver.run()
    broken.refresh_from_db()
    assert broken.state == State.FAILED
    assert [received.to for received in smtp.received()] == [other.to_address]


def test_the_rest_of_a_slow_batch_is_given_back(smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a new code does not wait behind fifty slow mails."""
    monkeypatch.setattr(deliver, "BATCH_SECONDS", 0.05)
    code = OutgoingMailFactory.build(lane=Lane.CODES)
    saved: list[OutgoingMail] = []
    slow = OutgoingMailFactory.create_batch(3)
    smtp.rule(stage="body", delay=0.1, times=1)
    original = claims.release

    def release_then_code(mails: list[OutgoingMail]) -> None:
        original(mails)
        if not saved:
            code.save()
            saved.append(code)

    monkeypatch.setattr(claims, "release", release_then_code)
    deliver.run()
    order = [received.to for received in smtp.received()]
    assert order == [slow[0].to_address, code.to_address, slow[1].to_address, slow[2].to_address]
