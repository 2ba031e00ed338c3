"""What the minute's sweep mends. (Freeing after a kill is seen in test_workers.py.)"""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from aantafel.core import clock, doorbell
from aantafel.outbox import outcomes, tasks
from aantafel.outbox.enums import Lane, Result, State
from aantafel.outbox.models import MailAttempt, OutgoingMail
from aantafel.outbox.services import claims, sweep
from aantafel.outbox.transports import Never
from tests.factories.outbox import OutgoingMailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rings(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.deliver, "apply_async", lambda **options: told.append(options))
    return told


def claimed(*, begun: bool, ago: timedelta = sweep.VISIBILITY, **changes: Any) -> OutgoingMail:
    moment = clock.now() - ago
    return OutgoingMailFactory.create(
        state=State.SENDING,
        claim_token=uuid.uuid4(),
        claimed_at=moment,
        in_flight_at=moment if begun else None,
        attempts=1 if begun else 0,
        **changes,
    )


def test_a_mail_that_kills_its_worker_each_time_is_given_up() -> None:
    mail = claimed(begun=True)
    OutgoingMail.objects.update(attempts=8)
    sweep.run()
    mail.refresh_from_db()
    assert mail.state == State.FAILED
    assert MailAttempt.objects.get().result == Result.UNKNOWN


def test_what_a_living_worker_has_is_left_alone() -> None:
    mail = claimed(begun=True, ago=sweep.VISIBILITY - timedelta(seconds=1))
    assert sweep.run().freed == 0
    mail.refresh_from_db()
    assert mail.state == State.SENDING


def test_the_task_ends_before_the_sweep_takes_its_mail() -> None:
    assert tasks.deliver.time_limit is not None
    assert timedelta(seconds=tasks.deliver.time_limit) < sweep.VISIBILITY


def test_a_worker_that_comes_back_from_the_dead_sends_nothing_that_was_taken_over() -> None:
    mail = claimed(begun=False)
    sweep.run()
    [again] = claims.claim(10)
    assert again.pk == mail.pk
    assert not claims.turn(None, mail)
    assert claims.turn(None, again)


def test_what_was_sent_after_all_is_not_sent_again() -> None:
    """The sweep was too quick, but nobody has claimed the mail since."""
    mail = claimed(begun=True)
    sweep.run()
    claims.turn((mail, outcomes.sent("Taken")), None)
    mail.refresh_from_db()
    assert mail.state == State.SENT
    assert claims.claim(10) == []


def test_what_was_taken_over_keeps_its_new_claim(caplog: pytest.LogCaptureFixture) -> None:
    mail = claimed(begun=True)
    sweep.run()
    [again] = claims.claim(10)
    claims.turn((mail, outcomes.sent("Taken")), None)
    claims.turn((mail, claims.judge(mail, Never("No"))), None)
    again.refresh_from_db()
    assert again.state == State.SENDING
    assert "may arrive twice" in caplog.text


def test_expired_mail_and_old_secrets_go() -> None:
    past = clock.now() - timedelta(seconds=1)
    shared: dict[str, Any] = {"secret": "123456", "expires_at": past, "lane": Lane.CODES}
    queued = OutgoingMailFactory.create(**shared)
    failed = OutgoingMailFactory.create(**shared, state=State.FAILED)
    fresh = OutgoingMailFactory.create(secret="123456", expires_at=clock.now() + timedelta(minutes=1))
    assert sweep.run().expired == 1
    for mail in (queued, failed, fresh):
        mail.refresh_from_db()
    assert (queued.state, queued.secret) == (State.EXPIRED, "")
    assert (failed.state, failed.secret) == (State.FAILED, "")
    assert (fresh.state, fresh.secret) == (State.QUEUED, "123456")


def test_it_rings_only_when_something_is_due(rings: list[dict[str, Any]]) -> None:
    OutgoingMailFactory.create(next_attempt_at=clock.now() + timedelta(minutes=1))
    assert not sweep.run().rang
    OutgoingMailFactory.create()
    assert sweep.run().rang
    assert len(rings) == 1


def test_it_does_not_ring_while_the_bells_are_silent(rings: list[dict[str, Any]]) -> None:
    OutgoingMailFactory.create()
    doorbell.breaker.trip()
    assert not sweep.run().rang
    assert rings == []


def test_the_tasks_do_what_they_are_named_for(rings: list[dict[str, Any]]) -> None:
    mail = OutgoingMailFactory.create()
    tasks.sweep()
    tasks.deliver()
    tasks.forget()
    mail.refresh_from_db()
    assert mail.state == State.SENT
    names = [tasks.deliver.name, tasks.sweep.name, tasks.forget.name]
    assert names == ["outbox.deliver", "outbox.sweep", "outbox.forget"]


def test_more_than_one_batch_calls_for_help(rings: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    from aantafel.outbox.services import deliver

    monkeypatch.setattr(deliver, "BATCH", 2)
    OutgoingMailFactory.create_batch(5)
    assert deliver.run() == {Result.SENT: 5}
    assert len(rings) == 1
    OutgoingMailFactory.create_batch(5)
    assert deliver.run(seconds=0) == {Result.SENT: 2}
    assert len(rings) == 3
