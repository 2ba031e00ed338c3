"""What an operator does by hand; figures; commands; people who leave and municipalities that merge."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from aantafel.core import clock
from aantafel.core.errors import WrongState
from aantafel.outbox.enums import Result, State
from aantafel.outbox.models import AddressBlock, MailAttempt, OptOut, OutgoingMail
from aantafel.outbox.services import blocks, deliver, health, manage, privacy
from tests.factories.outbox import OutgoingMailFactory
from tests.support.smtp import SmtpServer

pytestmark = pytest.mark.django_db


@dataclass
class Person:
    pk: int = 7
    email: str = "noor@buurt.example"


@dataclass
class Town:
    code: str


OPERATOR = Person()
CODE = {"body_text": "Je code is [[geheim]].", "secret": "123456"}


def states_that_may(what: str) -> set[str]:
    allowed = set()
    for state in State:
        mail = OutgoingMailFactory.create(**values_for(state))
        try:
            getattr(manage, what)(mail.pk, actor=OPERATOR)
        except WrongState:
            mail_after = OutgoingMail.objects.get(pk=mail.pk)
            assert mail_after.state == state
        else:
            allowed.add(state.value)
    return allowed


def values_for(state: State) -> dict[str, object]:
    values: dict[str, object] = {"state": state}
    if state == State.SENDING:
        values |= {"claim_token": uuid.uuid4(), "claimed_at": clock.now()}
    if state == State.SENT:
        values |= {"sent_at": clock.now()}
    return values


def test_retry_from_every_state() -> None:
    assert states_that_may("retry") == {State.FAILED, State.BLOCKED}


def test_cancel_from_every_state() -> None:
    assert states_that_may("cancel") == {State.QUEUED, State.HELD, State.FAILED}


def test_a_retry_begins_anew_and_is_remembered() -> None:
    mail = OutgoingMailFactory.create(state=State.FAILED, attempts=8)
    manage.retry(mail.pk, actor=OPERATOR)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.QUEUED, 0)
    line = MailAttempt.objects.get(mail=mail)
    assert (line.result, line.actor) == (Result.RETRIED, "user:7")


def test_a_code_can_be_sent_again_only_while_it_works() -> None:
    soon = clock.now() + timedelta(minutes=5)
    mail = OutgoingMailFactory.create(state=State.FAILED, expires_at=soon, **CODE)
    assert manage.can_retry(mail)
    with clock.frozen(soon), pytest.raises(WrongState):
        manage.retry(mail.pk, actor=OPERATOR)


def test_no_retry_to_a_blocked_address() -> None:
    blocks.block(address="weg@buurt.example", recipient="", reason="unknown")
    mail = OutgoingMailFactory.create(state=State.BLOCKED, to_address="weg@buurt.example")
    with pytest.raises(WrongState, match=r"blokkade|block"):
        manage.retry(mail.pk, actor=OPERATOR)
    blocks.lift("weg@buurt.example", actor=OPERATOR)
    manage.retry(mail.pk, actor=OPERATOR)


def test_a_cancelled_mail_keeps_no_secret() -> None:
    mail = OutgoingMailFactory.create(expires_at=clock.now() + timedelta(minutes=5), **CODE)
    manage.cancel(mail.pk, actor=OPERATOR)
    mail.refresh_from_db()
    assert (mail.state, mail.secret) == (State.CANCELLED, "")


def test_figures() -> None:
    moment = clock.now()
    OutgoingMailFactory.create(next_attempt_at=moment - timedelta(minutes=3))
    OutgoingMailFactory.create(next_attempt_at=moment + timedelta(hours=1))
    OutgoingMailFactory.create(state=State.HELD)
    OutgoingMailFactory.create(state=State.FAILED)
    OutgoingMailFactory.create(state=State.FAILED, created_at=moment - timedelta(days=8))
    OutgoingMailFactory.create(state=State.SENDING, claim_token=uuid.uuid4(), claimed_at=moment - timedelta(minutes=5))
    with clock.frozen(moment):
        now = health.figures()
    assert now == health.Figures(queued=2, held=1, sending=1, stuck=1, failed=1, lag=timedelta(minutes=3))
    assert now.is_late(timedelta(minutes=10))


def check_outbox(*arguments: str) -> tuple[str, int]:
    out = StringIO()
    try:
        call_command("check_outbox", *arguments, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    return out.getvalue(), 0


def test_check_outbox() -> None:
    assert check_outbox() == ("queued 0, held 0, sending 0, stuck 0, failed in a week 0, oldest due for 0 s\n", 0)
    OutgoingMailFactory.create(next_attempt_at=clock.now() - timedelta(minutes=5))
    assert check_outbox()[1] == 0
    assert check_outbox("--minutes", "4")[1] == 1
    OutgoingMailFactory.create(state=State.FAILED)
    assert check_outbox("--minutes", "10")[1] == 1
    assert check_outbox("--minutes", "10", "--allow-failed")[1] == 0


def test_send_test_mail(smtp: SmtpServer) -> None:
    out = StringIO()
    call_command("send_test_mail", "noor@buurt.example", stdout=out)
    assert "handed to the mail server" in out.getvalue()
    [received] = smtp.received()
    assert received.message["Subject"] == "Een testmail van AanTafel!"


def test_send_test_mail_tells_what_went_wrong(smtp: SmtpServer) -> None:
    smtp.rule(stage="rcpt", reply="550 5.1.1 No such user")
    with pytest.raises(CommandError, match="No such user"):
        call_command("send_test_mail", "weg@buurt.example")
    with pytest.raises(CommandError, match="not a mail address"):
        call_command("send_test_mail", "noor")


def test_somebody_who_leaves_leaves_nothing_behind() -> None:
    secret = {"expires_at": clock.now(), "secret": "1"}
    shared = {"to_name": "Noor", "conversation": "to:noor@buurt.example", "last_error": "noor@buurt.example busy"}
    labelled = OutgoingMailFactory.create(recipient="user:7", to_address="oud@buurt.example", **shared)
    addressed = OutgoingMailFactory.create(to_address="Noor@buurt.example", **secret, **shared)
    other = OutgoingMailFactory.create()
    MailAttempt.objects.create(mail=addressed, result=Result.LATER, message="<noor@buurt.example> busy")
    OptOut.objects.create(address="noor@buurt.example", category="follow")
    AddressBlock.objects.create(address="noor@buurt.example")
    privacy.erase(user=Person())
    for mail in (labelled, addressed):
        mail.refresh_from_db()
        assert mail.state == State.CANCELLED
        assert mail.redacted_at is not None
        text = " ".join(str(value) for value in vars(mail).values()).lower()
        assert "noor" not in text
        assert "nieuws" not in text
        assert not manage.can_retry(mail)
    assert MailAttempt.objects.get().message == ""
    assert not OptOut.objects.exists()
    assert not AddressBlock.objects.exists()
    other.refresh_from_db()
    assert other.redacted_at is None


def test_what_somebody_was_sent_is_theirs() -> None:
    OutgoingMailFactory.create(to_address="noor@buurt.example", subject="Voor Noor", **CODE, expires_at=clock.now())
    OutgoingMailFactory.create()
    OptOut.objects.create(address="noor@buurt.example", category="follow")
    found = privacy.export(user=Person())
    assert [mail["subject"] for mail in found["mails"]] == ["Voor Noor"]
    assert "123456" not in str(found)
    assert [stopped["category"] for stopped in found["stopped_mail"]] == ["follow"]


def test_a_merger_moves_the_mail_along() -> None:
    mail = OutgoingMailFactory.create(recipient="municipality:GM0001")
    assert "1" in privacy.move_municipality(old=Town("GM0001"), new=Town("GM0002"))
    mail.refresh_from_db()
    assert mail.recipient == "municipality:GM0002"


def test_old_mail_is_forgotten_but_not_what_still_waits(settings: Settings) -> None:
    long_ago = clock.now() - privacy.KEEP - timedelta(days=1)
    old = OutgoingMailFactory.create(state=State.SENT, sent_at=long_ago, created_at=long_ago)
    waiting = OutgoingMailFactory.create(created_at=long_ago)
    recent = OutgoingMailFactory.create(state=State.SENT, sent_at=clock.now())
    assert privacy.forget_old() == 1
    assert privacy.forget_old() == 0
    for mail in (old, waiting, recent):
        mail.refresh_from_db()
    assert (old.body_text, old.to_address) == ("", privacy.REDACTED_ADDRESS)
    assert waiting.body_text
    assert recent.body_text


def test_send_test_mail_waits_for_a_worker_that_was_first(smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def worker(_seconds: float) -> None:
        OutgoingMail.objects.update(state=State.SENT, sent_at=clock.now(), secret="")

    monkeypatch.setattr(deliver, "run", lambda: None)
    monkeypatch.setattr("aantafel.outbox.management.commands.send_test_mail.time.sleep", worker)
    out = StringIO()
    call_command("send_test_mail", "noor@buurt.example", stdout=out)
    assert "is handed to the mail server" in out.getvalue()
