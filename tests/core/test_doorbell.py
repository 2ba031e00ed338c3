"""Ringing after the commit, and silence while the broker is gone. With a real broker: tests/outbox/test_workers.py."""

from collections.abc import Iterator
from typing import Any

import pytest
from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks

from aantafel.core import doorbell, killpoints

pytestmark = pytest.mark.django_db


@shared_task(name="tests.bell")
def bell(number: int = 0) -> None:
    """Does nothing."""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    doorbell.breaker.reset()
    yield
    doorbell.breaker.reset()


@pytest.fixture
def rings(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(bell, "apply_async", lambda **options: told.append(options["kwargs"]))
    return told


def test_one_ring_per_task_and_arguments(
    rings: list[dict[str, Any]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in (1, 2, 1):
            doorbell.ring(bell, number=number)
        assert rings == []
    assert rings == [{"number": 1}, {"number": 2}]


def test_what_is_rolled_back_does_not_ring(
    rings: list[dict[str, Any]], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(RuntimeError), transaction.atomic():
            doorbell.ring(bell)
            raise RuntimeError
        assert rings == []
    assert rings == []
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(RuntimeError), transaction.atomic():
            doorbell.ring(bell)
            raise RuntimeError
        doorbell.ring(bell)
    assert rings == [{}]


@pytest.mark.parametrize("error", [OperationalError("gone"), ConnectionRefusedError(), TimeoutError()])
def test_a_lost_broker_is_not_asked_again_for_a_while(
    error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []

    def fail(**options: Any) -> None:
        asked.append(options)
        raise error

    monkeypatch.setattr(bell, "apply_async", fail)
    assert not doorbell.send(bell)
    assert not doorbell.send(bell)
    assert len(asked) == 1
    assert "no ring for tests.bell" in caplog.text
    monkeypatch.setattr("time.monotonic", lambda: doorbell.breaker._silent_until)
    assert not doorbell.send(bell)
    assert len(asked) == 2


def test_a_fault_of_our_own_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**options: Any) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(bell, "apply_async", fail)
    with pytest.raises(KeyError):
        doorbell.send(bell)


def test_kill_points_do_nothing_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    assert killpoints.handler is None
    killpoints.reach("anywhere")
    reached: list[str] = []
    monkeypatch.setattr(killpoints, "handler", reached.append)
    killpoints.reach("anywhere")
    assert reached == ["anywhere"]
