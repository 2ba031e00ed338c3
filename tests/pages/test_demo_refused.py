"""Where the demo may not be made, and what its commands say before it is."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from pytest_django import Settings

from aantafel.accounts.models import User
from aantafel.pages.demo import stories
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


def run(command: str) -> str:
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_refused_where_mail_reaches_real_people(settings: Settings) -> None:
    MunicipalityFactory.create()
    settings.MAIL_REAL_ADDRESSES = True
    with pytest.raises(CommandError, match="for real people"):
        run("seed_demo")
    assert not User.objects.exists()


def test_refused_without_the_local_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    MunicipalityFactory.create()
    monkeypatch.setattr(apps, "is_installed", lambda name: name != "aantafel.outbox.mailbox")
    with pytest.raises(CommandError, match="for real people"):
        run("seed_demo")
    assert not User.objects.exists()


def test_municipalities_come_first() -> None:
    with pytest.raises(CommandError, match="load_municipalities first"):
        run("seed_demo")


def test_work_forms_come_first() -> None:
    MunicipalityFactory.create()
    with pytest.raises(CommandError, match="load_work_forms first"):
        run("seed_demo")
    assert not User.objects.exists()


def test_no_accounts_are_listed_before() -> None:
    assert "run seed_demo first" in run("demo_accounts")


def test_a_field_that_does_not_exist_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"story": [{"slug": "x", "title": "Een titel", "colour": "red"}]}
    monkeypatch.setattr(stories, "_read", lambda name: {} if name == "people.toml" else told)
    with pytest.raises(TypeError, match="colour"):
        stories.country.__wrapped__()
