"""At which step a table was when it met: kept with what is published, and the same for ever."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.core import clock
from aantafel.core.documents import codec
from tables import migrations
from tables.enums import ActorRole, MinutesPartName, TableStep
from tables.models import Minutes, StepChange, Table
from tables.services.minutes import save
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.tables import StepChangeFactory, TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=4, idea__title="Een lange tafel in de straat")


def test_the_first_time_it_is_written_down_and_a_later_version_leaves_it(table: Table) -> None:
    minutes = minutes_of(meeting_of(table))
    StepChange.objects.update(to_step=4, created_at=clock.now() - timedelta(days=5))
    published(minutes)
    assert minutes.step == 4
    StepChangeFactory.create(table=table, to_step=7, created_at=clock.now() - timedelta(days=2))
    Table.everywhere.update(step=7)
    name = MinutesPartName.SUMMARY
    seen = minutes.parts.get(part=name).version
    owner, role = owner_of(table.idea), ActorRole.OWNER
    save(actor=owner, minutes_id=minutes.pk, name=name, text="Toch anders.", seen=seen, role=role)
    version = published(minutes, reason="De dag klopte niet.")
    assert (version.number, minutes.step) == (2, 4)
    assert ("Stap", f"4. {TableStep.CREATE.label}") in codec.from_json(version.content).details


def test_the_list_asks_the_timeline_nothing_and_shows_no_step_that_it_does_not_know(
    client: Client, table: Table
) -> None:
    published(minutes_of(meeting_of(table)))
    Minutes.everywhere.update(step=None)
    with CaptureQueriesContext(connection) as asked:
        found = client.get(reverse("tables:all_minutes")).content.decode()
    assert "Een lange tafel in de straat" in found and "None" not in found
    assert not [one["sql"] for one in asked if StepChange._meta.db_table in one["sql"]]


def test_what_was_published_before_gets_it_from_the_timeline(table: Table) -> None:
    now = clock.now()
    early, late, unpublished = (
        minutes_of(meeting_of(table, number, starts_at=now - timedelta(hours=hours)))
        for number, hours in ((1, 24), (2, 2), (3, 1))
    )
    without_lines = minutes_of(meeting_of(TableFactory.create(step=6, opening=None)))
    for minutes in (early, late, without_lines):
        published(minutes)
    StepChange.objects.all().delete()
    for step, days in ((3, 3), (4, 2), (5, 0.5), (6, 0)):
        StepChangeFactory.create(table=table, to_step=step, created_at=now - timedelta(days=days))
    Minutes.everywhere.update(step=None)
    with connection.cursor() as cursor:
        cursor.execute(_fill())
    found = dict(Minutes.everywhere.values_list("pk", "step"))
    assert found == {early.pk: 4, late.pk: 5, unpublished.pk: None, without_lines.pk: 6}


def _fill() -> str:
    """The statement of the migration, whatever its number is."""
    [path] = Path(migrations.__path__[0]).glob("*_at_which_step_minutes_were_made.py")
    return str(import_module(f"tables.migrations.{path.stem}").FILL)
