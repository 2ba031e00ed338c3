"""The local mailbox, and that it cannot exist in production."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from aantafel.core import clock
from aantafel.outbox.enums import State
from aantafel.outbox.mailbox import views
from aantafel.outbox.mailbox.models import CapturedMail
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import deliver
from tests.factories.outbox import OutgoingMailFactory
from tests.support.workers import ROOT

pytestmark = pytest.mark.django_db

HTML = '<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body><a href="http://testserver/in/[[geheim]]/">in</a></body></html>'


@pytest.fixture
def captured() -> Callable[[], CapturedMail]:
    def capture() -> CapturedMail:
        OutgoingMailFactory.create(
            to_address="noor@buurt.example",
            subject="Je code: [[geheim]]",
            body_text="Ga naar http://testserver/in/[[geheim]]/ <nu>",
            body_html=HTML,
            secret="918273",
            expires_at=clock.now() + timedelta(minutes=20),
        )
        deliver.run()
        return CapturedMail.objects.latest("pk")

    return capture


def test_a_mail_is_captured_with_its_code_and_counts_as_sent(captured: Callable[[], CapturedMail]) -> None:
    mail = captured()
    assert mail.subject == "Je code: 918273"
    assert "/in/918273/" in mail.body_text
    row = OutgoingMail.objects.get()
    assert (row.state, row.secret) == (State.SENT, "")


def test_everybody_sees_every_mail(client: Client, captured: Callable[[], CapturedMail]) -> None:
    assert "Nog geen mail" in client.get("/postvak/").text
    mail = captured()
    listing = client.get("/postvak/").text
    assert "Je code: 918273" in listing
    text = client.get(f"/postvak/{mail.pk}/").text
    assert 'href="http://testserver/in/918273/"' in text, "a link that can be followed"
    assert "&lt;nu&gt;" in text


def test_the_frame_lets_a_click_lead_away_and_nothing_else(
    client: Client, captured: Callable[[], CapturedMail]
) -> None:
    response = client.get(f"/postvak/{captured().pk}/html/")
    assert '<head><base target="_top">' in response.text
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-top-navigation-by-user-activation; default-src 'none';")


def test_mail_to_one_address(client: Client, captured: Callable[[], CapturedMail]) -> None:
    captured()
    assert "Je code" in client.get("/postvak/?aan=Noor@buurt.example").text
    assert "Je code" not in client.get("/postvak/?aan=piet@buurt.example").text


def test_older_mail_by_key(
    client: Client, captured: Callable[[], CapturedMail], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE_SIZE", 1)
    captured()
    captured()
    first = client.get("/postvak/?aan=noor@buurt.example")
    second = client.get("/postvak/" + first.context["older"])
    assert second.context["first"] == "?aan=noor%40buurt.example"
    assert second.context["older"] == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_one_query(
    client: Client,
    captured: Callable[[], CapturedMail],
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        captured()
    with django_assert_num_queries(1):
        client.get("/postvak/")


def test_emptying_it(client: Client, captured: Callable[[], CapturedMail]) -> None:
    captured()
    assert client.get("/postvak/leeg/").status_code == 405
    assert client.post("/postvak/leeg/", follow=True).status_code == 200
    assert not CapturedMail.objects.exists()


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "aantafel.settings.production",
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-and-of-many-different-ones-0123456789",
    "BASE_DOMAIN": "tafel.example",
    "ALLOWED_HOSTS": "tafel.example",
    "TRUSTED_PROXIES": "127.0.0.1",
    "OPERATOR_NAME": "Stichting Tafel",
    "OPERATOR_EMAIL": "post@tafel.example",
    "OPERATOR_PHONE": "085 000 00 00",
    "DEFAULT_FROM_EMAIL": "Tafel <post@tafel.example>",
    "DATABASE_URL": "postgres://nobody@localhost/none",
    "REDIS_URL": "redis://localhost/0",
    "CACHE_URL": "redis://localhost/1",
    "EMAIL_URL": "smtp+tls://localhost:587",
    "PATH": os.environ["PATH"],
}
LOOK = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.urls import Resolver404, resolve
try:
    found = resolve("/postvak/").view_name
except Resolver404:
    found = "nothing"
errors = [m.id for m in run_checks(include_deployment_checks=True, tags=["security"]) if m.level >= 40]
print(apps.is_installed("aantafel.outbox.mailbox"), settings.OUTBOX_TRANSPORT, found, errors)
"""


def test_with_production_settings_it_does_not_exist() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], env=PRODUCTION, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "False aantafel.outbox.transports.smtp nothing []", done.stderr


def test_a_deploy_check_refuses_it() -> None:
    found = [message.id for message in run_checks(include_deployment_checks=True, tags=["security"])]
    assert "aantafel.E001" in found


def test_a_capturing_transport_alone_is_refused_too(settings: Settings) -> None:
    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app != "aantafel.outbox.mailbox"]
    found = [message.id for message in run_checks(include_deployment_checks=True, tags=["security"])]
    assert "aantafel.E001" in found
    settings.OUTBOX_TRANSPORT = "aantafel.outbox.transports.smtp"
    found = [message.id for message in run_checks(include_deployment_checks=True, tags=["security"])]
    assert "aantafel.E001" not in found


def test_it_does_not_start_where_real_people_get_mail(settings: Settings) -> None:
    settings.MAIL_REAL_ADDRESSES = True
    with pytest.raises(ImproperlyConfigured, match="local mailbox"):
        apps.get_app_config("mailbox").ready()
