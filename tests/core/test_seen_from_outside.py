"""What whoever runs the site sees of it: log lines as JSON, one id from request to mail, figures for a monitor."""

import json
import logging
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from logging.config import dictConfig
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from prometheus_client import generate_latest
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisGone

from aantafel.core import metrics, request_id
from aantafel.core.logs import json_logging
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import optout
from tests.factories.accounts import UserFactory
from tests.factories.outbox import OutgoingMailFactory

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def logged() -> Iterator[list[dict[str, Any]]]:
    """What is logged meanwhile, as production writes it."""
    written = StringIO()
    lines: list[dict[str, Any]] = []
    configuration = json_logging()
    configuration["handlers"]["console"]["stream"] = written
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    dictConfig(configuration)
    try:
        yield lines
    finally:
        root.handlers[:], root.level = before
        lines += map(json.loads, written.getvalue().splitlines())


def test_a_log_line_is_one_json_object() -> None:
    with logged() as lines:
        try:
            raise ValueError("mis\nlukt")
        except ValueError:
            logging.getLogger("proef").exception("het ging mis: %s", "hé")
    [line] = lines
    assert line["message"] == "het ging mis: hé"
    assert (line["level"], line["logger"], line["request_id"], line["task"]) == ("ERROR", "proef", "-", "")
    assert "ValueError" in line["exc_info"] and line["time"].endswith("+00:00")


@pytest.mark.django_db
def test_what_went_wrong_is_logged_by_the_name_of_its_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_value: str) -> None:
        raise ValueError("mislukt")

    client.raise_request_exception = False
    key = "7b1d8f2e-0000-4000-8000-00000000fa12"
    with logged() as lines:
        assert client.get(f"/inloggen/link/{key}/482915/").status_code == 410
        assert client.get(f"/uitnodiging/{key}/?q=482915").status_code == 404
        assert client.get(f"/uitnodigingen/{key}/").status_code == 404
        assert client.delete(f"/post/stop/{key}/").status_code == 405
        assert Client(enforce_csrf_checks=True).post(f"/uitnodiging/{key}/").status_code == 403
        monkeypatch.setattr(optout, "read", broken)
        assert client.get(f"/post/stop/{key}/").status_code == 500
    assert [line["message"].split(": ")[-1] for line in lines] == [
        "accounts:link",
        "accounts:invitation",
        "unmatched",
        "outbox:stop",
        "accounts:invitation",
        "outbox:stop",
    ]
    assert "fa12" not in str(lines) and "482915" not in str(lines)
    assert "mislukt" in lines[-1]["exc_info"]


def test_a_request_writes_a_line_without_its_address(settings: Settings) -> None:
    settings.ACCESS_LOG = True
    said: list[logging.LogRecord] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record)

    handler = Keeper()
    metrics.access.addHandler(handler)

    def answer(request: HttpRequest) -> HttpResponse:
        request.resolver_match = None
        return HttpResponse(status=404)

    try:
        middleware = metrics.RequestMetricsMiddleware(answer)
        middleware(RequestFactory().get("/inloggen/link/geheim/123456/"))
    finally:
        metrics.access.removeHandler(handler)
    [record] = said
    assert record.__dict__["route"] == "unmatched" and record.__dict__["status"] == 404
    assert "geheim" not in str(record.__dict__)


def test_without_a_directory_and_a_log_it_costs_nothing(settings: Settings) -> None:
    settings.ACCESS_LOG, settings.METRICS_DIRECTORY = False, ""
    with pytest.raises(MiddlewareNotUsed):
        metrics.RequestMetricsMiddleware(lambda _request: HttpResponse())


def test_requests_are_counted_by_the_name_of_their_address(settings: Settings, tmp_path: Path) -> None:
    settings.METRICS_DIRECTORY = str(tmp_path)
    match = type("Match", (), {"view_name": "ideas:detail", "route": "ideeen/"})

    def answer(request: HttpRequest) -> HttpResponse:
        request.resolver_match = match()
        return HttpResponse()

    middleware = metrics.RequestMetricsMiddleware(answer)
    counter = metrics.requests.labels("ideas:detail", "GET", "200")
    before = counter._value.get()
    middleware(RequestFactory().get("/ideeen/1-x/"))
    assert counter._value.get() == before + 1
    middleware(RequestFactory().generic("BREW", "/ideeen/1-x/"))
    assert metrics.requests.labels("ideas:detail", "other", "200")._value.get() >= 1


@pytest.mark.django_db
def test_a_monitor_reads_what_waits(settings: Settings) -> None:
    settings.METRICS_DIRECTORY = ""
    OutgoingMailFactory.create()
    text = generate_latest(metrics.registry()).decode()
    assert 'aantafel_outbox_mails{kind="queued"} 1.0' in text
    assert 'aantafel_up{part="database"} 1.0' in text and 'aantafel_up{part="queue"} 1.0' in text
    assert "aantafel_database_bytes" in text and "aantafel_queue_tasks" in text


@pytest.mark.django_db
def test_a_part_that_is_gone_is_said_to_be_down(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> list[metrics.Gauge]:
        raise RedisGone("weg")

    settings.METRICS_DIRECTORY = ""
    monkeypatch.setitem(metrics._gauges, "queue", gone)
    text = generate_latest(metrics.registry()).decode()
    assert 'aantafel_up{part="queue"} 0.0' in text and 'aantafel_up{part="database"} 1.0' in text


@pytest.mark.django_db(transaction=True)
def test_the_monitor_has_a_port_of_its_own(tmp_path: Path) -> None:
    variables = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "manage.py", "serve_metrics", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1]
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert 'aantafel_up{part="database"} 1.0' in answer.read().decode()
        finally:
            process.terminate()
    assert "metrics" not in str(Client().get("/metrics").content) or Client().get("/metrics").status_code == 404


@pytest.mark.django_db
def test_one_id_goes_from_the_request_to_the_mail(client: Client) -> None:
    person = UserFactory.create()
    answer = client.post(reverse("accounts:sign_in"), {"email": person.email})
    assert OutgoingMail.objects.get().request_id == answer.headers["X-Request-ID"]


def test_a_task_goes_on_under_the_id_of_its_request() -> None:
    app = Celery("proef", broker="memory://", backend="cache+memory://", set_as_current=False)
    seen: list[str] = []

    @app.task(name="proef.taak")
    def task() -> None:
        seen.append(request_id.current())

    token = request_id._current.set("van-het-verzoek")
    try:
        headers: dict[str, Any] = {}
        request_id.send_along(headers=headers)
    finally:
        request_id._current.reset(token)
    task.apply(headers=headers)
    task.apply()
    assert seen[0] == "van-het-verzoek"
    assert seen[1] not in {"van-het-verzoek", "-"} and len(seen[1]) == 16
    assert request_id.current() == "-"
