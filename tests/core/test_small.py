"""The small tools of the ground floor."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from redis.exceptions import ConnectionError as RedisGone
from redis.exceptions import TimeoutError as RedisTimeout

from aantafel.core import checks, clock, health, locale, ratelimit, registry, text
from aantafel.core.models import RateCount
from aantafel.settings import env
from tests.factories.outbox import OutgoingMailFactory

FRIDAY = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


def test_the_clock_can_be_held() -> None:
    with clock.frozen(FRIDAY):
        assert clock.now() == FRIDAY
        assert clock.today().isoformat() == "2026-11-20"
    assert clock.now() != FRIDAY


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "2026-11-20"), (1, "2026-11-23"), (5, "2026-11-27"), (6, "2026-11-30")]
)
def test_working_days_skip_the_weekend(days: int, expected: str) -> None:
    assert clock.add_working_days(FRIDAY, days).isoformat() == expected
    end = datetime.fromisoformat(f"{expected}T12:00:00+01:00")
    assert clock.working_days_between(FRIDAY, end) == days


@given(st.text())
def test_folding_is_stable_and_flat(value: str) -> None:
    folded = text.fold(value)
    assert text.fold(folded) == folded
    assert "\n" not in folded


@given(st.text())
def test_tidy_leaves_one_clean_line(value: str) -> None:
    line = text.tidy(value)
    assert "\n" not in line
    assert "\x00" not in line
    assert text.tidy(line) == line
    assert "\n\n\n" not in text.tidy_lines(value)


@given(st.text(), st.integers(min_value=5, max_value=60))
def test_slugs_fit_an_address(value: str, length: int) -> None:
    slug = text.slugify(value, max_length=length)
    assert slug
    assert len(slug) <= length
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text(min_size=0, max_size=300))
def test_shortening_keeps_to_the_length(value: str) -> None:
    assert len(text.shorten(value, 40)) <= 40


@pytest.mark.parametrize(
    ("typed", "folded"), [("Súdwest-Fryslân", "sudwest fryslan"), ("'s-Gravenhage", "s gravenhage"), ("  A  b ", "a b")]
)
def test_fold(typed: str, folded: str) -> None:
    assert text.fold(typed) == folded


def test_registry_runs_in_order_and_registers_once() -> None:
    done: list[str] = []

    def late(**_kwargs: object) -> None:
        done.append("late")

    def early(**_kwargs: object) -> None:
        done.append("early")

    handlers = registry.Registry("test")
    handlers.register(20, late)
    handlers.register(10, early)
    handlers.register(10, early)
    handlers.run()
    assert done == ["early", "late"]


@pytest.mark.django_db
def test_rate_limit_counts_and_starts_anew() -> None:
    with clock.frozen(FRIDAY):
        answers = [ratelimit.hit("t", "k", limit=2, per=timedelta(minutes=1)) for _ in range(3)]
        assert answers == [True, True, False]
        assert ratelimit.hit("t", "other", limit=2, per=timedelta(minutes=1))
    with clock.frozen(FRIDAY + timedelta(minutes=1)):
        assert ratelimit.hit("t", "k", limit=2, per=timedelta(minutes=1))


@pytest.mark.django_db
def test_rate_limit_goes_on_in_the_database_while_the_cache_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_kwargs: object) -> None:
        raise RedisGone

    monkeypatch.setattr(cache, "add", gone)
    with clock.frozen(FRIDAY):
        answers = [ratelimit.hit("t", "k", limit=2, per=timedelta(minutes=1)) for _ in range(3)]
    assert answers == [True, True, False]
    assert RateCount.objects.get().count == 3


@pytest.mark.django_db
def test_a_cache_that_hangs_is_asked_once_and_then_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def hangs(*arguments: object, **_kwargs: object) -> None:
        asked.append(arguments)
        raise RedisTimeout

    monkeypatch.setattr(cache, "add", hangs)
    assert all(ratelimit.hit("t", "k", limit=3, per=timedelta(hours=1)) for _ in range(3))
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "expected"),
    [
        ("9.9.9.9", "1.1.1.1", [], "9.9.9.9"),
        ("10.0.0.1", "1.1.1.1", ["10.0.0.1"], "1.1.1.1"),
        ("10.0.0.1", "6.6.6.6, 1.1.1.1", ["10.0.0.1"], "1.1.1.1"),
        ("2001:db8:1:2:3:4:5:6", "", [], "2001:db8:1:2::/64"),
        ("", "", [], "unknown"),
        ("::ffff:9.9.9.9", "", [], "9.9.9.9"),
        ("::ffff:10.0.0.1", "1.1.1.1", ["10.0.0.1"], "1.1.1.1"),
        ("10.4.0.7", "6.6.6.6, 1.1.1.1, 10.9.9.9", ["10.0.0.0/8"], "1.1.1.1"),
        ("9.9.9.9", "1.1.1.1", ["10.0.0.0/8"], "9.9.9.9"),
        ("10.0.0.1", "niets", ["10.0.0.1"], "niets"),
    ],
)
def test_client_address(settings: Settings, remote: str, forwarded: str, trusted: list[str], expected: str) -> None:
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {}, REMOTE_ADDR=remote)
    assert ratelimit.client_address(request) == expected


@pytest.mark.django_db
def test_probes_answer_on_any_host(client: Client) -> None:
    assert client.get("/healthz", headers={"Host": "10.1.2.3"}).json() == {"status": "ok"}
    assert client.get("/readyz", headers={"Host": "10.1.2.3"}).json() == {"status": "ok", "degraded": []}


@pytest.mark.django_db
def test_ready_is_degraded_without_cache_and_down_without_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_kwargs: object) -> None:
        raise RedisGone

    monkeypatch.setattr(cache, "get", gone)
    answer = health.readiness()
    assert (answer.status_code, b'"degraded"' in answer.content) == (200, True)

    def no_broker(*_args: object, **_kwargs: object) -> None:
        raise RedisGone

    monkeypatch.setattr("redis.Redis.ping", no_broker)
    OutgoingMailFactory.create(next_attempt_at=clock.now() - timedelta(minutes=11))
    assert json.loads(health.readiness().content)["degraded"] == ["cache", "broker", "outbox"]

    def no_database(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(health, "MigrationExecutor", no_database)
    assert health.readiness().status_code == 503


@pytest.mark.parametrize(
    ("path", "language", "dutch", "english"),
    [
        ("/", "nl", "/", "/en/"),
        ("/en/", "en", "/", "/en/"),
        ("/ideeen/1-x/", "nl", "/ideeen/1-x/", "/en/ideeen/1-x/"),
        ("/en/ideeen/", "en", "/ideeen/", "/en/ideeen/"),
        ("/energie/", "nl", "/energie/", "/en/energie/"),
        ("/en//evil.example/x", "en", "/evil.example/x", "/en/evil.example/x"),
        ("/en/\\/evil.example/x", "en", "/evil.example/x", "/en/evil.example/x"),
    ],
)
def test_the_language_follows_the_address(path: str, language: str, dutch: str, english: str) -> None:
    assert locale.language_of(path) == language
    assert locale.in_language(path, "nl") == dutch
    assert locale.in_language(path, "en") == english


def test_the_mailbox_is_refused_in_production(settings: Settings) -> None:
    assert [error.id for error in checks.no_mailbox_in_production()] == ["aantafel.E001"]
    settings.INSTALLED_APPS = [app for app in settings.INSTALLED_APPS if app != checks.LOCAL_ONLY]
    assert [error.id for error in checks.no_mailbox_in_production()] == ["aantafel.E001"]
    settings.OUTBOX_TRANSPORT = "aantafel.outbox.transports.smtp"
    assert checks.no_mailbox_in_production() == []


class TestEnvironment:
    def test_missing_says_which_and_why(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NIETS", raising=False)
        with pytest.raises(ImproperlyConfigured, match=r"NIETS is not set\. It is needed\."):
            env.text("NIETS", why="It is needed.")

    @pytest.mark.parametrize(("value", "expected"), [("yes", True), ("1", True), ("off", False), ("", False)])
    def test_flag(self, monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
        monkeypatch.setenv("VLAG", value)
        assert env.flag("VLAG", default=not expected) is expected

    def test_wrong_values_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("X", "misschien")
        with pytest.raises(ImproperlyConfigured, match="yes or no"):
            env.flag("X", default=True)
        with pytest.raises(ImproperlyConfigured, match="whole number"):
            env.number("X", 1)
        with pytest.raises(ImproperlyConfigured, match="PostgreSQL"):
            env.database("sqlite:///x", pool_size=0)
        with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
            env.email("http://x")

    def test_mail_and_broker_addresses(self) -> None:
        mail = env.email("smtp+tls://ik:ge%20heim@post.example")
        assert (mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"], mail["EMAIL_HOST_PASSWORD"]) == (587, True, "ge heim")
        assert env.celery_broker("unix:///run/b.sock?db=3") == "redis+socket:///run/b.sock?virtual_host=3"
        assert env.celery_broker("redis://h:1/0") == "redis://h:1/0"
        assert env.database("postgres://a@h/b", pool_size=2)["OPTIONS"]["pool"]["max_size"] == 2
