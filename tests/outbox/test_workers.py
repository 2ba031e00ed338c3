"""Real worker processes on a real database: killed, doubled, racing each other, and without a broker."""

import socket
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from aantafel.core import clock
from aantafel.outbox import tasks
from aantafel.outbox.enums import Result, State
from aantafel.outbox.models import MailAttempt, OutgoingMail
from aantafel.outbox.services import sweep
from tests.factories.outbox import OutgoingMailFactory
from tests.support import workers
from tests.support.smtp import SmtpServer

pytestmark = pytest.mark.django_db(transaction=True)

COUNT = 12


def states() -> Counter[str]:
    return Counter(OutgoingMail.objects.values_list("state", flat=True))


def arrived(smtp: SmtpServer) -> Counter[str]:
    return Counter(received.message_id for received in smtp.received())


def finish(process_url: str) -> None:
    assert workers.start(workers.environment(process_url)).wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("place", "sent_before", "begun"),
    [("outbox.claimed", 0, False), ("outbox.before_send", 0, True), ("outbox.after_send", 1, True)],
)
def test_a_killed_worker_loses_nothing_and_doubles_one_mail_at_most(
    smtp: SmtpServer, place: str, sent_before: int, begun: bool
) -> None:
    OutgoingMailFactory.create_batch(COUNT)
    killed = workers.start(workers.environment(smtp.url, kill_at=place))
    assert killed.wait(timeout=30) == workers.KILLED
    assert states() == {State.SENDING: COUNT}
    assert smtp.count() == sent_before
    assert OutgoingMail.objects.filter(in_flight_at__isnull=False).count() == int(begun)

    assert sweep.free_stuck() == 0, "the worker might still be alive"
    with clock.frozen(clock.now() + sweep.VISIBILITY):
        assert sweep.free_stuck() == COUNT
    assert MailAttempt.objects.filter(result=Result.UNKNOWN).count() == int(begun)
    finish(smtp.url)

    assert states() == {State.SENT: COUNT}
    counts = arrived(smtp)
    assert set(counts) == set(OutgoingMail.objects.values_list("message_id", flat=True))
    assert sum(counts.values()) == COUNT + sent_before
    assert max(counts.values()) == 1 + sent_before


def test_two_workers_at_once_send_each_mail_once(smtp: SmtpServer) -> None:
    OutgoingMailFactory.create_batch(300)
    running = [workers.start(workers.environment(smtp.url)) for _ in range(2)]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    finish(smtp.url)
    counts = arrived(smtp)
    assert len(counts) == 300
    assert set(counts.values()) == {1}
    assert states() == {State.SENT: 300}
    assert MailAttempt.objects.count() == 300


def test_two_workers_keep_the_order_of_a_conversation(smtp: SmtpServer) -> None:
    mails = OutgoingMailFactory.create_batch(20, conversation="idea:1")
    running = [workers.start(workers.environment(smtp.url)) for _ in range(2)]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    finish(smtp.url)
    assert [received.message_id for received in smtp.received()] == [mail.message_id for mail in mails]


@pytest.fixture
def celery_worker(smtp: SmtpServer) -> Iterator[None]:
    worker = workers.start_celery(workers.environment(smtp.url), processes=2)
    yield
    workers.stop(worker)


def test_a_ring_reaches_a_worker_and_the_same_task_may_come_twice(smtp: SmtpServer, celery_worker: None) -> None:
    workers.enqueue(workers.environment(smtp.url), 3)
    smtp.wait_for(3)
    OutgoingMailFactory.create_batch(COUNT)
    for _ in range(2):
        tasks.deliver.apply_async(task_id="the-same-task")
    smtp.wait_for(3 + COUNT)
    finish(smtp.url)
    assert set(arrived(smtp).values()) == {1}
    assert smtp.count() == 3 + COUNT


def test_a_celery_worker_killed_while_sending_is_made_good(smtp: SmtpServer) -> None:
    """The pool's process is killed by the kill point; the sweep and another worker do the rest."""
    OutgoingMailFactory.create_batch(3)
    dying = workers.start_celery(workers.environment(smtp.url, kill_at="outbox.after_send"))
    try:
        tasks.deliver.delay()
        smtp.wait_for(1)
    finally:
        workers.stop(dying)
    with clock.frozen(clock.now() + sweep.VISIBILITY + timedelta(seconds=1)):
        sweep.free_stuck()
    finish(smtp.url)
    counts = arrived(smtp)
    assert len(counts) == 3
    assert sorted(counts.values()) == [1, 1, 2]


def test_without_a_broker_saved_work_stays_saved_and_is_sent_later(smtp: SmtpServer, tmp_path: Path) -> None:
    gone = workers.environment(smtp.url, REDIS_URL=f"unix://{tmp_path}/gone.sock?db=0")
    seconds = workers.enqueue(gone, 5)
    assert max(seconds) < 2.5
    assert sum(seconds[1:]) < 0.5, "after the first failure nothing is rung for a while"
    assert states() == {State.QUEUED: 5}
    assert sweep.run().rang
    finish(smtp.url)
    assert states() == {State.SENT: 5}


def test_a_broker_that_never_answers_stalls_one_request_not_each(smtp: SmtpServer, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"{tmp_path}/silent.sock")
        silent.listen(20)
        dead = workers.environment(smtp.url, REDIS_URL=f"unix://{tmp_path}/silent.sock?db=0")
        seconds = workers.enqueue(dead, 5)
    assert max(seconds) < 6.5
    assert sum(seconds[1:]) < 0.5
    assert states() == {State.QUEUED: 5}
