"""Production settings: refused when half-configured, clean when whole, and without the local mailbox."""

import json
import os
import subprocess
import sys

from django.conf import settings

WHOLE = {
    "DJANGO_SETTINGS_MODULE": "aantafel.settings.production",
    "SECRET_KEY": "k9#mZ2$vL8@qR4!xT6^bN1&wE5*yU3(pO7)aS0_dF-gH+jJ=cV",
    "BASE_DOMAIN": "aantafel.example",
    "ALLOWED_HOSTS": "aantafel.example",
    "TRUSTED_PROXIES": "127.0.0.1",
    "OPERATOR_NAME": "Stichting Voorbeeld",
    "OPERATOR_EMAIL": "hallo@aantafel.example",
    "OPERATOR_PHONE": "085 000 00 00",
    "DEFAULT_FROM_EMAIL": "AanTafel! <post@aantafel.example>",
    "DATABASE_URL": "postgres://niemand@localhost/niets",
    "REDIS_URL": "redis://localhost:1/0",
    "CACHE_URL": "redis://localhost:1/1",
    "EMAIL_URL": "smtp+tls://post.example:587",
}


def environment(*, leave_out: str = "", **extra: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    made = {**kept, **WHOLE, **extra}
    made.pop(leave_out, None)
    return made


def manage(*arguments: str, leave_out: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    found = environment(leave_out=leave_out, **extra)
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.ROOT, env=found, capture_output=True, text=True, check=False)


# reads the settings anew for each environment that it is given, in one process: starting one takes longer than reading
READS = """
import importlib, json, os, sys
for environment in json.load(sys.stdin):
    os.environ.clear()
    os.environ.update(environment)
    for name in [name for name in sys.modules if name.startswith("aantafel.settings")]:
        del sys.modules[name]
    try:
        importlib.import_module("aantafel.settings.production")
        said = ""
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
    print(json.dumps(said))
"""


def refusals(*environments: dict[str, str]) -> list[str]:
    """What production says when it starts in each of these; "" when it starts."""
    done = subprocess.run(
        [sys.executable, "-c", READS],
        cwd=settings.ROOT,
        env=environment(),
        input=json.dumps(environments),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_missing_value_stops_the_start_with_its_name() -> None:
    names = sorted(set(WHOLE) - {"DJANGO_SETTINGS_MODULE"})
    found = refusals(environment(), *(environment(leave_out=name) for name in names))
    assert found[0] == ""
    for name, said in zip(names, found[1:], strict=True):
        assert said.startswith(f"ImproperlyConfigured: {name} is not set."), name


def test_a_command_stops_with_the_name_of_what_is_missing() -> None:
    result = manage("check", leave_out="DATABASE_URL")
    assert result.returncode != 0
    assert "DATABASE_URL is not set." in result.stderr


def test_a_value_that_protects_nothing_stops_the_start() -> None:
    cases = [
        ("SECRET_KEY", "only-for-this-machine-not-a-secret-and-refused-in-production", "not secret enough"),
        ("SECRET_KEY", "kort", "not secret enough"),
        ("UPLOADS_URL", "s3://sleutel@emmer", "a key without a secret"),
        ("TRUSTED_PROXIES", "10.0.0.0/8,de proxy", "must hold IP addresses or networks"),
    ]
    found = refusals(*(environment(**{name: value}) for name, value, _said in cases))
    for (name, _value, wanted), said in zip(cases, found, strict=True):
        assert said.startswith("ImproperlyConfigured: ") and wanted in said, name


def test_check_deploy_is_clean() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_the_mailbox_has_no_address_in_production() -> None:
    code = "from django.urls import reverse; reverse('mailbox:list')"
    result = manage("shell", "--no-imports", "-c", code)
    assert "NoReverseMatch" in result.stderr


def asked(code: str, **extra: str) -> str:
    command = [sys.executable, "-c", f"from django.conf import settings; print({code})"]
    found = environment(**extra)
    result = subprocess.run(command, cwd=settings.ROOT, env=found, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_no_statement_holds_the_database_for_ever() -> None:
    found = asked("settings.DATABASES['default']['OPTIONS']['options']", DATABASE_LOCK_SECONDS="0")
    assert found == "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c jit=off"


def test_the_database_hears_of_its_limits() -> None:
    code = (
        "from django.db import connection; c = connection.cursor(); c.execute('SHOW lock_timeout'); print(c.fetchone())"
    )
    result = manage("shell", "--no-imports", "-c", code, DATABASE_URL=os.environ["DATABASE_URL"])
    assert "('15s',)" in result.stdout, result.stderr


def test_a_database_that_is_gone_is_given_up_soon_and_found_again() -> None:
    """The pool's own limits grow: after a minute without a database it would look for it once in half a minute."""
    limits = asked("settings.DATABASES['default']['OPTIONS']['pool']")
    assert limits == "{'min_size': 1, 'max_size': 4, 'timeout': 3, 'reconnect_timeout': 3}"


def test_a_new_key_leaves_what_the_old_one_signed() -> None:
    assert asked("settings.SECRET_KEY_FALLBACKS") == "[]"
    assert asked("settings.SECRET_KEY_FALLBACKS", SECRET_KEY_FALLBACKS="oud, ouder") == "['oud', 'ouder']"


def test_errors_are_logged_here_and_mailed_to_nobody() -> None:
    """A report of an error holds what somebody typed: it stays on the machine."""
    assert asked("settings.ADMINS, settings.MANAGERS") == "[] []"


def test_mail_has_a_queue_of_its_own() -> None:
    from aantafel.celery import app

    routes = {name: app.amqp.router.route({}, name)["queue"] for name in ("outbox.deliver", "ideas.settle_fifty")}
    assert {name: (queue.name, queue.exchange.name, queue.routing_key) for name, queue in routes.items()} == {
        "outbox.deliver": ("mail", "mail", "mail"),
        "ideas.settle_fifty": ("celery", "celery", "celery"),
    }
