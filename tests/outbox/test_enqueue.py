"""Putting a mail in the outbox."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from aantafel.core import clock
from aantafel.core.doorbell import breaker
from aantafel.outbox import categories, tasks
from aantafel.outbox.enums import Lane, State
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import enqueue, optout

pytestmark = pytest.mark.django_db


def put(**changes: Any) -> OutgoingMail | None:
    values: dict[str, Any] = {
        "kind": "outbox/test",
        "to": "Noor@Buurt.example",
        "language": "nl",
        "context": {"at": clock.now()},
        "dedupe_key": "test:1",
    }
    return enqueue(**{**values, **changes})


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the broker would have been told."""
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(tasks.deliver, "apply_async", lambda **options: told.append(options))
    return told


@pytest.fixture
def follow() -> Iterator[str]:
    categories.register("follow", "nieuwe verslagen")
    yield "follow"
    categories._names.pop("follow")


def test_a_row_with_everything_that_was_given() -> None:
    mail = put(
        to_name="Noor\r\nBcc: x@y.example",
        reply_to="hallo@AANTAFEL.example",
        conversation="idea:1",
        recipient="user:12",
        lane=Lane.CODES,
        from_name="AanTafel! Zutphen",
    )
    assert mail is not None
    mail.refresh_from_db()
    assert mail.to_address == "Noor@buurt.example"
    assert mail.to_name == "Noor Bcc: x@y.example"
    assert mail.reply_to == "hallo@aantafel.example"
    assert (mail.state, mail.lane, mail.attempts) == (State.QUEUED, Lane.CODES, 0)
    assert mail.message_id.endswith("@aantafel.example>")
    assert mail.headers == {}
    assert "Dit is een test" in mail.body_text


def test_an_event_mails_once() -> None:
    assert put() is not None
    assert put(to="anders@buurt.example") is None
    assert OutgoingMail.objects.count() == 1


def test_the_mail_stands_or_falls_with_the_transaction(
    rings: list[dict[str, Any]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        put()
        raise RuntimeError
    assert not OutgoingMail.objects.exists()
    assert rings == []


def test_many_mails_in_one_transaction_ring_once(
    rings: list[dict[str, Any]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            put(dedupe_key=f"test:{number}")
    assert rings == [{"kwargs": {}, "retry": False}]
    with django_capture_on_commit_callbacks(execute=True):
        put(dedupe_key="test:later")
    assert len(rings) == 2


def test_a_secret_needs_an_end() -> None:
    with pytest.raises(ValueError, match="expires"):
        put(secret="123456")
    assert put(secret="123456", expires_at=clock.now() + timedelta(minutes=5)) is not None


def test_no_address_is_an_error() -> None:
    with pytest.raises(ValueError, match="mail address"):
        put(to="noor")


def test_optional_mail_can_be_stopped(follow: str) -> None:
    mail = put(optional=True, category=follow, language="en")
    assert mail is not None
    url = mail.headers["List-Unsubscribe"].strip("<>")
    assert url.startswith("http://testserver/en/post/stop/")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in mail.body_text
    wish = optout.read(url.split("/")[-2])
    assert wish == optout.Wish("noor@buurt.example", "follow")


def test_optional_mail_of_an_unknown_sort_is_an_error() -> None:
    with pytest.raises(categories.UnknownCategory):
        put(optional=True, category="unheard of")


def test_a_municipality_s_real_mailbox_does_not_enter_the_database_outside_production(settings: Settings) -> None:
    mail = put(to="gemeente@stad.nl", recipient="municipality:GM0301")
    assert mail is not None
    assert mail.to_address == "gemeente.stad.nl@redirect.example"
    settings.MAIL_REAL_ADDRESSES = True
    mail = put(to="gemeente@stad.nl", recipient="municipality:GM0301", dedupe_key="test:2")
    assert mail is not None
    assert mail.to_address == "gemeente@stad.nl"


def test_what_the_database_itself_refuses() -> None:
    mail = put()
    assert mail is not None
    wrong: list[dict[str, Any]] = [
        {"state": "lost"},
        {"state": State.SENDING},
        {"state": State.SENT},
        {"secret": "1"},
        {"state": State.CANCELLED, "secret": "1", "expires_at": clock.now()},
        {"optional": True},
        {"dedupe_key": ""},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            OutgoingMail.objects.filter(pk=mail.pk).update(**values)


@pytest.mark.django_db(transaction=True)
def test_two_transactions_with_one_event_make_one_mail() -> None:
    breaker.trip()
    first_has_written, may_commit = threading.Event(), threading.Event()
    answers: list[OutgoingMail | None] = []

    def first() -> None:
        with transaction.atomic():
            answers.append(put())
            first_has_written.set()
            may_commit.wait(10)
        connection.close()

    def second() -> None:
        first_has_written.wait(10)
        threading.Timer(0.2, may_commit.set).start()
        with transaction.atomic():
            answers.append(put())
        connection.close()

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert OutgoingMail.objects.count() == 1
    assert len([mail for mail in answers if mail is None]) == 1
